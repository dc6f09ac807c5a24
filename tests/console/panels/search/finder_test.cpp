// The commands that the search field offers.

#include "console/panels/search/finder.h"
#include "console/panels/shell/palette_rows.h"

#include <gtest/gtest.h>

namespace {

using namespace console;

TEST(FoundCommands, AreNeverTheProgramsOwn)
{
    data::World world;
    world.loaded = true;
    const Session session;
    Texts text;
    text.set_language(Language::en);
    const auto hits = find_commands(world, session, text, "e", 1000);
    EXPECT_GT(hits.size(), 20U);
    for (const auto& hit : hits)
        EXPECT_NE(find_command(hit.command.name)->menu, Menu::internal) << hit.command.name;
    for (const PaletteRow& row : make_palette_rows(world, session, text, "e")) {
        const std::string& name = row.command.name == "form.open" ? row.command.arguments.front() : row.command.name;
        EXPECT_NE(find_command(name)->menu, Menu::internal) << name;
    }
}

}
