#include "console/look/drawn.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using console::DrawnText, console::Names, console::Rect;

constexpr Rect window{0, 0, 100, 40}, inside{10, 10, 50, 20};

TEST(Drawn, what_must_be_read_at_once_is_not_shortened)
{
    const struct {
        const char *words, *whole;
        bool is_cut;
    } rows[] = {
        {"pole 12", "", false},
        {"Jiefang Av…", "Jiefang Av 12, courtyard", false}, // a name: whole under the pointer
        {"解放大…兴华路", "解放大道与兴华路", false},
        {"02:14…", "02:14:37", true},
        {"-01:57…", "-01:57 of 2 h", true},
        {"3401…", "340104-003-002-007", true},
        {"…", "1.0万", true},
        {"…", "Jiefang Av", true}, // nothing is left of it
        {"rtsp://…", "rtsp://127.0.0.1:8554/cam1", false},
    };
    for (const auto& row : rows) {
        Names names;
        names.drew(DrawnText{.words = row.words, .whole = row.whole, .ink = inside, .clip = window});
        EXPECT_EQ(clipped_texts(names).size(), row.is_cut ? 1U : 0U) << row.words << " of " << row.whole;
    }
}

TEST(Drawn, a_text_without_room_is_lost_where_the_window_is_in_sight)
{
    Names names;
    names.drew(DrawnText{.whole = "not live", .ink = {90, 10, 0, 20}, .clip = window});
    EXPECT_THAT(clipped_texts(names), testing::ElementsAre(" of not live"));
    Names below;
    below.drew(DrawnText{.whole = "not live", .ink = {90, 60, 0, 20}, .clip = window});
    EXPECT_THAT(clipped_texts(below), testing::IsEmpty());
}

TEST(Drawn, lines_of_one_window_do_not_lie_over_one_another)
{
    const int one = 0, other = 0;
    Names names;
    names.drew(DrawnText{.words = "a", .ink = inside, .clip = window, .layer = &one});
    names.drew(DrawnText{.words = "b", .ink = {40, 12, 50, 20}, .clip = window, .layer = &one});
    names.drew(DrawnText{.words = "c", .ink = inside, .clip = window, .layer = &other});
    EXPECT_THAT(overlapping_texts(names), testing::ElementsAre("a | b"));
}

}
