#include "console/frame/menu_rows.h"

#include <fmt/format.h>

#include <algorithm>

namespace console {

std::string menu_group_key(std::size_t group) { return fmt::format("menu.{}", menu_group_names[group]); }

std::size_t given_arguments(const CommandRow& row, unsigned thing)
{
    if (row.arguments.empty() || !(row.arguments.front().from & thing))
        return 0;
    return row.arguments.front().type == ArgumentType::place ? 2 : 1;
}

namespace {

/// Of a choice that spreads: a row for each thing to choose, the first one with the command's key.
void spread(std::vector<MenuRow>& rows, MenuRow made, const std::vector<ArgumentChoice>& choices)
{
    for (const ArgumentChoice& choice : choices) {
        made.title = choice.label.empty() ? choice.value : choice.label;
        made.arguments = {choice.value};
        rows.push_back(made);
        made.is_further = true;
    }
}

}

std::vector<MenuRow> menu_rows(const data::World& world, const Session& session, const Texts& text, const MenuOpen& menu)
{
    std::vector<MenuRow> rows;
    for (const CommandRow& row : command_table()) {
        if (menu.thing != 0 ? !(row.contexts & menu.thing) : row.menu != menu_groups[std::min(menu.group, menu_groups.size() - 1)])
            continue;
        // About a thing only what belongs to this screen; the window's menu has all.
        if (menu.thing != 0 && session.layout != Layout::editor && row.enabled && std::string_view(reason_key(row) ? reason_key(row) : "") == "why.editor")
            continue;
        MenuRow made{&row, std::string(text(row.title)), why_not(row, world, session, text), {}, false, {}};
        // A menu of a thing asks nothing that the thing itself should have said.
        if (given_arguments(row, menu.thing) > menu.subject.size() && made.why_not.empty())
            made.why_not = text(menu.thing & thing::tile ? "why.tile_empty" : "why.not_of_this");
        const std::size_t given = std::min(given_arguments(row, menu.thing), menu.subject.size());
        made.arguments.assign(menu.subject.begin(), menu.subject.begin() + static_cast<std::ptrdiff_t>(given));
        // What the thing is must be one of those the command is for: the map's own layers have no order and no opacity.
        if (const auto& choices = row.arguments.empty() ? nullptr : row.arguments.front().choices; given > 0 && choices && made.why_not.empty())
            if (const auto offered = choices(world, session, text); std::ranges::find(offered, made.arguments.front(), &ArgumentChoice::value) == offered.end())
                made.why_not = text("why.not_of_this");
        made.asks = std::ranges::any_of(row.arguments.subspan(given > 0 ? 1 : 0), &ArgumentRow::required);
        if (made.asks)
            made.title += "…";
        made.state = switch_state(row, world, session, text, made.arguments);
        if (menu.thing != 0 && !row.arguments.empty() && row.arguments.front().spreads)
            if (const auto choices = row.arguments.front().choices(world, session, text); !choices.empty()) {
                spread(rows, std::move(made), choices);
                continue;
            }
        rows.push_back(std::move(made));
    }
    if (menu.thing != 0)
        std::ranges::stable_partition(rows, [](const MenuRow& row) { return row.why_not.empty(); });
    return rows;
}

}
