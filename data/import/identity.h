#pragma once
// By what the rows of a table of areas are recognised where no column has a name that is known: by values that are there in every row and in none
// twice, under a name that ends as codes do. A number of the row is no identity: an edition without its first row would move every area. Part of
// the importer.

#include "data/import/columns.h"
#include "geo/formats/vector_file.h"

#include <set>
#include <stop_token>
#include <string>

namespace data {

/// Adds "code" and "name" to `map` where they lack, are not `said` by the operator and a column serves ("NTACode", "NTAName"). Returns the fields added.
std::set<std::string> identify(geo::VectorFile& file, std::size_t layer, ColumnMap& map, const std::set<std::string>& said, std::stop_token stop);

} // namespace data
