#pragma once
// Numbered steps of the schema, embedded from data/schema/NNNN_name.sql, each applied in one transaction.

#include "data/store/sqlite/file_connection.h"
#include "data/store/upgrade.h"

#include <span>
#include <string>
#include <vector>

namespace data::store {

struct Migration {
    int number;       // 1, 2, …; without gaps
    std::string name; // "0001_first.sql"
    std::string sql;
};

/// The embedded steps in order.
std::vector<Migration> embedded_migrations();

/// Number of the schema of a workspace. Throws Error when the database is no workspace.
int schema_of(FileConnection& connection);

/// SpatiaLite's own tables, with the one coordinate system that is used.
void make_spatial_tables(FileConnection& connection);

/// Makes the tables of a new, empty database.
void make_schema(FileConnection& connection, std::span<const Migration> migrations);

/// What upgrade() would do: from which schema to which, each step in words, where the copy would go.
UpgradePlan plan(FileConnection& connection, std::span<const Migration> migrations);

/// Brings an older workspace to the newest step after copying it to "NAME.schema-N.bak", all steps in one transaction, and notes
/// that. Throws Error when it is newer. Returns what was done; from == to: nothing.
UpgradePlan upgrade(FileConnection& connection, std::span<const Migration> migrations);

/// Gives the copy before the newest upgrade its name, where a program died between that upgrade and its naming. In a workspace of the newest schema
/// that nobody else upgrades meanwhile.
void adopt_copy(FileConnection& connection);

/// A number that moves whenever a row is added anywhere, or changed where others must follow; the session log and the counter
/// of upgrades apart. Equal numbers: nothing new was recorded in between.
std::int64_t mark_of(Connection& connection);

/// Throws Error with what to do when the workspace is newer than the steps, or older.
void require_newest(FileConnection& connection, std::span<const Migration> migrations);

} // namespace data::store
