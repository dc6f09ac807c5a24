#include "console/text/counts.h"

#include <gtest/gtest.h>

namespace console {
namespace {

TEST(Counts, four_figures_stand_whole_and_more_are_shortened)
{
    const struct {
        std::int64_t count;
        const char *zh, *en;
    } rows[] = {{0, "0", "0"},
                {7, "7", "7"},
                {1234, "1234", "1234"},
                {9'999, "9999", "9999"},
                {10'000, "1.0万", "10k"},
                {16'962, "1.7万", "17k"},
                {99'499, "9.9万", "99k"},
                {99'500, "10万", "100k"},
                {120'000, "12万", "120k"},
                {999'499, "100万", "999k"},
                {999'500, "100万", "1.0M"},
                {1'234'567, "123万", "1.2M"},
                {99'994'999, "9999万", "100M"},
                {99'995'000, "1.0亿", "100M"},
                {1'400'000'000, "14亿", "1.4G"},
                {-12'345, "-1.2万", "-12k"}};
    for (const auto& row : rows) {
        EXPECT_EQ(count_text(row.count, Language::zh), row.zh) << row.count;
        EXPECT_EQ(count_text(row.count, Language::en), row.en) << row.count;
    }
}

TEST(Counts, amounts_keep_a_tenth_while_it_says_something)
{
    EXPECT_EQ(amount_text(0.44, Language::en), "0.4");
    EXPECT_EQ(amount_text(38, Language::en), "38");
    EXPECT_EQ(amount_text(99.94, Language::en), "99.9");
    EXPECT_EQ(amount_text(312.4, Language::zh), "312");
    EXPECT_EQ(amount_text(16'962.3, Language::zh), "1.7万");
}

}
}
