#include "console/panels/editor/draft_list.h"

#include <gtest/gtest.h>

namespace {

using namespace console;
using namespace std::chrono_literals;

struct DraftList : testing::Test {
    data::World world;
    Session session;
    Texts text;

    DraftList()
    {
        text.set_language(Language::en);
        world.editions = data::frozen<data::Edition>({{.id = 3, .name = "summer"}});
        world.drafts = data::frozen<data::DraftHead>({{.id = 1, .name = "old", .edition = 0, .created = data::TimePoint(1h), .entries = 12},
                                                      {.id = 2, .name = "new", .edition = 3, .created = data::TimePoint(9h)},
                                                      {.id = 3, .name = "held", .created = data::TimePoint(5h), .entries = 1, .holder = data::DraftHolder{.seat = "desk-2"}}});
    }
    std::vector<DraftRow> rows(const DraftView* draft = nullptr) const
    {
        return make_draft_rows(world, session, draft, text, [](data::TimePoint) { return std::string("2025-07-01"); });
    }
};

TEST_F(DraftList, HasTheNewestFirst)
{
    const auto list = rows();
    ASSERT_EQ(list.size(), 3u);
    EXPECT_EQ(list[0].name, "new");
    EXPECT_NE(list[0].below.find("summer"), std::string::npos);
    EXPECT_EQ(list[1].name, "held");
    EXPECT_TRUE(list[1].is_held);
    EXPECT_NE(list[1].below.find("desk-2"), std::string::npos);
    EXPECT_EQ(list[2].name, "old");
    EXPECT_EQ(list[2].edits, "12");
}

TEST_F(DraftList, HasTheOpenOneOnTopWithWhatIsDoneInIt)
{
    session.editor.draft = "old";
    EXPECT_TRUE(rows()[0].is_opening);
    const data::Draft draft(std::make_shared<const data::DraftGround>());
    const std::vector<DraftStep> steps;
    const data::DraftHead head{.id = 1, .name = "old"};
    const DraftView open{.draft = draft, .head = head, .steps = steps, .undo_count = 14};
    const auto list = rows(&open);
    EXPECT_EQ(list[0].name, "old");
    EXPECT_TRUE(list[0].is_open);
    EXPECT_FALSE(list[0].is_opening);
    EXPECT_EQ(list[0].edits, "14");
}

}
