#include "video/stream/dialling.h"

#include "tests/video/camera_process.h"
#include "tests/video/local_server.h"

#include <gtest/gtest.h>

#include <filesystem>

using namespace video;
using namespace std::chrono_literals;

namespace {

std::vector<Step> steps_of(const Diary& diary)
{
    std::vector<Step> steps;
    for (const DiaryStep& step : diary.steps)
        steps.push_back(step.step);
    return steps;
}

TEST(RealDiary, of_a_good_camera_has_every_step)
{
    video_test::CameraProcess cameras({"1", "--user", "u", "--password", "p@ss"});
    const std::string url = cameras.url();
    const Diary diary = keep_diary({.url = "rtsp://u:p@ss@" + url.substr(7)});
    EXPECT_EQ(diary.cause, Cause::none) << diary.detail;
    EXPECT_EQ(steps_of(diary),
              (std::vector{Step::name, Step::connect, Step::sign_in, Step::describe, Step::key_frame, Step::picture}));
    for (const DiaryStep& step : diary.steps)
        EXPECT_TRUE(step.done) << name_of(step.step);
    EXPECT_EQ(diary.width, 640);
    EXPECT_EQ(diary.codec, "h264");
    EXPECT_EQ(diary.dialled, "127.0.0.1");
    EXPECT_EQ(diary.url.find("p@ss"), std::string::npos) << diary.url;
    EXPECT_GE(diary.total, diary.steps.back().began);
}

TEST(RealDiary, hands_out_its_first_picture_small_and_masked)
{
    video_test::CameraProcess cameras({"1"});
    EXPECT_FALSE(keep_diary({.url = cameras.url()}).still) << "only where it is asked for";
    const auto masks = std::make_shared<const std::vector<MaskPolygon>>(1, MaskPolygon{{0.5, 0}, {1, 0}, {1, 1}, {0.5, 1}});
    const Diary diary = keep_diary({.url = cameras.url()}, {.still = {.width = 160, .height = 90, .masks = masks}});
    ASSERT_TRUE(diary.still) << diary.detail;
    const Frame& still = *diary.still;
    EXPECT_EQ(still.width, 160);
    EXPECT_EQ(still.height, 90);
    int seen = 0;
    for (int y = 0; y < still.height; ++y)
        for (int x = 0; x < still.width; ++x) {
            const std::uint8_t* pixel = &still.rgba[static_cast<std::size_t>((y * still.width + x) * 4)];
            const bool is_mask = (pixel[0] == 0x7A && pixel[1] == 0x7F && pixel[2] == 0x85) || (pixel[0] == 0x68 && pixel[1] == 0x6D && pixel[2] == 0x73);
            if (x >= 80) {
                ASSERT_TRUE(is_mask) << x << "," << y;
            }
            seen += x < 78 && !is_mask;
        }
    EXPECT_GT(seen, 78 * 90 / 2) << "the other half is to be seen";
}

TEST(RealDiary, names_the_step_where_it_stalls)
{
    video_test::CameraProcess cameras({"1", "--fault", "password"});
    const video_test::LocalServer mute([](video_test::Client& client) { client.keep_silent(); });
    struct Row {
        std::string url;
        Step step;
        Cause cause;
    };
    const Row table[] = {
        {"rtsp://camera.invalid/", Step::name, Cause::name_not_found},
        {"rtsp://127.0.0.1:" + std::to_string(video_test::closed_port()) + "/", Step::connect,
         Cause::refused_connection},
        {"rtsp://127.0.0.1:" + std::to_string(mute.port()) + "/", Step::sign_in, Cause::no_answer},
        {cameras.url(), Step::sign_in, Cause::wrong_password},
    };
    for (const Row& row : table) {
        const Diary diary = keep_diary({.url = row.url});
        EXPECT_EQ(diary.cause, row.cause) << row.url << " " << diary.detail;
        ASSERT_FALSE(diary.steps.empty());
        EXPECT_EQ(diary.steps.back().step, row.step) << row.url;
        EXPECT_FALSE(diary.steps.back().done);
    }
    EXPECT_EQ(keep_diary({.url = "rtsp://"}).cause, Cause::bad_address);
    EXPECT_EQ(keep_diary({.url = "rtsp://127.0.0.1:99999/x"}).cause, Cause::bad_port);
    EXPECT_EQ(keep_diary({.url = "127.0.0.1:554/x"}).cause, Cause::no_scheme);
    for (const char* url : {"rtspt://127.0.0.1/x", "cam://127.0.0.1/x", "concat://127.0.0.1/x"}) {
        const Diary diary = keep_diary({.url = url});
        EXPECT_EQ(diary.cause, Cause::bad_scheme) << url;
        EXPECT_NE(diary.detail.find("not supported: "), std::string::npos) << diary.detail;
    }
}

TEST(RealDiary, of_a_file)
{
    const std::string file = SHARED_DATA "/video/derived/vtest_rot90.mp4";
    if (!std::filesystem::exists(file))
        GTEST_SKIP() << "no recordings at " << file;
    const Diary diary = keep_diary({.url = file});
    EXPECT_EQ(diary.cause, Cause::none) << diary.detail;
    EXPECT_EQ(diary.width, 576);
    EXPECT_EQ(diary.height, 768);
    EXPECT_EQ(keep_diary({.url = "/nowhere/none.mp4"}).cause, Cause::no_file);
}

}
