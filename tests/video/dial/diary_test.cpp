#include "video/dial/diary.h"

#include <gtest/gtest.h>

using namespace video;

namespace {

TEST(DialDiary, a_step_ends_with_the_next_and_a_mark_counts_once)
{
    DialDiary diary;
    DiaryWriter writer(diary);
    writer.begin(Step::name);
    writer.begin(Step::name);
    writer.mark(Mark::resolved);
    writer.mark(Mark::resolved);
    writer.begin(Step::connect);
    writer.end(false);
    writer.end(false);
    ASSERT_EQ(diary.steps.size(), 2u);
    EXPECT_TRUE(diary.steps[0].done);
    EXPECT_EQ(diary.steps[1].step, Step::connect);
    EXPECT_FALSE(diary.steps[1].done) << "it stalled here";
    ASSERT_EQ(diary.marks.size(), 1u);
    EXPECT_GE(diary.total, diary.steps[1].began);
}

TEST(DialDiary, a_step_that_was_done_is_not_undone)
{
    DialDiary diary;
    DiaryWriter writer(diary);
    writer.begin(Step::picture);
    writer.end(true);
    writer.end(false);
    EXPECT_TRUE(diary.steps.back().done);
    EXPECT_STREQ(name_of(Step::sign_in), "sign_in");
    EXPECT_STREQ(name_of(Mark::signed_in), "signed_in");
}

}
