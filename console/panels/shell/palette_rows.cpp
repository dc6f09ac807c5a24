#include "console/panels/shell/palette_rows.h"

#include "console/frame/menu_rows.h"
#include "console/panels/shell/command_words.h"

#include <algorithm>
#include <array>
#include <sstream>

namespace console {
namespace {

constexpr int typed_rank = -1;      // its whole name was typed
constexpr int cannot_run_rank = 100; // after everything that can run

std::size_t group_of(const CommandRow& row)
{
    return static_cast<std::size_t>(std::ranges::find(menu_groups, row.menu) - menu_groups.begin());
}

PaletteRow row_of(const CommandRow& row, const data::World& world, const Session& session, const Texts& text, std::span<const std::string> about)
{
    PaletteRow made{.row = &row, .command = {row.name, {about.begin(), about.end()}}, .title = std::string(text(row.title)), .key = row.key};
    made.why_not = why_not(row, world, session, text);
    made.group = group_of(row);
    SwitchState state = switch_state(row, world, session, text, about);
    made.is_on = state.is_on;
    if (about.empty())
        made.value = std::move(state.value);
    return made;
}

/// A value said with the command: it runs at once, unless the form has to ask for more.
PaletteRow row_of_choice(const CommandRow& row, const SaidChoice& said, const data::World& world, const Session& session, const Texts& text)
{
    PaletteRow made = row_of(row, world, session, text, std::array{said.choice.value});
    made.title += text.language() == Language::zh ? "：" : ": ";
    made.title += said.choice.label.empty() ? said.choice.value : said.choice.label;
    const ArgumentRow& argument = row.arguments.front();
    if (!row.is_on && argument.tells_state)
        made.is_on = argument.first(world, session) == said.choice.value;
    if (std::ranges::any_of(row.arguments.subspan(1), &ArgumentRow::required)) {
        made.command = {"form.open", {row.name, said.choice.value}};
        made.title += "…";
    }
    return made;
}

/// What opens menus stands in none, but people look for it all the same.
bool is_offered(const CommandRow& row)
{
    const std::string_view name = row.name;
    return row.menu != Menu::internal || name == "menu.toggle" || name == "menu.about";
}

/// The command whose whole name stands first, with what stands behind it.
std::optional<PaletteRow> typed_row(const data::World& world, const Session& session, const Texts& text, std::string_view typed)
{
    std::istringstream words{std::string(typed)};
    std::string first;
    words >> first;
    const CommandRow* named = find_command(first);
    if (!named || (named->enabled && !named->enabled(world, session)))
        return std::nullopt;
    std::vector<std::string> arguments;
    for (std::string word; words >> word;)
        arguments.push_back(std::move(word));
    PaletteRow made = row_of(*named, world, session, text, arguments);
    for (const std::string& word : arguments)
        made.title += " " + word;
    made.rank = typed_rank;
    return made;
}

}

std::vector<PaletteRow> find_palette_rows(const data::World& world, const Session& session, const Texts& text, std::string_view typed)
{
    std::vector<PaletteRow> rows;
    const CommandRow* named = nullptr;
    if (auto row = typed_row(world, session, text, typed)) {
        named = row->row;
        rows.push_back(std::move(*row));
    }
    const TypedWords wanted(typed, text);
    const auto add = [&](PaletteRow row, int rank) {
        row.rank = rank + (row.why_not.empty() ? 0 : cannot_run_rank);
        rows.push_back(std::move(row));
    };
    for (const CommandRow& row : command_table()) {
        if (!is_offered(row) || &row == named)
            continue;
        for (const SaidChoice& said : said_choices(row, world, session, text, wanted))
            add(row_of_choice(row, said, world, session, text), said.rank);
        if (const auto rank = rank_of(row, text, wanted)) {
            PaletteRow made = row_of(row, world, session, text, {});
            if (needs_form(row))
                made.command = {"form.open", {row.name}}, made.title += "…";
            add(std::move(made), *rank);
        }
    }
    std::ranges::stable_sort(rows, {}, &PaletteRow::rank);
    return rows;
}

std::vector<PaletteRow> make_palette_rows(const data::World& world, const Session& session, const Texts& text, std::string_view typed)
{
    std::vector<PaletteRow> rows = find_palette_rows(world, session, text, typed);
    if (typed.find_first_not_of(' ') == std::string_view::npos) {
        // As the menus have them, and what they have nothing of behind them.
        std::ranges::stable_sort(rows, {}, [](const PaletteRow& row) { return std::pair(row.group, row.row); });
        return rows;
    }
    std::array<std::size_t, menu_groups.size() + 1> place{};
    place.fill(rows.size());
    for (std::size_t i = rows.size(); i-- > 0;)
        place[rows[i].group] = i;
    std::ranges::stable_sort(rows, {}, [&](const PaletteRow& row) { return place[row.group]; });
    return rows;
}

std::string palette_group_key(std::size_t group) { return group < menu_groups.size() ? menu_group_key(group) : "keys.other"; }

}
