#pragma once
// Where a table of people begins: lists carry titles, the office's name and a date above their headings, and headings of two storeys.
// Pure functions; any thread.

#include "geo/remark.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace geo {

inline constexpr std::size_t heading_rows = 60; // to look at

struct TableHeading {
    std::size_t row = 0;            // of the heading, or of the lower of two; the records begin behind it
    std::size_t above = 0;          // rows that are neither
    std::vector<std::string> names; // none empty, none twice
};

/// `rows`: the first `heading_rows` of the table. The first row is the heading unless it fills less than half as many different cells as the
/// widest row; then it is the first of the next 15 that fills most of them and holds no number. Below a heading with spans (empty or repeated cells)
/// a second row that fills them gives the names.
TableHeading find_heading(std::span<const std::vector<std::string>> rows);

/// What stands above a heading, to be said: how many rows, and the first words of them.
Remark rows_above(std::span<const std::vector<std::string>> rows, const TableHeading& heading);

} // namespace geo
