// Rule 6: nothing moves under the operator's hands. Every command that selects is run; map, notes and pictures must stay.
#include "console/commands/functions.h"
#include "console/frame/command.h"
#include "tests/console/no_services.h"

#include <gtest/gtest.h>

namespace {

using console::Command;
using console::NoServices;

struct Hands : testing::Test {
    data::World world;
    console::Session session;
    NoServices services;
    console::Texts text;

    Hands()
    {
        world.loaded = true;
        std::vector<data::Incident> incidents;
        std::vector<data::Camera> cameras;
        for (int i = 1; i <= 3; ++i) {
            data::Incident incident;
            incident.id = {i}, incident.number = std::to_string(4470 + i), incident.severity = data::Severity::grave;
            incident.has_position = true, incident.position = {114.3 + 0.001 * i, 30.6};
            incidents.push_back(incident);
            data::Camera camera;
            camera.id = {i}, camera.number = 200 + i, camera.position = {114.3 + 0.001 * i, 30.6};
            cameras.push_back(camera);
        }
        world.incidents = data::Table<data::Incident>(std::move(incidents));
        world.cameras = std::make_shared<const data::Table<data::Camera>>(std::move(cameras));
        session.layout = console::Layout::desk;
        session.map.view = {{1, 2}, 3};
    }
    bool run(std::string name, std::vector<std::string> arguments = {})
    {
        console::CommandContext context{world, session, services, text, {}};
        return console::run_command(context, {std::move(name), std::move(arguments)});
    }
};

TEST_F(Hands, selecting_never_moves_the_map)
{
    const console::MapView before = session.map.view;
    const Command commands[] = {{"incident.open", {"1"}}, {"incident.select", {"2"}}, {"incident.open_number", {"4473"}}, {"incident.next", {"1"}},
                                {"incident.next_red", {}}, {"incident.cameras", {}}, {"camera.select", {"1"}}, {"camera.open", {"2"}},
                                {"camera.open_number", {"203"}}, {"grid.select", {"1"}}, {"place.select", {"1"}}, {"point.select", {"114.3", "30.6"}},
                                {"incident.near_again", {}}, {"incident.deselect", {}}, {"report.saved", {"2"}}};
    for (const Command& command : commands) {
        EXPECT_TRUE(run(command.name, command.arguments)) << command.name;
        EXPECT_EQ(session.map.view, before) << command.name;
        EXPECT_FALSE(session.map.fit_wanted) << command.name;
        EXPECT_TRUE(session.map.back.empty()) << command.name;
    }
    for (const console::Message& message : session.messages)
        EXPECT_FALSE(message.fault) << words_of(text, message.said);
}

/// A workspace just opened waits for its grids before it fits them: who goes somewhere meanwhile stays there.
TEST_F(Hands, a_view_asked_for_later_outlives_a_fit_that_waits)
{
    const std::vector<Command> ways{{"map.centre", {"114.3", "30.6", "2"}}, {"map.go", {"12723000", "3580000", "3"}}, {"map.bookmark", {"1"}},
                                    {"map.back", {}}, {"map.zoom_in", {}}};
    ASSERT_TRUE(run("map.centre", {"114.2", "30.5", "4"}));
    ASSERT_TRUE(run("map.bookmark_keep", {"1"}));
    for (const Command& way : ways) {
        ASSERT_TRUE(run("map.fit"));
        ASSERT_TRUE(session.map.fit_wanted);
        ASSERT_TRUE(run(way.name, way.arguments)) << way.name;
        EXPECT_FALSE(session.map.fit_wanted) << way.name;
    }
}

TEST_F(Hands, a_note_stays_with_its_incident)
{
    run("incident.select", {"1"});
    run("incident.note_draft", {"half", "a", "note"});
    run("incident.select", {"2"});
    EXPECT_EQ(session.note, "");
    run("incident.note_draft", {"another"});
    run("incident.select", {"1"});
    EXPECT_EQ(session.note, "half a note");
    run("view.dismiss");
    run("incident.deselect");
    run("incident.select", {"2"});
    EXPECT_EQ(session.note, "another");
}

TEST_F(Hands, a_note_that_could_not_be_saved_comes_back_to_its_incident)
{
    run("incident.select", {"1"});
    run("incident.note", {"seen", "on", "site"});
    run("incident.select", {"2"});
    run("incident.note_draft", {"of", "two"});
    run("incident.note_back", {"1", "seen on site"});
    EXPECT_EQ(session.note, "of two");
    run("incident.select", {"1"});
    EXPECT_EQ(session.note, "seen on site");
    run("incident.note_back", {"1", "and before it"});
    EXPECT_EQ(session.note, "and before it seen on site") << "what was typed meanwhile stays";
}

TEST_F(Hands, escape_takes_the_topmost_thing_and_no_words)
{
    run("incident.select", {"1"});
    run("incident.note_draft", {"words"});
    run("report.start");
    run("report.set", {"title", "lamp", "out"});
    run("messages.toggle");
    run("queue.over_map");
    run("view.dismiss");
    EXPECT_FALSE(session.queue_over_map) << "opened last";
    EXPECT_TRUE(session.messages_open);
    run("view.dismiss");
    EXPECT_FALSE(session.messages_open);
    while (run("view.dismiss"))
        ;
    EXPECT_FALSE(session.selection.incident) << "one step at a time";
    run("incident.select", {"1"});
    EXPECT_EQ(session.note, "words");
    ASSERT_TRUE(session.intake);
    EXPECT_EQ(session.intake->title, "lamp out");
}

TEST_F(Hands, pictures_in_use_are_replaced_by_nobody)
{
    run("incident.select", {"1"});
    run("incident.cameras");
    session.case_cameras = {{{3}, {}, {}, {}}};
    run("incident.near_again");
    EXPECT_EQ(session.case_cameras[0], data::CameraId{3}) << "better ones are found, but these are open";
    session.layout = console::Layout::wall;
    run("wall.put", {"1", "1"});
    run("wall.lock", {"1"});
    run("wall.put", {"2", "1"});
    EXPECT_EQ(session.wall.tiles[0].camera, data::CameraId{1});
    EXPECT_EQ(session.messages.size(), 1u);
    run("wall.swap", {"1", "2"});
    EXPECT_EQ(session.wall.tiles[0].camera, data::CameraId{1}) << "locked";
}

TEST_F(Hands, tiles_change_places_and_numbers_that_are_not_there_say_so)
{
    session.layout = console::Layout::wall;
    run("wall.put", {"1", "1"});
    run("wall.put", {"2", "3"});
    run("wall.swap", {"1", "3"});
    EXPECT_EQ(session.wall.tiles[0].camera, data::CameraId{2});
    EXPECT_EQ(session.wall.tiles[2].camera, data::CameraId{1});
    for (const char* digit : {"9", "9", "9"})
        run("wall.type_digit", {digit});
    EXPECT_EQ(session.typed_digits, "999");
    run("wall.put_number");
    ASSERT_EQ(session.messages.size(), 1u);
    EXPECT_TRUE(session.messages.back().fault);
    EXPECT_NE(words_of(text, session.messages.back().said).find("999"), std::string::npos);
    EXPECT_EQ(session.wall.tiles[0].camera, data::CameraId{2});
}

TEST_F(Hands, pictures_beside_the_incident_are_put_where_they_are_dropped)
{
    run("incident.select", {"1"});
    session.case_cameras = {{{1}, {2}, {}, {}}};
    run("camera.put_case", {"3", "4"});
    run("camera.put_case", {"1", "2"});
    EXPECT_EQ(session.case_cameras, (std::array<data::CameraId, 4>{{{2}, {1}, {}, {3}}}));
    EXPECT_TRUE(session.case_cameras_open);
}

}
