#pragma once
// All tables of a workspace at once, as the console keeps them in memory.

#include "data/records/facts.h"
#include "data/store/sqlite/file_connection.h"

#include <optional>

namespace data::store {

/// Everything of WorkspaceLoaded but its info. `access`: how the connection was opened; a large file's incidents and places are then
/// read on a second one beside it. Empty: this connection sees what others cannot, and reads alone.
void read_tables(Connection& connection, std::optional<Access> access, WorkspaceLoaded& loaded);

}
