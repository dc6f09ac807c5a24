// Every item of every menu and of every context menu, in both languages, in a running console: it can run, or says why it cannot; nothing of it is
// cut. Context menus are opened as an operator opens them, by the right button on the thing itself, and by the Menu key. Every form opens.

#include "console/frame/menu_rows.h"
#include "tests/console/console_run.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

namespace {

using namespace console;

/// Walks the menu that is open: each row by a key, its words or its reason in the line below.
void walk_context(std::ostringstream& script, unsigned thing, const std::string& name)
{
    script << "wait menu.open = yes\nexpect says.menu.rows > 0\n";
    const auto most = std::ranges::count_if(command_table(), [&](const CommandRow& row) { return (row.contexts & thing) != 0; });
    for (std::ptrdiff_t i = 0; i < most; ++i)
        script << "run menu.step down\nwait says.menu.unsaid = none\nexpect menu.chosen != none\n";
    script << "look " << name << "\nkey Esc\nwait menu.open = no\nwait shown.menu = no\n";
}

/// Every group of the window's menu, every row of it in the order of the table.
void walk_menus(std::ostringstream& script, const std::string& where)
{
    for (std::size_t group = 0; group < menu_groups.size(); ++group) {
        script << "run menu.toggle " << menu_group_names[group] << "\nwait menu.open = yes\nwait says.menu.unsaid = none\n";
        std::size_t at = 0;
        for (const CommandRow& row : command_table())
            if (row.menu == menu_groups[group])
                script << "run menu.choose " << at++ << "\nwait menu.chosen ~ " << row.name << "\nexpect shown.menu." << row.name << " = yes\n";
        script << "expect says.menu.rows = " << at << "\nlook " << where << "." << menu_group_names[group] << "\nkey Esc\nwait menu.open = no\nwait shown.menu = no\n";
    }
}

/// The forms of all commands that can run on a wall with a picture while an incident is selected.
void walk_forms(std::ostringstream& script)
{
    const std::set<std::string> there{"", "why.workspace", "why.wall", "why.incident", "why.picture"};
    for (const CommandRow& row : command_table()) {
        const char* reason = reason_key(row);
        if (row.menu == Menu::internal || !needs_form(row) || is_about_file(row) || !there.contains(reason ? reason : ""))
            continue;
        script << "run form.open " << row.name << "\nwait form.command = " << row.name << "\nlook form." << row.name << "\nkey Esc\nwait form.command = none\n";
    }
}

TEST(MenuWalk, EveryItemCanRunOrSaysWhyInBothLanguages)
{
    ConsoleRun run;
    run.make_demo();
    std::ostringstream script;
    script << "wait workspace.loaded = yes within 30\nsize 1920 1080\n";
    for (const char* language : {"zh", "en"}) {
        const std::string tongue = std::string(".") + language;
        script << "run language.set " << language << "\nrun layout.desk\nrun incident.open_number 4471\nrun incident.deselect\nrun map.fit\nwait shown.map.settled = yes within 60\n";
        walk_menus(script, "menu.desk" + tongue);
        // The queue, the case beside it, a camera near it, words of it; the same by the Menu key.
        script << "click queue.row.300 right\n";
        walk_context(script, thing::incident, "about.incident" + tongue);
        script << "wait shown.case.near.1 = yes within 20\nclick case.title right\n";
        walk_context(script, thing::words, "about.words" + tongue);
        script << "key Menu\n";
        walk_context(script, thing::incident, "about.incident.key" + tongue);
        script << "click case.near.1 right\n";
        walk_context(script, thing::camera, "about.camera" + tongue);
        // The map, the grid that lies there, a place, a layer.
        script << "run incident.deselect\nclick map@114.3052,30.6035 right\n";
        walk_context(script, thing::map | thing::grid, "about.map" + tongue);
        script << "click place.card@0.9,0.5 right\n";
        walk_context(script, thing::place, "about.place" + tongue);
        script << "run map.layers\nclick layers.grids right\n";
        walk_context(script, thing::layer, "about.layer" + tongue);
        script << "run map.layers\n";
        // Rows of tables: the list, the session log.
        script << "run layout.list\nwait shown.list = yes\nclick list.row.300 right\n";
        walk_context(script, thing::incident, "about.list" + tongue);
        script << "run layout.log\nwait shown.log.row.1 = yes within 20\nclick log.row.1 right\n";
        walk_context(script, thing::row, "about.row" + tongue);
        script << "key Menu\n";
        walk_context(script, thing::row, "about.row.key" + tongue);
        // The wall: a tile, a camera of the tree, a view.
        script << "run layout.wall\nrun wall.layout 4\nrun wall.put 1 1\nrun wall.focus 1\nclick wall.tile.1 right\n";
        walk_context(script, thing::tile, "about.tile" + tongue);
        walk_menus(script, "menu.wall" + tongue);
        script << "run wall.save_view Night\nrun wall.views\nwait shown.wall_side.view.1 = yes within 30\nclick wall_side.view.1 right\n";
        walk_context(script, thing::view, "about.view" + tongue);
        script << "run wall.views\nrun incident.open_number 4471\nrun layout.wall\nrun wall.focus 1\n";
        walk_forms(script);
        // The editor: a grid of its table, and all its menus.
        script << "run layout.editor\nwait draft.name != none within 30\nrun editor.drawer table\nwait says.grids.count != none within 30\n";
        script << "run menu.about grid 100 100\n";
        walk_context(script, thing::grid, "about.grid" + tongue);
        script << "run menu.about finding 100 100\n";
        walk_context(script, thing::finding, "about.finding" + tongue);
        walk_menus(script, "menu.editor" + tongue);
        script << "run editor.drawer table\nrun layout.desk\n";
    }
    const std::string file = run.folder() + "/menus.drive";
    std::ofstream(file) << script.str();
    const auto result = run.console({run.workspace(), "--now", run.moment(), "--drive", file, "--offscreen", "1920x1080"});
    EXPECT_EQ(result.status, 0) << result.errors;
}

/// Nothing stands in a context menu that nobody can open: each kind of thing is offered somewhere in the console's sources.
TEST(MenuWalk, EveryKindOfThingHasAMenuSomewhere)
{
    unsigned walked = thing::incident | thing::words | thing::camera | thing::map | thing::grid | thing::place | thing::layer | thing::row | thing::tile | thing::view | thing::finding;
    for (const CommandRow& row : command_table())
        EXPECT_EQ(row.contexts & ~walked, 0U) << row.name << " stands in the menu of a thing that is not walked above";
}

}
