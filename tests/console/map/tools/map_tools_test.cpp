// Which tool has the pointer: the session alone says so.

#include "console/map/tools/map_tools.h"

#include <gtest/gtest.h>

#include <string>

namespace {

/// The name of the row whose object is in hand.
std::string tool_in_hand(const console::Session& session)
{
    for (const console::MapToolRow& row : console::map_tool_table())
        if (row.is_in_hand && row.is_in_hand(session))
            return row.name;
    return "none";
}

TEST(MapTools, the_session_says_which_is_in_hand)
{
    console::Session session;
    EXPECT_EQ(tool_in_hand(session), "look");
    session.intake.emplace();
    EXPECT_EQ(tool_in_hand(session), "look");
    session.intake->picking = true;
    EXPECT_EQ(tool_in_hand(session), "report");
    // A line or an area that was begun goes before the place of a report, which waits.
    session.map.mode = console::MapMode::measure;
    EXPECT_EQ(tool_in_hand(session), "measure");
    session.map.mode = console::MapMode::area;
    EXPECT_EQ(tool_in_hand(session), "area");
}

TEST(MapTools, each_that_sets_points_shows_a_hand)
{
    const console::MapTools tools;
    console::Session session;
    EXPECT_FALSE(tools.in_hand(session).sets_points());
    for (const console::MapMode mode : {console::MapMode::measure, console::MapMode::area}) {
        session.map.mode = mode;
        EXPECT_TRUE(tools.in_hand(session).sets_points());
    }
}

TEST(MapTools, the_last_row_is_always_in_hand)
{
    const auto table = console::map_tool_table();
    ASSERT_FALSE(table.empty());
    ASSERT_TRUE(table.back().is_in_hand);
    EXPECT_TRUE(table.back().is_in_hand(console::Session{}));
}

}
