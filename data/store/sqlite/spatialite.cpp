#include "data/store/sqlite/spatialite.h"
#include "data/store/sqlite/file_rights.h"

#include "data/error.h"
#include "data/store/sqlite/sqlite_handle.h"

#include <fmt/core.h>
#include <sqlite3.h> // spatialite.h needs its types

#include <spatialite.h>

#include <algorithm>
#include <cstring>

namespace data::store {
namespace {

struct ScriptStep {
    sqlite3_stmt* raw = nullptr;
    ~ScriptStep() { sqlite3_finalize(raw); }
};

[[noreturn]] void fail(sqlite3* db, const char* text)
{
    std::string begin(text, std::min<std::size_t>(std::strlen(text), 60));
    for (char& c : begin)
        if (c == '\n')
            c = ' ';
    throw Error(geo::remark("step_failed", begin, sqlite3_errmsg(db)));
}

} // namespace

SpatialState::SpatialState() : cache_(spatialite_alloc_connection()) {}

SpatialState::~SpatialState()
{
    spatialite_cleanup_ex(cache_);
}

void SpatialState::load_into(void* sqlite_handle)
{
    spatialite_init_ex(database(sqlite_handle), cache_, 0);
}

void run_script(void* sqlite_handle, const std::string& script)
{
    sqlite3* db = database(sqlite_handle);
    const char* rest = script.c_str();
    while (*rest) {
        ScriptStep statement;
        const char* const text = rest;
        if (sqlite3_prepare_v2(db, text, -1, &statement.raw, &rest) != SQLITE_OK)
            fail(db, text);
        if (!statement.raw)
            continue; // only white space or a comment was left
        int result = sqlite3_step(statement.raw);
        if (result == SQLITE_ROW) {
            if (sqlite3_column_int(statement.raw, 0) != 1)
                fail(db, text);
            result = sqlite3_step(statement.raw);
        }
        if (result != SQLITE_DONE)
            fail(db, text);
    }
}

void copy_database(void* sqlite_handle, const std::filesystem::path& to)
{
    // Nobody else may look in while it is made.
    make_private(to);
    sqlite3* copy = nullptr;
    int result = sqlite3_open_v2(to.c_str(), &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    if (result == SQLITE_OK) {
        if (sqlite3_backup* backup = sqlite3_backup_init(copy, "main", database(sqlite_handle), "main")) {
            sqlite3_backup_step(backup, -1);
            result = sqlite3_backup_finish(backup);
        } else {
            result = sqlite3_errcode(copy);
        }
    }
    sqlite3_close(copy);
    if (result != SQLITE_OK)
        throw Error(geo::remark("copy_not_written", to.string(), sqlite3_errstr(result)));
    if (const char* file = sqlite3_db_filename(database(sqlite_handle), "main"); file && *file)
        take_rights(file, to);
}

} // namespace data::store
