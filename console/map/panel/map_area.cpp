// The area that the operator drew: its outline, and a card with what lies inside.

#include "console/map/panel/map_panel.h"
#include "console/map/scales.h"
#include "console/map/symbols/draw_symbols.h"
#include "console/text/counts.h"

#include <imgui.h>

#include <cmath>

namespace console {

void MapPanel::draw_area(const FramePainter& painter) const
{
    std::vector<ImVec2> points;
    for (const geo::LonLat p : painter.view().session.map.area)
        points.push_back(vec(screen_from_lonlat(viewport_, p)));
    if (!points.empty())
        draw_map_line(painter, points, true);
}

void MapPanel::draw_area_card(const FramePainter& painter, Outbox& outbox)
{
    const View& view = painter.view();
    const MapState& map = view.session.map;
    if (map.area.empty())
        return;
    if (AreaCounted now{map.area, layers_.grids(), layers_.points().cameras().items().data(), layers_.points().incidents().items().data()}; now != area_counted_) {
        area_contents_ = find_in_area(map.area, layers_.points(), layers_.grids());
        area_counted_ = std::move(now);
    }
    const AreaContents& found = area_contents_;
    const auto number = [&](std::size_t n) { return count_text(static_cast<std::int64_t>(n), view.text.language()); };
    const float row = painter.px(26), pad = painter.px(12);
    const std::array<std::pair<const char*, const char*>, 3> actions{{{"map.area_list", "map.area.list"}, {"map.area_wall", "map.area.wall"}, {"map.area_clear", "map.area.clear"}}};
    float buttons = 0;
    for (const auto& [command, label] : actions)
        buttons += painter.button_width(view.text(label)) + painter.px(6);
    const std::string title = std::string(view.text("map.area")) + "  " + area_text(found.area_m2) + "  " + length_text(found.outline_m);
    const float width = std::max({painter.px(280), buttons, painter.width(title, FontSize::body)}) + 2 * pad, height = row * 4 + painter.px(40) + 2 * pad;
    const Rect frame{static_cast<float>(viewport_.x) + painter.px(12), static_cast<float>(viewport_.y) + painter.px(12), width, height};
    ImGui::SetCursorScreenPos({frame.x, frame.y});
    ImGui::BeginChild("map.area", {frame.width, frame.height}, false, ImGuiWindowFlags_NoScrollbar);
    {
        const FramePainter card(view);
        card.fill(frame, Colour::panel_raised);
        card.frame(frame, Colour::line);
        view.names.put("map.area", frame);
        Rect left = inset(frame, pad, pad);
        card.text(cut_top(left, row), title);
        card.text(cut_top(left, row), view.text.format("map.area.grids", {number(found.grids)}), {.colour = Colour::secondary});
        std::string cameras = view.text.format("map.area.cameras", {number(found.cameras)});
        if (found.in_repair)
            cameras += "  " + view.text.format("map.area.in_repair", {number(found.in_repair)});
        card.text(cut_top(left, row), cameras, {.colour = Colour::secondary});
        Rect line = cut_top(left, row);
        cut_left(line, card.text(line, view.text.format("map.area.incidents", {number(found.incidents[0])}), {.colour = Colour::secondary}) + card.px(14));
        for (int severity = 1; severity <= 3; ++severity) {
            const std::size_t count = found.incidents[static_cast<std::size_t>(severity)];
            if (count == 0)
                continue;
            const Rect mark = cut_left(line, card.px(20));
            draw_severity(card.list(), view.palette, static_cast<data::Severity>(severity), data::Attention::seen,
                          {mark.x + std::round(mark.width / 2), mark.y + std::round(mark.height / 2)}, card.px(16));
            cut_left(line, card.text(line, number(count)) + card.px(12));
        }
        cut_top(left, card.px(8));
        Rect foot = cut_top(left, card.px(32));
        for (const auto& [command, label] : actions) {
            const float wide = card.button_width(view.text(label));
            if (card.button(command, cut_left(foot, wide), view.text(label)))
                outbox.run(command);
            cut_left(foot, card.px(6));
        }
    }
    ImGui::EndChild();
}

}
