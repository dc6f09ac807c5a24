#include "data/store/workspace_files.h"

#include <system_error>

namespace data {

void remove_workspace(const std::filesystem::path& path)
{
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
    remove_logs(path);
}

void remove_logs(const std::filesystem::path& path)
{
    for (const char* suffix : {"-wal", "-shm", "-journal"}) {
        std::error_code ignored;
        std::filesystem::path file = path;
        file += suffix;
        std::filesystem::remove(file, ignored);
    }
}

}
