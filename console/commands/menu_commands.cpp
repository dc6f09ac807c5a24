#include "console/commands/functions.h"
#include "console/frame/menu_rows.h"
#include "console/text/folding.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

namespace console {
namespace {

std::vector<MenuRow> rows_of(const CommandContext& context) { return menu_rows(context.world, context.session, context.text, *context.session.menu); }

/// "camera", "map+grid": the bits.
unsigned things_from(const std::string& names)
{
    unsigned things = 0;
    std::istringstream in(names);
    for (std::string name; std::getline(in, name, '+');) {
        const auto at = std::ranges::find(thing::names, name);
        if (at == thing::names.end())
            throw Error(geo::remark("no_menu", name));
        things |= 1U << (at - thing::names.begin());
    }
    if (things == 0)
        throw Error(geo::remark("menu_subject"));
    return things;
}

/// What the Menu key is about: the tile that is focused, or what is selected last.
MenuOpen in_hand(const CommandContext& context)
{
    const Session& session = context.session;
    MenuOpen menu;
    if (session.layout == Layout::wall) {
        menu.thing = thing::tile;
        menu.camera = pointed_camera(session);
        if (const std::string number = data::number_of_camera(context.world, menu.camera); !number.empty())
            menu.subject = {number};
    } else if (session.layout == Layout::log) {
        menu.thing = thing::row;
    } else if (const std::string number = data::number_of_camera(context.world, session.selection.camera); !number.empty()) {
        menu.thing = thing::camera;
        menu.subject = {number};
        menu.camera = session.selection.camera;
    } else if (const data::Incident* incident = context.world.incidents.find(session.selection.incident)) {
        menu.thing = thing::incident;
        menu.subject = {incident->number};
    } else if (session.selection.record == Record::place && session.selection.point) {
        menu.thing = thing::place;
        menu.subject = {fmt::format("{:.7f}", session.selection.point->lon), fmt::format("{:.7f}", session.selection.point->lat)};
    } else if (session.selection.grid || session.layout == Layout::editor) {
        menu.thing = thing::grid;
    } else {
        menu.thing = thing::map;
    }
    return menu;
}

}

namespace menu_commands {

bool is_open(const data::World&, const Session& session) { return session.menu.has_value(); }

void toggle(CommandContext& context, Arguments arguments)
{
    Session& session = context.session;
    const bool was_open = session.menu && session.menu->thing == 0;
    session.menu.reset();
    session.form.reset();
    if (was_open && arguments.empty())
        return;
    MenuOpen menu;
    if (!arguments.empty()) {
        const auto at = std::ranges::find(menu_group_names, arguments[0]);
        if (at == menu_group_names.end())
            throw Error(geo::remark("no_menu_group", arguments[0]));
        menu.group = static_cast<std::size_t>(at - menu_group_names.begin());
    }
    session.menu = std::move(menu);
}

void about(CommandContext& context, Arguments arguments)
{
    Session& session = context.session;
    session.form.reset();
    if (arguments.empty()) {
        session.menu = in_hand(context);
        session.menu->chosen = 0;
        return;
    }
    MenuOpen menu;
    menu.thing = things_from(arguments[0]);
    menu.x = static_cast<float>(decimal_argument(arguments, 1, "x")), menu.y = static_cast<float>(decimal_argument(arguments, 2, "y"));
    if (arguments.size() > 3)
        menu.title = arguments[3];
    if (arguments.size() > 4)
        menu.subject.assign(arguments.begin() + 4, arguments.end());
    if ((menu.thing & (thing::camera | thing::tile)) && !menu.subject.empty())
        if (const data::Camera* camera = data::find_camera_by_number(context.world, static_cast<int>(number_argument(menu.subject, 0, "camera's number"))))
            menu.camera = camera->id;
    session.menu = std::move(menu);
}

void group(CommandContext& context, Arguments arguments)
{
    const auto wanted = number_argument(arguments, 0, "group");
    context.session.menu->group = static_cast<std::size_t>(std::clamp<std::int64_t>(wanted, 0, static_cast<std::int64_t>(menu_groups.size()) - 1));
    context.session.menu->chosen = -1;
}

void step(CommandContext& context, Arguments arguments)
{
    MenuOpen& menu = *context.session.menu;
    const std::string way = text_argument(arguments, 0, "up, down, left, right, first or last");
    menu.typed.clear();
    if ((way == "left" || way == "right") && menu.thing == 0) {
        menu.group = (menu.group + (way == "left" ? menu_groups.size() - 1 : 1)) % menu_groups.size();
        menu.chosen = menu.chosen < 0 ? -1 : 0;
        return;
    }
    const int count = static_cast<int>(rows_of(context).size());
    if (count == 0)
        return;
    if (way == "first" || way == "last")
        menu.chosen = way == "first" ? 0 : count - 1;
    else if (way == "up")
        menu.chosen = menu.chosen <= 0 ? count - 1 : menu.chosen - 1;
    else if (way == "down")
        menu.chosen = (menu.chosen + 1) % count;
}

void choose(CommandContext& context, Arguments arguments)
{
    context.session.menu->chosen = static_cast<int>(std::clamp<std::int64_t>(number_argument(arguments, 0, "row"), -1, 1000));
}

void letter(CommandContext& context, Arguments arguments)
{
    MenuOpen& menu = *context.session.menu;
    const std::vector<MenuRow> rows = rows_of(context);
    const auto find = [&](const std::string& typed) {
        const std::string wanted = folded(typed);
        return std::ranges::find_if(rows, [&](const MenuRow& row) { return folded(row.title).starts_with(wanted); });
    };
    const std::string character = text_argument(arguments, 0, "character");
    auto at = find(menu.typed + character);
    menu.typed = at == rows.end() ? character : menu.typed + character;
    if (at == rows.end())
        at = find(menu.typed);
    // In Chinese nobody types a title: the letter of a key is known too.
    if (at == rows.end())
        at = std::ranges::find_if(rows, [&](const MenuRow& row) { return folded(row.command->key) == folded(character); });
    if (at != rows.end())
        menu.chosen = static_cast<int>(at - rows.begin());
}

void run(CommandContext& context, Arguments arguments)
{
    MenuOpen& menu = *context.session.menu;
    if (!arguments.empty())
        menu.chosen = static_cast<int>(number_argument(arguments, 0, "row"));
    const std::vector<MenuRow> rows = rows_of(context);
    if (menu.chosen < 0 || menu.chosen >= static_cast<int>(rows.size()))
        return;
    const MenuRow& row = rows[static_cast<std::size_t>(menu.chosen)];
    // It stays open: the reason stands beside the row.
    if (!row.why_not.empty())
        return;
    const data::CameraId camera = menu.camera;
    context.session.menu.reset();
    Command command{row.command->name, row.arguments};
    if (row.asks) {
        command.arguments.insert(command.arguments.begin(), command.name);
        command.name = "form.open";
    }
    // Whatever the camera is that the menu was opened on: the command is about that one, not about what else is in hand.
    context.session.asked_camera = camera;
    run_command(context, command);
    context.session.asked_camera = {};
}

}

}
