#pragma once
// The level of areas by the words of their columns and names. Pure functions; any thread.

#include "data/records/records.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace data {

/// The level by the words of columns, then of `name` (a file's, a layer's); the finest that a column names wins, for a table of villages names its
/// town too. `count`: thousands of rows are grids; -1: not known.
std::optional<Level> level_by_words(const std::vector<std::string>& columns, const std::string& name, std::int64_t count);

/// What both judge by: small letters of ASCII, and whether a text holds one of some words.
std::string in_small_letters(std::string text);
bool has_any(std::string_view text, const std::vector<std::string_view>& words);

} // namespace data
