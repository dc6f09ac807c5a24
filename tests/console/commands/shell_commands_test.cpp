// What Esc puts away, and what a roll call says where there is nobody to ask.

#include "console/commands/functions.h"
#include "tests/console/no_services.h"
#include "tests/data/sample.h"

#include <gtest/gtest.h>

namespace {

using namespace console;

struct DismissTest : testing::Test {
    data::World world;
    Session session;
    NoServices services;
    Texts text;
    CommandContext context{world, session, services, text, sample::noon};

    DismissTest()
    {
        world.loaded = true;
        session.layout = Layout::desk;
    }
    void run(const char* name) { ASSERT_TRUE(run_command(context, {name, {}})) << name; }
};

TEST_F(DismissTest, what_was_opened_last_goes_first)
{
    run("messages.toggle");
    session.map.layers_open = true;
    shell_commands::note_opened(session);
    run("view.dismiss");
    EXPECT_FALSE(session.map.layers_open);
    EXPECT_TRUE(session.messages_open) << "one thing only";
    run("view.dismiss");
    EXPECT_FALSE(session.messages_open);
    EXPECT_FALSE(shell_commands::can_dismiss(world, session));
}

TEST_F(DismissTest, the_other_way_round_as_well)
{
    session.map.layers_open = true;
    shell_commands::note_opened(session);
    run("messages.toggle");
    run("view.dismiss");
    EXPECT_TRUE(session.map.layers_open);
    EXPECT_FALSE(session.messages_open);
}

TEST_F(DismissTest, what_was_put_away_otherwise_is_forgotten)
{
    run("messages.toggle");
    session.map.layers_open = true;
    shell_commands::note_opened(session);
    session.map.layers_open = false;
    run("view.dismiss");
    EXPECT_FALSE(session.messages_open);
}

TEST(RollCallCommand, says_that_there_is_no_camera_to_be_asked)
{
    data::World world;
    world.loaded = true;
    Session session;
    NoServices services;
    const Texts text;
    CommandContext context{world, session, services, text, sample::noon};
    ASSERT_TRUE(run_command(context, {"camera.roll_call", {}}));
    EXPECT_TRUE(services.changes.empty());
    ASSERT_FALSE(session.messages.empty());
    EXPECT_EQ(words_of(text, session.messages.back().said), text("message.roll_call_none"));
}

}
