#include "console/wall/tile_buttons.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace console {
namespace {

struct ButtonRow {
    const char* name;
    Sign sign;
    const char* command;
    bool asks; // its form comes first
};
constexpr ButtonRow button_rows[] = {
    {"replay", Sign::replay, "replay.toggle", false}, {"snapshot", Sign::snapshot, "evidence.snapshot", true}, {"clip", Sign::clip, "evidence.clip", true},
    {"enlarge", Sign::enlarge, "wall.enlarge", false}, {"mask", Sign::masked, "mask.draw", false},              {"close", Sign::cross, "wall.clear", false},
};

constexpr float button_px = 28, narrowest_px = 26, widest_px = 36;
/// What number and state sign take of a gutter, by its size.
constexpr std::array<float, 3> taken_px{66, 54, 42};

bool is_in(Rect box, ImVec2 at) { return at.x >= box.x && at.x < box.x + box.width && at.y >= box.y && at.y < box.y + box.height; }

}

std::vector<Rect> tile_button_places(Rect gutter, Rect caption, float taken, std::size_t count, float scale)
{
    std::vector<Rect> places;
    const float side = std::round(button_px * scale), narrowest = std::round(narrowest_px * scale);
    const auto columns = static_cast<std::size_t>(std::max(0.F, std::floor(gutter.width / narrowest)));
    const auto lines = static_cast<std::size_t>(std::max(0.F, std::floor((gutter.height - taken) / side)));
    const std::size_t inside = std::min(count, columns * lines);
    if (inside > 0) {
        const float wide = std::min(std::floor(gutter.width / static_cast<float>(columns)), std::round(widest_px * scale));
        const auto used = static_cast<float>((inside + columns - 1) / columns);
        for (std::size_t i = 0; i < inside; ++i)
            places.push_back({gutter.x + static_cast<float>(i % columns) * wide, gutter.y + gutter.height - (used - static_cast<float>(i / columns)) * side, wide, side});
    }
    for (float x = caption.x; places.size() < count && caption.height > 0 && x + side <= caption.x + caption.width; x += side)
        places.push_back({x, caption.y, side, caption.height});
    return places;
}

TileButtons::TileButtons(const FramePainter& painter, Outbox& outbox, const TileModel& model, Rect box, const std::string& name, int tile)
{
    const View& view = painter.view();
    const TileSize size = size_of(model, box, view);
    if (!model.camera || model.is_drawn_on || size == TileSize::bare || ImGui::GetDragDropPayload())
        return;
    const TileLayout layout = layout_of(model, box, view);
    const ImVec2 at = ImGui::GetIO().MousePos;
    const bool is_over = (is_in(layout.gutter, at) || is_in(layout.caption, at)) && ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
    if (!is_over)
        return;
    const auto places = tile_button_places(layout.gutter, layout.caption, painter.px(taken_px[static_cast<std::size_t>(size)]), std::size(button_rows), view.scale);
    for (std::size_t i = 0; i < places.size(); ++i) {
        const ButtonRow& row = button_rows[i];
        const CommandRow* command = find_command(row.command);
        const Shown shown{row.sign, command, places[i], painter.area(name + "." + row.name, places[i])};
        if (shown.state.clicked) { // what it needs is a picture in hand: this one
            outbox.run("wall.focus", {std::to_string(tile)});
            if (row.asks)
                outbox.run("form.open", {row.command});
            else
                outbox.run(row.command);
        }
        shown_.push_back(shown);
    }
}

void TileButtons::draw(const FramePainter& painter) const
{
    const View& view = painter.view();
    for (const Shown& shown : shown_) {
        painter.fill(shown.box, shown.state.held ? Colour::line : shown.state.hovered ? Colour::panel_pressed : Colour::panel_raised);
        painter.frame(shown.box, Colour::line);
        painter.sign(shown.sign, shown.box.x + std::floor(shown.box.width / 2), shown.box.y + std::floor(shown.box.height / 2),
                     std::min(16.F, shown.box.height / view.scale - 4), Colour::text);
        if (shown.state.hovered)
            painter.tooltip(fmt::format("{}{}{}", view.text(shown.command->title), *shown.command->key ? "   " : "", shown.command->key));
    }
}

}
