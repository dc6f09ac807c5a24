#include "video/stream/stream.h"

#include "tests/video/camera_process.h"
#include "tests/video/states.h"

#include <gtest/gtest.h>

#include <chrono>

using namespace video;
using namespace std::chrono_literals;
using video_test::CameraProcess;
using video_test::reaches;
using video_test::until;

namespace {

class RealRtsp : public testing::Test {
protected:
    void TearDown() override { EXPECT_TRUE(wait_for_reaper(30s)); }
};

struct Way {
    const char *codec, *transport, *name;
};

void PrintTo(const Way& way, std::ostream* out) { *out << way.codec << " over " << way.transport; }

class RealRtspCodecs : public testing::TestWithParam<Way> {
protected:
    void TearDown() override { EXPECT_TRUE(wait_for_reaper(30s)); }
};

TEST_P(RealRtspCodecs, plays_live)
{
    CameraProcess cameras({"1", "--codec", GetParam().codec, "--transport", GetParam().transport});
    ASSERT_FALSE(cameras.url().empty());
    Stream stream({.name = "1", .url = cameras.url()});
    ASSERT_TRUE(reaches(stream, State::live));
    std::shared_ptr<const Frame> frame;
    EXPECT_TRUE(until([&] {
        if (auto next = stream.slot().take())
            frame = std::move(next);
        return frame && frame->serial > 12;
    }));
    ASSERT_TRUE(frame);
    EXPECT_EQ(frame->width, 640);
    EXPECT_EQ(frame->height, 360);
    const Status status = stream.status();
    EXPECT_EQ(status.codec, std::string(GetParam().name));
    EXPECT_EQ(status.width, 640);
}

INSTANTIATE_TEST_SUITE_P(Ways, RealRtspCodecs,
                         testing::Values(Way{"h264", "tcp", "h264"}, Way{"h264", "udp", "h264"},
                                         Way{"h265", "tcp", "hevc"}, Way{"h265", "udp", "hevc"},
                                         Way{"mjpeg", "tcp", "mjpeg"}, Way{"mjpeg", "udp", "mjpeg"}),
                         [](const auto& info) { return std::string(info.param.codec) + "_" + info.param.transport; });

TEST_F(RealRtsp, signs_in_with_digest)
{
    // What people put into passwords, unencoded.
    const std::string password = "p@ss/wo:rd %41?";
    CameraProcess cameras({"1", "--user", "operator", "--password", password});
    Stream stream({.name = "1", .url = cameras.url(), .user = "operator", .password = password});
    EXPECT_TRUE(reaches(stream, State::live));
}

TEST_F(RealRtsp, a_wrong_password_is_refused_and_not_tried_again)
{
    CameraProcess cameras({"1", "--user", "operator", "--password", "right"});
    Stream stream({.name = "1", .url = cameras.url(), .user = "operator", .password = "wrong-secret"});
    ASSERT_TRUE(reaches(stream, State::refused, Cause::wrong_password));
    EXPECT_EQ(stream.status().detail.find("wrong-secret"), std::string::npos) << stream.status().detail;
    const Status at_once = stream.status();
    EXPECT_EQ(at_once.next_attempt, SystemTime{}) << "how long it waits: stream_loop_test";
    stream.retry_now();
    EXPECT_TRUE(until([&] { return stream.status().since != at_once.since; }));
    EXPECT_TRUE(reaches(stream, State::refused));
}

TEST_F(RealRtsp, no_password_where_one_is_wanted_is_refused)
{
    CameraProcess cameras({"1", "--fault", "password"});
    Stream stream({.name = "1", .url = cameras.url()});
    EXPECT_TRUE(reaches(stream, State::refused, Cause::wrong_password));
}

TEST_F(RealRtsp, a_server_that_dies_is_dialled_until_it_is_back)
{
    CameraProcess cameras({"1"});
    const std::string port = cameras.port();
    Stream stream({.name = "1", .url = cameras.url()});
    ASSERT_TRUE(reaches(stream, State::live));
    cameras.end();
    ASSERT_TRUE(reaches(stream, State::retrying));
    ASSERT_TRUE(reaches(stream, State::retrying, Cause::refused_connection));
    EXPECT_GE(stream.status().attempt, 1);
    CameraProcess back({"1", "--port", port});
    ASSERT_FALSE(back.url().empty());
    stream.retry_now();
    EXPECT_TRUE(reaches(stream, State::live));
}

TEST_F(RealRtsp, a_silent_server_is_frozen_and_then_given_up)
{
    CameraProcess cameras({"1", "--fault", "silent", "--after", "2"});
    Stream stream({.name = "1", .url = cameras.url()});
    ASSERT_TRUE(reaches(stream, State::live));
    ASSERT_TRUE(reaches(stream, State::frozen, Cause::no_packets));
    const Status frozen = stream.status();
    EXPECT_GT(frozen.last_new_picture, SystemTime{});
    EXPECT_LE(frozen.since, frozen.last_new_picture + 1s) << "frozen is counted from the last new picture, not from when it was noticed";
    EXPECT_TRUE(reaches(stream, State::retrying, Cause::no_packets));
}

TEST_F(RealRtsp, one_coded_picture_again_and_again_is_frozen)
{
    CameraProcess cameras({"1", "--fault", "frozen", "--after", "1"});
    Stream stream({.name = "1", .url = cameras.url()});
    EXPECT_TRUE(reaches(stream, State::frozen, Cause::repeated_picture));
}

TEST_F(RealRtsp, a_black_picture_is_black)
{
    CameraProcess cameras({"1", "--fault", "black"});
    Stream stream({.name = "1", .url = cameras.url()});
    EXPECT_TRUE(reaches(stream, State::black));
}

TEST_F(RealRtsp, lost_packets_do_not_end_it)
{
    CameraProcess cameras({"1", "--fault", "loss=5", "--transport", "udp"});
    Stream stream({.name = "1", .url = cameras.url()});
    ASSERT_TRUE(reaches(stream, State::live));
    EXPECT_TRUE(until([&] {
        const auto frame = stream.slot().take();
        return frame && frame->serial > 60;
    }));
}

TEST_F(RealRtsp, a_camera_the_server_does_not_have_is_not_found)
{
    CameraProcess cameras({"1"});
    Stream stream({.name = "1", .url = "rtsp://127.0.0.1:" + cameras.port() + "/cam7"});
    EXPECT_TRUE(reaches(stream, State::retrying, Cause::not_found));
}

TEST_F(RealRtsp, a_name_nobody_knows_is_not_found_as_a_name)
{
    Stream stream({.name = "1", .url = "rtsp://camera.invalid/cam1"});
    EXPECT_TRUE(reaches(stream, State::retrying, Cause::name_not_found));
}

TEST_F(RealRtsp, dropping_a_stream_that_is_connecting_does_not_wait)
{
    for (const char* url : {"rtsp://camera.invalid/cam1", "rtsp://127.0.0.1:1/cam1"})
        for (int i = 0; i < 5; ++i)
            Stream({.name = "1", .url = url});
    EXPECT_TRUE(wait_for_reaper(30s));
}

}
