#include "console/frame/command_button.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>

namespace console {
namespace {

constexpr float gap_px = 8;

void draw_button(const FramePainter& painter, Outbox& outbox, Rect& row, RowButton button, bool has_key)
{
    const CommandRow* found = find_command(button.command);
    const View& view = painter.view();
    const bool can_run = button.enabled && found && (!found->enabled || found->enabled(view.world, view.session));
    const std::string_view key = found ? found->key : "";
    const float width = painter.button_width(button.label, has_key ? key : std::string_view());
    if (width > row.width + 1)
        return;
    const Rect box = cut_left(row, width);
    cut_left(row, painter.px(gap_px));
    if (painter.button(button.name, box, button.label, has_key ? key : std::string_view(), can_run))
        outbox.run(button.command, std::move(button.arguments));
    if (!has_key && !key.empty() && ImGui::IsMouseHoveringRect({box.x, box.y}, {box.x + box.width, box.y + box.height}) && ImGui::IsWindowHovered())
        painter.tooltip(fmt::format("{}  {}", button.label, key));
}

}

std::string_view key_of(const char* command)
{
    const CommandRow* row = find_command(command);
    return row ? row->key : "";
}

void command_button(const FramePainter& painter, Outbox& outbox, Rect& row, const std::string& name, std::string_view label, const char* command,
                    std::vector<std::string> arguments, bool enabled)
{
    draw_button(painter, outbox, row, {name, label, command, std::move(arguments), enabled}, painter.button_width(label, key_of(command)) <= row.width);
}

void command_row(const FramePainter& painter, Outbox& outbox, Rect& row, std::vector<RowButton> buttons)
{
    const auto width = [&](bool has_keys) {
        float sum = -painter.px(gap_px);
        for (const RowButton& button : buttons)
            sum += painter.button_width(button.label, has_keys ? key_of(button.command) : std::string_view()) + painter.px(gap_px);
        return sum;
    };
    const bool has_keys = width(true) <= row.width;
    while (!buttons.empty() && width(has_keys) > row.width) {
        const auto spare = std::ranges::find_if(buttons, &RowButton::is_spare);
        buttons.erase(spare == buttons.end() ? buttons.end() - 1 : spare);
    }
    for (RowButton& button : buttons)
        draw_button(painter, outbox, row, std::move(button), has_keys);
}

}
