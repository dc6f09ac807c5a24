// Editions on the map, by commands: what is asked, what is shown, and what ends it.

#include "console/frame/command.h"
#include "tests/console/no_services.h"
#include "tests/data/sample.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace console {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

struct EditionCommands : testing::Test {
    data::World world;
    Session session;
    NoServices services;
    Texts text;

    EditionCommands()
    {
        text.set_language(Language::en);
        world.loaded = true;
        world.workspace.path = "/city/city.sqlite";
        data::Edition spring{.id = 1, .name = "spring road", .valid_from = sample::noon - 48h}, summer{.id = 2, .name = "summer", .valid_from = sample::noon + 48h};
        world.editions = std::make_shared<const data::Table<data::Edition>>(std::vector{spring, summer});
        session.layout = Layout::desk;
    }
    bool run(const std::string& name, std::vector<std::string> arguments = {})
    {
        CommandContext context{world, session, services, text, sample::noon};
        return run_command(context, {name, std::move(arguments)});
    }
    std::string said() const { return session.messages.empty() ? "" : words_of(text, session.messages.back().said); }
};

TEST_F(EditionCommands, ShowOneByNameOrIdInTheEditor)
{
    run("edition.show");
    EXPECT_EQ(session.editor.card, EditCard::edition);
    EXPECT_EQ(session.layout, Layout::editor);
    run("edition.show", {"spring", "road"});
    EXPECT_EQ(session.edition.shown, 1);
    EXPECT_EQ(session.editor.card, EditCard::none);
    run("edition.show", {"0"});
    EXPECT_EQ(session.edition.shown, 0);
    run("edition.show", {"7"});
    EXPECT_EQ(session.edition.shown, 0);
    EXPECT_THAT(said(), HasSubstr("spring road, summer"));
}

TEST_F(EditionCommands, CompareWithAnotherOrWithWhatIsInForce)
{
    run("edition.compare", {"summer"});
    EXPECT_EQ(session.edition.shown, 1) << "what is in force, where none was shown";
    EXPECT_EQ(session.edition.with, 2);
    run("edition.show", {"summer"});
    EXPECT_FALSE(session.edition.with);
    run("edition.compare", {"now"});
    EXPECT_EQ(session.edition.with, EditionState::in_force);
    run("edition.show", {"1"});
    run("edition.compare", {"now"});
    EXPECT_FALSE(session.edition.with);
    EXPECT_THAT(said(), HasSubstr("same edition"));
}

TEST_F(EditionCommands, NothingIsEditedUnseen)
{
    session.layout = Layout::editor;
    session.editor.draft = "spring";
    EXPECT_TRUE(run("draft.undo"));
    EXPECT_EQ(services.edits.size(), 1U);
    run("edition.show", {"1"});
    EXPECT_FALSE(run("draft.undo"));
    EXPECT_EQ(services.edits.size(), 1U);
    // A tool brings the draft back.
    run("editor.split");
    EXPECT_FALSE(session.edition.shown);
    EXPECT_TRUE(run("draft.undo"));
    run("edition.show", {"1"});
    run("edition.close");
    EXPECT_FALSE(session.edition.shown);
}

TEST_F(EditionCommands, ExportADraftAnEditionOrWhatIsInForce)
{
    run("grids.export");
    EXPECT_EQ(session.editor.card, EditCard::export_grids);
    run("grids.export", {"edition", "spring road", "/tmp/a", "b.gpkg"});
    ASSERT_EQ(services.exported.size(), 1U);
    EXPECT_EQ(services.exported[0].edition, "spring road");
    EXPECT_EQ(services.exported[0].path, "/tmp/a b.gpkg");
    EXPECT_EQ(session.editor.card, EditCard::none);
    run("grids.export", {"now", "x.csv"});
    EXPECT_EQ(services.exported.back().path, "x.csv");
    EXPECT_EQ(services.exported.back().edition, "");
    run("grids.export", {"draft", "nowhere", "x.csv"});
    run("grids.export", {"now"});
    EXPECT_EQ(services.exported.size(), 2U);
}

} // namespace
} // namespace console
