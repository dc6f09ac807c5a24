#include "console/look/column_chooser.h"

#include "console/look/imgui_versions.h"
#include "console/look/list_keys.h"

#include <imgui.h>

#include <algorithm>

namespace console {
namespace {

constexpr float column_row_height = 28, mover_width = 24;

void show_or_hide(TableState& state, std::size_t column)
{
    // The last one stays: a table without columns cannot be put back by a mouse.
    if (state.hidden[column] || std::ranges::count(state.hidden, false) > 1)
        state.hidden[column] = !state.hidden[column];
}

}

void ColumnChooser::draw(const Painter& painter, const std::string& name, Rect button, std::string_view label, std::span<const TableColumn> columns, TableState& state)
{
    if (painter.button(name, button, label)) {
        ImGui::OpenPopup((name + ".items").c_str());
        at_ = 0;
    }
    painter.sign(Sign::down, button.x + button.width - painter.px(12), button.y + button.height / 2, 8, Colour::secondary);
    float wide = button.width;
    for (const TableColumn& column : columns)
        wide = std::max(wide, painter.width(column.title) + painter.px(52 + 2 * mover_width));
    const float high = static_cast<float>(columns.size()) * painter.px(column_row_height) + painter.px(8), below = button.y + button.height + painter.px(2);
    const bool fits = below + high <= ImGui::GetIO().DisplaySize.y;
    ImGui::SetNextWindowPos({std::max(0.F, std::min(button.x, ImGui::GetIO().DisplaySize.x - wide)), fits ? below : std::max(0.F, button.y - high - painter.px(2))});
    ImGui::SetNextWindowSize({wide, high});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(painter.px(4), painter.px(4)));
    if (ImGui::BeginPopup((name + ".items").c_str(), ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings)) {
        draw_rows(Painter(painter.look()), name, columns, state);
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar();
}

void ColumnChooser::draw_rows(const Painter& painter, const std::string& name, std::span<const TableColumn> columns, TableState& state)
{
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float wide = ImGui::GetContentRegionAvail().x, high = painter.px(column_row_height);
    take_keys(painter, {corner.x, corner.y, wide, high * static_cast<float>(columns.size())}, state);
    const std::vector<std::size_t> order = state.order; // as it was when the frame began
    for (std::size_t place = 0; place < order.size(); ++place) {
        const std::size_t column = order[place];
        const Rect row{corner.x, corner.y + static_cast<float>(place) * high, wide, high};
        Rect rest = row;
        const Rect right = cut_right(rest, painter.px(mover_width)), left = cut_right(rest, painter.px(mover_width));
        const std::string row_name = name + "." + columns[column].name;
        const AreaState state_of_row = painter.area(row_name, rest);
        if (state_of_row.hovered || place == at_)
            painter.fill(row, state_of_row.hovered ? Colour::panel_pressed : Colour::panel_raised);
        if (!state.hidden[column])
            painter.sign(Sign::tick, row.x + painter.px(14), row.y + row.height / 2, 14);
        painter.text({rest.x + painter.px(32), rest.y, rest.width - painter.px(32), rest.height}, columns[column].title);
        if (state_of_row.clicked) {
            show_or_hide(state, column);
            at_ = place;
        }
        for (const auto& [box, word, sign, by] : {std::tuple{left, ".left", "‹", -1}, {right, ".right", "›", 1}}) {
            const AreaState mover = painter.area(row_name + word, box);
            painter.text(box, sign, {FontSize::body, mover.hovered ? Colour::text : Colour::secondary, Align::centre});
            if (mover.clicked)
                at_ = step_column(state, column, by);
        }
    }
    ImGui::SetCursorScreenPos(corner);
    ImGui::Dummy({wide, high * static_cast<float>(order.size())});
    ImGui::PopStyleVar();
}

void ColumnChooser::take_keys(const Painter& painter, Rect box, TableState& state)
{
    if (!takes_list_keys(painter, box) || state.order.empty())
        return;
    at_ = std::min(at_, state.order.size() - 1);
    if (const auto key = list_key(); key == TableKey::up && at_ > 0)
        --at_;
    else if (key == TableKey::down && at_ + 1 < state.order.size())
        ++at_;
    else if (key == TableKey::home)
        at_ = 0;
    else if (key == TableKey::end)
        at_ = state.order.size() - 1;
    if (list_enter())
        show_or_hide(state, state.order[at_]);
    for (const auto& [key, by] : {std::pair{ImGuiKey_LeftArrow, -1}, {ImGuiKey_RightArrow, 1}})
        if (imgui::is_pressed(key, true))
            at_ = step_column(state, state.order[at_], by);
}

}
