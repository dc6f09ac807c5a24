#include "console/panels/editor/zone_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace console;
using testing::ElementsAre;

TEST(ZoneRows, HaveThoseFirstThatAreNoUnions)
{
    Texts text;
    text.set_language(Language::en);
    const data::Draft draft(std::make_shared<const data::DraftGround>());
    ZoneCheck check;
    check.zones = {{.zone = 0, .name = "North", .whole = {1, 2, 3}},
                   {.zone = 1, .name = "West", .whole = {4}, .cuts = {{7, {77}, 120.4, 300}, {8, {78}, 1, 2}}, .in_no_grid_m2 = 15},
                   {.zone = 2, .name = "Sea"}};
    EXPECT_EQ(count_no_unions(check), 2U);
    const auto titles = [&](std::optional<std::size_t> in_hand) {
        std::vector<std::string> out;
        for (const ZoneRow& row : make_zone_rows(text, check, draft.version(), in_hand))
            out.push_back(row.title + ": " + row.words);
        return out;
    };
    EXPECT_THAT(titles({}), ElementsAre("West: grids cut: 2, whole: 1  15 m² in no grid", "Sea: no grid lies in it", "North: a union of 3 grids"));
    EXPECT_THAT(titles(1), ElementsAre("West: grids cut: 2, whole: 1  15 m² in no grid", "#77: 120 m² inside, 300 m² outside", "#78: 1 m² inside, 2 m² outside",
                                       "Sea: no grid lies in it", "North: a union of 3 grids"));
    EXPECT_EQ(make_zone_rows(text, check, draft.version(), 1)[1].face, 7U);
    EXPECT_EQ(titles(0).size(), 3U) << "a union cuts nothing";
}

}
