#pragma once
// What the statements ask of an engine: a session of SOCI, and the few things that each engine does in its own way. Implemented
// in the engine's own folder. One thread at a time.

#include "data/records/import_record.h"
#include "data/records/records.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace soci {
class session;
}

namespace data::store {

/// From its making to finish() the rows of a table are written without their spatial index, if they are many. Should the program
/// die in between, the engine makes good at the next opening.
class BulkIndex {
public:
    virtual ~BulkIndex() = default;
    virtual void finish() = 0;
};

/// An import's rows, kept aside where no other connection sees them and without a lock, until they appear together. The
/// statements that write records serve both. What dies before that leaves nothing behind.
class Staging {
public:
    virtual ~Staging() = default; // drops what was not published
    /// Sets ids aside for so many new rows. Ids that are not used stay free for good.
    virtual void expect(const std::string& table, std::size_t new_rows) = 0;
    /// The next id set aside.
    virtual std::int64_t next_id(const std::string& table) = 0;
    /// Throws geo::Cancelled where that was asked for.
    virtual void check_stop() const = 0;
    /// One transaction: rows, numbers, settings, the record of the import and what takes it back. Returns the import's id; sets
    /// `can_undo`.
    virtual std::int64_t publish(const ImportRecord& record, std::span<const std::pair<std::string, std::string>> settings,
                                 const Actor& actor, TimePoint now, bool& can_undo) = 0;
};

class Connection {
public:
    virtual ~Connection() = default;

    virtual soci::session& sql() = 0;
    /// Of the workspace, for messages.
    virtual const std::filesystem::path& path() const = 0;
    virtual int schema() = 0;
    /// Statements end within milliseconds once `stop` asks for it, those of connections beside it too; rethrow() makes it geo::Cancelled.
    virtual void stop_with(std::stop_token stop) = 0;
    /// Inside a catch block: throws the current exception as data::Error "TRIED: REASON", the reason in words for operators; geo::Cancelled
    /// where it was stopped.
    [[noreturn]] virtual void rethrow(std::string_view tried) const = 0;

    /// Begins a transaction; `locks`: takes the right to write at once, so that waiting for another program happens here and not
    /// in the middle. See Transaction.
    virtual void begin(bool locks) = 0;
    /// Before a transaction that may write ends: history and session log that it wrote are chained (chain.h).
    virtual void seal() = 0;
    /// Moves when another connection has committed; a few microseconds.
    virtual std::int64_t version() = 0;
    /// The highest id ever given out in a table. Inside the transaction that uses it.
    virtual std::int64_t last_id(const std::string& table) = 0;
    /// Ids of the rows whose `geom` may hold the point, through the spatial index.
    virtual std::vector<long long> ids_around(const std::string& table, geo::LonLat point) = 0;
    /// lowest_id: the lowest id that will be written, where ids are given; 0: only new ones.
    virtual std::unique_ptr<BulkIndex> hold_index(const std::string& table, std::size_t rows, std::int64_t lowest_id) = 0;
    /// Opens another connection that reads the same, in any thread; empty where that is not worth it, or not the same.
    virtual std::function<std::unique_ptr<Connection>()> beside() const = 0;

    virtual std::unique_ptr<Staging> stage_import(std::stop_token stop) = 0;
    /// While an import keeps its rows aside; else null.
    virtual Staging* staging() const = 0;
    /// Takes the newest import back that was not; see Store::undo_import.
    virtual UndoneImport undo_import(const Actor& actor, TimePoint now) = 0;

    /// Throws where the workspace is not at its name any more, or cut off: removed, moved, another one put there. What was committed is
    /// in it by then, as far as it is anywhere, and nothing of it lies beside what has its name now. For good: it wants opening again.
    virtual void require_in_place() = 0;

    /// A whole copy, as of now.
    virtual void copy_to(const std::filesystem::path& to) = 0;
    /// Nothing that was committed is kept beside the workspace any more; throws where that cannot be.
    virtual void settle() = 0;
    /// Beyond so many pages of 4 KiB writing fails as on a full disk; 0: no limit.
    virtual void limit_pages(std::int64_t pages) = 0;

    /// One number of one row; 0 when there is no row.
    std::int64_t number(const std::string& query);
};

/// Rolls back unless commit() came to its end.
class Transaction {
public:
    /// `locks` false: for rows that are kept aside, which need no lock.
    explicit Transaction(Connection& connection, bool locks = true);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Connection& connection_;
    bool locks_, open_ = true;
};

/// Runs work and turns what it throws into data::Error.
template <class Work> auto attempt(const Connection& connection, std::string_view tried, Work work)
{
    try {
        return work();
    } catch (...) {
        connection.rethrow(tried);
        throw; // it never comes here, which GCC 12 does not see of a virtual function
    }
}

} // namespace data::store
