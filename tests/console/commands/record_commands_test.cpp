// Records beside an incident: what a click selects, and how Esc lets go.

#include "console/commands/functions.h"
#include "console/commands/key_commands.h"
#include "tests/console/input_events.h"
#include "tests/console/no_services.h"
#include "tests/data/sample.h"

#include <gtest/gtest.h>

namespace {

using namespace console;

class RecordCommands : public testing::Test {
protected:
    RecordCommands()
    {
        world.loaded = true;
        data::Incident incident = sample::incident("4471", {114.305, 30.602});
        incident.id = {7};
        world.incidents = data::Table<data::Incident>({incident});
        std::vector<data::Camera> cameras;
        for (int i = 1; i <= 4; ++i)
            cameras.push_back({.id = {i}, .number = 210 + i, .code = "C" + std::to_string(i), .name = "Gate " + std::to_string(i), .position = {114.305, 30.602}});
        world.cameras = std::make_shared<const data::Table<data::Camera>>(cameras);
        data::Grid grid;
        grid.id = {5}, grid.code = "340104003002007", grid.name = "East 7";
        world.grids = std::make_shared<const data::Table<data::Grid>>(std::vector{grid});
        session.layout = Layout::desk;
        text.set_language(Language::en);
    }
    bool run(const std::string& name, std::vector<std::string> arguments = {})
    {
        CommandContext context{world, session, services, text, sample::noon};
        return run_command(context, {name, std::move(arguments)});
    }
    void open_case()
    {
        run("incident.select", {"7"});
        session.case_cameras = {data::CameraId{1}, data::CameraId{2}, data::CameraId{3}, {}};
        session.case_cameras_open = true;
    }
    bool is_beside() const { return record_commands::is_beside(world, session); }

    data::World world;
    Session session;
    NoServices services;
    Texts text;
};

TEST_F(RecordCommands, AClickBesideAnIncidentShowsARecordAndLeavesTheIncident)
{
    open_case();
    EXPECT_FALSE(is_beside());
    for (const auto& [command, arguments, record] : {std::tuple{"camera.select", std::vector<std::string>{"4"}, Record::camera}, {"grid.select", {"5"}, Record::grid},
                                                     {"point.select", {"114.31", "30.61"}, Record::place}}) {
        EXPECT_TRUE(run(command, arguments));
        EXPECT_EQ(session.selection.record, record);
        EXPECT_EQ(session.selection.incident, data::IncidentId{7});
        EXPECT_TRUE(session.case_cameras_open);
        EXPECT_TRUE(is_beside());
        EXPECT_TRUE(run("record.close"));
        EXPECT_EQ(session.selection, Selection{.incident = {7}});
        EXPECT_FALSE(run("record.close")) << "nothing is open any more";
    }
    // The incident itself, clicked again, is a way back too.
    run("camera.select", {"4"});
    run("incident.select", {"7"});
    EXPECT_FALSE(is_beside());
    EXPECT_TRUE(session.case_cameras_open);
}

TEST_F(RecordCommands, EscLetsGoOneStepAtATime)
{
    open_case();
    session.note = "half";
    run("camera.select", {"4"});
    run("case.enlarge", {"2"});
    run("view.dismiss");
    EXPECT_EQ(enlarged_in_case(session), -1);
    EXPECT_TRUE(is_beside());
    run("view.dismiss");
    EXPECT_FALSE(is_beside());
    EXPECT_EQ(session.selection.incident, data::IncidentId{7});
    EXPECT_TRUE(session.case_cameras_open);
    run("view.dismiss");
    EXPECT_EQ(session.selection, Selection{});
    EXPECT_EQ(session.notes_kept[data::IncidentId{7}], "half") << "Esc destroys no input";
    EXPECT_FALSE(run("view.dismiss"));
    // Without an incident a record goes with one step.
    run("camera.select", {"4"});
    run("view.dismiss");
    EXPECT_EQ(session.selection, Selection{});
}

TEST_F(RecordCommands, EscPutsAwayWhatLiesOverBeforeItLetsGo)
{
    open_case();
    session.palette_open = true;
    run("view.dismiss");
    EXPECT_EQ(session.selection.incident, data::IncidentId{7});
    session.layout = Layout::wall;
    EXPECT_FALSE(run("view.dismiss")) << "on a wall nobody sees what is selected";
    EXPECT_EQ(session.selection.incident, data::IncidentId{7});
}

TEST_F(RecordCommands, EscInAFieldIsTheFields)
{
    open_case();
    KeyCommands keys;
    EXPECT_TRUE(keys.take({press(key::escape)}, world, session, true).commands.empty());
    EXPECT_EQ(keys.take({press(key::escape)}, world, session, false).commands.size(), 1u);
    session.palette_open = true;
    EXPECT_EQ(keys.take({press(key::escape)}, world, session, true).commands.size(), 1u);
}

TEST_F(RecordCommands, APictureIsEnlargedAndBackAgain)
{
    EXPECT_FALSE(run("case.enlarge"));
    open_case();
    run("case.enlarge", {"2"});
    EXPECT_EQ(enlarged_in_case(session), 1);
    run("case.enlarge", {"3"});
    EXPECT_EQ(enlarged_in_case(session), 2);
    run("case.enlarge", {"3"});
    EXPECT_EQ(enlarged_in_case(session), -1);
    run("case.enlarge");
    EXPECT_EQ(enlarged_in_case(session), 0);
    // It goes with its picture.
    run("camera.close", {"1"});
    EXPECT_EQ(enlarged_in_case(session), -1);
}

TEST_F(RecordCommands, WhatIsMarkedIsCopiedElseWhatIsSelected)
{
    EXPECT_FALSE(run("text.copy"));
    open_case();
    run("text.copy");
    EXPECT_TRUE(services.copied.starts_with("4471  ")) << services.copied;
    run("camera.select", {"4"});
    run("text.copy");
    EXPECT_EQ(services.copied, "0214  Gate 4  C4");
    run("text.mark", {"record.code", "C4"});
    run("text.copy");
    EXPECT_EQ(services.copied, "C4");
    run("grid.select", {"5"});
    run("text.copy");
    EXPECT_EQ(services.copied, "340104003002007  East 7");
    run("text.copy", {"8123 0456"});
    EXPECT_EQ(services.copied, "8123 0456");
    run("point.select", {"114.305", "30.602"});
    run("text.copy");
    EXPECT_NE(services.copied.find("114.305"), std::string::npos) << services.copied;
}

}
