#include "data/store/sqlite/file_connection.h"

#include "data/error.h"
#include "data/store/sqlite/spatialite.h"
#include "geo/cancelled.h"
#include "geo/error.h"

#include <fmt/format.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <cctype>
#include <mutex>
#include <set>
#include <utility>

#include <sys/stat.h>

namespace data::store {
namespace {

// SpatiaLite's set-up and clean-up touch tables shared by all connections of the process: one at a time.
std::mutex opening_mutex;

/// A file by what it is and not by its name.
using FileKey = std::pair<dev_t, ino_t>;
std::multiset<FileKey> open_files; // guarded by opening_mutex

/// From this size on a second connection beside the first is worth its opening, which takes some 30 ms.
constexpr std::uintmax_t large_file = 32u << 20;

FileKey key_of(const std::filesystem::path& path)
{
    struct stat about {};
    return stat(path.c_str(), &about) == 0 ? FileKey{about.st_dev, about.st_ino} : FileKey{};
}

/// Everything unusual is percent-encoded, so that no path can end SOCI's connection string or SQLite's address early.
std::string address_of(const std::filesystem::path& path, Access access)
{
    std::string address = "file://";
    for (const char c : std::filesystem::absolute(path).lexically_normal().string()) {
        if (std::isalnum(static_cast<unsigned char>(c)) || c == '/' || c == '.' || c == '-' || c == '_')
            address += c;
        else
            address += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    switch (access) {
    case Access::create:
        return address + "?mode=rwc";
    case Access::read_write:
    case Access::query_only:
        return address + "?mode=rw";
    case Access::read_only:
        return address + "?mode=ro";
    case Access::immutable:
        return address + "?mode=ro&immutable=1";
    }
    return address;
}

/// SQLite says "I/O error" where there is no room for the file that its readers share (SQLITE_IOERR_SHMSIZE), as it is when a workspace is opened.
bool is_disk_full(const soci::soci_error& error, const std::filesystem::path& path)
{
    constexpr std::uintmax_t least = 32 << 10; // bytes of that file
    const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&error);
    const int result = sqlite ? sqlite->result() & 0xff : SQLITE_OK;
    std::error_code unknown;
    return result == SQLITE_FULL || (result == SQLITE_IOERR && std::filesystem::space(path, unknown).available < least);
}

std::string reason_of(const soci::soci_error& error, const std::filesystem::path& path)
{
    if (is_disk_full(error, path))
        return "the disk is full; free some space and try again";
    if (const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&error)) {
        switch (sqlite->result() & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return "another program is writing to the workspace; close it there or try again";
        case SQLITE_READONLY:
            return "the file cannot be written; check its rights";
        case SQLITE_CANTOPEN:
            return "the file could not be opened; check its rights and those of its folder";
        case SQLITE_IOERR:
            return "the disk reports an error; check it, and copy the workspace elsewhere";
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return "the file is damaged; restore a backup";
        default:
            break;
        }
    }
    // "sqlite3_statement_backend::loadOne: text": only the text is for people.
    std::string text = error.get_error_message();
    if (const auto scope = text.rfind("::"); scope != std::string::npos)
        if (const auto colon = text.find(": ", scope); colon != std::string::npos)
            text.erase(0, colon + 2);
    if (text.starts_with("FOREIGN KEY"))
        return "a record that it refers to is not in the workspace";
    return text;
}

} // namespace

void look_into_closed_file(const std::filesystem::path& path, const std::function<void()>& look)
{
    const std::lock_guard lock(opening_mutex);
    if (!open_files.contains(key_of(path)))
        look();
}

struct FileConnection::Open {
    FileKey key;
    SpatialState spatial; // destroyed after the session
    soci::session session;
};

/// Two ways in: what SQLite counts as steps of its machine asks by itself, and what is one long step (a check of all pages, an index) is told.
struct FileConnection::Stopping {
    static constexpr int asked_each = 1000; // steps, some microseconds

    Stopping(sqlite_api::sqlite3* connection, std::stop_token given) : handle(connection), stop(std::move(given)), tell(stop, Tell{connection})
    {
        sqlite_api::sqlite3_progress_handler(
            handle, asked_each, [](void* self) { return static_cast<Stopping*>(self)->stop.stop_requested() ? 1 : 0; }, this);
    }
    ~Stopping() { sqlite_api::sqlite3_progress_handler(handle, 0, nullptr, nullptr); }
    Stopping(const Stopping&) = delete;
    Stopping& operator=(const Stopping&) = delete;

    struct Tell {
        sqlite_api::sqlite3* connection;
        void operator()() const noexcept { sqlite_api::sqlite3_interrupt(connection); }
    };
    sqlite_api::sqlite3* handle;
    std::stop_token stop;
    std::stop_callback<Tell> tell;
};

FileConnection::FileConnection(const std::filesystem::path& path, Access access) : path_(path), access_(access), place_(path, access == Access::read_write || access == Access::create)
{
    const std::lock_guard lock(opening_mutex);
    auto open = std::make_unique<Open>();
    open->session.open(soci::sqlite3, "dbname=\"" + address_of(path, access) + "\"");
    soci::session& sql = open->session;
    sql << "pragma busy_timeout = 5000";
    sql << "pragma foreign_keys = on";
    // Reading a workspace whose grids fill 40 MB goes twice as fast with room for its pages.
    sql << "pragma cache_size = -32000";
    // A connection that may not write at all cannot take the log away either, and would leave it beside the file.
    if (access == Access::query_only)
        sql << "pragma query_only = on";
    if (access == Access::create || access == Access::read_write) {
        sql << "pragma journal_mode = wal";
        sql << "pragma synchronous = full";
    }
    open_ = std::move(open);
    open_->key = key_of(path);
    open_files.insert(open_->key);
    open_->spatial.load_into(handle());
}

FileConnection::~FileConnection()
{
    const std::lock_guard lock(opening_mutex);
    open_files.erase(open_files.find(open_->key));
    chain_.reset();
    stopping_.reset();
    open_.reset();
}

soci::session& FileConnection::sql()
{
    return open_->session;
}

void* FileConnection::handle()
{
    return static_cast<soci::sqlite3_session_backend*>(open_->session.get_backend())->conn_;
}

void FileConnection::stop_with(std::stop_token stop)
{
    stopping_.reset(); // the handler of the one before is not to outlive it
    stopping_ = std::make_unique<Stopping>(static_cast<sqlite_api::sqlite3*>(handle()), std::move(stop));
}

void FileConnection::rethrow(std::string_view tried) const
{
    rethrow_as_error(tried, path_);
}

void FileConnection::begin(bool locks)
{
    sql() << (locks ? "begin immediate" : "begin");
}

void FileConnection::seal()
{
    if (!chain_) {
        if (!number("select count(*) from sqlite_master where type = 'table' and name = 'chains'"))
            return;
        chain_ = std::make_unique<Chain>(*this);
    }
    chain_->seal();
}

std::int64_t FileConnection::version()
{
    return number("pragma data_version");
}

std::int64_t FileConnection::last_id(const std::string& table)
{
    return number("select seq from sqlite_sequence where name = '" + table + "'");
}

std::vector<long long> FileConnection::ids_around(const std::string& table, geo::LonLat point)
{
    double lon = point.lon, lat = point.lat;
    long long id = 0;
    // The index holds single-precision boxes, rounded outwards: candidates only.
    soci::statement statement = (sql().prepare << fmt::format("select pkid from idx_{}_geom where xmin <= :lon and xmax >= :same_lon and "
                                                              "ymin <= :lat and ymax >= :same_lat", table),
                                 soci::use(lon), soci::use(lon), soci::use(lat), soci::use(lat), soci::into(id));
    statement.execute();
    std::vector<long long> ids;
    while (statement.fetch())
        ids.push_back(id);
    return ids;
}

std::function<std::unique_ptr<Connection>()> FileConnection::beside() const
{
    std::error_code unknown;
    const std::uintmax_t size = std::filesystem::file_size(path_, unknown);
    if (staging_ || unknown || size < large_file)
        return {};
    const Access access = access_ == Access::read_write || access_ == Access::create ? Access::query_only : access_;
    return [path = path_, access, stop = stopping_ ? stopping_->stop : std::stop_token()] {
        auto second = std::make_unique<FileConnection>(path, access);
        second->stop_with(stop);
        return second;
    };
}

void FileConnection::require_in_place()
{
    if (const char* fault = place_.fault(handle()))
        throw Error(geo::remark(fault, path_.string()));
}

void FileConnection::copy_to(const std::filesystem::path& to)
{
    copy_database(handle(), to);
}

void FileConnection::settle()
{
    if (number("pragma wal_checkpoint(truncate)") != 0) // 1: another connection is at work
        throw Error(geo::remark("in_use", path_.string()));
}

void FileConnection::limit_pages(std::int64_t pages)
{
    // SQLite takes no number below the present size, and 0 as "tell only".
    constexpr std::int64_t no_limit = 0xfffffffe;
    number(fmt::format("pragma max_page_count = {}", pages ? pages : no_limit));
}

void rethrow_as_error(std::string_view tried, const std::filesystem::path& path)
{
    try {
        throw;
    } catch (const Error&) {
        throw;
    } catch (const soci::soci_error& error) {
        if (const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&error); sqlite && (sqlite->result() & 0xff) == SQLITE_INTERRUPT)
            throw geo::Cancelled();
        const std::string words = fmt::format("{}: {} ({}).", tried, reason_of(error, path), path.string());
        if (is_disk_full(error, path))
            throw DiskFull(words, geo::remark("disk_full", path.string()));
        throw Error(words, geo::remark("store_failed", path.string()));
    } catch (const geo::Error& error) {
        throw Error(fmt::format("{}: {} ({}).", tried, error.what(), path.string()), error.why.empty() ? geo::remark("store_failed", path.string()) : error.why);
    } catch (const std::filesystem::filesystem_error& error) {
        throw Error(fmt::format("{}: {} ({}).", tried, error.code().message(), path.string()), geo::remark("file_failed", path.string()));
    }
}

} // namespace data::store
