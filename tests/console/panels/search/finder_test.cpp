// The commands that the search field offers.

#include "console/panels/search/finder.h"
#include "console/panels/shell/palette_rows.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using namespace console;

/// Of what runs, or of what the form that opens is of.
const CommandRow* row_of(const Command& command) { return find_command(command.name == "form.open" ? command.arguments.front() : command.name); }

TEST(FoundCommands, AreNeverTheProgramsOwn)
{
    data::World world;
    world.loaded = true;
    const Session session;
    Texts text;
    text.set_language(Language::en);
    const auto hits = find_commands(world, session, text, "e", 1000);
    EXPECT_GT(hits.size(), 20U);
    // What opens the menus stands in none of them, and is looked for all the same.
    const auto is_own = [](const CommandRow& row) { return row.menu == Menu::internal && row.name != std::string_view("menu.toggle") && row.name != std::string_view("menu.about"); };
    for (const auto& hit : hits)
        EXPECT_FALSE(is_own(*row_of(hit.command))) << hit.title;
    for (const PaletteRow& row : make_palette_rows(world, session, text, "e"))
        EXPECT_FALSE(is_own(*row_of(row.command))) << row.title;
}

/// The letters of a Chinese title's readings find it, whole or the first of each, in either language of the console.
TEST(FoundCommands, AreFoundByTheReadingsOfTheirTitles)
{
    data::World world;
    world.loaded = true;
    const Session session;
    Texts text;
    for (const Language language : {Language::zh, Language::en}) {
        text.set_language(language);
        for (const char* typed : {"dsq", "dianshiqiang", "dianshiq", "电视墙"}) {
            const auto hits = find_commands(world, session, text, typed, 1000);
            EXPECT_TRUE(std::ranges::any_of(hits, [](const auto& hit) { return hit.command.name == "layout.wall"; })) << typed;
        }
        EXPECT_TRUE(find_commands(world, session, text, "qqqzx", 1000).empty());
    }
}

}
