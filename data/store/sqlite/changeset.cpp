#include "data/store/sqlite/changeset.h"

#include "data/error.h"
#include "data/store/sqlite/sqlite_handle.h"

#include <fmt/core.h>

#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <string_view>

namespace data::store {
namespace {

constexpr std::size_t most_conflicts = 5; // as many as a message can name

void check(int result, const char* what)
{
    if (result != SQLITE_OK)
        throw Error(geo::remark("changeset", what, sqlite3_errstr(result)));
}

struct Statement {
    Statement(sqlite3* db, const char* sql) { check(sqlite3_prepare_v2(db, sql, -1, &raw, nullptr), "A changeset could not be kept"); }
    ~Statement() { sqlite3_finalize(raw); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    sqlite3_stmt* raw = nullptr;
};

struct Iterator {
    explicit Iterator(std::string_view changes)
    {
        check(sqlite3changeset_start(&raw, static_cast<int>(changes.size()), const_cast<char*>(changes.data())), "A changeset could not be read");
    }
    ~Iterator() { sqlite3changeset_finalize(raw); }
    Iterator(const Iterator&) = delete;
    Iterator& operator=(const Iterator&) = delete;
    sqlite3_changeset_iter* raw = nullptr;
};

bool same(sqlite3_value* a, sqlite3_value* b)
{
    if (!a || !b || sqlite3_value_type(a) != sqlite3_value_type(b))
        return a == b;
    switch (sqlite3_value_type(a)) {
    case SQLITE_INTEGER:
        return sqlite3_value_int64(a) == sqlite3_value_int64(b);
    case SQLITE_FLOAT:
        return sqlite3_value_double(a) == sqlite3_value_double(b);
    case SQLITE_NULL:
        return true;
    default: {
        const int size = sqlite3_value_bytes(a);
        return size == sqlite3_value_bytes(b) && std::memcmp(sqlite3_value_blob(a), sqlite3_value_blob(b), static_cast<std::size_t>(size)) == 0;
    }
    }
}

struct Undo {
    sqlite3* db;
    std::span<const char* const> free_columns;
    TakenBack result;

    bool is_free(const char* table, int column) const
    {
        const std::string query = fmt::format("select name from pragma_table_info('{}') where cid = {}", table, column);
        Statement statement(db, query.c_str());
        if (sqlite3_step(statement.raw) != SQLITE_ROW)
            return false;
        const char* name = reinterpret_cast<const char*>(sqlite3_column_text(statement.raw, 0));
        return std::ranges::any_of(free_columns, [&](const char* free) { return std::strcmp(free, name) == 0; });
    }

    /// Whether the row differs from what the import left only in columns that others may change.
    bool differs_freely(sqlite3_changeset_iter* at, const char* table, int columns) const
    {
        for (int i = 0; i < columns; ++i) {
            sqlite3_value *left = nullptr, *now = nullptr;
            sqlite3changeset_old(at, i, &left);
            sqlite3changeset_conflict(at, i, &now);
            if (left && !same(left, now) && !is_free(table, i))
                return false;
        }
        return true;
    }

    int on_conflict(int kind, sqlite3_changeset_iter* at)
    {
        if (kind == SQLITE_CHANGESET_FOREIGN_KEY)
            return SQLITE_CHANGESET_OMIT; // the caller mends references before it commits
        const char* table = nullptr;
        int columns = 0, operation = 0;
        sqlite3changeset_op(at, &table, &columns, &operation, nullptr);
        if (kind == SQLITE_CHANGESET_DATA && differs_freely(at, table, columns))
            return SQLITE_CHANGESET_REPLACE;
        sqlite3_value* id = nullptr;
        sqlite3changeset_old(at, 0, &id);
        result.conflicts.push_back(fmt::format("{} {}", table, id ? sqlite3_value_int64(id) : 0));
        return result.conflicts.size() >= most_conflicts ? SQLITE_CHANGESET_ABORT : SQLITE_CHANGESET_OMIT;
    }
};

extern "C" int undo_conflict(void* self, int kind, sqlite3_changeset_iter* at) noexcept
{
    try {
        return static_cast<Undo*>(self)->on_conflict(kind, at);
    } catch (...) {
        return SQLITE_CHANGESET_ABORT;
    }
}

} // namespace

Recording::Recording(void* sqlite_handle, std::span<const char* const> tables)
{
    sqlite3_session* session = nullptr;
    check(sqlite3session_create(database(sqlite_handle), "main", &session), "The import could not be recorded");
    session_ = session;
    for (const char* table : tables)
        check(sqlite3session_attach(session, table), "The import could not be recorded");
}

Recording::~Recording()
{
    sqlite3session_delete(static_cast<sqlite3_session*>(session_));
}

std::string Recording::changes()
{
    int size = 0;
    void* bytes = nullptr;
    check(sqlite3session_changeset(static_cast<sqlite3_session*>(session_), &size, &bytes), "The import could not be recorded");
    std::string result(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
    sqlite3_free(bytes);
    return result;
}

void keep_changes(void* sqlite_handle, std::int64_t import, std::string_view changes)
{
    Statement statement(database(sqlite_handle), "insert into import_changes (import_id, changes) values (?, ?)");
    sqlite3_bind_int64(statement.raw, 1, import);
    if (changes.empty())
        sqlite3_bind_zeroblob(statement.raw, 2, 0);
    else
        sqlite3_bind_blob64(statement.raw, 2, changes.data(), changes.size(), SQLITE_STATIC);
    const int result = sqlite3_step(statement.raw);
    check(result == SQLITE_DONE ? SQLITE_OK : result, "The import could not be kept");
}

std::optional<std::string> kept_changes(void* sqlite_handle, std::int64_t import)
{
    Statement statement(database(sqlite_handle), "select changes from import_changes where import_id = ?");
    sqlite3_bind_int64(statement.raw, 1, import);
    if (sqlite3_step(statement.raw) != SQLITE_ROW)
        return std::nullopt;
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement.raw, 0));
    return bytes ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement.raw, 0))) : std::string();
}

TakenBack take_back(void* sqlite_handle, std::string_view changes, std::span<const char* const> free_columns)
{
    int size = 0;
    void* inverse = nullptr;
    check(sqlite3changeset_invert(static_cast<int>(changes.size()), changes.data(), &size, &inverse), "The import could not be turned round");
    Undo undo{database(sqlite_handle), free_columns, {}};
    const int result = sqlite3changeset_apply(database(sqlite_handle), size, inverse, nullptr, undo_conflict, &undo);
    sqlite3_free(inverse);
    if (undo.result.conflicts.empty())
        check(result, "The import could not be undone");
    return undo.result;
}

std::vector<std::int64_t> inserted_ids(std::string_view changes, std::string_view table)
{
    std::vector<std::int64_t> ids;
    Iterator at(changes);
    while (sqlite3changeset_next(at.raw) == SQLITE_ROW) {
        const char* name = nullptr;
        int columns = 0, operation = 0;
        sqlite3changeset_op(at.raw, &name, &columns, &operation, nullptr);
        sqlite3_value* id = nullptr;
        if (operation == SQLITE_INSERT && table == name && sqlite3changeset_new(at.raw, 0, &id) == SQLITE_OK && id)
            ids.push_back(sqlite3_value_int64(id));
    }
    return ids;
}

} // namespace data::store
