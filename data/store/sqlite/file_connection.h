#pragma once
// A workspace in a file: one SOCI session of SQLite with SpatiaLite loaded, its pragmas set, and its errors turned into data::Error.
// One thread at a time. What concerns the schema, the index or an import stands beside these (migrations, rtree_index, staging).

#include "data/store/sqlite/file_place.h"
#include "data/store/tables/chain.h"
#include "data/store/tables/connection.h"

namespace data::store {

/// query_only: reads, but may take the log away when it is the last to close.
/// immutable: a file in a folder where SQLite cannot keep its log beside it, opened as it stands.
enum class Access { create, read_write, query_only, read_only, immutable };

/// Calls `look` unless this process has the file open: closing a file drops every lock the process holds on it (fcntl(2)), SQLite's
/// too, and the next program to close the workspace would take the log away under our feet. Nobody opens one meanwhile.
void look_into_closed_file(const std::filesystem::path& path, const std::function<void()>& look);

class FileConnection final : public Connection {
public:
    FileConnection(const std::filesystem::path& path, Access access);
    ~FileConnection() override;
    FileConnection(const FileConnection&) = delete;
    FileConnection& operator=(const FileConnection&) = delete;

    soci::session& sql() override;
    const std::filesystem::path& path() const override { return path_; }
    int schema() override;
    void stop_with(std::stop_token stop) override;
    [[noreturn]] void rethrow(std::string_view tried) const override;
    void begin(bool locks) override;
    void seal() override;
    std::int64_t version() override;
    std::int64_t last_id(const std::string& table) override;
    std::vector<long long> ids_around(const std::string& table, geo::LonLat point) override;
    std::unique_ptr<BulkIndex> hold_index(const std::string& table, std::size_t rows, std::int64_t lowest_id) override;
    std::function<std::unique_ptr<Connection>()> beside() const override;
    std::unique_ptr<Staging> stage_import(std::stop_token stop) override;
    Staging* staging() const override { return staging_; }
    UndoneImport undo_import(const Actor& actor, TimePoint now) override;
    void require_in_place() override;
    void copy_to(const std::filesystem::path& to) override;
    /// Brings the whole log into the file; closing a connection would pass over a failure in silence.
    void settle() override;
    void limit_pages(std::int64_t pages) override;

    void* handle(); // the sqlite3*, for spatialite.h
    void set_staging(Staging* staging) { staging_ = staging; }

private:
    struct Open;
    struct Stopping;
    std::filesystem::path path_;
    Access access_;
    std::unique_ptr<Open> open_;
    std::unique_ptr<Stopping> stopping_; // goes before the session
    FilePlace place_;
    std::unique_ptr<Chain> chain_; // made at the first transaction of a schema that has chains
    Staging* staging_ = nullptr;
};

/// Inside a catch block: throws the current exception as data::Error "TRIED: REASON (PATH)", or geo::Cancelled where a statement was
/// stopped. Bound values never appear: SOCI's what() prints them, so only its get_error_message() is used.
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
