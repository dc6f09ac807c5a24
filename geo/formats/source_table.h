#pragma once
// A table that we read ourselves: a list of JSON, or a sheet of a workbook. A value; any thread.

#include "geo/shapes/coordinates.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace geo {

struct SourceTable {
    std::string name;
    std::vector<std::string> fields;
    std::vector<std::vector<std::string>> rows; // each as long as `fields`
    std::vector<std::optional<LonLat>> points;  // of each row, as the file says, no datum applied; empty: no row of the table has one
};

/// What tables may hold at most, unpacked; docs/SECURITY.md, "Ceilings". Beyond is refused.
namespace table_ceiling {
inline constexpr std::int64_t bytes = std::int64_t{512} << 20; // of one sheet's text
inline constexpr std::int64_t columns = 2'000, cells = 20'000'000;
}

} // namespace geo
