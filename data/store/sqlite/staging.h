#pragma once
// Rows of an import are kept aside in temporary tables of the connection, which no other connection sees and which need no lock,
// and appear together in one transaction. What dies before that leaves nothing behind. Temporary tables go by the names of the
// true ones, so that the statements that write records serve both.

#include "data/store/sqlite/file_connection.h"

#include <map>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace data::store {

class TemporaryTables final : public Staging {
public:
    TemporaryTables(FileConnection& connection, std::stop_token stop);
    ~TemporaryTables() override;
    TemporaryTables(const TemporaryTables&) = delete;
    TemporaryTables& operator=(const TemporaryTables&) = delete;

    void expect(const std::string& table, std::size_t new_rows) override;
    std::int64_t next_id(const std::string& table) override;
    void check_stop() const override;
    std::int64_t publish(const ImportRecord& record, std::span<const std::pair<std::string, std::string>> settings,
                         const Actor& actor, TimePoint now, bool& can_undo) override;

private:
    void drop();

    FileConnection& connection_;
    std::stop_token stop_;
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> ids_; // table: next, end
    bool there_ = false;
};

/// Takes the newest import back that was not; see Store::undo_import.
UndoneImport undo_import(FileConnection& connection, const Actor& actor, TimePoint now);

} // namespace data::store
