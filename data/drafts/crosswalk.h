#pragma once
// From the old codes to the new ones: which share of an old grid's land, households and open incidents went into which new one. Pure.

#include "data/drafts/preview.h"

namespace data {

struct CrosswalkRow {
    std::string old_code, old_name, new_code, new_name; // empty codes: no code, or land of no grid (then the name, too)
    double area_m2 = 0, area_share = 0;                 // shares of the old grid's; of land of no grid: 0
    double households = 0, households_share = 0;
    std::size_t incidents = 0;                          // open
    double incidents_share = 0;
};

/// Of every grid that ends, begins, or has another border, code or name; what stays is a row, too, so that the shares of an old grid add up to
/// one (where it has any). By old code and name, then new ones.
std::vector<CrosswalkRow> make_crosswalk(const Preview& preview);

inline constexpr std::array<const char*, 10> crosswalk_columns{"old_code", "old_name", "new_code", "new_name", "area_m2", "area_share",
                                                               "households", "households_share", "open_incidents", "open_incidents_share"};
/// As texts, in the order of the columns: m² with one decimal, shares with six.
std::array<std::string, 10> texts_of(const CrosswalkRow& row);
/// RFC 4180, UTF-8 without a mark, lines end in "\r\n", a line of columns first.
std::string csv_of(std::span<const CrosswalkRow> rows);
/// What csv_of() wrote: as an edition keeps it. Throws Error for anything else.
std::vector<CrosswalkRow> crosswalk_from_csv(std::string_view csv);

} // namespace data
