#include "data/drafts/unions.h"

#include "data/drafts/unowned.h"
#include "geo/cancelled.h"
#include "geo/partition/segments.h"
#include "geo/shapes/geos_shapes.h"
#include "geo/shapes/spatial_index.h"

#include <algorithm>

namespace data {
namespace {

using geo::FaceId;
using geo::FixedPoint;

// GEOS leaves crumbs of rounding where borders are the same: below a hand's breadth squared there is nothing to count.
constexpr double crumb_m2 = 0.01;

double mean_width_m(const geo::MultiPolygon& shape, double area_m2)
{
    const double length = geo::perimeter_m(shape);
    return length > 0 ? 2 * area_m2 / length : 0;
}

/// A box well around a grid's: what is cut off by it is off the grid, however it is rounded. By an odd amount, so that no border drawn in round numbers
/// runs along it.
geo::LonLatBox widened(geo::LonLatBox box)
{
    const double by = 0.0137 * std::max(box.east - box.west, box.north - box.south) + 1.2345678e-7;
    return {box.west - by, box.south - by, box.east + by, box.north + by};
}

struct UnionSegment {
    FixedPoint a, b; // a < b
    auto operator<=>(const UnionSegment&) const = default;
};

template <class Ring> void add_segments(const Ring& ring, const auto& fixed, std::vector<UnionSegment>& out)
{
    for (std::size_t i = 0, before = ring.size() - 1; i < ring.size(); before = i++) {
        const FixedPoint a = fixed(ring[before]), b = fixed(ring[i]);
        if (a != b)
            out.push_back(a < b ? UnionSegment{a, b} : UnionSegment{b, a});
    }
}

/// A zone with its border, segment by segment.
struct ZoneBorder {
    explicit ZoneBorder(const geo::MultiPolygon& zone) : shape(zone)
    {
        for (const geo::Polygon& polygon : zone) {
            add_segments(polygon.outer, geo::fixed_from_lonlat, segments);
            for (const geo::Ring& hole : polygon.holes)
                add_segments(hole, geo::fixed_from_lonlat, segments);
        }
        std::vector<geo::LonLatBox> boxes(segments.size());
        for (std::size_t i = 0; i < segments.size(); ++i)
            boxes[i].add(geo::lonlat_from_fixed(segments[i].a)), boxes[i].add(geo::lonlat_from_fixed(segments[i].b));
        index = geo::SpatialIndex(boxes);
    }

    const geo::MultiPolygon& shape;
    std::vector<UnionSegment> segments;
    geo::SpatialIndex index;
};

/// A grid, worked out when the first zone asks.
struct UnionGrid {
    std::vector<geo::FixedPolygon> polygons;
    std::vector<UnionSegment> border; // sorted
    geo::LonLat inside;
    double area_m2 = -1;
};

class UnionCheck {
public:
    UnionCheck(const DraftVersion& version, const UnionRules& rules) : version_(version), rules_(rules)
    {
        for (FaceId face = 0; face < version.map.face_slots(); ++face)
            if (const geo::Face* f = version.map.face(face); f && !f->is_overlap()) {
                faces_.push_back(face);
                boxes_.push_back(geo::lonlat_box(f->box));
            }
        index_ = geo::SpatialIndex(boxes_);
        grids_.resize(faces_.size());
    }

    void look_at(const geo::MultiPolygon& zone, ZoneReport& report)
    {
        report.area_m2 = geo::area_m2(zone);
        const ZoneBorder border(zone);
        std::vector<std::uint32_t> near = index_.query(geo::box_of(zone));
        std::sort(near.begin(), near.end());
        std::vector<std::uint32_t> met_ones;
        std::vector<geo::LonLatBox> around;
        for (const std::uint32_t i : near)
            if (is_cut(this->grid(i), border, border.index.query(boxes_[i])))
                met_ones.push_back(i), around.push_back(widened(boxes_[i]));
        // Of a zone with thousands of vertices a grid meets a few.
        const std::vector<geo::MultiPolygon> parts = met_ones.empty() ? std::vector<geo::MultiPolygon>() : geos_.in_boxes(zone, around);
        double covered = 0;
        std::size_t next = 0;
        for (const std::uint32_t i : near) {
            const UnionGrid& grid = this->grid(i);
            if (next < met_ones.size() && met_ones[next] == i) {
                covered += look_at_cut(faces_[i], grid, parts[next++], report);
            } else if (geo::contains(zone, grid.inside)) {
                report.whole.push_back(faces_[i]);
                covered += grid.area_m2;
            }
        }
        report.in_no_grid_m2 = std::max(0.0, report.area_m2 - covered);
        // Sums of two thousand areas differ in their last digits.
        if (report.in_no_grid_m2 < crumb_m2 + report.area_m2 * 1e-9)
            report.in_no_grid_m2 = 0;
    }

private:
    const UnionGrid& grid(std::uint32_t i)
    {
        UnionGrid& grid = grids_[i];
        if (grid.area_m2 >= 0)
            return grid;
        grid.polygons = version_.map.polygons(faces_[i]);
        grid.area_m2 = geo::area_m2(version_.map.shape(faces_[i]));
        for (const geo::FixedPolygon& polygon : grid.polygons) {
            const auto same = [](FixedPoint p) { return p; };
            add_segments(polygon.outer, same, grid.border);
            for (const auto& hole : polygon.holes)
                add_segments(hole, same, grid.border);
        }
        std::sort(grid.border.begin(), grid.border.end());
        if (!grid.polygons.empty())
            grid.inside = point_inside(grid.polygons.front());
        return grid;
    }

    /// Whether the zone's border comes into the grid, or so near to its border that only GEOS can say. Exact where both are drawn with the
    /// same vertices, as is usual for zones made of grids: then nothing has to be cut.
    static bool is_cut(const UnionGrid& grid, const ZoneBorder& border, const std::vector<std::uint32_t>& met)
    {
        return grid.polygons.size() > 1 ? !met.empty() : std::ranges::any_of(met, [&](std::uint32_t i) {
            const UnionSegment& s = border.segments[i];
            if (std::ranges::binary_search(grid.border, s))
                return false;
            for (const UnionSegment& edge : grid.border)
                if (geo::meeting(s.a, s.b, edge.a, edge.b) != geo::Meeting::none)
                    return true;
            bool is_inside = false;
            const FixedPoint doubled_middle{s.a.x + s.b.x, s.a.y + s.b.y};
            for (const geo::FixedPolygon& polygon : grid.polygons) {
                is_inside ^= geo::is_in_ring(polygon.outer, doubled_middle);
                for (const auto& hole : polygon.holes)
                    is_inside ^= geo::is_in_ring(hole, doubled_middle);
            }
            return is_inside;
        });
    }

    /// The area of the grid inside the zone, of which what lies around the grid is enough.
    double look_at_cut(FaceId face, const UnionGrid& grid, const geo::MultiPolygon& zone, ZoneReport& report)
    {
        const geo::MultiPolygon shape = version_.map.shape(face), inside = geos_.intersection(shape, zone);
        const double inside_m2 = geo::area_m2(inside);
        const bool is_whole = grid.area_m2 - inside_m2 <= crumb_m2;
        const geo::MultiPolygon outside = is_whole || inside_m2 <= 0 ? geo::MultiPolygon() : geos_.difference(shape, zone);
        const double outside_m2 = geo::area_m2(outside);
        const bool has_inside = inside_m2 > 0 && mean_width_m(inside, inside_m2) >= rules_.hairline_m;
        const bool has_outside = outside_m2 > 0 && mean_width_m(outside, outside_m2) >= rules_.hairline_m;
        if (has_inside && has_outside)
            report.cuts.push_back({face, version_.grid(face) ? version_.grid(face)->id : GridId{}, inside_m2, outside_m2});
        else if (has_inside)
            report.whole.push_back(face);
        if ((!has_inside && inside_m2 > crumb_m2) || (!has_outside && has_inside && outside_m2 > crumb_m2))
            ++report.hairlines;
        return inside_m2;
    }

    const DraftVersion& version_;
    const UnionRules rules_;
    const geo::GeosShapes geos_;
    std::vector<FaceId> faces_;
    std::vector<geo::LonLatBox> boxes_;
    geo::SpatialIndex index_;
    std::vector<UnionGrid> grids_; // as faces_
};

} // namespace

std::vector<ZoneReport> check_unions(const DraftVersion& version, std::span<const Zone> zones, const UnionRules& rules, std::stop_token stop)
{
    UnionCheck check(version, rules);
    std::vector<ZoneReport> out;
    for (std::size_t z = 0; z < zones.size(); ++z) {
        if (stop.stop_requested())
            throw geo::Cancelled();
        ZoneReport& report = out.emplace_back();
        report.zone = z, report.name = zones[z].name;
        if (!zones[z].shape.empty())
            check.look_at(zones[z].shape, report);
    }
    return out;
}

} // namespace data
