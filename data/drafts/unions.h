#pragma once
// 多格合一: zones of another office (police, city management) must be unions of grids. Which are not, and which grids they cut. Pure; blocks.

#include "data/drafts/draft_version.h"

#include <span>
#include <stop_token>

namespace data {

struct Zone {
    std::string name;
    geo::MultiPolygon shape;
};

struct UnionRules {
    /// What a zone has of a grid, or leaves of it, is a hairline when narrower than this on average (2 · area / perimeter): the same border, drawn twice.
    double hairline_m = 0.5;
};

struct ZoneCut {
    geo::FaceId face = 0;
    GridId grid;
    double inside_m2 = 0, outside_m2 = 0; // of the grid, seen from the zone
};

struct ZoneReport {
    std::size_t zone = 0;        // its place among those asked about
    std::string name;
    double area_m2 = 0;
    std::vector<geo::FaceId> whole; // grids inside it
    std::vector<ZoneCut> cuts;   // by face
    std::size_t hairlines = 0;   // grids it only touches by one, or has all but one of
    double in_no_grid_m2 = 0;    // of the zone
    /// Land of no grid is no matter: what no grid has cannot be cut.
    bool is_union() const { return cuts.empty() && !whole.empty(); }
};

/// One report a zone, in their order. Throws geo::Cancelled; geo::Error where GEOS gives up.
std::vector<ZoneReport> check_unions(const DraftVersion& version, std::span<const Zone> zones, const UnionRules& rules = {}, std::stop_token stop = {});

} // namespace data
