#include "data/store/sqlite/alone.h"

#include "data/error.h"
#include "data/store/sqlite/file_connection.h"

#include <fmt/format.h>
#include <soci/soci.h>

namespace data::store {

void require_alone(const std::filesystem::path& workspace)
{
    const auto in_use = [&] {
        return Error(fmt::format("{} is open in another program; close the consoles that use it and try again.", workspace.string()));
    };
    FileConnection connection(workspace, Access::read_write);
    connection.sql() << "pragma busy_timeout = 200";
    std::string mode;
    // Leaving the write-ahead log needs the file alone: SQLite itself finds out.
    try {
        connection.sql() << "pragma journal_mode = delete", soci::into(mode);
    } catch (const soci::soci_error&) {
        throw in_use();
    }
    if (mode != "delete")
        throw in_use();
}

std::filesystem::path free_name(const std::filesystem::path& path, const char* end)
{
    for (int n = 1;; ++n) {
        std::filesystem::path name = path.string() + "." + end + (n > 1 ? fmt::format(".{}", n) : "");
        if (!std::filesystem::exists(name))
            return name;
    }
}

}
