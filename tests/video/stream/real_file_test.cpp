#include "video/stream/source_table.h"
#include "video/stream/stream.h"

#include "tests/video/recordings.h"
#include "tests/video/until.h"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>

using namespace video;
using namespace std::chrono_literals;
using video_test::until;

namespace {

class RealFile : public testing::Test {
protected:
    void SetUp() override
    {
        if (!std::filesystem::exists(recordings))
            GTEST_SKIP() << "no recordings at " << recordings;
    }
    void TearDown() override { EXPECT_TRUE(wait_for_reaper(30s)); }
};

/// Takes pictures until `count` were seen or the limit is over; returns how many, the last one in `last`.
int take_pictures(Stream& stream, int count, std::shared_ptr<const Frame>& last)
{
    int seen = 0;
    until([&] {
        if (auto frame = stream.slot().take()) {
            ++seen;
            last = std::move(frame);
        }
        return seen >= count;
    });
    return seen;
}

TEST_F(RealFile, a_looped_file_is_live_and_goes_past_its_end)
{
    Stream stream({.name = "1", .url = recordings + "odd/kerberos_test-480p.mp4", .loop = true});
    std::shared_ptr<const Frame> frame;
    // 95 pictures a round; dropped ones are not taken, so wait for the serial to pass two rounds' seam.
    ASSERT_TRUE(until([&] {
        if (auto next = stream.slot().take())
            frame = std::move(next);
        return frame && frame->serial > 110;
    }));
    EXPECT_EQ(frame->width, 640);
    EXPECT_EQ(frame->height, 360);
    EXPECT_EQ(frame->rgba.size(), 640u * 360 * 4);
    const Status status = stream.status();
    EXPECT_TRUE(status.state == State::live || status.state == State::late) << state_names[int(status.state)];
    EXPECT_EQ(status.codec, "h264");
}

TEST_F(RealFile, a_file_played_once_ends_as_recorded_with_every_picture)
{
    Stream stream({.name = "1", .url = recordings + "odd/decord_video_90.mov"});
    ASSERT_TRUE(until([&] { return stream.status().cause == Cause::ended; }));
    EXPECT_EQ(stream.status().state, State::recorded);
    const auto frame = stream.slot().take();
    ASSERT_TRUE(frame);
    EXPECT_EQ(frame->serial, 3u);
    // Turned upright: 568×320 stands on its side in the file.
    EXPECT_EQ(stream.status().width, 320);
    EXPECT_EQ(stream.status().height, 568);
}

TEST_F(RealFile, a_missing_file_says_so_and_is_tried_again)
{
    Stream stream({.name = "1", .url = recordings + "absent.mp4", .loop = true});
    ASSERT_TRUE(until([&] { return stream.status().state == State::retrying; }));
    EXPECT_EQ(stream.status().cause, Cause::no_file);
    EXPECT_EQ(stream.status().attempt, 1);
    EXPECT_GT(stream.status().next_attempt, SystemTime{});
}

TEST_F(RealFile, pictures_fit_the_wanted_box_and_follow_it)
{
    Stream stream({.name = "1", .url = recordings + "street/vtest_pets2009.avi", .loop = true});
    stream.want({.width = 200, .height = 90});
    std::shared_ptr<const Frame> frame;
    ASSERT_GE(take_pictures(stream, 1, frame), 1);
    ASSERT_TRUE(until([&] { return take_pictures(stream, 1, frame) && frame->height == 90; }));
    EXPECT_EQ(frame->width, 120);
    stream.want({.width = 300, .height = 300});
    EXPECT_TRUE(until([&] { return take_pictures(stream, 1, frame) && frame->width == 300 && frame->height == 225; }));
}

TEST_F(RealFile, an_unseen_stream_is_not_decoded_and_comes_back)
{
    Stream stream({.name = "1", .url = recordings + "odd/kerberos_test-480p.mp4", .loop = true});
    ASSERT_TRUE(until([&] { return stream.status().decoded_per_s > 5; }));
    stream.want({.width = 0, .height = 0});
    ASSERT_TRUE(until([&] { return stream.status().decoded_per_s == 0; }));
    EXPECT_EQ(stream.status().state, State::live);
    stream.slot().take();
    stream.want({.width = 320, .height = 180});
    std::shared_ptr<const Frame> frame;
    EXPECT_TRUE(until([&] { return take_pictures(stream, 1, frame) && frame->width == 320; }));
}

TEST_F(RealFile, a_raw_stream_without_timestamps_is_paced_by_its_frame_rate)
{
    const std::string path = recordings + "conformance_h264/SVA_BA1_B.264";
    const auto source = open_source({.address = file_address(path)});
    EXPECT_EQ(source->frame_interval(), 40ms); // what the pacer makes of it: pacer_test
    const PacketHandle packet = make_packet();
    ASSERT_TRUE(source->read(*packet));
    EXPECT_FALSE(source->timestamp(*packet));
    Stream stream({.name = "1", .url = path});
    ASSERT_TRUE(until([&] { return stream.status().cause == Cause::ended; }));
    EXPECT_EQ(stream.slot().take()->serial, 17u);
}

TEST_F(RealFile, every_odd_file_ends_or_is_refused_while_playing)
{
    std::vector<std::unique_ptr<Stream>> all;
    for (const char* path :
         {"derived/random_bytes.mp4", "derived/zero_bytes.mp4", "derived/vtest_truncated_no_moov.mp4",
          "derived/vtest_ts_bitflips.ts", "derived/vtest_ts_1pct_packet_loss.ts",
          "derived/vtest_ts_resolution_and_pts_jump.ts", "derived/vtest_vfr_gaps.mp4", "odd/tree.avi",
          "derived/car_hevc_10bit.mp4", "derived/vtest_h264_interlaced_422_tff.ts"})
        all.push_back(
            std::make_unique<Stream>(StreamOptions{.name = path, .url = recordings + path}));
    for (const auto& stream : all)
        EXPECT_TRUE(until([&] {
            const State state = stream->status().state;
            return state == State::recorded || state == State::retrying;
        })) << state_names[int(stream->status().state)];
    for (std::size_t i = 0; i < 3; ++i)
        EXPECT_EQ(all[i]->status().cause, Cause::broken_data);
    for (std::size_t i = 3; i < all.size(); ++i)
        EXPECT_TRUE(until([&] { return all[i]->slot().take() != nullptr; })) << i;
}

TEST_F(RealFile, key_frames_only_shows_fewer_pictures)
{
    Stream stream({.name = "1", .url = recordings + "odd/kerberos_test-480p.mp4", .loop = true});
    stream.want({.width = 320, .height = 180, .key_frames_only = true});
    std::shared_ptr<const Frame> frame;
    EXPECT_EQ(take_pictures(stream, 2, frame), 2);
    EXPECT_TRUE(until([&] { return stream.status().decoded_per_s < 10 && stream.status().state == State::live; }));
}

TEST_F(RealFile, after_the_destructor_the_consumer_is_not_called)
{
    for (int i = 0; i < 20; ++i) {
        std::atomic<int> calls = 0;
        {
            Stream stream({.name = "1", .url = recordings + "odd/kerberos_test-480p.mp4", .loop = true, .wake = [&] {
                               ++calls;
                           }});
            if (i % 2)
                until([&] { return calls > 2; });
        }
        const int before = calls;
        std::this_thread::yield();
        EXPECT_EQ(calls, before);
    }
}

}
