#include "console/drive/script.h"

#include "console/error.h"

#include <gtest/gtest.h>

namespace {

using console::DriveStep;

TEST(Script, steps_are_read)
{
    const auto steps = console::parse_script("# a comment\n\nwait cameras.217.state = live within 2.5\nclick queue.row.4471 double\n"
                                             "type 解放大道 12\nexpect messages.last = \nkey Ctrl+K\n",
                                             "a.drive");
    ASSERT_EQ(steps.size(), 5u);
    EXPECT_EQ(steps[0].probe, "cameras.217.state");
    EXPECT_EQ(steps[0].value, "live");
    EXPECT_EQ(steps[0].limit.count(), 2500);
    EXPECT_EQ(steps[0].line, 3);
    EXPECT_EQ(steps[1].words[1], "double");
    EXPECT_EQ(steps[2].rest, "解放大道 12");
    EXPECT_EQ(steps[3].value, "");
}

TEST(Script, a_wrong_line_is_named)
{
    for (const char* text : {"jump over", "wait layout desk", "key Nonsense", "click", "click a b c", "click a triple", "set-now yesterday",
                             "wait layout = desk within soon", "wait layout = desk within 1e300", "wait layout = desk within inf", "say 99999999999",
                             "rest 1e3", "slow 9999999"})
        try {
            console::parse_script(std::string("\n") + text, "b.drive");
            ADD_FAILURE() << text;
        } catch (const console::Error& error) {
            EXPECT_TRUE(std::string(error.what()).starts_with("b.drive:2: ")) << error.what();
        }
}

TEST(Script, comparisons)
{
    EXPECT_TRUE(console::compare("10", ">", "9"));
    EXPECT_FALSE(console::compare("10", "<", "9"));
    EXPECT_TRUE(console::compare("live", "!=", "late"));
    EXPECT_TRUE(console::compare("disk full on /var", "~", "disk full"));
    EXPECT_FALSE(console::compare("many", ">", "9"));
}

}
