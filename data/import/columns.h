#pragma once
// Which column of a foreign table is which field of ours: one table of names in English and Chinese, by kind of record.
// Pure functions; any thread.

#include "data/records/import_kind.h"
#include "data/records/records.h"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace data {

/// Our field → index of the source's column.
using ColumnMap = std::map<std::string, int, std::less<>>;

/// Guesses by the names of the columns; `overrides` (our field, the source's column; the field may also be lon, lat,
/// wkt) win. Case, blanks,
/// "_" and "-" in names do not matter. `level` matters for grids: VILLCODE is the code of a community, TOWNCODE then
/// its parent's. Throws Error when an override names a field we do not have or a column the source does not have.
ColumnMap guess_columns(ImportKind kind, Level level, std::span<const std::string> columns,
                        std::span<const std::pair<std::string, std::string>> overrides);

/// The fields of a kind, in the order of the table; for messages.
std::vector<std::string> field_names(ImportKind kind);

/// Names by which `field` goes, in order of preference; for values that stand in tag lists (OSM's other_tags).
std::vector<std::string> names_of_field(ImportKind kind, Level level, std::string_view field);

} // namespace data
