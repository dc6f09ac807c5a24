#pragma once
// All tables of a workspace at once, as the console keeps them in memory.

#include "data/records/facts.h"
#include "data/store/tables/connection.h"

namespace data::store {

/// Everything of WorkspaceLoaded but its info. Of a large workspace incidents and places are read on a second connection beside this one.
void read_tables(Connection& connection, WorkspaceLoaded& loaded);

}
