#include "geo/partition/snap.h"

#include "geo/partition/segments.h"
#include "geo/shapes/near_plane.h"

#include <algorithm>
#include <cmath>

namespace geo {
namespace {

// Of the reach. A node is what is meant most often where it is near; the other points leave room for the lines between them.
constexpr double point_reach = 0.7;
// Segments from elsewhere whose crossings are looked for; among more the place is too crowded to mean one.
constexpr std::size_t most_crossed = 48;

bool is_point_target(SnapTarget target) { return target < SnapTarget::outline; }

/// Points by their kind and then their distance; lines by their distance.
bool is_better_target(const Snapped& a, const Snapped& b)
{
    if (is_point_target(a.target) != is_point_target(b.target))
        return is_point_target(a.target);
    if (is_point_target(a.target) && a.target != b.target)
        return a.target < b.target;
    return a.distance_m < b.distance_m;
}

class SnapSearch {
public:
    SnapSearch(const Tessellation& map, const SnapQuery& query)
        : map_(map), query_(query), at_(lonlat_from_fixed(query.at)), plane_(at_.lat), origin_(plane_.of(at_)),
          box_(plane_.around(at_, query.reach_m))
    {
    }

    std::vector<Snapped> run()
    {
        look_at_borders();
        for (std::size_t source = 0; source < query_.sources.size(); ++source)
            if (query_.sources[source])
                look_at_lines(source);
        if (wants(SnapTarget::crossing))
            look_at_crossings();
        return std::move(found_);
    }

private:
    /// A segment near the place, for crossings.
    struct Near {
        FixedPoint a, b;
        bool is_border;
        std::size_t source;
        std::string_view name;
        FaceId left, right;
        ArcId arc;
    };

    bool wants(SnapTarget target) const { return (query_.targets >> static_cast<unsigned>(target) & 1u) != 0; }
    MapPoint relative(FixedPoint p) const
    {
        const MapPoint m = plane_.of(lonlat_from_fixed(p));
        return {m.x - origin_.x, m.y - origin_.y};
    }
    double reach_of(SnapTarget target) const
    {
        return query_.reach_m * (is_point_target(target) && target != SnapTarget::node ? point_reach : 1);
    }

    void offer(Snapped target)
    {
        if (!wants(target.target) || (query_.except && target.point == *query_.except))
            return;
        const MapPoint m = relative(target.point);
        target.distance_m = std::hypot(m.x, m.y);
        if (target.distance_m <= reach_of(target.target))
            found_.push_back(target);
    }

    /// The segment's foot, if the place is near it.
    std::optional<FixedPoint> foot(FixedPoint a, FixedPoint b) const
    {
        const MapPoint m = foot_on(relative(a), relative(b), {0, 0});
        if (std::hypot(m.x, m.y) > query_.reach_m)
            return {};
        return fixed_from_lonlat(plane_.back({m.x + origin_.x, m.y + origin_.y}));
    }

    void look_at_borders()
    {
        const FixedBox box = fixed_box(box_);
        std::vector<ArcId> near;
        map_.arcs_near(box, near);
        for (const ArcId id : near) {
            const SharedArc& arc = *map_.arc(id);
            const SnapTarget line = query_.is_outline && query_.is_outline(arc) ? SnapTarget::outline : SnapTarget::edge;
            const std::size_t last = arc.points.size() - 1;
            for (std::size_t i = 0; i <= last; ++i) {
                if (box.contains(arc.points[i]))
                    offer({i == 0 || i == last ? SnapTarget::node : SnapTarget::vertex, arc.points[i], 0, arc.left, arc.right, id});
                if (i == last)
                    break;
                const FixedPoint a = arc.points[i], b = arc.points[i + 1];
                if (!meets(box, a, b))
                    continue;
                if (query_.except && (*query_.except == a || *query_.except == b))
                    continue;
                if (const auto on = foot(a, b))
                    offer({line, *on, 0, arc.left, arc.right, id});
                segments_.push_back({a, b, true, 0, {}, arc.left, arc.right, id});
            }
        }
    }

    static bool meets(const FixedBox& box, FixedPoint a, FixedPoint b)
    {
        return std::max(a.x, b.x) >= box.west && std::min(a.x, b.x) <= box.east && std::max(a.y, b.y) >= box.south && std::min(a.y, b.y) <= box.north;
    }

    void look_at_lines(std::size_t source)
    {
        const SnapLines& lines = *query_.sources[source];
        std::vector<SnapLines::Segment> near;
        lines.segments_near(box_, near);
        for (const SnapLines::Segment segment : near) {
            const SnapLines::NamedLine& line = lines.lines()[segment.line];
            const FixedPoint a = fixed_from_lonlat(line.points[segment.first]), b = fixed_from_lonlat(line.points[segment.first + 1]);
            for (const FixedPoint end : {a, b})
                offer({SnapTarget::corner, end, 0, no_face, no_face, 0, source, line.name, {}});
            if (const auto on = foot(a, b))
                offer({SnapTarget::line, *on, 0, no_face, no_face, 0, source, line.name, {}});
            segments_.push_back({a, b, false, source, line.name, no_face, no_face, 0});
        }
    }

    void look_at_crossings()
    {
        if (std::ranges::count_if(segments_, [](const Near& s) { return !s.is_border; }) > static_cast<std::ptrdiff_t>(most_crossed))
            return;
        for (std::size_t i = 0; i < segments_.size(); ++i)
            for (std::size_t k = i + 1; k < segments_.size(); ++k) {
                const Near &s = segments_[i], &t = segments_[k]; // borders come first
                if ((s.is_border && t.is_border) || meeting(s.a, s.b, t.a, t.b) != Meeting::cross)
                    continue;
                offer({SnapTarget::crossing, crossing_point(s.a, s.b, t.a, t.b), 0, s.left, s.right, s.arc, t.source, t.name, s.name});
            }
    }

    const Tessellation& map_;
    const SnapQuery& query_;
    LonLat at_;
    NearPlane plane_;
    MapPoint origin_;
    LonLatBox box_;
    std::vector<Snapped> found_;
    std::vector<Near> segments_;
};

} // namespace

SnapLines::SnapLines(std::vector<NamedLine> lines) : lines_(std::move(lines))
{
    std::vector<LonLatBox> boxes;
    for (std::uint32_t line = 0; line < lines_.size(); ++line)
        for (std::uint32_t i = 0; i + 1 < lines_[line].points.size(); ++i) {
            segments_.push_back({line, i});
            LonLatBox& box = boxes.emplace_back();
            box.add(lines_[line].points[i]);
            box.add(lines_[line].points[i + 1]);
        }
    index_ = SpatialIndex(std::span<const LonLatBox>(boxes));
}

void SnapLines::segments_near(const LonLatBox& box, std::vector<Segment>& out) const
{
    out.clear();
    for (const std::uint32_t i : index_.query(box))
        out.push_back(segments_[i]);
}

std::optional<Snapped> find_snap(const Tessellation& map, const SnapQuery& query)
{
    const std::vector<Snapped> found = SnapSearch(map, query).run();
    const auto best = std::min_element(found.begin(), found.end(), is_better_target);
    return best == found.end() ? std::nullopt : std::optional(*best);
}

std::vector<Snapped> find_snaps(const Tessellation& map, const SnapQuery& query)
{
    std::vector<Snapped> found = SnapSearch(map, query).run(), out;
    std::stable_sort(found.begin(), found.end(), is_better_target);
    for (Snapped& one : found)
        if (std::ranges::none_of(out, [&](const Snapped& other) { return other.point == one.point; }))
            out.push_back(std::move(one));
    return out;
}

} // namespace geo
