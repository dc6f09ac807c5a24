#pragma once
// What a transaction did to some tables, as a changeset of SQLite's session extension, and its way back. Stands apart like
// spatialite.h, for SQLite's own header. Handles are an sqlite3*.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace data::store {

/// Records from construction on what happens to `tables` on one connection.
class Recording {
public:
    Recording(void* sqlite_handle, std::span<const char* const> tables);
    ~Recording();
    Recording(const Recording&) = delete;
    Recording& operator=(const Recording&) = delete;
    /// What happened so far; empty when nothing did. Inside the transaction. Throws Error.
    std::string changes();

private:
    void* session_ = nullptr;
};

/// Keeps and gives back the changeset of an import. Inside the caller's transaction.
void keep_changes(void* sqlite_handle, std::int64_t import, std::string_view changes);
std::optional<std::string> kept_changes(void* sqlite_handle, std::int64_t import); // none: not kept; empty: nothing changed

/// Rows that the way back could not touch, because somebody changed them since: "incidents 4471".
struct TakenBack {
    std::vector<std::string> conflicts; // not empty: nothing was done
};
/// Does the opposite of `changes`. A row that was changed since then in more than `free_columns` is a conflict, and then
/// nothing is changed at all. Inside the caller's transaction. Throws Error.
TakenBack take_back(void* sqlite_handle, std::string_view changes, std::span<const char* const> free_columns);

/// Ids of the rows of a table that `changes` inserted.
std::vector<std::int64_t> inserted_ids(std::string_view changes, std::string_view table);

} // namespace data::store
