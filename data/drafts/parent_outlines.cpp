#include "data/drafts/parent_outlines.h"

#include "data/drafts/unowned.h"

#include <algorithm>
#include <bit>
#include <unordered_set>

namespace data {
namespace {

std::uint64_t mixed(std::uint64_t h, std::int64_t value)
{
    h = (h ^ static_cast<std::uint64_t>(value)) * 0x9e3779b97f4a7c15ull;
    return h ^ (h >> 29);
}

/// Of a segment in either direction; never 0.
std::uint64_t key_of(GridId community, geo::FixedPoint a, geo::FixedPoint b)
{
    if (b < a)
        std::swap(a, b);
    std::uint64_t h = mixed(0x2545f4914f6cdd1dull, community.value);
    for (const std::int64_t value : {a.x, a.y, b.x, b.y})
        h = mixed(h, value);
    return h == 0 ? 1 : h;
}

template <class Visit> void visit_segments(const Grid& area, Visit visit)
{
    const auto ring = [&](const geo::Ring& points) {
        if (points.empty())
            return;
        geo::FixedPoint a = geo::fixed_from_lonlat(points.back());
        for (const geo::LonLat p : points) {
            const geo::FixedPoint b = geo::fixed_from_lonlat(p);
            visit(a, b);
            a = b;
        }
    };
    for (const geo::Polygon& polygon : area.shape) {
        ring(polygon.outer);
        for (const geo::Ring& hole : polygon.holes)
            ring(hole);
    }
}

} // namespace

ParentOutlines::ParentOutlines(DraftGroundPtr ground) : ground_(std::move(ground))
{
    std::unordered_set<GridId> direct; // outlines that some area lies in, or may come to lie in
    for (const Grid& area : ground_->areas)
        finest_ = std::max(finest_, area.level);
    for (const Grid& area : ground_->areas)
        if (area.level == finest_)
            direct.insert(area.parent);
    std::size_t count = 0;
    for (const Grid& area : ground_->areas)
        if (area.level < finest_) {
            communities_[area.id] = &area;
            if (area.level == Level::community)
                direct.insert(area.id);
            for (const geo::Polygon& polygon : area.shape) {
                count += polygon.outer.size();
                for (const geo::Ring& hole : polygon.holes)
                    count += hole.size();
            }
        }
    segments_.assign(std::bit_ceil(2 * count + 2), 0);
    for (const auto& [id, area] : communities_)
        if (direct.contains(id))
            visit_segments(*area, [&, community = id](geo::FixedPoint a, geo::FixedPoint b) { add_segment(key_of(community, a, b)); });
}

void ParentOutlines::add_segment(std::uint64_t key)
{
    std::size_t at = key & (segments_.size() - 1);
    while (segments_[at] != 0 && segments_[at] != key)
        at = (at + 1) & (segments_.size() - 1);
    segments_[at] = key;
}

bool ParentOutlines::is_on_outline(GridId community, geo::FixedPoint a, geo::FixedPoint b) const
{
    const std::uint64_t key = key_of(community, a, b);
    std::size_t at = key & (segments_.size() - 1);
    while (segments_[at] != 0 && segments_[at] != key)
        at = (at + 1) & (segments_.size() - 1);
    return segments_[at] == key;
}

const Grid* ParentOutlines::community(GridId id) const
{
    const auto at = communities_.find(id);
    return at == communities_.end() ? nullptr : at->second;
}

double ParentOutlines::outside_m2(const DraftVersion& version, geo::FaceId face, const std::vector<geo::FixedPolygon>& polygons) const
{
    const DraftGrid* grid = version.grid(face);
    const Grid* parent = grid ? community(grid->parent) : nullptr;
    if (!parent || parent->shape.empty() || polygons.empty())
        return 0;
    bool is_clear = geo::contains(parent->shape, point_inside(polygons.front()));
    const std::vector<geo::ArcId>& arcs = version.map.face(face)->arcs;
    for (std::size_t i = 0; i < arcs.size() && is_clear; ++i) {
        const geo::SharedArc& arc = *version.map.arc(arcs[i]);
        const geo::FaceId other = arc.left == face ? arc.right : arc.left;
        if (const DraftGrid* neighbour = other == geo::no_face ? nullptr : version.grid(other); neighbour && neighbour->parent == grid->parent)
            continue;
        for (std::size_t p = 1; p < arc.points.size() && is_clear; ++p)
            is_clear = is_on_outline(grid->parent, arc.points[p - 1], arc.points[p]);
    }
    if (is_clear)
        return 0;
    geo::MultiPolygon shape;
    for (const geo::FixedPolygon& polygon : polygons)
        shape.push_back(degrees_of(polygon).front());
    return geo::area_m2(shapes_.difference(shape, parent->shape));
}

} // namespace data
