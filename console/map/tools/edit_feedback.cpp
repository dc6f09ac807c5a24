#include "console/map/tools/edit_feedback.h"

#include "console/map/symbols/draw_symbols.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace console {
namespace {

constexpr float sign_px = 6;
constexpr float refused_px = 26;
constexpr float finding_px = 18;
constexpr float plate_alpha = 0.86f;         // the map is guessed behind words, and does not disturb them
constexpr float selected_alpha = 0.22f;      // of the land of selected grids
constexpr float selected_row_px = 3;
constexpr double widest_overlaps_m = 8000; // of the view: from farther away overlaps are no more than a pixel

// Of one line; what is longer goes on without.
constexpr int most_dashes = 4000;

void add_dashes(const FramePainter& painter, std::span<const ScreenPoint> line, bool is_closed, Rgba colour, float width, float dash, float gap)
{
    ImDrawList& list = painter.list();
    float along = 0; // since the last dash began
    int dashes = 0;
    const std::size_t legs = line.size() - (is_closed ? 0 : 1);
    for (std::size_t i = 0; i < legs && dashes < most_dashes; ++i) {
        const ScreenPoint a = line[i], b = line[(i + 1) % line.size()];
        const float length = std::hypot(b.x - a.x, b.y - a.y);
        const auto at = [&](float t) { return ImVec2(a.x + (b.x - a.x) * t / length, a.y + (b.y - a.y) * t / length); };
        for (float from = 0; from < length && dashes < most_dashes; ++dashes) {
            const bool is_dash = along < dash;
            const float to = std::min(length, from + (is_dash ? dash : dash + gap) - along);
            if (is_dash)
                list.AddLine(at(from), at(to), colour, width);
            along += to - from;
            if (along >= dash + gap - 1e-3f)
                along = 0;
            from = std::max(to, from + 1e-3f);
        }
    }
}

/// What words on the map stand on.
void add_plate(const FramePainter& painter, Rect words)
{
    painter.fill({words.x - painter.px(4), words.y - painter.px(1), words.width + painter.px(8), words.height + painter.px(2)}, Colour::panel_raised, plate_alpha);
}

std::vector<ImVec2> vectors(std::span<const ScreenPoint> line)
{
    std::vector<ImVec2> points;
    points.reserve(line.size());
    for (const ScreenPoint p : line)
        points.push_back(vec(p));
    return points;
}

std::vector<ScreenPoint> thinned(const Viewport& viewport, std::span<const geo::FixedPoint> points)
{
    std::vector<ScreenPoint> line;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const ScreenPoint s = screen_from_lonlat(viewport, geo::lonlat_from_fixed(points[i]));
        if (line.empty() || i + 1 == points.size() || std::hypot(s.x - line.back().x, s.y - line.back().y) >= 1)
            line.push_back(s);
    }
    return line;
}

} // namespace

void draw_edit_line(const FramePainter& painter, std::span<const ScreenPoint> line, bool is_closed, const DashStyle& style)
{
    if (line.size() < 2)
        return;
    const std::vector<ImVec2> points = vectors(line);
    if (style.has_halo)
        painter.list().AddPolyline(points.data(), static_cast<int>(points.size()), painter.colour(Colour::label_halo, style.alpha),
                                   is_closed ? ImDrawFlags_Closed : 0, painter.px(style.width + 2));
    const Rgba colour = painter.colour(style.colour, style.alpha);
    if (style.gap <= 0)
        painter.list().AddPolyline(points.data(), static_cast<int>(points.size()), colour, is_closed ? ImDrawFlags_Closed : 0, painter.px(style.width));
    else
        add_dashes(painter, line, is_closed, colour, painter.px(style.width), painter.px(style.dash), painter.px(style.gap));
}

void draw_edit_dot(const FramePainter& painter, ScreenPoint at, Colour colour, float radius_px)
{
    painter.list().AddCircleFilled(vec(at), painter.px(radius_px + 1.5f), painter.colour(Colour::label_halo), 16);
    painter.list().AddCircleFilled(vec(at), painter.px(radius_px), painter.colour(colour), 16);
}

void draw_hatch(const FramePainter& painter, std::span<const std::vector<ScreenPoint>> rings, Colour colour, float step, float width, float alpha)
{
    // Diagonals x + y = c; along each, even-odd between the crossings with the rings.
    float least = std::numeric_limits<float>::max(), most = -least;
    const ImVec2 low = painter.list().GetClipRectMin(), high = painter.list().GetClipRectMax();
    for (const auto& ring : rings)
        for (const ScreenPoint p : ring)
            least = std::min(least, p.x + p.y), most = std::max(most, p.x + p.y);
    least = std::max(least, low.x + low.y), most = std::min(most, high.x + high.y);
    const float apart = painter.px(step);
    const Rgba ink = painter.colour(colour, alpha);
    std::vector<float> at;
    for (float c = std::ceil(least / apart) * apart; c < most; c += apart) {
        at.clear();
        for (const auto& ring : rings)
            for (std::size_t i = 0, k = ring.size() - 1; i < ring.size(); k = i++) {
                const float a = ring[k].x + ring[k].y - c, b = ring[i].x + ring[i].y - c;
                if ((a > 0) != (b > 0))
                    at.push_back(ring[k].x + (ring[i].x - ring[k].x) * a / (a - b));
            }
        std::sort(at.begin(), at.end());
        for (std::size_t i = 0; i + 1 < at.size(); i += 2)
            painter.list().AddLine({at[i], c - at[i]}, {at[i + 1], c - at[i + 1]}, ink, painter.px(width));
    }
}

void draw_snap_sign(const FramePainter& painter, SnapKind kind, ScreenPoint at, std::string_view name)
{
    ImDrawList& list = painter.list();
    const float r = painter.px(sign_px);
    const auto draw = [&](Rgba colour, float width) {
        const ImVec2 low{at.x - r, at.y - r}, high{at.x + r, at.y + r};
        const auto cross = [&](float s) {
            list.AddLine({at.x - s, at.y - s}, {at.x + s, at.y + s}, colour, width);
            list.AddLine({at.x - s, at.y + s}, {at.x + s, at.y - s}, colour, width);
        };
        switch (kind) {
        case SnapKind::node: list.AddRectFilled({low.x - width / 2, low.y - width / 2}, {high.x + width / 2, high.y + width / 2}, colour); break;
        case SnapKind::vertex: list.AddRect(low, high, colour, 0, 0, width); break;
        case SnapKind::edge: cross(r); break;
        case SnapKind::crossing:
            list.AddRect(low, high, colour, 0, 0, width);
            cross(r);
            break;
        case SnapKind::reference: {
            // A star of four points.
            const float in = r * 0.3f, out = r * 1.25f;
            std::array<ImVec2, 8> star;
            for (std::size_t i = 0; i < star.size(); ++i) {
                const float reach = i % 2 == 0 ? out : in * 1.41f, angle = static_cast<float>(i) * 0.7853982f;
                star[i] = {at.x + reach * std::sin(angle), at.y - reach * std::cos(angle)};
            }
            list.AddPolyline(star.data(), static_cast<int>(star.size()), colour, ImDrawFlags_Closed, width);
            break;
        }
        case SnapKind::road:
            for (const float y : {-r * 0.5f, r * 0.5f})
                list.AddLine({at.x - r * 1.3f, at.y + y}, {at.x + r * 1.3f, at.y + y}, colour, width);
            break;
        case SnapKind::river:
            for (const float y : {-r * 0.5f, r * 0.5f})
                list.AddBezierCubic({at.x - r * 1.3f, at.y + y}, {at.x - r * 0.4f, at.y + y - r}, {at.x + r * 0.4f, at.y + y + r}, {at.x + r * 1.3f, at.y + y},
                                    colour, width, 12);
            break;
        case SnapKind::building:
            list.AddLine({low.x, high.y}, {low.x, low.y}, colour, width);
            list.AddLine({low.x - width / 2, high.y}, {high.x, high.y}, colour, width);
            break;
        case SnapKind::outline:
            list.AddCircle(vec(at), r * 1.1f, colour, 24, width);
            list.AddCircle(vec(at), r * 0.45f, colour, 16, width);
            break;
        }
    };
    draw(painter.colour(Colour::label_halo), painter.px(4.5f));
    draw(painter.colour(Colour::ink), painter.px(2));
    if (name.empty())
        return;
    const float width = painter.width(name, FontSize::secondary), height = painter.line_height(FontSize::secondary), gap = r + painter.px(8);
    const float x = at.x + gap + width > list.GetClipRectMax().x ? at.x - gap - width : at.x + gap, y = at.y - height / 2;
    add_plate(painter, {x, y, width, height});
    draw_map_text(painter, {x, y}, name, FontSize::secondary, Colour::ink);
}

void draw_cross_hair(const FramePainter& painter, ScreenPoint at)
{
    const float out = painter.px(18), in = painter.px(5);
    for (const auto& [colour, width] : {std::pair{painter.colour(Colour::label_halo), painter.px(4)}, {painter.colour(Colour::selected), painter.px(1.5f)}})
        for (const auto& [dx, dy] : {std::pair{1.f, 0.f}, {-1.f, 0.f}, {0.f, 1.f}, {0.f, -1.f}})
            painter.list().AddLine({at.x + dx * in, at.y + dy * in}, {at.x + dx * out, at.y + dy * out}, colour, width);
}

std::vector<std::vector<ScreenPoint>> screen_rings(const Viewport& viewport, const geo::Tessellation& map, geo::FaceId face)
{
    std::vector<std::vector<ScreenPoint>> rings;
    for (const geo::FixedPolygon& polygon : map.polygons(face)) {
        rings.push_back(thinned(viewport, polygon.outer));
        for (const geo::FixedRing& hole : polygon.holes)
            rings.push_back(thinned(viewport, hole));
    }
    return rings;
}

std::vector<ScreenPoint> screen_line(const Viewport& viewport, std::span<const geo::LonLat> line)
{
    std::vector<ScreenPoint> points;
    for (const geo::LonLat p : line)
        points.push_back(screen_from_lonlat(viewport, p));
    return points;
}

void draw_preview(const MapScene& scene, const EditPreview& preview)
{
    const FramePainter& painter = scene.painter;
    for (const std::vector<geo::FixedRing>& rings : preview.made) {
        std::vector<std::vector<ScreenPoint>> on_screen;
        for (const geo::FixedRing& ring : rings)
            on_screen.push_back(thinned(scene.viewport, ring));
        draw_hatch(painter, on_screen, Colour::selected, 8, 1, 0.35f);
    }
    for (const auto& line : preview.old_lines)
        draw_edit_line(painter, thinned(scene.viewport, line), false, {.colour = Colour::secondary, .width = 2, .dash = 6, .gap = 4});
    for (const auto& line : preview.new_lines)
        draw_edit_line(painter, thinned(scene.viewport, line), false, {.colour = Colour::selected, .width = 2, .gap = 0});
}

void draw_refused_at(const MapScene& scene, geo::LonLat place)
{
    const FramePainter& painter = scene.painter;
    const ScreenPoint at = screen_from_lonlat(scene.viewport, place);
    const float r = painter.px(refused_px);
    std::vector<std::vector<ScreenPoint>> rings(1);
    for (int i = 0; i < 32; ++i)
        rings[0].push_back({at.x + r * std::cos(static_cast<float>(i) * 0.19634954f), at.y + r * std::sin(static_cast<float>(i) * 0.19634954f)});
    draw_hatch(painter, rings, Colour::not_taken, 6, 1.5f, 0.8f);
    const float arm = painter.px(8);
    for (const auto& [colour, width] : {std::pair{painter.colour(Colour::label_halo), painter.px(6)}, {painter.colour(Colour::not_taken), painter.px(3)}}) {
        painter.list().AddLine({at.x - arm, at.y - arm}, {at.x + arm, at.y + arm}, colour, width);
        painter.list().AddLine({at.x - arm, at.y + arm}, {at.x + arm, at.y - arm}, colour, width);
    }
}

void draw_pointer_words(const MapScene& scene, ScreenPoint at, std::span<const std::pair<std::string, Colour>> lines)
{
    const FramePainter& painter = scene.painter;
    float width = 0;
    std::size_t shown = 0;
    for (const auto& [words, colour] : lines)
        if (!words.empty())
            width = std::max(width, painter.width(words, FontSize::secondary)), ++shown;
    const float row = painter.line_height(FontSize::secondary) + painter.px(2), gap = painter.px(16);
    const auto right = static_cast<float>(scene.viewport.x + scene.viewport.width), bottom = static_cast<float>(scene.viewport.y + scene.viewport.height);
    const float height = row * static_cast<float>(shown);
    if (shown == 0)
        return;
    const float edge = painter.px(6);
    const float x = std::max(static_cast<float>(scene.viewport.x) + edge, std::min(at.x + gap, right - width - edge));
    float y = at.y + gap;
    if (y + height > bottom - edge)
        y = std::max(static_cast<float>(scene.viewport.y), at.y - gap - height);
    add_plate(painter, {x, y, width, height});
    for (const auto& [words, colour] : lines) {
        if (words.empty())
            continue;
        draw_map_text(painter, {x, y}, words, FontSize::secondary, colour);
        y += row;
    }
}

std::string households_words(const Texts& text, const EditPreview& preview)
{
    const data::DoneOp* done = preview.done();
    if (!done)
        return {};
    std::string parts;
    bool is_estimated = false;
    for (const auto* faces : {&done->changed, &done->created})
        for (const geo::FaceId face : *faces)
            if (const data::DraftGrid* grid = preview.after.grid(face); grid && grid->households) {
                parts += (parts.empty() ? "" : " + ") + std::to_string(*grid->households);
                is_estimated = is_estimated || grid->is_estimated;
            }
    if (parts.empty())
        return {};
    return text.format(is_estimated ? "edit.households_estimated" : "edit.households", {parts});
}

std::string refused_reason(const Texts& text, const data::RefusedOp& refused)
{
    return std::string(text(std::string("draft.refused.") + data::draft_refusal_names[static_cast<std::size_t>(refused.reason)]));
}

std::string refused_words(const Texts& text, const data::RefusedOp& refused) { return "✕ " + refused_reason(text, refused); }

namespace {

/// A ring around the finding in hand: a sliver of a few square metres is not seen by itself.
void draw_finding_at(const MapScene& scene, geo::LonLat place)
{
    const FramePainter& painter = scene.painter;
    const ScreenPoint at = screen_from_lonlat(scene.viewport, place);
    for (const auto& [colour, width] : {std::pair{painter.colour(Colour::label_halo), 5.F}, {painter.colour(Colour::not_taken), 2.F}})
        painter.list().AddCircle(vec(at), painter.px(finding_px), colour, 32, painter.px(width));
}

void draw_selected(const MapScene& scene, DraftSelection& selection)
{
    if (!scene.draft || selection.is_empty())
        return;
    const FramePainter& painter = scene.painter;
    const bool has_room = selection.has_room_for_outlines(scene.viewport);
    if (!has_room) {
        const float step = std::ceil(painter.px(selected_row_px));
        const Rgba tint = painter.colour(Colour::selected, selected_alpha);
        const DraftSelection::Tint land = selection.tint(*scene.draft, scene.viewport, step);
        const auto x = [&](float at) { return static_cast<float>(at * land.scale + land.dx); };
        const auto y = [&](float at) { return static_cast<float>(at * land.scale + land.dy); };
        const auto top = static_cast<float>(scene.viewport.y), bottom = static_cast<float>(scene.viewport.y + scene.viewport.height);
        for (const DraftSelection::Row& row : land.rows)
            if (const float from = y(row.top), to = y(row.top + land.step); to > top && from < bottom)
                painter.list().AddRectFilled({x(row.left), from}, {x(row.right), to}, tint);
    }
    const auto borders = selection.borders(*scene.draft, scene.viewport, has_room);
    // All halos lie under all lines: none cuts into a line that it meets.
    for (const bool is_halo : {true, false})
        if (has_room || !is_halo)
            for (const auto& line : borders)
                draw_edit_line(painter, line, false,
                               {.colour = is_halo ? Colour::label_halo : Colour::selected, .width = is_halo ? 4.F : has_room ? 2.F : 1.F, .gap = 0, .has_halo = false});
}

} // namespace

void draw_draft_state(const MapScene& scene, DraftSelection& selection)
{
    const DraftView* draft = scene.view().draft;
    if (!draft)
        return;
    const FramePainter& painter = scene.painter;
    const geo::Tessellation& map = draft->draft.version().map;
    draw_selected(scene, selection);
    if (scene.draft && scene.draft->has_overlaps() && visible_box(scene.viewport).width() < widest_overlaps_m)
        for (const geo::FaceId face : scene.draft->faces_near(visible_box(scene.viewport)))
            if (map.face(face)->is_overlap())
                draw_hatch(painter, screen_rings(scene.viewport, map, face), Colour::not_taken, 6, 1.5f, 0.8f);
    if (const auto& at = scene.session().editor.finding_at; at && scene.session().editor.tab == EditTab::findings)
        draw_finding_at(scene, *at);
    if (draft->refused && draft->refused->at)
        draw_refused_at(scene, *draft->refused->at);
}

} // namespace console
