// Files are chosen, dropped and written by what the operator says, and nothing is taken in unasked.

#include "console/commands/functions.h"
#include "tests/console/no_services.h"

#include <gmock/gmock.h>

namespace {

using namespace console;
using testing::ElementsAre;
using testing::IsEmpty;

class FileCommands : public testing::Test {
protected:
    void SetUp() override
    {
        world.loaded = true;
        world.workspace.path = "/city/w.sqlite";
        session.layout = Layout::desk;
    }
    bool run(const std::string& name, std::vector<std::string> arguments = {})
    {
        CommandContext context{world, session, services, text, data::TimePoint(std::chrono::seconds(1'795'457'677))};
        return run_command(context, {name, std::move(arguments)});
    }

    data::World world;
    Session session;
    NoServices services;
    Texts text;
};

TEST_F(FileCommands, TheChooserIsTheFormOfACommandThatNeedsAFileAlone)
{
    run("workspace.open");
    EXPECT_FALSE(session.form);
    ASSERT_TRUE(session.files);
    EXPECT_EQ(session.files->use, PathUse::open);
    run("file.take", {"/data/maps/street.sqlite"});
    EXPECT_FALSE(session.files);
    EXPECT_THAT(services.opened, ElementsAre("/data/maps/street.sqlite"));
    EXPECT_THAT(session.folders, ElementsAre("/data/maps"));
    run("file.choose", {"import.desk"});
    EXPECT_EQ(session.files->folder, "/data/maps") << "where the last file lay";
    run("view.dismiss");
    EXPECT_FALSE(session.files);
}

TEST_F(FileCommands, WhatIsChosenForAFieldGoesIntoTheForm)
{
    run("map.print");
    ASSERT_TRUE(session.form);
    run("file.choose", {"map.print", "1"});
    ASSERT_TRUE(session.files);
    EXPECT_EQ(session.files->name, "map-2026-11-23.pdf");
    run("file.take", {"/out/map.pdf", "replace"});
    ASSERT_TRUE(session.form);
    EXPECT_THAT(session.form->values, ElementsAre("a4_landscape", "/out/map.pdf", ""));
    run("form.run", {"a3_portrait", "/out/map.pdf", "Night shift"});
    EXPECT_FALSE(session.form);
    ASSERT_TRUE(session.map_export);
    EXPECT_EQ(session.map_export->paper, "a3_portrait");
    EXPECT_EQ(session.map_export->title, "Night shift");
    EXPECT_TRUE(session.map_export->may_replace);
    run("map.picture", {"/out/map.png"});
    EXPECT_FALSE(session.map_export->may_replace) << "it was said of the other file";
}

TEST_F(FileCommands, RecordsAreWrittenBesideTheWorkspaceWhereNoFolderIsSaid)
{
    run("records.export", {"cameras", "list.xlsx"});
    ASSERT_EQ(services.records_exported.size(), 1U);
    EXPECT_EQ(services.records_exported[0].path, "/city/list.xlsx");
    run("records.export", {"accounts", "/x.csv"});
    EXPECT_EQ(services.records_exported.size(), 1U);
}

TEST_F(FileCommands, ADroppedFileIsLookedAtAndNotTakenIn)
{
    run("files.dropped", {"/a/areas.gpkg", "/a/cameras.csv", "/a/roads.dxf"});
    ASSERT_TRUE(session.import_desk);
    EXPECT_THAT(services.looked_at, ElementsAre("/a/areas.gpkg"));
    EXPECT_THAT(session.import_desk->next, ElementsAre("/a/cameras.csv", "/a/roads.dxf"));
    run("import.next");
    EXPECT_EQ(session.import_desk->job.source, "/a/cameras.csv");
    EXPECT_THAT(session.import_desk->next, ElementsAre("/a/roads.dxf"));
    run("files.dropped", {"/a/city.sqlite"});
    EXPECT_THAT(services.opened, ElementsAre("/a/city.sqlite"));
}

TEST_F(FileCommands, OnAWallTheDeskOpensInTheWindowThatHasAMap)
{
    session.windows.resize(2);
    window_state(session, 1).layout = Layout::wall;
    {
        const InWindow second(session, 1);
        run("files.dropped", {"/a/areas.gpkg"});
        EXPECT_EQ(session.layout, Layout::wall) << "a wall in use stays";
    }
    EXPECT_EQ(session.active_window, 0U);
    EXPECT_EQ(session.window_wanted, std::optional<std::size_t>(0));
    session.windows.resize(1);
    session.layout = Layout::wall;
    run("files.dropped", {"/a/areas.gpkg"});
    EXPECT_EQ(session.layout, Layout::desk) << "there is no other map";
}

TEST_F(FileCommands, AMapIsWrittenWhereOneIsShown)
{
    session.layout = Layout::wall;
    EXPECT_FALSE(run("map.picture", {"/out/map.png"}));
    EXPECT_THAT(why_not(*find_command("map.picture"), world, session, text), testing::Not(IsEmpty()));
}

}
