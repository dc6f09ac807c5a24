#pragma once
// Where a point of the editor would be set now: the pointer's place or the keyboard's cross hair, snapped to what lies near, with its name.
// A view model; UI thread.

#include "console/frame/draft_view.h"
#include "console/map/tools/map_tool.h"
#include "geo/partition/snap.h"

namespace console {

struct EditTarget {
    geo::LonLat place;
    std::optional<SnapKind> kind;     // what it snapped to; empty: nothing is near
    std::string name;                 // "edge 07|08", "Jiefang Avenue"
    geo::Snapped snapped;             // with kind
    const geo::SnapLines* lines = nullptr; // of a crossing or a line from elsewhere

    geo::FixedPoint point() const { return kind ? snapped.point : geo::fixed_from_lonlat(place); }
};

/// All that a point near `place` may snap to, the best first, within the seat's settings; `except`: nothing at that vertex.
std::vector<EditTarget> find_targets(const MapScene& scene, geo::LonLat place, std::optional<geo::FixedPoint> except = {});
/// The best, or the place itself.
EditTarget find_target(const MapScene& scene, geo::LonLat place, std::optional<geo::FixedPoint> except = {});

/// The end of a code or name by which people at a desk call a grid: "07".
std::string short_name(const data::DraftGrid* grid);

} // namespace console
