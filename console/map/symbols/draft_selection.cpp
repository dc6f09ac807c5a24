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

// Faces whose borders are looked up in one frame: some 2 ms.
constexpr std::size_t most_faces = 2000;
// Borders that are met with rows in one frame: some 2 ms.
constexpr std::size_t most_arcs = 5000;
// Of so many of the selected grids the width is taken.
constexpr std::size_t measured_faces = 256;

/// The middle one of a sample.
double typical_width(const geo::Tessellation& map, const FaceSet& selected)
{
    std::vector<double> widths;
    const std::size_t step = selected.size() / measured_faces + 1;
    std::size_t i = 0;
    for (const geo::FaceId id : selected)
        if (const geo::Face* face = i++ % step == 0 ? map.face(id) : nullptr) {
            const geo::MapBox box = geo::map_box(geo::lonlat_box(face->box));
            widths.push_back(std::sqrt(box.width() * box.height()));
        }
    if (widths.empty())
        return 0;
    const auto middle = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 2);
    std::nth_element(widths.begin(), middle, widths.end());
    return *middle;
}

}

void DraftSelection::Borders::add(geo::ArcId id, const DraftShapes& shapes)
{
    arcs.push_back(id);
    boxes.push_back(shapes.arc(id)->box);
}

bool DraftSelection::Borders::remove(std::span<const geo::ArcId> ids)
{
    std::size_t kept = 0;
    for (std::size_t i = 0; i < arcs.size(); ++i)
        if (!std::ranges::binary_search(ids, arcs[i]))
            arcs[kept] = arcs[i], boxes[kept] = boxes[i], ++kept;
    const bool has_removed = kept < arcs.size();
    arcs.resize(kept), boxes.resize(kept);
    return has_removed;
}

std::size_t DraftSelection::Borders::count(std::size_t most, const geo::MapBox& seen) const
{
    std::size_t count = 0;
    for (const geo::MapBox& box : boxes)
        if (box.meets(seen) && ++count > most)
            break;
    return count;
}

void DraftSelection::follow(const DraftShapes& shapes, std::int64_t draft, const FaceSet& selected)
{
    if (draft != draft_) {
        draft_ = draft;
        Looked nothing;
        shown_ = std::move(nothing);
        coming_.reset();
        tinted_.reset();
        renew_tint();
    }
    follow_land(shapes);
    if (selected.is_same(coming_ ? coming_->looked.selected : shown_.selected)) {
        if (coming_)
            go_on(shapes);
        return;
    }
    begin(shapes, selected);
    go_on(shapes);
}

void DraftSelection::begin(const DraftShapes& shapes, const FaceSet& selected)
{
    coming_.emplace();
    Looked& looked = coming_->looked;
    looked.selected = selected;
    looked.map = shapes.version().map;
    looked.is_in.resize(looked.map.face_slots());
    looked.is_met.resize(looked.map.arc_slots());
    for (const geo::FaceId id : selected)
        if (id < looked.is_in.size())
            looked.is_in[id] = true;
    looked.typical_width_m = typical_width(looked.map, selected);
    coming_->next = looked.selected.begin();
}

void DraftSelection::go_on(const DraftShapes& shapes)
{
    Looked& looked = coming_->looked;
    const auto has = [&](geo::FaceId id) { return id < looked.is_in.size() && looked.is_in[id]; };
    for (std::size_t i = 0; i < most_faces && coming_->next != looked.selected.end(); ++i, ++coming_->next) {
        const geo::FaceId id = *coming_->next;
        const geo::Face* face = looked.map.face(id);
        if (!face)
            continue;
        for (const geo::ArcId arc_id : face->arcs) {
            if (looked.is_met[arc_id])
                continue;
            looked.is_met[arc_id] = true;
            const geo::SharedArc& arc = *looked.map.arc(arc_id);
            (has(arc.left) && has(arc.right) ? looked.inner : looked.outer).add(arc_id, shapes);
        }
    }
    if (coming_->next != looked.selected.end())
        return;
    looked.is_met = {};
    shown_ = std::move(looked);
    coming_.reset();
    renew_tint();
}

/// After an edit: only arcs that are others.
void DraftSelection::follow_land(const DraftShapes& shapes)
{
    const geo::Tessellation& map = shapes.version().map;
    if (shown_.selected.empty() && !coming_) {
        shown_.map = map;
        return;
    }
    std::vector<geo::ArcId> changed;
    shown_.map.visit_changed_arcs(map, [&](geo::ArcId id, const geo::SharedArc*, const geo::SharedArc*) { changed.push_back(id); });
    shown_.map = map;
    if (coming_ && !changed.empty()) {
        const FaceSet selected = coming_->looked.selected;
        begin(shapes, selected);
    }
    if (changed.empty() || shown_.selected.empty())
        return;
    const auto has = [&](geo::FaceId id) { return id < shown_.is_in.size() && shown_.is_in[id]; };
    bool is_other = shown_.outer.remove(changed);
    shown_.inner.remove(changed);
    for (const geo::ArcId id : changed)
        if (const geo::SharedArc* arc = map.arc(id); arc && (has(arc->left) || has(arc->right))) {
            const bool is_outer = !has(arc->left) || !has(arc->right);
            (is_outer ? shown_.outer : shown_.inner).add(id, shapes);
            is_other |= is_outer;
        }
    if (is_other)
        renew_tint();
}

bool DraftSelection::has_room_for_outlines(const Viewport& viewport) const
{
    if (shown_.typical_width_m / viewport.metres_per_pixel() < least_outline_px * viewport.scale)
        return false;
    const geo::MapBox seen = visible_box(viewport);
    return shown_.inner.count(most_outlines, seen) + shown_.outer.count(most_outlines, seen) <= most_outlines;
}

std::vector<std::vector<ScreenPoint>> DraftSelection::borders(const DraftShapes& shapes, const Viewport& viewport, bool all) const
{
    std::vector<std::vector<ScreenPoint>> lines;
    if (!all && shown_.outer.count(most_borders, visible_box(viewport)) > most_borders)
        return lines;
    add(shapes, viewport, shown_.outer, lines);
    if (all)
        add(shapes, viewport, shown_.inner, lines);
    return lines;
}

void DraftSelection::add(const DraftShapes& shapes, const Viewport& viewport, const Borders& borders, std::vector<std::vector<ScreenPoint>>& lines) const
{
    const geo::MapBox seen = visible_box(viewport, 4 * viewport.scale);
    geo::MapLine thin;
    for (std::size_t i = 0; i < borders.arcs.size(); ++i) {
        if (!borders.boxes[i].meets(seen))
            continue;
        thin.clear();
        shapes.arc(borders.arcs[i])->thin(viewport.metres_per_pixel(), thin);
        std::vector<ScreenPoint>& line = lines.emplace_back();
        for (const geo::MapPoint p : thin)
            line.push_back(screen_from_map(viewport, p));
    }
}

DraftSelection::Tinting DraftSelection::tinting_for(const Viewport& viewport, float step)
{
    Tinting tinting{viewport, step, {}, 0};
    tinting.met.resize(static_cast<std::size_t>(std::ceil(viewport.height / step)));
    return tinting;
}

void DraftSelection::meet(const DraftShapes& shapes, Tinting& tinting, std::size_t most) const
{
    // Even-odd along the middle of each row; what lies left of the window counts too.
    const Viewport& viewport = tinting.viewport;
    const float step = tinting.step;
    const auto top = static_cast<float>(viewport.y);
    const auto count = static_cast<double>(tinting.met.size());
    const geo::MapBox seen = visible_box(viewport);
    // Rows whose middle lies in [a.y, b.y).
    const auto row_from = [&](float y) { return static_cast<std::size_t>(std::clamp<double>(std::ceil((y - top) / step - 0.5F), 0, count)); };
    geo::MapLine thin;
    for (const std::size_t end = std::min(shown_.outer.arcs.size(), tinting.next + most); tinting.next < end; ++tinting.next) {
        const geo::MapBox& box = shown_.outer.boxes[tinting.next];
        if (box.min_y > seen.max_y || box.max_y < seen.min_y || box.min_x > seen.max_x ||
            row_from(screen_from_map(viewport, {box.min_x, box.max_y}).y) == row_from(screen_from_map(viewport, {box.min_x, box.min_y}).y))
            continue;
        thin.clear();
        shapes.arc(shown_.outer.arcs[tinting.next])->thin(viewport.metres_per_pixel(), thin);
        for (std::size_t i = 1; i < thin.size(); ++i) {
            ScreenPoint a = screen_from_map(viewport, thin[i - 1]), b = screen_from_map(viewport, thin[i]);
            if (a.y > b.y)
                std::swap(a, b);
            for (std::size_t row = row_from(a.y), last = row_from(b.y); row < last; ++row) {
                const float y = top + (static_cast<float>(row) + 0.5F) * step;
                tinting.met[row].push_back(a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y));
            }
        }
    }
}

std::vector<DraftSelection::Row> DraftSelection::rows_of(Tinting& tinting)
{
    const Viewport& viewport = tinting.viewport;
    const auto top = static_cast<float>(viewport.y), left = static_cast<float>(viewport.x), right = static_cast<float>(viewport.x + viewport.width);
    std::vector<Row> rows;
    for (std::size_t row = 0; row < tinting.met.size(); ++row) {
        std::vector<float>& xs = tinting.met[row];
        std::sort(xs.begin(), xs.end());
        if (xs.size() % 2 != 0)
            xs.push_back(right); // it ends beyond the window
        for (std::size_t i = 0; i < xs.size(); i += 2)
            if (const float from = std::max(xs[i], left), to = std::min(xs[i + 1], right); from < to)
                rows.push_back({from, to, top + static_cast<float>(row) * tinting.step});
    }
    return rows;
}

std::vector<DraftSelection::Row> DraftSelection::rows(const DraftShapes& shapes, const Viewport& viewport, float step) const
{
    Tinting tinting = tinting_for(viewport, step);
    meet(shapes, tinting, shown_.outer.arcs.size());
    return rows_of(tinting);
}

DraftSelection::Tint DraftSelection::tint(const DraftShapes& shapes, const Viewport& viewport, float step)
{
    const auto serves = [&](const Viewport& of) {
        const double ratio = of.metres_per_pixel() / viewport.metres_per_pixel();
        const geo::MapBox has = visible_box(of), wanted = visible_box(viewport);
        return ratio < same_scale && ratio > 1 / same_scale && has.min_x <= wanted.min_x && has.max_x >= wanted.max_x && has.min_y <= wanted.min_y &&
               has.max_y >= wanted.max_y;
    };
    if (tinted_ && !is_tint_stale_ && tinted_step_ == step && serves(*tinted_)) {
        tinting_.reset();
    } else {
        if (!tinting_ || tinting_->step != step || !serves(tinting_->viewport)) {
            Viewport wide = viewport;
            wide.x -= viewport.width * spare, wide.width += 2 * spare * viewport.width;
            wide.y -= viewport.height * spare, wide.height += 2 * spare * viewport.height;
            tinting_ = tinting_for(wide, step);
        }
        meet(shapes, *tinting_, most_arcs);
        if (tinting_->next >= shown_.outer.arcs.size()) {
            rows_ = rows_of(*tinting_);
            tinted_ = tinting_->viewport, tinted_step_ = step;
            is_tint_stale_ = false;
            tinting_.reset();
        }
    }
    if (!tinted_)
        return {};
    const geo::MapPoint origin = map_from_screen(*tinted_, {0, 0});
    const double scale = tinted_->metres_per_pixel() / viewport.metres_per_pixel();
    // In doubles: the window's corner may lie far from the land.
    const double dx = viewport.x + viewport.width / 2 + (origin.x - viewport.view.centre.x) / viewport.metres_per_pixel(),
                 dy = viewport.y + viewport.height / 2 - (origin.y - viewport.view.centre.y) / viewport.metres_per_pixel();
    return {rows_, tinted_step_, scale, dx, dy};
}

} // namespace console
