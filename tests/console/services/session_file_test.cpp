#include "console/services/session_file.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace {

struct SessionFileTest : testing::Test {
    std::filesystem::path folder;
    std::string before;
    data::World world;

    SessionFileTest()
    {
        if (const char* value = std::getenv("XDG_STATE_HOME"))
            before = value;
        std::string name = (std::filesystem::temp_directory_path() / "gridwatch-test-XXXXXX").string();
        folder = mkdtemp(name.data());
        setenv("XDG_STATE_HOME", folder.c_str(), 1);
        data::Camera camera;
        camera.id = {5}, camera.number = 217;
        world.cameras = std::make_shared<const data::Table<data::Camera>>(std::vector{camera});
        world.loaded = true;
        world.workspace.path = "/somewhere/city.sqlite";
    }
    ~SessionFileTest() override
    {
        before.empty() ? unsetenv("XDG_STATE_HOME") : setenv("XDG_STATE_HOME", before.c_str(), 1);
        std::filesystem::remove_all(folder);
    }
};

TEST_F(SessionFileTest, a_seat_finds_its_screen_again)
{
    console::Session left;
    left.layout = console::Layout::list;
    left.theme = console::Theme::night;
    left.language = console::Language::en;
    left.scale = 1.5F;
    left.recent = {world.workspace.path};
    left.folders = {"/data/maps", "/data"};
    left.map.view = {{12730000.25, 3580000.5}, 0.75};
    left.map.hidden = {"wedges"};
    left.wall.tiles_shown = 9;
    left.wall.side = "views";
    left.tree_by = "owner";
    left.remembered[world.workspace.path].favourites = {31, 217};
    left.remembered[world.workspace.path].dwells = {{"night north", 25}};
    left.editor.draft = "spring-road";
    left.wall.tiles[3].camera = {5};
    left.queue.tab = "late";
    left.tables["grids"] = {"sorted -households", "filter name 东 \"7\""};
    left.queue.closed_too = true;
    left.queue.severities = {data::Severity::grave};
    left.queue.states = {data::IncidentState::accepted};
    console::SessionFile("desk-1").save(left, world);

    console::Session found;
    console::SessionFile("desk-1").load(found);
    EXPECT_EQ(found.layout, console::Layout::list);
    EXPECT_EQ(found.theme, console::Theme::night);
    EXPECT_EQ(found.tables, left.tables);
    EXPECT_EQ(found.folders, left.folders);
    EXPECT_EQ(found.language, console::Language::en);
    EXPECT_FLOAT_EQ(found.scale, 1.5F);
    EXPECT_EQ(found.map.hidden, left.map.hidden);
    EXPECT_EQ(found.wall.tiles_shown, 9);
    ASSERT_TRUE(found.remembered.contains(world.workspace.path));
    const console::WorkspaceMemory& memory = found.remembered[world.workspace.path];
    EXPECT_EQ(memory.view, left.map.view);
    EXPECT_EQ(memory.draft, "spring-road");
    EXPECT_EQ(memory.wall.side, "views");
    EXPECT_EQ(found.tree_by, "owner");
    EXPECT_EQ(memory.favourites, (std::set<int>{31, 217}));
    EXPECT_EQ(memory.dwells.at("night north"), 25);
    EXPECT_EQ(memory.wall.numbers[3], 217) << "by number: ids may differ after an import";
    EXPECT_EQ(memory.wall.numbers[0], 0);
    EXPECT_EQ(found.queue.tab, "late");
    EXPECT_TRUE(found.queue.closed_too);
    EXPECT_EQ(found.queue.severities, left.queue.severities);
    EXPECT_EQ(found.queue.states, left.queue.states);

    console::Session other;
    console::SessionFile("desk-2").load(other);
    EXPECT_EQ(other.theme, console::Session().theme) << "each seat has its own";
}

TEST_F(SessionFileTest, nothing_is_kept_for_a_script_and_broken_files_are_passed_over)
{
    console::Session left;
    left.theme = console::Theme::day;
    console::SessionFile("desk-1", false).save(left, world);
    EXPECT_TRUE(std::filesystem::is_empty(folder));
    std::filesystem::create_directories(folder / "gridwatch");
    for (const char* text : {"theme = ", "list = 7\nworkspaces = \"x\"\nlayout = 3\n[map]\nhidden = 1\n", "[[workspaces]]\npath = \"/a\"\nx = nan\ny = 0.0\nmetres_per_pixel = -1.0\n"}) {
        std::ofstream(folder / "gridwatch" / "seat-desk-1.toml") << text;
        console::Session found;
        console::SessionFile("desk-1").load(found);
        EXPECT_EQ(found.layout, console::Layout::start) << text;
        EXPECT_TRUE(found.remembered.empty()) << text;
    }
}

TEST_F(SessionFileTest, a_scale_that_is_no_number_is_passed_over)
{
    std::filesystem::create_directories(folder / "gridwatch");
    for (const auto& [text, wanted] : {std::pair("nan", 1.25F), {"inf", console::most_scale}, {"-inf", 1.F}, {"1e300", console::most_scale}}) {
        std::ofstream(folder / "gridwatch/seat-desk-1.toml") << "scale = " << text << "\n";
        console::Session session;
        session.scale = 1.25F;
        console::SessionFile("desk-1").load(session);
        EXPECT_EQ(session.scale, wanted) << text;
    }
}

}
