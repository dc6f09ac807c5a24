// What menus and Ctrl+K show of switches: asked of each command, by its row.

#include "console/commands/functions.h"
#include "console/frame/menu_rows.h"
#include "tests/console/no_services.h"

#include <gmock/gmock.h>

#include <set>

namespace {

using namespace console;

class Switches : public testing::Test {
protected:
    void SetUp() override
    {
        data::Camera camera;
        camera.id = {1}, camera.number = 12, camera.name = "East gate";
        world.cameras = std::make_shared<const data::Table<data::Camera>>(std::vector{camera});
        world.loaded = true;
        session.layout = Layout::wall;
        session.wall.tiles[0].camera = {1};
        session.selection.camera = {1};
        text.set_language(Language::en);
    }
    bool run(const std::string& name, std::vector<std::string> arguments = {})
    {
        CommandContext context{world, session, services, text, data::TimePoint{}};
        return run_command(context, {name, std::move(arguments)});
    }
    SwitchState state(const std::string& name, std::vector<std::string> about = {}) { return switch_state(*find_command(name), world, session, text, about); }

    data::World world;
    Session session;
    NoServices services;
    Texts text;
};

/// Whatever it switches: running it changes what the menu shows of it.
TEST_F(Switches, TurnWhenTheyAreRun)
{
    const std::set<std::string> by_the_archive{"camera.guard", "camera.roll_call"}; // seen once it is on the disk
    std::size_t turned = 0;
    for (const CommandRow& row : command_table()) {
        if (!row.is_on || by_the_archive.contains(row.name) || (row.enabled && !row.enabled(world, session)) || state(row.name).is_on == std::nullopt)
            continue;
        const Session kept = session;
        const auto before = state(row.name).is_on;
        ASSERT_TRUE(run(row.name, row.arguments.empty() || !row.arguments.front().required ? std::vector<std::string>{} : std::vector<std::string>{"12"})) << row.name;
        const bool is_place = std::string_view(row.name).starts_with("layout.");
        EXPECT_NE(state(row.name).is_on, is_place ? std::optional(false) : before) << row.name;
        session = kept;
        ++turned;
    }
    EXPECT_GT(turned, 20U);
}

TEST_F(Switches, OfALayerAreAskedOfThatLayer)
{
    EXPECT_EQ(state("layer.toggle").is_on, std::nullopt) << "of which layer";
    EXPECT_EQ(state("layer.toggle", {"cameras"}).is_on, std::optional(true));
    run("layer.toggle", {"cameras"});
    EXPECT_EQ(state("layer.toggle", {"cameras"}).is_on, std::optional(false));
    EXPECT_EQ(state("layer.toggle", {"closed"}).is_on, std::optional(false));
    // The menu of that layer shows it.
    run("menu.about", {"layer", "10", "20", "Cameras", "cameras"});
    for (const MenuRow& row : menu_rows(world, session, text, *session.menu))
        if (std::string_view(row.command->name) == "layer.toggle")
            EXPECT_EQ(row.state.is_on, std::optional(false));
}

TEST_F(Switches, WhatSetsOneValueShowsIt)
{
    session.theme = Theme::night;
    session.language = Language::en;
    session.scale = 1.25F;
    EXPECT_EQ(state("theme.set").value, text("start.theme.night"));
    EXPECT_EQ(state("language.set").value, "English");
    EXPECT_EQ(state("scale.set").value, "125");
    EXPECT_EQ(state("incident.note").value, "") << "a text is no setting";
}

}
