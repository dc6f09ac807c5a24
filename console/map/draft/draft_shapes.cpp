#include "console/map/draft/draft_shapes.h"

#include "geo/partition/arc_weights.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace console {
namespace {

// As GridShapes'.
constexpr double arc_tolerance_px = 0.4;
// Boxes of an edit that are drawn anew one by one; more are joined.
constexpr std::size_t most_edited_boxes = 6;

double spread(const geo::MapBox& box) { return box.width() * box.height(); }

geo::MapBox together(geo::MapBox a, const geo::MapBox& b)
{
    a.add(b);
    return a;
}

/// Takes the box in, joined with the one that it wastes least with where they lie together or there are many.
void add_box(std::vector<geo::MapBox>& boxes, const geo::MapBox& box)
{
    auto best = boxes.end();
    double least = std::numeric_limits<double>::infinity();
    for (auto at = boxes.begin(); at != boxes.end(); ++at)
        if (const double waste = spread(together(*at, box)) - spread(*at) - spread(box); waste < least)
            least = waste, best = at;
    if (best != boxes.end() && (best->meets(box) || boxes.size() >= most_edited_boxes))
        best->add(box);
    else
        boxes.push_back(box);
}

} // namespace

void DrawnArc::thin(double metres_per_pixel, geo::MapLine& out) const
{
    const double tolerance = metres_per_pixel * arc_tolerance_px;
    for (std::size_t i = 0; i < points.size(); ++i)
        if (weights[i] >= tolerance)
            out.push_back(points[i]);
}

DraftShapes::DraftShapes(data::DraftVersion version, const data::DraftGround& ground) : version_(std::move(version))
{
    auto ancestors = std::make_shared<Ancestors>();
    std::unordered_map<data::GridId, const data::Grid*> by_id;
    for (const data::Grid& grid : ground.areas)
        by_id[grid.id] = &grid;
    for (const data::Grid& grid : ground.areas) {
        if (grid.level == data::Level::grid)
            continue;
        Above& above = (*ancestors)[grid.id];
        const data::Grid* at = &grid;
        for (std::size_t steps = 0; at && steps < above.size(); ++steps) { // a file may name itself as its parent
            above[static_cast<std::size_t>(at->level)] = at->id;
            const auto next = by_id.find(at->parent);
            at = next == by_id.end() ? nullptr : next->second;
        }
    }
    ancestors_ = std::move(ancestors);
    measure(ground);
    for (geo::ArcId id = 0; id < version_.map.arc_slots(); ++id) {
        const geo::SharedArc* arc = version_.map.arc(id);
        arcs_.push_back(arc ? drawn(*arc) : nullptr);
    }
}

void DraftShapes::measure(const data::DraftGround& ground)
{
    std::array<std::vector<double>, data::level_names.size()> widths;
    const auto add = [&](data::Level level, const geo::LonLatBox& box) {
        const geo::MapBox map = geo::map_box(box);
        widths[static_cast<std::size_t>(level)].push_back(std::sqrt(map.width() * map.height()));
    };
    std::set<data::GridId> used;
    for (geo::FaceId face = 0; face < version_.map.face_slots(); ++face) {
        if (!version_.map.face(face))
            continue;
        const geo::LonLatBox box = geo::lonlat_box(version_.map.face(face)->box);
        extent_.add(box);
        has_overlaps_ = has_overlaps_ || version_.map.face(face)->is_overlap();
        add(data::Level::grid, box);
        for (const data::GridId id : above(face))
            used.insert(id);
    }
    for (const data::Grid& grid : ground.areas)
        if (grid.level != data::Level::grid && used.contains(grid.id))
            add(grid.level, grid.box);
    for (std::size_t level = 0; level < widths.size(); ++level)
        if (std::vector<double>& all = widths[level]; !all.empty()) {
            const auto middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
            std::nth_element(all.begin(), middle, all.end());
            typical_width_m_[level] = *middle;
        }
}

DraftShapes::Above DraftShapes::above(geo::FaceId face) const
{
    const geo::Face* area = face == geo::no_face ? nullptr : version_.map.face(face);
    if (!area)
        return {};
    const data::DraftGrid* grid = version_.owner(area->is_overlap() ? area->owners.front() : face);
    if (!grid)
        return {};
    const auto found = ancestors_->find(grid->parent);
    return found == ancestors_->end() ? Above{} : found->second;
}

std::shared_ptr<const DrawnArc> DraftShapes::drawn(const geo::SharedArc& arc) const
{
    auto made = std::make_shared<DrawnArc>();
    made->points.reserve(arc.points.size());
    for (const geo::FixedPoint p : arc.points) {
        made->points.push_back(geo::map_from_lonlat(geo::lonlat_from_fixed(p)));
        made->box.add(made->points.back());
    }
    made->weights.resize(arc.points.size());
    geo::weigh_arc(made->points, made->weights, arc.points.front() == arc.points.back());
    const Above left = above(arc.left), right = above(arc.right);
    for (std::size_t level = 0; level < left.size(); ++level)
        if (left[level] != right[level]) {
            made->level = static_cast<data::Level>(level);
            break;
        }
    return made;
}

DraftShapes DraftShapes::after(const data::DraftVersion& version, std::vector<geo::MapBox>& changed) const
{
    DraftShapes next = *this;
    next.version_ = version;
    const auto renew = [&](geo::ArcId id, const geo::SharedArc* arc) {
        while (next.arcs_.size() <= id)
            next.arcs_.push_back(nullptr);
        if (const DrawnArc* was = next.arcs_[id].get())
            add_box(changed, was->box);
        next.arcs_.set(id, arc ? next.drawn(*arc) : nullptr);
        if (const DrawnArc* is = next.arcs_[id].get())
            add_box(changed, is->box);
    };
    version_.map.visit_changed_arcs(version.map, [&](geo::ArcId id, const geo::SharedArc*, const geo::SharedArc* is) { renew(id, is); });
    // Grids that went to another community: their borders are of another level.
    using Grids = geo::Versioned<data::DraftGridPtr>;
    Grids::visit_unshared(version_.grids, version.grids, [&](std::size_t face, const data::DraftGridPtr* was, const data::DraftGridPtr* is) {
        const data::DraftGrid *before = was ? was->get() : nullptr, *now = is ? is->get() : nullptr;
        if (before == now || (before && now && before->parent == now->parent))
            return;
        if (const geo::Face* area = version.map.face(static_cast<geo::FaceId>(face)))
            for (const geo::ArcId id : area->arcs)
                renew(id, version.map.arc(id));
    });
    for (const geo::MapBox& box : changed)
        next.extent_.add(geo::lonlat_box(box));
    return next;
}

void DraftShapes::borders(data::Level level, const geo::MapBox& box, double metres_per_pixel, std::vector<geo::MapLine>& out) const
{
    for (const geo::ArcId id : version_.map.arcs_near(geo::fixed_box(geo::lonlat_box(box)))) {
        const DrawnArc& arc = *arcs_[id];
        if (arc.level > level || !arc.box.meets(box))
            continue;
        arc.thin(metres_per_pixel, out.emplace_back());
    }
}

std::vector<geo::FaceId> DraftShapes::faces_near(const geo::MapBox& box) const
{
    std::vector<geo::FaceId> faces;
    for (const geo::ArcId id : version_.map.arcs_near(geo::fixed_box(geo::lonlat_box(box))))
        for (const geo::FaceId face : {version_.map.arc(id)->left, version_.map.arc(id)->right})
            if (face != geo::no_face)
                faces.push_back(face);
    std::sort(faces.begin(), faces.end());
    faces.erase(std::unique(faces.begin(), faces.end()), faces.end());
    return faces;
}

} // namespace console
