#include "console/frame/draft_steps.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace console;
using testing::ElementsAre;

struct Steps : testing::Test {
    DraftSteps steps;
    std::int64_t seq = 0;

    void add(const char* op, std::int64_t of = 0, bool is_saved = true) { steps.add({.seq = ++seq, .op = op, .subject = "East 7", .of = of}, is_saved); }

    /// "1 2 (3)": what is taken back in brackets, what is on its way with a star.
    std::string list() const
    {
        std::string text;
        for (const DraftStep& step : steps.steps()) {
            std::string one = std::to_string(step.seq) + (step.is_saved ? "" : "*");
            text += (text.empty() ? "" : " ") + (step.is_undone ? "(" + one + ")" : one);
        }
        return text;
    }
};

TEST_F(Steps, AreTheEditsDoneAndThoseThatCanBeDoneAgain)
{
    add("split"), add("merge"), add("set");
    EXPECT_EQ(list(), "1 2 3");
    add("undo", 3), add("undo", 2);
    EXPECT_EQ(list(), "1 (2) (3)");
    EXPECT_EQ(steps.undo_count(), 1u);
    EXPECT_EQ(steps.redo_count(), 2u);
    add("redo", 2);
    EXPECT_EQ(list(), "1 2 (3)");
    add("split"); // the way to 3 is gone
    EXPECT_EQ(list(), "1 2 7");
}

TEST_F(Steps, TellTheWayToEachOther)
{
    add("split"), add("merge"), add("set"), add("undo", 3);
    const auto way = [&](std::int64_t to) { return std::pair(steps.way_to(to).undo, steps.way_to(to).redo); };
    EXPECT_EQ(way(1), (std::pair<std::size_t, std::size_t>(1, 0)));
    EXPECT_EQ(way(2), (std::pair<std::size_t, std::size_t>(0, 0)));
    EXPECT_EQ(way(3), (std::pair<std::size_t, std::size_t>(0, 1)));
    EXPECT_EQ(way(0), (std::pair<std::size_t, std::size_t>(2, 0)));
    EXPECT_EQ(way(99), (std::pair<std::size_t, std::size_t>(0, 0)));
}

TEST_F(Steps, SayWhatIsOnItsWayToTheJournal)
{
    add("split"), add("merge", 0, false);
    EXPECT_EQ(list(), "1 2*");
    steps.mark_saved(2);
    EXPECT_EQ(list(), "1 2");
    add("undo", 2, false);
    EXPECT_EQ(list(), "1 (2*)");
    steps.mark_saved(3);
    EXPECT_EQ(list(), "1 (2)");
}

TEST_F(Steps, ForgetWhatTheJournalRefused)
{
    add("split"), add("undo", 1), add("merge", 0, false), add("set", 0, false);
    EXPECT_EQ(list(), "3* 4*");
    steps.take_back_from(3);
    EXPECT_EQ(list(), "(1)");
    EXPECT_EQ(steps.redo_count(), 1u);
}

}
