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
int schema_of(Connection& connection);

/// Makes the tables of a new, empty database.
void make_schema(Connection& connection, std::span<const Migration> migrations);

/// What upgrade() would do: from which schema to which, each step in words, where the copy would go.
UpgradePlan plan(Connection& connection, std::span<const Migration> migrations);

/// Brings an older workspace to the newest step after copying it to "NAME.schema-N.bak", all steps in one transaction, and notes
/// that. Throws Error when it is newer. Returns what was done; from == to: nothing.
UpgradePlan upgrade(Connection& connection, std::span<const Migration> migrations);

/// Throws Error with what to do when the workspace is newer than the steps, or older.
void require_newest(Connection& connection, std::span<const Migration> migrations);

} // namespace data::store
