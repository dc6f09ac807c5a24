#pragma once
// Whether a workspace has the tables, columns, indexes, triggers and views that its schema's own steps make, word for word. What another
// program added beside them (a GIS's styles, say) is its own affair; what it changed of ours is not. Blocks for a moment; any thread.

#include "data/store/sqlite/file_connection.h"

#include <string>
#include <vector>

namespace data::store {

struct SchemaDifference {
    bool is_guard = false; // a trigger: what forbids that something is changed, or keeps an index
    std::string text;      // in English
};

/// `schema`: the number of its newest step. Throws Error where the temporary workspace that it is compared with cannot be made.
std::vector<SchemaDifference> schema_differences(FileConnection& connection, int schema);

} // namespace data::store
