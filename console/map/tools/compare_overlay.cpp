#include "console/map/tools/compare_overlay.h"

#include "console/map/tools/edit_feedback.h"

#include <algorithm>
#include <cmath>

namespace console {
namespace {

// A frame draws so many of each kind, the largest.
constexpr std::size_t most_drawn = 4000;
constexpr double least_px = 6;
// Land that is smaller than its hatch is a dot: it is found from afar, too.
constexpr double least_hatched_px = 10;

std::vector<ScreenPoint> on_screen(const Viewport& viewport, const geo::MapLine& line)
{
    std::vector<ScreenPoint> points;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const ScreenPoint s = screen_from_map(viewport, line[i]);
        if (points.empty() || i + 1 == line.size() || std::hypot(s.x - points.back().x, s.y - points.back().y) >= 1)
            points.push_back(s);
    }
    return points;
}

geo::MapPoint middle_of_box(const geo::MapBox& box) { return {(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2}; }
double larger_side(const geo::MapBox& box) { return std::max(box.width(), box.height()); }

}

void CompareOverlay::follow(const std::shared_ptr<const data::Preview>& preview)
{
    if (of_ == preview)
        return;
    of_ = preview;
    old_borders_.clear(), new_borders_.clear(), moved_.clear();
    if (!preview)
        return;
    const auto add = [&](std::vector<Piece>& pieces, std::vector<geo::MapLine> lines) {
        Piece& piece = pieces.emplace_back();
        for (const geo::MapLine& line : lines)
            for (const geo::MapPoint p : line)
                piece.box.add(p);
        piece.lines = std::move(lines);
    };
    for (const geo::Line& line : preview->borders.before)
        add(old_borders_, {geo::map_line(line)});
    for (const geo::Line& line : preview->borders.after)
        add(new_borders_, {geo::map_line(line)});
    for (const geo::MultiPolygon& shape : preview->moved) {
        std::vector<geo::MapLine> rings;
        for (const geo::Polygon& polygon : shape) {
            rings.push_back(geo::map_line(polygon.outer));
            for (const geo::Ring& hole : polygon.holes)
                rings.push_back(geo::map_line(hole));
        }
        add(moved_, std::move(rings));
    }
    for (auto* pieces : {&old_borders_, &new_borders_, &moved_})
        std::stable_sort(pieces->begin(), pieces->end(), [](const Piece& a, const Piece& b) { return larger_side(a.box) > larger_side(b.box); });
}

void CompareOverlay::draw(const MapScene& scene) const
{
    if (!of_)
        return;
    const FramePainter& painter = scene.painter;
    const geo::MapBox seen = visible_box(scene.viewport);
    const double pixel_m = scene.viewport.metres_per_pixel() * scene.viewport.scale, least_m = least_px * pixel_m;
    const auto each = [&](const std::vector<Piece>& pieces, const char* name, double least, const auto& draw_piece) {
        std::size_t drawn = 0;
        for (const Piece& piece : pieces) {
            if (drawn == most_drawn || larger_side(piece.box) < least)
                break;
            if (!piece.box.meets(seen))
                continue;
            draw_piece(piece);
            ++drawn;
        }
        scene.view().names.say(name, std::to_string(drawn));
    };
    const auto lines = [&](const DashStyle& style) {
        return [&painter, &scene, style](const Piece& piece) {
            for (const geo::MapLine& line : piece.lines)
                draw_edit_line(painter, on_screen(scene.viewport, line), false, style);
        };
    };
    each(moved_, "compare.hatched", 0, [&](const Piece& piece) {
        if (larger_side(piece.box) < least_hatched_px * pixel_m)
            return draw_edit_dot(painter, screen_from_map(scene.viewport, middle_of_box(piece.box)), Colour::selected, 2.5f);
        std::vector<std::vector<ScreenPoint>> rings;
        for (const geo::MapLine& ring : piece.lines)
            rings.push_back(on_screen(scene.viewport, ring));
        draw_hatch(painter, rings, Colour::selected, 8, 1, 0.45f);
    });
    each(old_borders_, "compare.dashed", least_m, lines({.colour = Colour::secondary, .width = 2, .dash = 6, .gap = 4}));
    each(new_borders_, "compare.solid", least_m, lines({.colour = Colour::selected, .width = 2, .gap = 0}));
}

}
