#include "console/map/panel/map_furniture.h"

#include "console/frame/command_button.h"
#include "console/map/scales.h"
#include "console/map/symbols/draw_symbols.h"
#include "data/import/preview.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace console {
namespace {

constexpr float foot_px = 26, north_px = 36, scale_px = 190, note_edge_px = 56, way_height_px = 30;

std::string credit_of(const std::vector<std::string>& attributions)
{
    std::string credit;
    for (const std::string& one : attributions)
        credit += (credit.empty() ? "" : " · ") + one;
    return credit;
}

LabelBox box_of(ScreenPoint at, float width, float height) { return {at.x, at.y, at.x + width, at.y + height}; }

/// What is selected and has a place, with how it is called and the command that goes there.
struct Selected {
    geo::LonLat at;
    std::string words;
    const char* command;
};

std::optional<Selected> selected_of(const View& view)
{
    const Selection& selection = view.session.selection;
    if (const data::Incident* incident = view.world.incidents.find(selection.incident))
        return incident->has_position ? std::optional(Selected{incident->position, "#" + incident->number, "incident.zoom"}) : std::nullopt;
    if (const data::Camera* camera = view.world.cameras->find(selection.camera))
        return Selected{camera->position, fmt::format("{:04}", camera->number), "camera.zoom"};
    return std::nullopt;
}

/// A triangle whose tip points that way.
void draw_arrow(const FramePainter& painter, ScreenPoint middle, double dx, double dy)
{
    const double length = std::hypot(dx, dy), x = dx / length, y = dy / length, half = painter.px(7);
    const auto corner = [&](double along, double across) {
        return ImVec2{static_cast<float>(middle.x + half * (along * x - across * y)), static_cast<float>(middle.y + half * (along * y + across * x))};
    };
    painter.list().AddTriangleFilled(corner(1, 0), corner(-0.8, 0.8), corner(-0.8, -0.8), painter.colour(Colour::text));
}

}

void draw_rulers(const FramePainter& painter, const Viewport& viewport, const std::vector<std::string>& attributions)
{
    ImDrawList& list = painter.list();
    const float left = static_cast<float>(viewport.x) + painter.px(16);
    const float base = static_cast<float>(viewport.y + viewport.height) - painter.px(14);

    // North is always up: an arrow says so to whoever comes from a paper plan.
    const float tip = base - painter.px(24), middle = left + painter.px(6);
    const Rgba ink = painter.colour(Colour::label), halo = painter.colour(Colour::label_halo);
    for (const auto& [colour, wider] : {std::pair{halo, painter.px(2)}, std::pair{ink, 0.f}})
        list.AddTriangleFilled({middle, tip - wider * 1.5f}, {middle - painter.px(6) - wider, base + wider},
                               {middle + painter.px(6) + wider, base + wider}, colour);
    draw_map_note(painter, {middle - painter.width("N", FontSize::secondary) / 2, tip - painter.line_height(FontSize::secondary) - painter.px(1)},
                  "N", FontSize::secondary);

    const double ground_m_per_px = ground_metres_per_pixel(viewport.view) / viewport.scale;
    const ScaleBar bar = make_scale_bar(ground_m_per_px, painter.px(140));
    const float x0 = left + painter.px(28), x1 = x0 + std::round(static_cast<float>(bar.pixels)), tick = painter.px(6);
    for (const auto& [colour, width] : {std::pair{halo, painter.px(4)}, std::pair{ink, painter.px(2)}}) {
        list.AddLine({x0, base}, {x1, base}, colour, width);
        list.AddLine({x0, base - tick}, {x0, base + painter.px(1)}, colour, width);
        list.AddLine({x1, base - tick}, {x1, base + painter.px(1)}, colour, width);
    }
    const std::string length = bar.metres >= 1000 ? fmt::format("{:g} km", bar.metres / 1000) : fmt::format("{:g} m", bar.metres);
    draw_map_note(painter, {x0 + painter.px(5), base - painter.line_height(FontSize::secondary) - painter.px(3)}, length, FontSize::secondary);

    if (const std::string credit = credit_of(attributions); !credit.empty()) {
        const float width = painter.width(credit, FontSize::secondary);
        draw_map_note(painter,
                      {static_cast<float>(viewport.x + viewport.width) - width - painter.px(10),
                       base - painter.line_height(FontSize::secondary) + painter.px(6)},
                      credit, FontSize::secondary, Colour::secondary);
    }
}

float credit_width(const FramePainter& painter, const std::vector<std::string>& attributions)
{
    const std::string credit = credit_of(attributions);
    return credit.empty() ? 0 : painter.width(credit, FontSize::secondary) + painter.px(20);
}

void draw_map_note(const FramePainter& painter, ScreenPoint top_left, const std::string& words, FontSize size, Colour colour)
{
    draw_map_text(painter, top_left, words, size, colour);
    const View& view = painter.view();
    if (view.names.is_watched())
        view.names.drew(DrawnText{.words = words, .whole = {}, .ink = {top_left.x, top_left.y, painter.width(words, size), painter.line_height(size)},
                                  .clip = view.names.find("region.map").value_or(Rect{0, 0, ImGui::GetIO().DisplaySize.x, ImGui::GetIO().DisplaySize.y}), .layer = &painter.list(), .scrolls = true, .scrolls_across = true});
}

void note_labels(const FramePainter& painter, const MapLabels& labels, const std::optional<Rect>& plate)
{
    const View& view = painter.view();
    if (!view.names.is_watched())
        return;
    const Rect clip{0, 0, ImGui::GetIO().DisplaySize.x, ImGui::GetIO().DisplaySize.y};
    const LabelBox under = plate ? box_of({plate->x, plate->y}, plate->width, plate->height) : LabelBox{};
    for (const MapLabel& label : labels)
        if (!plate || !under.meets(label.box))
            view.names.drew(DrawnText{.words = label.text, .whole = {}, .ink = {label.box.left, label.box.top, label.box.right - label.box.left, label.box.bottom - label.box.top},
                                  .clip = clip, .layer = &painter.list(), .scrolls = true, .scrolls_across = true});
}

std::optional<MapNote> import_note(const FramePainter& painter, const Viewport& viewport, const data::ImportPreview& preview)
{
    if (preview.rows < 0 || preview.ground.outline.empty())
        return std::nullopt;
    ScreenPoint top{0, std::numeric_limits<float>::infinity()};
    for (const geo::LonLat p : preview.ground.outline)
        if (const ScreenPoint at = screen_from_lonlat(viewport, p); at.y < top.y)
            top = at;
    const bool is_in_sight = visible_box(viewport).meets(geo::map_box(preview.ground.box));
    std::string words = painter.view().text.format(is_in_sight ? "import.rows" : "import.outside", {std::to_string(preview.rows)});
    // Where the ring begins outside of the map its count stands at the edge towards it.
    const auto x = static_cast<float>(viewport.x), y = static_cast<float>(viewport.y), wide = painter.width(words), pad = painter.px(8);
    const float right = std::max(x + pad, x + static_cast<float>(viewport.width) - wide - pad), low = std::max(y, y + static_cast<float>(viewport.height) - painter.px(84)); // above the arrow of north
    const ScreenPoint at{std::clamp(top.x - wide / 2, x + pad, right), std::clamp(top.y - painter.px(26), std::min(y + painter.px(note_edge_px), low), low)};
    return MapNote{std::move(words), at};
}

std::vector<LabelBox> furniture_boxes(const FramePainter& painter, const Viewport& viewport)
{
    const auto x = static_cast<float>(viewport.x), bottom = static_cast<float>(viewport.y + viewport.height), width = static_cast<float>(viewport.width);
    // The line under the pointer comes and goes: names leave its place free at all times, and do not move for it.
    const auto at_left = [&](float wide, float high) { return LabelBox{x, bottom - painter.px(high), x + painter.px(wide), bottom}; };
    std::vector<LabelBox> boxes{{x, bottom - painter.px(foot_px), x + width, bottom}, at_left(north_px, 56), at_left(scale_px, 38)};
    const auto& desk = painter.view().session.import_desk;
    if (desk && desk->preview)
        if (const auto note = import_note(painter, viewport, *desk->preview))
            boxes.push_back(box_of(note->at, painter.width(note->words), painter.line_height()));
    return boxes;
}

void draw_way_to_selected(const FramePainter& painter, const Viewport& viewport, Outbox& outbox)
{
    const View& view = painter.view();
    const auto selected = selected_of(view);
    if (!selected || view.session.layout != Layout::desk)
        return;
    const ScreenPoint there = screen_from_lonlat(viewport, selected->at);
    if (viewport.contains(there))
        return;
    const geo::LonLat middle = geo::lonlat_from_map(viewport.view.centre);
    const std::string words = selected->words + "  " + length_text(geo::distance_m(middle, selected->at));
    const std::string_view key = selected->command == std::string_view("incident.zoom") ? key_of(selected->command) : std::string_view();
    const float height = painter.px(way_height_px), width = painter.button_width(words, key) + painter.px(24);
    const double across = viewport.width / 2 - painter.px(12) - width / 2, along = viewport.height / 2 - painter.px(rulers_px) - height / 2;
    if (across <= 0 || along <= 0)
        return;
    const ScreenPoint centre{static_cast<float>(viewport.x + viewport.width / 2), static_cast<float>(viewport.y + viewport.height / 2)};
    const double dx = there.x - centre.x, dy = there.y - centre.y;
    const double share = std::min(dx != 0 ? across / std::abs(dx) : 1e9, dy != 0 ? along / std::abs(dy) : 1e9);
    const Rect box{std::round(static_cast<float>(centre.x + dx * share) - width / 2), std::round(static_cast<float>(centre.y + dy * share) - height / 2), width, height};
    ImGui::SetCursorScreenPos({box.x, box.y});
    ImGui::BeginChild("map.way", {box.width, box.height}, false, ImGuiWindowFlags_NoScrollbar);
    {
        const FramePainter inside(view);
        const bool is_pressed = inside.button("map.way", box, "");
        Rect rest = inset(box, inside.px(8), 0);
        const Rect mark = cut_left(rest, inside.px(22));
        draw_arrow(inside, {mark.x + inside.px(8), mark.y + mark.height / 2}, dx, dy);
        if (!key.empty())
            cut_left(rest, inside.key_cap(rest.x, rest.y + rest.height / 2, key) + inside.px(6));
        inside.text(rest, words);
        view.names.say("map.way", words);
        if (is_pressed)
            outbox.run(selected->command);
    }
    ImGui::EndChild();
}

}
