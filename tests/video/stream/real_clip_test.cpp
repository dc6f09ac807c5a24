// Codings that cameras really send, served live by the foreign server, and what no server here can send read from files.

#include "video/stream/stream.h"

#include "tests/video/camera_process.h"
#include "tests/video/recordings.h"
#include "tests/video/states.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

using namespace video;
using namespace std::chrono_literals;
using video_test::until;

namespace {

struct Clip {
    const char *name, *file, *codec, *shown_as;
    int width, height;
};

void PrintTo(const Clip& clip, std::ostream* out) { *out << clip.file; }

class RealClip : public testing::TestWithParam<Clip> {};

TEST_P(RealClip, plays_live)
{
    const Clip& clip = GetParam();
    if (!std::filesystem::exists(recordings + clip.file))
        GTEST_SKIP() << "no recording at " << recordings << clip.file;
    const video_test::CameraProcess cameras({"1", "--codec", clip.codec, "--clip", recordings + clip.file, "--transport", "tcp"});
    ASSERT_FALSE(cameras.url().empty());
    {
        Stream stream({.name = "1", .url = cameras.url()});
        stream.want({.width = 1920, .height = 1080});
        // Late is honest for a clip whose clock jumps; nothing may call it broken.
        std::set<State> seen;
        std::shared_ptr<const Frame> frame;
        EXPECT_TRUE(until([&] {
            seen.insert(stream.status().state);
            if (auto next = stream.slot().take())
                frame = std::move(next);
            return frame && frame->serial > 15;
        })) << video_test::describe(stream.status());
        ASSERT_TRUE(frame);
        EXPECT_EQ(frame->width, clip.width);
        EXPECT_EQ(frame->height, clip.height);
        EXPECT_EQ(stream.status().codec, clip.shown_as);
        for (const State state : {State::frozen, State::black, State::no_signal, State::refused})
            EXPECT_FALSE(seen.contains(state)) << state_names[static_cast<std::size_t>(state)];
    }
    EXPECT_TRUE(wait_for_reaper(30s));
}

INSTANTIATE_TEST_SUITE_P(Served, RealClip,
                         testing::Values(Clip{"b_frames", "derived/vtest_h264_main_bframes.mp4", "h264", "h264", 768, 576},
                                         Clip{"interlaced", "derived/vtest_h264_interlaced_tff_420.ts", "h264", "h264", 768, 576},
                                         Clip{"interlaced_422", "derived/vtest_h264_interlaced_422_tff.ts", "h264", "h264", 768, 576},
                                         Clip{"ten_bit", "derived/car_hevc_10bit.mp4", "h265", "hevc", 768, 432},
                                         Clip{"uneven_times", "derived/vtest_vfr_gaps.mp4", "h264", "h264", 768, 576},
                                         Clip{"h265", "derived/vtest_hevc.mp4", "h265", "hevc", 768, 576}),
                         [](const auto& info) { return std::string(info.param.name); });

struct Played {
    const char* file;
    bool turned;          // width and height change places
    std::set<int> widths; // all that must be seen, of the picture as shown
};

TEST(RealClip, files_play_turned_and_through_a_change_of_size)
{
    if (!std::filesystem::exists(recordings))
        GTEST_SKIP() << "no recordings at " << recordings;
    const Played table[] = {{"derived/vtest_rot90.mp4", true, {576}},
                            {"odd/decord_video_180.mov", false, {568}},
                            {"derived/vtest_ts_resolution_and_pts_jump.ts", false, {384, 768}},
                            {"derived/vtest_mpeg4.mp4", false, {768}},
                            {"derived/vtest_mjpeg.avi", false, {768}},
                            {"derived/vtest_annexb.h265", false, {768}}};
    for (const Played& row : table) {
        Stream stream({.name = "1", .url = recordings + row.file, .loop = true});
        stream.want({.width = 1920, .height = 1080});
        std::set<int> widths;
        std::shared_ptr<const Frame> last;
        EXPECT_TRUE(until([&] {
            if (auto frame = stream.slot().take()) {
                widths.insert(frame->width);
                last = std::move(frame);
            }
            return std::ranges::includes(widths, row.widths);
        })) << row.file << ": " << video_test::describe(stream.status());
        if (last) {
            EXPECT_EQ(last->height > last->width, row.turned) << row.file;
        }
    }
    EXPECT_TRUE(wait_for_reaper(30s));
}

}
