#include "console/cli/commands_command.h"

#include "console/frame/menu_rows.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <ostream>

namespace console {
namespace {

using nlohmann::ordered_json;

const char* menu_of(const CommandRow& row)
{
    const auto at = std::ranges::find(menu_groups, row.menu);
    return at == menu_groups.end() ? nullptr : menu_group_names[static_cast<std::size_t>(at - menu_groups.begin())];
}

std::vector<std::string> contexts_of(const CommandRow& row)
{
    std::vector<std::string> out;
    for (std::size_t i = 0; i < thing::names.size(); ++i)
        if (row.contexts & (1U << i))
            out.emplace_back(thing::names[i]);
    return out;
}

/// Where it can be enabled, by what it asks for.
std::vector<std::string> layouts_of(const CommandRow& row)
{
    constexpr std::pair<std::string_view, const char*> bound[] = {{"why.wall", "wall"}, {"why.digits", "wall"}, {"why.tour", "wall"},
                                                                  {"why.sheet", "sheet"}, {"why.sheet_cell", "sheet"}, {"why.editor", "editor"}};
    if (const char* reason = row.enabled ? reason_key(row) : nullptr)
        for (const auto& [key, layout] : bound)
            if (key == reason)
                return {layout};
    return {"desk", "wall", "list", "sheet", "log", "editor"};
}

ordered_json json_of(const ArgumentRow& argument, const Texts& text)
{
    ordered_json out{{"name", argument.name}, {"type", argument_type_names[static_cast<std::size_t>(argument.type)]}, {"required", argument.required}};
    ordered_json choices = ordered_json::array();
    if (argument.choices)
        for (const ArgumentChoice& choice : argument.choices(data::World(), Session(), text))
            choices.push_back(choice.value);
    out["choices"] = std::move(choices);
    if (argument.many)
        out["many"] = true;
    return out;
}

/// A row of its own for a further key of the same command.
bool is_further_key(const CommandRow& row) { return std::string_view(row.name).ends_with("_too"); }

std::vector<std::string> keys_of(const CommandRow& row)
{
    std::vector<std::string> keys;
    for (const CommandRow& other : command_table())
        if ((other.run == row.run && is_further_key(other)) || &other == &row)
            if (*other.key != 0)
                keys.emplace_back(other.key);
    return keys;
}

}

void write_commands(std::ostream& out, bool as_json)
{
    const Texts text;
    if (!as_json) {
        for (const CommandRow& row : command_table())
            if (row.menu != Menu::internal)
                out << fmt::format("{:<24} {:<14} {}\n", row.name, row.key, text.in(Language::en, row.title));
        return;
    }
    ordered_json commands = ordered_json::array();
    for (const CommandRow& row : command_table()) {
        if (is_further_key(row))
            continue;
        ordered_json arguments = ordered_json::array();
        for (const ArgumentRow& argument : row.arguments)
            arguments.push_back(json_of(argument, text));
        const char* menu = menu_of(row);
        commands.push_back({{"name", row.name},
                            {"title", {{"zh", text.in(Language::zh, row.title)}, {"en", text.in(Language::en, row.title)}}},
                            {"keys", keys_of(row)},
                            {"menu", menu ? ordered_json(menu) : ordered_json()},
                            {"contexts", contexts_of(row)},
                            {"layouts", layouts_of(row)},
                            {"internal", row.menu == Menu::internal},
                            {"arguments", std::move(arguments)}});
    }
    out << ordered_json{{"commands", std::move(commands)}}.dump(1) << '\n';
}

RunVerb add_commands(CLI::App& app)
{
    auto json = std::make_shared<bool>(false);
    app.add_flag("--json", *json, "one JSON object, with titles in both languages, menus and arguments");
    return [json](std::ostream& out, std::ostream&) {
        write_commands(out, *json);
        return 0;
    };
}

}
