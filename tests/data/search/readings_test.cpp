#include "data/search/readings.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using namespace data;

bool is_read(char32_t character, std::string_view reading)
{
    const auto numbers = readings_of(character);
    return std::ranges::any_of(numbers, [&](std::uint16_t n) { return syllable(n) == reading; });
}

TEST(Readings, EveryReadingOfACharacter)
{
    const struct {
        char32_t character;
        std::vector<const char*> readings;
    } rows[] = {
        {U'长', {"zhang", "chang"}}, {U'厦', {"sha", "xia"}},  {U'重', {"zhong", "chong"}}, {U'乐', {"le", "yue"}},
        {U'绿', {"lv", "lu"}},       {U'女', {"nv", "nu"}},    {U'车', {"che", "ju"}},      {U'解', {"jie", "xie"}},
        {U'江', {"jiang"}},          {U'號', {"hao"}},         {U'\U00020000', {"he"}}, // beyond the first plane
    };
    for (const auto& row : rows)
        for (const char* reading : row.readings)
            EXPECT_TRUE(is_read(row.character, reading)) << reading;
    EXPECT_FALSE(is_read(U'江', "zhang"));
    EXPECT_TRUE(readings_of(U'A').empty());
    EXPECT_TRUE(readings_of(U'0').empty());
    EXPECT_TRUE(readings_of(U'。').empty());
    EXPECT_TRUE(readings_of(0).empty());
    EXPECT_TRUE(readings_of(0x10FFFF).empty());
}

TEST(Readings, NamesInLetters)
{
    const struct {
        const char *name, *letters;
    } rows[] = {
        {"解放大道", "Jiefang Av"},           {"解放大道12号", "Jiefang Av 12"},
        {"新华路", "Xinhua Rd"},              {"长江路", "Changjiang Rd"},
        {"厦门街", "Xiamen St"},              {"解放大道/新华路口", "Jiefang Av / Xinhua Rd"},
        {"Main Street 12", "Main Street 12"}, {"东风一巷", "Dongfengyi Lane"},
        {"月湖", "Yue Lake"},                 {"", ""},
        {"路", "Lu"},                         {"A座3号楼", "A Zuo 3 Haolou"},
    };
    for (const auto& row : rows)
        EXPECT_EQ(name_in_letters(row.name), row.letters) << row.name;
}

} // namespace
