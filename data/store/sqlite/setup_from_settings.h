#pragma once
// Up to schema 5 masks, recorders, guarded cameras, views of the wall and windows of seats were settings, each a text with a grammar
// of its own. Part of the step to schema 6.

#include "data/store/sqlite/file_connection.h"

#include <string>
#include <vector>

namespace data::store {

/// Moves them into their tables. Inside the transaction of the upgrade. What cannot be read, or is of a camera that is not there, stays
/// a setting and is noted in the session log; its key is returned. A mask that cannot be read hides the whole picture, as it did.
std::vector<std::string> setup_from_settings(FileConnection& connection);

} // namespace data::store
