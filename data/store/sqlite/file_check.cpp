#include "data/store/sqlite/file_check.h"

#include "data/error.h"
#include "data/store/sqlite/file_connection.h"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>

#include <unistd.h>

namespace data::store {
namespace {

std::uint32_t big_endian(std::span<const unsigned char> bytes)
{
    std::uint32_t value = 0;
    for (const unsigned char byte : bytes)
        value = value << 8 | byte;
    return value;
}

} // namespace

FileCheck check_file(const std::filesystem::path& path)
{
    namespace fs = std::filesystem;
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (status.type() == fs::file_type::not_found)
        throw Error(geo::remark("no_workspace", path.string()));
    if (status.type() == fs::file_type::directory)
        throw Error(geo::remark("is_folder", path.string()));
    if (!error && status.type() != fs::file_type::regular) // a pipe would hold up whoever opens it
        throw Error(geo::remark("no_plain_file", path.string()));
    if (error || access(path.c_str(), R_OK) != 0)
        throw Error(geo::remark("file_rights", path.string(), std::strerror(error ? error.value() : errno)));

    const std::uint64_t size = fs::file_size(path, error);
    if (!error && size == 0)
        throw Error(geo::remark("file_empty", path.string()));

    // SQLite's file format, section 1.3: magic, page size at 16, change counter at 24, pages at 28, version-valid-for
    // at 92.
    std::array<unsigned char, 100> header{};
    std::size_t got = 0;
    bool is_looked_into = false;
    look_into_closed_file(path, [&] {
        std::ifstream file(path, std::ios::binary);
        file.read(reinterpret_cast<char*>(header.data()), header.size());
        got = static_cast<std::size_t>(file.gcount());
        is_looked_into = true;
    });
    if (is_looked_into && std::memcmp(header.data(), "SQLite format 3", std::min<std::size_t>(got, 16)) != 0)
        throw Error(geo::remark("no_sqlite", path.string()));

    FileCheck result;
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    result.can_write_file = access(path.c_str(), W_OK) == 0;
    result.can_write_folder = access(folder.c_str(), W_OK | X_OK) == 0;
    fs::path log = path;
    log += "-wal";
    const std::uint64_t log_size = fs::file_size(log, error);
    result.has_log = !error && log_size > 0;

    if (!is_looked_into)
        return result; // open in this program, so it was judged before
    const std::span<const unsigned char> bytes(header);
    std::uint64_t page = big_endian(bytes.subspan(16, 2));
    if (page == 1)
        page = 65536;
    const std::uint64_t expected = page * big_endian(bytes.subspan(28, 4));
    const bool count_is_valid =
        got == header.size() && big_endian(bytes.subspan(24, 4)) == big_endian(bytes.subspan(92, 4));
    // With a log the file itself may be behind: SQLite decides then.
    if (got < header.size() || (count_is_valid && size < expected && !result.has_log))
        throw Error(geo::remark("cut_short", path.string(), size, std::max<std::uint64_t>(expected, header.size())));
    result.is_suspicious = !count_is_valid || size != expected;
    return result;
}

} // namespace data::store
