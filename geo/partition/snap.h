#pragma once
// What lies so near a place that a drawn point belongs there: corners and borders of the partition, and lines from elsewhere (roads, rivers,
// buildings, reference layers) that are indexed once. Pure functions; any thread.

#include "geo/partition/tessellation.h"
#include "geo/shapes/spatial_index.h"

#include <functional>
#include <optional>
#include <string>

namespace geo {

/// In the order of preference among points (node … corner) and among lines (the nearest).
enum class SnapTarget {
    node,     // where three borders meet, or one ends
    crossing, // of lines from elsewhere, with each other or with a border
    vertex,   // of a border
    corner,   // a vertex of a line from elsewhere
    outline,  // a border between groups of faces
    edge,     // any other border
    line      // from elsewhere
};

/// Lines from elsewhere, of one source.
class SnapLines {
public:
    struct NamedLine {
        Line points; // degrees; a ring repeats its first point
        std::string name;
    };
    SnapLines() = default;
    explicit SnapLines(std::vector<NamedLine> lines);

    const std::vector<NamedLine>& lines() const { return lines_; }
    struct Segment {
        std::uint32_t line = 0, first = 0; // from lines()[line].points[first] to the next point
    };
    /// Segments whose box meets the box; `out` is emptied first.
    void segments_near(const LonLatBox& box, std::vector<Segment>& out) const;

private:
    std::vector<NamedLine> lines_;
    std::vector<Segment> segments_;
    SpatialIndex index_;
};

struct SnapQuery {
    FixedPoint at;
    double reach_m = 10;
    unsigned targets = ~0u;                   // bits 1 << SnapTarget, of the partition's own
    std::vector<const SnapLines*> sources;    // those that are looked at; null: left out
    std::function<bool(const SharedArc&)> is_outline; // empty: no border is
    /// Nothing here: a vertex that is being dragged does not snap to itself.
    std::optional<FixedPoint> except;
};

struct Snapped {
    SnapTarget target = SnapTarget::node;
    FixedPoint point;
    double distance_m = 0;
    FaceId left = no_face, right = no_face;   // of the border: edge, outline, vertex
    ArcId arc = 0;
    std::size_t source = 0;                   // corner, line, crossing: which of SnapQuery::sources
    std::string_view name;                    // of the line; lives as long as the source
    std::string_view other_name;              // crossing: of the other one; empty where it is a border
    bool operator==(const Snapped&) const = default;
};

/// The best target within reach. Points are preferred to lines; nodes reach farther than the other points.
std::optional<Snapped> find_snap(const Tessellation& map, const SnapQuery& query);
/// All targets within reach, the best first, none twice at a place: what Tab goes through.
std::vector<Snapped> find_snaps(const Tessellation& map, const SnapQuery& query);

} // namespace geo
