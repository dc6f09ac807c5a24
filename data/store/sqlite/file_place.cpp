#include "data/store/sqlite/file_place.h"

#include <sqlite3.h>

#include <array>
#include <tuple>
#include <utility>

#include <sys/stat.h>

namespace data::store {
namespace {

constexpr const char* cut = "workspace_cut";

std::filesystem::path beside(std::filesystem::path path, const char* ending) { return path += ending; }

std::pair<std::uint64_t, std::uint64_t> key_of(const std::filesystem::path& path)
{
    struct stat about {};
    return stat(path.c_str(), &about) == 0 ? std::pair<std::uint64_t, std::uint64_t>(about.st_dev, about.st_ino) : std::pair<std::uint64_t, std::uint64_t>{};
}

/// Whether the header says more pages than there are. (https://www.sqlite.org/fileformat2.html, 1.3)
bool is_cut(sqlite3_file& file, sqlite3_int64 size)
{
    constexpr int header_bytes = 100, page_size_at = 16, page_count_at = 28;
    std::array<unsigned char, header_bytes> header{};
    if (size < header_bytes || file.pMethods->xRead(&file, header.data(), header_bytes, 0) != SQLITE_OK)
        return true;
    const auto number = [&](int at, int bytes) {
        sqlite3_int64 value = 0;
        for (int i = at; i < at + bytes; ++i)
            value = value << 8 | header[static_cast<std::size_t>(i)];
        return value;
    };
    const sqlite3_int64 page = number(page_size_at, 2) == 1 ? 65536 : number(page_size_at, 2);
    return size < page * number(page_count_at, 4);
}

}

const char* FilePlace::look(void* sqlite)
{
    // https://www.sqlite.org/c3ref/c_fcntl_begin_atomic_write.html. The file is asked through SQLite's own handle: closing another one would
    // drop the locks of the process.
    auto* database = static_cast<sqlite3*>(sqlite);
    int has_moved = 0;
    if (sqlite3_file_control(database, "main", SQLITE_FCNTL_HAS_MOVED, &has_moved) == SQLITE_OK && has_moved) {
        std::error_code unknown;
        return std::filesystem::exists(path_, unknown) ? "workspace_replaced" : "workspace_gone";
    }
    sqlite3_file* file = nullptr;
    sqlite3_int64 size = 0;
    if (sqlite3_file_control(database, "main", SQLITE_FCNTL_FILE_POINTER, static_cast<void*>(&file)) != SQLITE_OK || !file || !file->pMethods ||
        file->pMethods->xFileSize(file, &size) != SQLITE_OK)
        return nullptr;
    // A file that shrinks was either tidied up, and says its new length, or cut.
    if (size < size_ && is_cut(*file, size))
        return cut;
    size_ = size;
    return nullptr;
}

void FilePlace::leave(void* sqlite) const
{
    if (may_write_)
        sqlite3_wal_checkpoint_v2(static_cast<sqlite3*>(sqlite), "main", SQLITE_CHECKPOINT_FULL, nullptr, nullptr);
    const std::filesystem::path log = beside(path_, "-wal");
    if (log_file_ == 0 || key_of(log) != std::pair(log_device_, log_file_))
        return;
    std::error_code ignored;
    std::filesystem::remove(log, ignored);
    std::filesystem::remove(beside(path_, "-shm"), ignored);
}

const char* FilePlace::fault(void* sqlite)
{
    if (fault_)
        return fault_;
    fault_ = look(sqlite);
    if (fault_ && fault_ != cut)
        leave(sqlite); // what was cut keeps its log: that is all there is of its last changes
    else if (!fault_ && log_file_ == 0)
        std::tie(log_device_, log_file_) = key_of(beside(path_, "-wal"));
    return fault_;
}

}
