#include "console/panels/editor/preview_rows.h"

#include <gtest/gtest.h>

namespace {

using namespace console;

TEST(PreviewRows, HaveWhatMattersMostFirst)
{
    Texts text;
    text.set_language(Language::en);
    const data::Draft draft(std::make_shared<const data::DraftGround>());
    data::Preview preview;
    preview.moves = {{{{1}, "001", "East 7", {}}, {{2}, "002", "East 8", {}}, 500, 20, 0, 0}, {{{1}, "001", "East 7", {}}, {{-1}, "", "", {}}, 900, 311, 2, 1},
                     {{{1}, "001", "East 7", {}}, {{0}, "", "", {}}, 900, 30, 0, 0}};
    const auto rows = make_move_rows(preview, &draft, text);
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0].households, "311");
    EXPECT_EQ(rows[0].incidents, "2");
    EXPECT_EQ(rows[1].to, text("preview.no_grid"));
    EXPECT_EQ(rows[2].from, "East 7");
    EXPECT_EQ(rows[2].to, "East 8");
    EXPECT_EQ(rows[2].incidents, "");
}

TEST(PreviewRows, OfOneNameSayWhatIsOtherwise)
{
    Texts text;
    text.set_language(Language::en);
    data::DraftGround ground;
    ground.units = {{.id = {7}, .name = "Police"}};
    const data::Draft draft(std::make_shared<const data::DraftGround>(ground));
    data::Preview preview;
    preview.moves = {{{{1}, "001", "East 7", {}}, {{1}, "002", "East 7", {}}, 0, 2, 0, 0}, {{{1}, "001", "East 7", {}}, {{1}, "001", "East 7", {7}}, 0, 1, 0, 0}};
    const auto rows = make_move_rows(preview, &draft, text);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].from + " > " + rows[0].to, "East 7 001 > 002");
    EXPECT_EQ(rows[1].from + " > " + rows[1].to, std::string("East 7: ") + text("preview.no_unit") + " > Police");
}

TEST(PreviewRows, SayWhetherTheSumsAreTheSame)
{
    data::Preview preview;
    preview.before = {3, 612, 4, 2, 41230.2};
    preview.after = {4, 612, 4, 2, 41230.4};
    for (const SumRow& row : make_sum_rows(preview))
        EXPECT_TRUE(row.is_same) << row.title;
    preview.after.cameras = 1;
    EXPECT_FALSE(make_sum_rows(preview)[3].is_same);
}

}
