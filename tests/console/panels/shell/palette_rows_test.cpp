// Ctrl+K: in the menu's groups, found in both languages, by letters and by what people say; a value that is said runs at once.

#include "console/frame/menu_rows.h"
#include "console/panels/shell/command_words.h"
#include "console/panels/shell/palette_rows.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

namespace {

using namespace console;
using testing::ElementsAre;
using testing::HasSubstr;

class PaletteRows : public testing::Test {
protected:
    void SetUp() override
    {
        data::Camera camera;
        camera.id = {1}, camera.number = 217, camera.name = "East gate";
        world.cameras = std::make_shared<const data::Table<data::Camera>>(std::vector{camera});
        world.loaded = true;
        session.layout = Layout::wall;
    }
    std::vector<PaletteRow> rows(std::string_view typed) { return make_palette_rows(world, session, text, typed); }
    /// What Enter runs.
    Command first(std::string_view typed)
    {
        const auto all = rows(typed);
        return all.empty() || !all.front().why_not.empty() ? Command{} : all.front().command;
    }

    data::World world;
    Session session;
    Texts text;
};

TEST_F(PaletteRows, StandInTheGroupsOfTheMenu)
{
    for (const char* typed : {"", "a", "16", "map"}) {
        std::set<std::size_t> seen;
        std::size_t group = 99;
        for (const PaletteRow& row : rows(typed))
            if (row.group != group) {
                EXPECT_TRUE(seen.insert(row.group).second) << typed << ": its group stands in two places: " << row.title;
                group = row.group;
            }
    }
    // With nothing typed they are the menus, one after another.
    MenuOpen menu;
    const auto all = rows("");
    auto at = all.begin();
    for (; menu.group < menu_groups.size(); ++menu.group)
        for (const MenuRow& row : menu_rows(world, session, text, menu)) {
            ASSERT_NE(at, all.end());
            EXPECT_STREQ(at->row->name, row.command->name);
            EXPECT_EQ(at->title, row.title);
            EXPECT_EQ(at->why_not, row.why_not);
            ++at;
        }
}

TEST_F(PaletteRows, TheGroupOfTheBestStandsFirst)
{
    for (const Language language : {Language::zh, Language::en}) {
        text.set_language(language);
        for (const char* typed : {"16", "mosaic", "full screen", "全屏"}) {
            const auto all = rows(typed);
            ASSERT_FALSE(all.empty()) << typed;
            EXPECT_EQ(all.front().rank, std::ranges::min(all, {}, &PaletteRow::rank).rank) << typed;
            EXPECT_EQ(all.front().rank, find_palette_rows(world, session, text, typed).front().rank) << typed;
        }
    }
}

TEST_F(PaletteRows, AValueThatIsSaidRunsAtOnce)
{
    struct {
        const char *typed, *command, *value;
    } const said[] = {{"16", "wall.layout", "16"},   {"4x4", "wall.layout", "16"},      {"4×4", "wall.layout", "16"},  {"64", "wall.layout", "64"},    {"宫格 9", "wall.layout", "9"},
                      {"night", "theme.set", "night"}, {"夜间", "theme.set", "night"},    {"theme day", "theme.set", "day"}, {"english", "language.set", "en"}, {"中文", "language.set", "zh"},
                      {"households", "map.set_measure", "households"}};
    for (const Language language : {Language::zh, Language::en}) {
        text.set_language(language);
        for (const auto& [typed, command, value] : said) {
            const auto all = find_palette_rows(world, session, text, typed);
            const auto at = std::ranges::find_if(all, [&](const PaletteRow& row) { return row.command.name == command && row.command.arguments == std::vector<std::string>{value}; });
            ASSERT_NE(at, all.end()) << typed;
            EXPECT_EQ(at->rank, all.front().rank) << typed << ": first is " << all.front().title;
        }
        EXPECT_EQ(first("16").name, "wall.layout");
        EXPECT_THAT(first("16").arguments, ElementsAre("16"));
    }
}

/// Whatever the command: its words with those of a choice find that choice, in either language.
TEST_F(PaletteRows, EveryChoiceOfEveryCommandCanBeSaid)
{
    std::size_t tried = 0;
    for (const Language language : {Language::zh, Language::en}) {
        text.set_language(language);
        for (const CommandRow& row : command_table()) {
            if (row.menu == Menu::internal || row.arguments.empty() || !row.arguments.front().required || row.arguments.front().type != ArgumentType::choice)
                continue;
            for (const ArgumentChoice& choice : row.arguments.front().choices(world, session, text)) {
                const std::string typed = std::string(text(row.title)) + " " + (choice.label.empty() ? choice.value : choice.label);
                const auto found = said_choices(row, world, session, text, TypedWords(typed, text));
                EXPECT_TRUE(std::ranges::any_of(found, [&](const SaidChoice& one) { return one.choice.value == choice.value; })) << row.name << ": " << typed;
                ++tried;
            }
        }
    }
    EXPECT_GT(tried, 60U);
}

TEST_F(PaletteRows, WhereMoreIsNeededTheFormHasTheValueAlready)
{
    text.set_language(Language::en);
    const auto all = find_palette_rows(world, session, text, "severity grave");
    const auto at = std::ranges::find_if(all, [](const PaletteRow& row) { return std::string_view(row.row->name) == "incident.severity"; });
    ASSERT_NE(at, all.end());
    EXPECT_EQ(at->command.name, "form.open");
    EXPECT_THAT(at->command.arguments, ElementsAre("incident.severity", "1"));
    EXPECT_FALSE(at->why_not.empty()) << "no incident is selected";
}

TEST_F(PaletteRows, ANumberBehindTheWordsOfACommandIsItsValue)
{
    text.set_language(Language::en);
    EXPECT_EQ(first("size of text 150").name, "scale.set");
    EXPECT_THAT(first("size of text 150").arguments, ElementsAre("150"));
    for (const PaletteRow& row : rows("size of text 900"))
        EXPECT_NE(row.command.name, "scale.set") << "out of its bounds";
    EXPECT_THAT(first("favourite 217").arguments, ElementsAre("217"));
    for (const PaletteRow& row : rows("favourite 218"))
        EXPECT_NE(row.command.name, "camera.favourite") << "there is no such camera";
}

TEST_F(PaletteRows, AreFoundInBothLanguagesByLettersAndByWhatPeopleSay)
{
    struct {
        const char *typed, *command;
    } const known[] = {{"mosaic", "wall.layout"}, {"full screen", "window.fullscreen"}, {"fullscreen", "window.fullscreen"}, {"全屏", "window.fullscreen"}, {"quanping", "window.fullscreen"},
                       {"qp", "window.fullscreen"}, {"dsq", "layout.wall"}, {"电视墙", "layout.wall"}, {"video wall", "layout.wall"}, {"wall video", "layout.wall"}, {"tta", "wall.enlarge"},
                       {"拼墙", "wall.layout"}, {"抓图", "evidence.snapshot"}, {"patrol", "wall.tour"}, {"轮巡", "wall.tour"}, {"wall.layout", "wall.layout"}};
    for (const Language language : {Language::zh, Language::en}) {
        text.set_language(language);
        for (const auto& [typed, command] : known) {
            const auto all = rows(typed);
            EXPECT_TRUE(std::ranges::any_of(all, [&](const PaletteRow& row) { return std::string_view(row.row->name) == command; })) << typed;
        }
        EXPECT_TRUE(rows("qqqzx").empty());
    }
}

TEST_F(PaletteRows, TheMenuItselfAndAllOfATourAreFound)
{
    for (const char* typed : {"菜单", "menu", "main menu"})
        EXPECT_EQ(first(typed).name, "menu.toggle") << typed;
    std::set<std::string> found;
    for (const PaletteRow& row : rows("轮播"))
        found.insert(row.row->name);
    EXPECT_THAT(found, testing::IsSupersetOf({"wall.tour", "wall.tour_view", "wall.tour_skip", "wall.tour_hold", "wall.tour_stop", "wall.views"}));
}

TEST_F(PaletteRows, TheLineBelowIsInTheLanguageOfTheScreen)
{
    const CommandRow& snapshot = *find_command("evidence.snapshot");
    text.set_language(Language::zh);
    EXPECT_EQ(foot_words(snapshot, text), "也叫：抓图、抓拍、拍照、截图");
    EXPECT_EQ(foot_words(*find_command("incident.deselect"), text), "");
    text.set_language(Language::en);
    EXPECT_EQ(foot_words(snapshot, text), "evidence.snapshot");
}

TEST_F(PaletteRows, WhatCannotRunStandsBehindWithItsReason)
{
    text.set_language(Language::en);
    session.layout = Layout::desk;
    const auto all = find_palette_rows(world, session, text, "tile");
    bool was_dim = false;
    for (const PaletteRow& row : all) {
        EXPECT_TRUE(!was_dim || !row.why_not.empty()) << row.title;
        was_dim = was_dim || !row.why_not.empty();
    }
    EXPECT_TRUE(was_dim) << "a wall's own";
}

TEST_F(PaletteRows, SwitchesShowWhatTheyAreAtAndSettingsTheirValue)
{
    text.set_language(Language::en);
    session.reduced_motion = true;
    session.wall.tiles_shown = 16;
    EXPECT_EQ(rows("reduced motion").front().is_on, std::optional(true));
    const auto sizes = rows("16");
    EXPECT_EQ(sizes.front().is_on, std::optional(true)) << "the wall has sixteen";
    EXPECT_EQ(rows("25").front().is_on, std::optional(false));
    const auto all = rows("wall.layout");
    EXPECT_THAT(all.front().value, HasSubstr("4 × 4"));
}

}
