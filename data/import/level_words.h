#pragma once
// The level of areas by the words of their columns and names. A pure function; any thread.

#include "data/records/records.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace data {

/// The level by the words of columns, then of `name` (a file's, a layer's); the finest that a column names wins, for a table of villages names its
/// town too. `count`: thousands of rows are grids; -1: not known.
std::optional<Level> level_by_words(const std::vector<std::string>& columns, const std::string& name, std::int64_t count);

} // namespace data
