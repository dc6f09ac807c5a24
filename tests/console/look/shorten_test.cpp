#include "console/look/shorten.h"

#include <gtest/gtest.h>

using console::Shorten, console::shortened;

namespace {

/// Latin 1 wide, Chinese and the ellipsis 2.
float advance(char32_t c) { return c < 0x80 ? 1 : 2; }

TEST(Shorten, keeps_what_fits_and_says_where_something_is_missing)
{
    const struct {
        const char* text;
        float width;
        Shorten how;
        const char* expected;
    } rows[] = {
        {"gate 3", 6, Shorten::end, "gate 3"},
        {"gate 3", 5, Shorten::end, "gat…"},
        {"gate house", 7, Shorten::end, "gate…"},
        {"", 0, Shorten::end, ""},
        {"解放大道与兴华路", 16, Shorten::middle, "解放大道与兴华路"},
        {"解放大道与兴华路", 14, Shorten::middle, "解放大…兴华路"},
        {"解放大道与兴华路", 8, Shorten::middle, "解放…路"},
        {"解放大道与兴华路", 8, Shorten::end, "解放大…"},
        {"解放大道", 1, Shorten::middle, "…"},
        {"pole 1043217", 10, Shorten::end, "pole…"},
        {"since 02:14:37", 12, Shorten::end, "since…"},
        {"041 6", 4, Shorten::end, "…"},
        {"解放大道1043217号杆", 16, Shorten::middle, "解…1043217号杆"},
        {"解放大道1043217号杆", 10, Shorten::middle, "解放…号杆"},
    };
    for (const auto& row : rows) {
        EXPECT_EQ(shortened(row.text, row.width, row.how, advance), row.expected) << row.text << " in " << row.width;
        EXPECT_LE(console::width_of(shortened(row.text, row.width, row.how, advance), advance), std::max(row.width, 2.F));
    }
}

TEST(Shorten, lines_break_between_words_and_between_chinese_characters)
{
    using Lines = std::vector<std::string>;
    const struct {
        const char* text;
        float width;
        std::size_t most;
        Lines expected;
    } rows[] = {
        {"one two three", 7, 0, {"one two", "three"}},
        {"one two three", 7, 1, {"one two three"}},
        {"解放大道与兴华路", 8, 0, {"解放大道", "与兴华路"}},
        {"解放大道 12号", 8, 0, {"解放大道", "12号"}},
        {"列表：甲乙", 4, 0, {"列", "表：", "甲乙"}}, // a colon begins no line
        {"看（甲）乙", 6, 0, {"看", "（甲）", "乙"}}, // and a bracket ends none
        {"按 Shift+T；完", 10, 0, {"按", "Shift+T；", "完"}},
        {"frozen for 15 s", 13, 0, {"frozen for", "15 s"}}, // a number and its unit stay together
        {"retry 3, in 8 s", 13, 0, {"retry 3, in", "8 s"}},
        {"a\nb", 9, 0, {"a", "b"}},
        {"", 9, 0, {""}},
        {"unbreakable", 3, 0, {"unbreakable"}},
    };
    for (const auto& row : rows)
        EXPECT_EQ(console::broken_into_lines(row.text, row.width, row.most, advance), row.expected) << row.text;
}

}
