#include "console/look/data_table.h"

#include "console/look/field.h"
#include "console/look/imgui_versions.h"
#include "console/look/menu.h"
#include "console/look/rows.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace console {
namespace {

constexpr float row_height = 26, head_height = 28, filter_height = 26, bar_height = 36, narrowest = 36, grab = 4, carry_from = 6, scroll_bar = 14, count_width = 220, edit_width = 280;

}

DataTable::DataTable(std::vector<TableColumn> columns) : columns_(std::move(columns)), state_(make_table_state(columns_))
{
    while (edited_ < columns_.size() && !columns_[edited_].is_editable)
        ++edited_;
}

void DataTable::set_titles(std::span<const std::string> titles)
{
    for (std::size_t i = 0; i < std::min(titles.size(), columns_.size()); ++i)
        columns_[i].title = titles[i];
}

void DataTable::refresh(const TableSource& source, std::uint64_t revision)
{
    // Dragging an edge changes no order.
    TableState asked = state_;
    asked.widths.clear(), asked.hidden.clear();
    if (revision == revision_ && asked == made_of_)
        return;
    order_ = make_table_order(source, columns_, state_);
    keys_.clear();
    for (const std::uint32_t row : order_)
        keys_.push_back(source.key(row));
    revision_ = revision, made_of_ = std::move(asked);
}

TableOutcome DataTable::draw(const Painter& painter, const std::string& name, Rect box, const TableSource& source, std::uint64_t revision,
                             const TableKeys& selected, const TableWords& words, bool can_edit)
{
    name_ = name;
    TableOutcome outcome;
    refresh(source, revision);
    const bool can_change = can_edit && edited_ < columns_.size(), is_narrow = can_change && box.width < bar_width(painter, words) + painter.px(edit_width);
    draw_bar(painter, cut_top(box, painter.px(bar_height)), source, selected, words, can_change && !is_narrow, outcome);
    if (is_narrow) { // a line of its own, there or not with the table's width alone: nothing moves when a row is selected
        Rect line = inset(cut_top(box, painter.px(bar_height)), painter.px(8), painter.px(3));
        if (selected.empty())
            painter.text(line, words.change, {FontSize::secondary, Colour::secondary});
        else
            draw_edit(painter, line, selected, words, outcome);
    }
    fit(painter, box.width);
    const bool has_filters = std::ranges::any_of(columns_, [](const TableColumn& column) { return !column.is_fixed; });
    const Rect heads = cut_top(box, painter.px(head_height)), filters = cut_top(box, has_filters ? painter.px(filter_height) : 0);
    draw_heads(painter, heads, filters);
    if (!wanted_.empty()) {
        if (const auto at = std::ranges::find_if(keys_, [&](std::uint64_t key) { return wanted_.contains(key); }); at != keys_.end())
            into_sight_ = static_cast<int>(at - keys_.begin()), hand_.cursor = hand_.anchor = static_cast<std::size_t>(into_sight_);
        wanted_.clear();
    }
    draw_lines(painter, box, source, selected, words, outcome);
    return outcome;
}

/// What stands in the bar always, however long the count is just now.
float DataTable::bar_width(const Painter& p, const TableWords& words) const
{
    return p.button_width(words.columns) + p.button_width(words.copy, "Ctrl+C") + p.button_width(words.clear) + p.px(count_width);
}

void DataTable::draw_bar(const Painter& p, Rect box, const TableSource& source, const TableKeys& selected, const TableWords& words, bool can_change, TableOutcome& outcome)
{
    Rect row = inset(box, p.px(8), p.px(3));
    const float menu_width = p.button_width(words.columns) + p.px(16);
    chooser_.draw(p, name_ + ".columns", cut_right(row, menu_width), words.columns, columns_, state_);
    cut_right(row, p.px(4));
    if (p.button(name_ + ".copy", cut_right(row, p.button_width(words.copy, "Ctrl+C")), words.copy, "Ctrl+C"))
        outcome.copied = copy(source, selected);
    cut_right(row, p.px(4));
    if (std::ranges::any_of(state_.filters, [](const std::string& filter) { return !filter.empty(); })) {
        if (p.button(name_ + ".clear", cut_right(row, p.button_width(words.clear)), words.clear))
            std::ranges::fill(state_.filters, std::string());
        cut_right(row, p.px(4));
    }
    const float notice = words.notice.empty() ? 0 : p.button_width(words.notice);
    const float count = std::clamp(row.width - notice, 0.F, p.width(words.count, FontSize::secondary) + p.px(12));
    p.look().names.say(name_ + ".count", words.count);
    // In a narrow window its first words, and no dots alone.
    if (const Rect room = cut_left(row, count); room.width > p.px(40))
        p.text(room, words.count, {FontSize::secondary, Colour::secondary});
    if (!words.notice.empty() && p.button(name_ + ".refresh", cut_left(row, std::min(notice, row.width)), words.notice))
        outcome.is_noticed = true;
    if (can_change && !selected.empty())
        draw_edit(p, row, selected, words, outcome);
}

/// One field of all that is selected.
void DataTable::draw_edit(const Painter& p, Rect& row, const TableKeys& selected, const TableWords& words, TableOutcome& outcome)
{
    std::vector<MenuItem> items;
    std::vector<std::size_t> which;
    for (std::size_t i = 0; i < columns_.size(); ++i)
        if (columns_[i].is_editable)
            items.push_back({columns_[i].title, i == edited_, false}), which.push_back(i);
    const std::string label = fmt::format("{} ({})", columns_[edited_].title, selected.size());
    const float change = p.width(words.change, FontSize::secondary) + p.px(8);
    if (change < row.width - p.px(edit_width))
        p.text(cut_left(row, change), words.change, {FontSize::secondary, Colour::secondary});
    if (const auto chosen = draw_menu(p, name_ + ".field", cut_left(row, std::min(p.button_width(label) + p.px(20), p.px(150))), label, items))
        edited_ = which[*chosen], value_.clear();
    cut_left(row, p.px(4));
    const FieldState state = draw_field(p, name_ + ".value", cut_left(row, std::min(p.px(200), row.width)), value_, words.value);
    if (state.submitted)
        outcome.edit = TableEdit{edited_, value_};
}

void DataTable::fit(const Painter& p, float width)
{
    gone_.assign(columns_.size(), false);
    share_ = 0;
    const auto total = [&] {
        float sum = 0;
        for (std::size_t i = 0; i < columns_.size(); ++i)
            sum += width_of(i, p);
        return sum;
    };
    int last = 0;
    for (const TableColumn& column : columns_)
        last = std::max(last, column.gives_way);
    for (int rank = 1; rank <= last && total() > width; ++rank)
        for (std::size_t i = 0; i < columns_.size(); ++i)
            gone_[i] = gone_[i] || columns_[i].gives_way == rank;
    std::size_t growing = 0;
    for (std::size_t i = 0; i < columns_.size(); ++i)
        growing += columns_[i].grows && width_of(i, p) > 0;
    if (growing > 0)
        share_ = std::max(0.F, std::floor((width - total() - p.px(scroll_bar)) / static_cast<float>(growing)));
}

float DataTable::width_of(std::size_t column, const Painter& p) const
{
    if (state_.hidden[column] || (column < gone_.size() && gone_[column]))
        return 0;
    return p.px(state_.widths[column]) + (columns_[column].grows ? share_ : 0);
}

std::optional<std::size_t> DataTable::column_before(Rect heads, float pointer, const Painter& p) const
{
    float x = heads.x - scroll_x_;
    for (const std::size_t i : state_.order) {
        const float wide = width_of(i, p);
        if (wide > 0 && pointer < x + wide / 2)
            return i;
        x += wide;
    }
    return {};
}

void DataTable::draw_heads(const Painter& p, Rect heads, Rect filters)
{
    p.fill(heads, Colour::panel_raised);
    ImGui::PushClipRect({heads.x, heads.y}, {heads.x + heads.width, filters.y + filters.height}, true);
    float x = heads.x - scroll_x_;
    std::string shown;
    std::optional<std::pair<std::size_t, std::optional<std::size_t>>> moved; // a column that was let go, and before which one
    const float pointer = ImGui::GetIO().MousePos.x;
    for (const std::size_t i : state_.order) {
        const float wide = width_of(i, p);
        if (wide <= 0)
            continue;
        shown += (shown.empty() ? "" : " ") + columns_[i].name;
        const Rect cell{x, heads.y, wide, heads.height}, filter{x + p.px(2), filters.y, wide - p.px(4), filters.height};
        x += wide;
        if (x < heads.x || cell.x > heads.x + heads.width)
            continue;
        // The edge first: it lies over both neighbours.
        const float right = heads.x + heads.width;
        const Rect edge{std::min(x - p.px(grab), right - p.px(grab)), heads.y, p.px(2 * grab), heads.height};
        const AreaState pulled = p.area(fmt::format("{}.edge.{}", name_, columns_[i].name), edge);
        if (pulled.hovered || pulled.held)
            ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
        if (pulled.held && dragged_ != i)
            dragged_ = i, drag_from_ = ImGui::GetIO().MousePos.x, drag_width_ = state_.widths[i];
        if (dragged_ == i) {
            state_.widths[i] = std::max(narrowest, std::round(drag_width_ + (ImGui::GetIO().MousePos.x - drag_from_) / p.look().scale));
            if (!pulled.held)
                dragged_.reset();
        }
        if (pulled.double_clicked)
            state_.widths[i] = columns_[i].width;
        const Rect press{cell.x + p.px(grab), cell.y, cell.width - p.px(2 * grab), cell.height};
        const AreaState state = p.area(fmt::format("{}.head.{}", name_, columns_[i].name), press);
        if (state.hovered || carried_ == i)
            p.fill(cell, Colour::panel_pressed);
        if (state.held && !carried_ && std::abs(pointer - ImGui::GetIO().MouseClickedPos[0].x) > p.px(carry_from))
            carried_ = i;
        const bool is_carried = carried_ == i;
        if (is_carried && !state.held) {
            moved = std::pair(i, column_before(heads, pointer, p));
            carried_.reset();
        }
        const bool is_sorted = state_.sorted == i;
        // A hand that let go of it somewhere did not click.
        if (state.clicked && !is_carried && !columns_[i].is_fixed) {
            const bool first = !columns_[i].is_descending;
            if (!is_sorted)
                state_.sorted = i, state_.ascending = first;
            else if (state_.ascending == first)
                state_.ascending = !first;
            else
                state_.sorted.reset(), state_.ascending = true; // the third click: as they come
        }
        // Of a column that is half in sight, as much of its title as fits there.
        const float least = std::max(cell.x, heads.x);
        Rect words = inset({least, cell.y, std::min(x, right) - least, cell.height}, p.px(8), 0);
        if (is_sorted) {
            const Rect arrow = cut_right(words, p.px(12));
            p.sign(state_.ascending ? Sign::up : Sign::down, arrow.x + p.px(6), arrow.y + arrow.height / 2, 8);
        }
        if (const bool is_whole = cell.x >= heads.x && x <= right; is_whole || words.width > p.px(48))
            p.text(words, columns_[i].title, {FontSize::secondary, is_sorted ? Colour::text : Colour::secondary, align_of(i)});
        p.vertical(x - std::max(1.F, p.px(1)), heads.y, heads.y + heads.height);
        if (!columns_[i].is_fixed)
            draw_field(p, fmt::format("{}.filter.{}", name_, columns_[i].name), filter, state_.filters[i], columns_[i].is_number ? "< >" : "…");
    }
    if (carried_) {
        float at = heads.x - scroll_x_;
        const auto before = column_before(heads, pointer, p);
        for (const std::size_t i : state_.order) {
            if (i == before)
                break;
            at += width_of(i, p);
        }
        p.fill({at - p.px(1), heads.y, p.px(2), heads.height}, Colour::accent);
    }
    if (moved)
        move_column(state_, moved->first, moved->second);
    p.look().names.say(name_ + ".order", shown);
    ImGui::PopClipRect();
    p.horizontal(filters.x, filters.x + filters.width, filters.y + filters.height);
}

void DataTable::draw_lines(const Painter& p, Rect box, const TableSource& source, const TableKeys& selected, const TableWords& words, TableOutcome& outcome)
{
    p.look().names.put(name_, box);
    float total = 0;
    for (std::size_t i = 0; i < columns_.size(); ++i)
        total += width_of(i, p);
    ImGui::SetCursorScreenPos({box.x, box.y});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::SetNextWindowContentSize({std::max(total, 1.F), 0});
    if (ImGui::BeginChild(name_.c_str(), {box.width, box.height}, false, ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_HorizontalScrollbar)) {
        const Painter inside(p.look());
        if (arrival_.step())
            give_list_keyboard();
        take_keys(inside, box, source, selected, outcome);
        const float high = p.px(row_height), view = ImGui::GetWindowHeight();
        page_ = static_cast<std::size_t>(std::max(1.F, view / high - 1));
        if (into_sight_ >= 0) {
            const float top = static_cast<float>(into_sight_) * high, low = top + 2 * high - view;
            ImGui::SetScrollY(std::clamp(ImGui::GetScrollY(), std::min(low, top), top));
            into_sight_ = -1;
        }
        scroll_x_ = ImGui::GetScrollX();
        if (order_.empty())
            inside.text({box.x + p.px(8), box.y, box.width - p.px(16), p.px(40)}, words.none, {FontSize::body, Colour::secondary});
        ImGuiListClipper clipper;
        clipper.Begin(static_cast<int>(order_.size()), high);
        while (clipper.Step())
            for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
                const auto index = static_cast<std::size_t>(i);
                const ImVec2 at = ImGui::GetCursorScreenPos();
                const Rect line{at.x, at.y, std::max(total, box.width), high};
                const AreaState state = inside.area(fmt::format("{}.row.{}", name_, keys_[index]), line);
                draw_row_ground(inside, line, selected.contains(keys_[index]), state);
                float x = at.x;
                for (const std::size_t column : state_.order) {
                    const float wide = width_of(column, p);
                    if (wide <= 0)
                        continue;
                    const Rect cell{x + p.px(8), at.y, wide - p.px(16), high};
                    if (x + wide > box.x && x < box.x + box.width && !source.draw(inside, cell, order_[index], column))
                        inside.text(cell, source.text(order_[index], column), {FontSize::body, source.ink(order_[index], column), align_of(column), columns_[column].shorten});
                    x += wide;
                }
                ImGui::SetCursorScreenPos(at);
                ImGui::Dummy({total, high});
                if (std::string said = source.said(order_[index]); !said.empty())
                    p.look().names.say(fmt::format("{}.row.{}", name_, keys_[index]), std::move(said));
                const std::size_t row = order_[index];
                outcome.seen = outcome.seen ? std::pair(std::min(outcome.seen->first, row), std::max(outcome.seen->second, row)) : std::pair(row, row);
                if (state.right_clicked)
                    outcome.asked = std::pair(keys_[index], state);
                if (state.clicked && !ImGui::GetIO().KeyCtrl && !ImGui::GetIO().KeyShift)
                    outcome.clicked = keys_[index];
                if (state.clicked)
                    outcome.selected = after_click(hand_, keys_, selected, index, ImGui::GetIO().KeyCtrl, ImGui::GetIO().KeyShift);
                if (state.double_clicked)
                    outcome.opened = keys_[index];
            }
        clipper.End();
        outcome.is_busy = ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) || (ImGui::IsWindowFocused() && ImGui::IsAnyItemActive());
    }
    ImGui::EndChild();
    ImGui::PopStyleVar(2);
}

void DataTable::take_keys(const Painter& p, Rect box, const TableSource& source, const TableKeys& selected, TableOutcome& outcome)
{
    if (!takes_list_keys(p, box))
        return;
    const ImGuiIO& io = ImGui::GetIO();
    if (io.KeyCtrl && imgui::is_pressed(ImGuiKey_A, false))
        outcome.selected = TableKeys(keys_.begin(), keys_.end());
    else if (io.KeyCtrl && imgui::is_pressed(ImGuiKey_C, false))
        outcome.copied = copy(source, selected);
    else if (const auto key = list_key()) {
        outcome.selected = after_key(hand_, keys_, *key, page_, io.KeyShift);
        into_sight_ = static_cast<int>(hand_.cursor);
    } else if (list_enter() && hand_.cursor < keys_.size())
        outcome.opened = keys_[hand_.cursor];
}

/// What is selected and shown; without a selection everything that is shown.
std::size_t DataTable::copy(const TableSource& source, const TableKeys& selected) const
{
    std::vector<std::uint32_t> rows;
    for (std::size_t i = 0; i < order_.size(); ++i)
        if (selected.contains(keys_[i]))
            rows.push_back(order_[i]);
    if (rows.empty())
        rows = order_;
    std::erase_if(rows, [&](std::uint32_t row) { return !source.is_there(row); });
    ImGui::SetClipboardText(tab_separated(source, columns_, state_, rows).c_str());
    return rows.size();
}

}
