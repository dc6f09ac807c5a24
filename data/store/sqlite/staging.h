#pragma once
// Rows of an import are kept aside in temporary tables of the connection, which no other connection sees and which need no lock,
// and appear together in one transaction. What dies before that leaves nothing behind. Temporary tables go by the names of the
// true ones, so that the statements that write records serve both.

#include "data/store/sqlite/file_connection.h"
#include "data/store/store.h"

#include <map>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace data::store {

class Staging {
public:
    Staging(Connection& connection, std::stop_token stop);
    ~Staging(); // drops what was not published
    Staging(const Staging&) = delete;
    Staging& operator=(const Staging&) = delete;

    /// Sets ids aside for so many new rows, in a short transaction. Ids that are not used stay free for good.
    void expect(const std::string& table, std::size_t new_rows);
    /// The next id set aside.
    std::int64_t next_id(const std::string& table);
    /// Throws geo::Cancelled where that was asked for.
    void check_stop() const;

    /// One transaction: rows, numbers, settings, the record of the import and what takes it back. Returns the import's id; sets
    /// `can_undo`.
    std::int64_t publish(const ImportRecord& record, std::span<const std::pair<std::string, std::string>> settings,
                         const Actor& actor, TimePoint now, bool& can_undo);

private:
    void drop();

    Connection& connection_;
    std::stop_token stop_;
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> ids_; // table: next, end
    bool there_ = false;
};

/// Takes the newest import back that was not; see Store::undo_import.
UndoneImport undo_import(Connection& connection, const Actor& actor, TimePoint now);

} // namespace data::store
