#pragma once
// One SOCI session with SpatiaLite loaded, its pragmas set, and its errors turned into data::Error. One thread at a
// time.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace soci {
class session;
}

namespace data::store {

/// query_only: reads, but may take the log away when it is the last to close.
/// immutable: a file in a folder where SQLite cannot keep its log beside it, opened as it stands.
enum class Access { create, read_write, query_only, read_only, immutable };

/// Calls `look` unless this process has the file open: closing a file drops every lock the process holds on it (fcntl(2)), SQLite's
/// too, and the next program to close the workspace would take the log away under our feet. Nobody opens one meanwhile.
void look_into_closed_file(const std::filesystem::path& path, const std::function<void()>& look);

class Staging;

class Connection {
public:
    Connection(const std::filesystem::path& path, Access access);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    soci::session& sql();
    void* handle(); // the sqlite3*, for spatialite.h
    const std::filesystem::path& path() const { return path_; }
    /// While an import keeps its rows aside (staging.h); else null.
    Staging* staging() const { return staging_; }
    void set_staging(Staging* staging) { staging_ = staging; }

    /// One number of one row; 0 when there is no row. For pragmas and counts.
    std::int64_t number(const std::string& query);

private:
    struct Open;
    std::filesystem::path path_;
    std::unique_ptr<Open> open_;
    Staging* staging_ = nullptr;
};

/// Brings the whole log into the file; throws where it cannot, which closing a connection would pass over in silence.
void settle(Connection& connection);

/// Rolls back unless commit() came to its end. "immediate": the write lock is taken at the start, so that waiting for
/// another program happens here and not in the middle.
class Transaction {
public:
    /// `locks` false: for work on temporary tables, which needs no lock.
    explicit Transaction(Connection& connection, bool locks = true);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Connection& connection_;
    bool open_ = true;
};

/// Inside a catch block: throws the current exception as data::Error "TRIED: REASON", the reason in words for
/// operators. Bound values never appear: SOCI's what() prints them, so only its get_error_message() is used.
[[noreturn]] void rethrow_as_error(std::string_view tried, const std::filesystem::path& path);

/// Runs work and turns what it throws into data::Error.
template <class Work> auto attempt(std::string_view tried, const std::filesystem::path& path, Work work)
{
    try {
        return work();
    } catch (...) {
        rethrow_as_error(tried, path);
    }
}

} // namespace data::store
