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

TEST_F(DraftList, SaysWhichOutlinesAreUnlocked)
{
    auto ground = std::make_shared<data::DraftGround>();
    const geo::MultiPolygon square{{{{114, 30}, {114.01, 30}, {114.01, 30.01}, {114, 30.01}}, {}}};
    data::Grid street{.id = {1}, .level = data::Level::street, .code = "420106001", .name = "North Street", .shape = square};
    data::Grid community{.id = {2}, .level = data::Level::community, .parent = {1}, .code = "420106001012", .name = "East", .shape = square};
    data::Grid grid{.id = {3}, .level = data::Level::grid, .parent = {2}, .code = "420106001012001", .name = "East 1", .shape = square};
    ground->areas = {street, community, grid};
    data::Draft draft(ground);
    EXPECT_TRUE(make_unlocked_rows(draft, text).empty());
    for (const auto& [level, code] : {std::pair{data::Level::community, "420106001012"}, {data::Level::street, "420106001"}})
        ASSERT_TRUE(std::holds_alternative<data::DoneOp>(draft.perform(data::UnlockOp{level, code, "a new road"})));
    EXPECT_EQ(make_unlocked_rows(draft, text), (std::vector<std::string>{"street 420106001 North Street: a new road", "community 420106001012 East: a new road"}));
    draft.perform(data::UndoOp{});
    EXPECT_EQ(make_unlocked_rows(draft, text).size(), 1u);
}

}
