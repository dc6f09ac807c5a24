#include "console/map/symbols/draft_selection.h"

#include <algorithm>
#include <cmath>

namespace console {
namespace {

// Two outlines and their halo side by side leave no ground between them below this.
constexpr double least_outline_px = 20;
// Of the window, drawn one by one in a frame: some 14 µs each with their halo by a processor alone.
constexpr std::size_t most_outlines = 400;
// Around a tint, thin: more than these leave little land between them, and cost more than the tint.
constexpr std::size_t most_borders = 800;
// Rows that are worked out reach this part of the window beyond it, and serve for scales that differ by less than this factor.
constexpr double spare = 0.3, same_scale = 1.4;

}

void DraftSelection::follow(const DraftShapes& shapes, std::int64_t draft, std::uint64_t revision, const std::set<geo::FaceId>& selected)
{
    const geo::Tessellation& map = shapes.version().map;
    if (draft == draft_ && revision == revision_ && selected == selected_)
        return;
    draft_ = draft;
    revision_ = revision;
    selected_ = selected;
    tinted_.reset();
    outer_.clear();
    inner_.clear();
    std::vector<bool> is_in(map.face_slots());
    std::vector<double> widths;
    for (const geo::FaceId id : selected)
        if (const geo::Face* face = map.face(id)) {
            is_in[id] = true;
            const geo::MapBox box = geo::map_box(geo::lonlat_box(face->box));
            widths.push_back(std::sqrt(box.width() * box.height()));
        }
    const auto has = [&](geo::FaceId id) { return id < is_in.size() && is_in[id]; };
    for (const geo::FaceId id : selected)
        if (const geo::Face* face = map.face(id))
            for (const geo::ArcId arc_id : face->arcs) {
                const geo::SharedArc& arc = *map.arc(arc_id);
                const bool is_inner = has(arc.left) && has(arc.right);
                if (!is_inner)
                    outer_.push_back(arc_id);
                else if (arc.left == id)
                    inner_.push_back(arc_id);
            }
    if (!widths.empty()) {
        const auto middle = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 2);
        std::nth_element(widths.begin(), middle, widths.end());
        typical_width_m_ = *middle;
    }
}

bool DraftSelection::has_room_for_outlines(const DraftShapes& shapes, const Viewport& viewport) const
{
    if (typical_width_m_ / viewport.metres_per_pixel() < least_outline_px * viewport.scale)
        return false;
    return count_in_sight(shapes, viewport, outer_) + count_in_sight(shapes, viewport, inner_) <= most_outlines;
}

std::size_t DraftSelection::count_in_sight(const DraftShapes& shapes, const Viewport& viewport, const std::vector<geo::ArcId>& arcs) const
{
    const geo::MapBox seen = visible_box(viewport);
    return static_cast<std::size_t>(std::ranges::count_if(arcs, [&](geo::ArcId id) { return shapes.arc(id)->box.meets(seen); }));
}

std::vector<std::vector<ScreenPoint>> DraftSelection::borders(const DraftShapes& shapes, const Viewport& viewport, bool all) const
{
    std::vector<std::vector<ScreenPoint>> lines;
    if (!all && count_in_sight(shapes, viewport, outer_) > most_borders)
        return lines;
    add(shapes, viewport, outer_, lines);
    if (all)
        add(shapes, viewport, inner_, lines);
    return lines;
}

void DraftSelection::add(const DraftShapes& shapes, const Viewport& viewport, const std::vector<geo::ArcId>& arcs,
                         std::vector<std::vector<ScreenPoint>>& lines) const
{
    const geo::MapBox seen = visible_box(viewport, 4 * viewport.scale);
    geo::MapLine thin;
    for (const geo::ArcId id : arcs) {
        const DrawnArc& arc = *shapes.arc(id);
        if (!arc.box.meets(seen))
            continue;
        thin.clear();
        arc.thin(viewport.metres_per_pixel(), thin);
        std::vector<ScreenPoint>& line = lines.emplace_back();
        for (const geo::MapPoint p : thin)
            line.push_back(screen_from_map(viewport, p));
    }
}

std::vector<DraftSelection::Row> DraftSelection::rows(const DraftShapes& shapes, const Viewport& viewport, float step) const
{
    // Even-odd along the middle of each row; what lies left of the window counts too.
    const auto top = static_cast<float>(viewport.y), left = static_cast<float>(viewport.x), right = static_cast<float>(viewport.x + viewport.width);
    const auto count = static_cast<std::ptrdiff_t>(std::ceil(viewport.height / step));
    const geo::MapBox seen = visible_box(viewport);
    std::vector<std::vector<float>> met(static_cast<std::size_t>(count));
    geo::MapLine thin;
    for (const geo::ArcId id : outer_) {
        const DrawnArc& arc = *shapes.arc(id);
        if (arc.box.min_y > seen.max_y || arc.box.max_y < seen.min_y || arc.box.min_x > seen.max_x)
            continue;
        thin.clear();
        arc.thin(viewport.metres_per_pixel(), thin);
        for (std::size_t i = 1; i < thin.size(); ++i) {
            ScreenPoint a = screen_from_map(viewport, thin[i - 1]), b = screen_from_map(viewport, thin[i]);
            if (a.y > b.y)
                std::swap(a, b);
            // Rows whose middle lies in [a.y, b.y).
            const auto row_from = [&](float y) {
                return static_cast<std::ptrdiff_t>(std::clamp<double>(std::ceil((y - top) / step - 0.5F), 0, static_cast<double>(count)));
            };
            for (std::ptrdiff_t row = row_from(a.y), end = row_from(b.y); row < end; ++row) {
                const float y = top + (static_cast<float>(row) + 0.5F) * step;
                met[static_cast<std::size_t>(row)].push_back(a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y));
            }
        }
    }
    std::vector<Row> rows;
    for (std::size_t row = 0; row < met.size(); ++row) {
        std::vector<float>& xs = met[row];
        std::sort(xs.begin(), xs.end());
        if (xs.size() % 2 != 0)
            xs.push_back(right); // it ends beyond the window
        for (std::size_t i = 0; i < xs.size(); i += 2)
            if (const float from = std::max(xs[i], left), to = std::min(xs[i + 1], right); from < to)
                rows.push_back({from, to, top + static_cast<float>(row) * step});
    }
    return rows;
}

DraftSelection::Tint DraftSelection::tint(const DraftShapes& shapes, const Viewport& viewport, float step)
{
    const auto serves = [&](const Viewport& of) {
        const double ratio = of.metres_per_pixel() / viewport.metres_per_pixel();
        const geo::MapBox has = visible_box(of), wanted = visible_box(viewport);
        return ratio < same_scale && ratio > 1 / same_scale && has.min_x <= wanted.min_x && has.max_x >= wanted.max_x && has.min_y <= wanted.min_y &&
               has.max_y >= wanted.max_y;
    };
    if (!tinted_ || !serves(*tinted_)) {
        Viewport wide = viewport;
        wide.x -= viewport.width * spare, wide.width += 2 * spare * viewport.width;
        wide.y -= viewport.height * spare, wide.height += 2 * spare * viewport.height;
        rows_ = rows(shapes, wide, step);
        tinted_ = wide;
    }
    const geo::MapPoint origin = map_from_screen(*tinted_, {0, 0});
    const double scale = tinted_->metres_per_pixel() / viewport.metres_per_pixel();
    // In doubles: the window's corner may lie far from the land.
    const double dx = viewport.x + viewport.width / 2 + (origin.x - viewport.view.centre.x) / viewport.metres_per_pixel(),
                 dy = viewport.y + viewport.height / 2 - (origin.y - viewport.view.centre.y) / viewport.metres_per_pixel();
    return {rows_, step, scale, dx, dy};
}

} // namespace console
