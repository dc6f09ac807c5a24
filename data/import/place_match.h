#pragma once
// Which of a workspace's places the rows of an import are: those of the same kind, name, number and spot; those that agree in a
// field the operator names; else the nearest of the same kind, name and number. Part of the importer; pure functions.

#include "data/records/records.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace data {

/// A place as a row says it.
struct FreshPlace {
    Place place;
    std::int64_t row = 0;  // of the source
    std::int64_t rows = 1; // that stand for it; 0: it comes besides another place of its row, or is computed
    bool says_households = false, says_floors = false, says_height = false, says_width = false;
    const Place* before = nullptr; // the same place in the workspace; null: it is new
};

/// By what two places are one: kind and `match` (a field of record_fields.h) where the place has it; else kind, name, number
/// and point.
std::string place_key(const Place& place, const std::string& match);

/// Sets `before`. Places that moved by at most 60 m, and roads, waters and areas whose boxes come as near as that, are found by kind,
/// name and number; each known place is taken once, by the nearest. Without `match` only.
void find_known(std::span<FreshPlace> fresh, const std::vector<Place>& known, const std::string& match);

/// What the row says; what it leaves open stays as it is in `before`, which must not be null. A point within a known area leaves
/// the area.
Place merged(const FreshPlace& fresh);

} // namespace data
