#include "video/stream/stream.h"

#include "fault_proxy.h"
#include "tests/video/camera_process.h"
#include "tests/video/local_server.h"
#include "tests/video/until.h"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <random>

using namespace video;
using namespace std::chrono_literals;

namespace {

/// Every kind of good and bad source at once.
std::vector<StreamOptions> sources(const video_test::CameraProcess& cameras, const video_test::LocalServer& mute,
                                   const std::vector<std::unique_ptr<::fault::Proxy>>& relays)
{
    const std::string files = SHARED_DATA "/video/";
    std::vector<StreamOptions> all;
    for (const std::string& url : cameras.urls())
        all.push_back({.name = "rtsp", .url = url});
    for (const auto& relay : relays)
        all.push_back({.name = "relay", .url = "rtsp://127.0.0.1:" + std::to_string(relay->port()) + "/cam1"});
    all.push_back({.name = "mute", .url = "rtsp://127.0.0.1:" + std::to_string(mute.port()) + "/"});
    all.push_back({.name = "closed", .url = "rtsp://127.0.0.1:" + std::to_string(video_test::closed_port()) + "/"});
    all.push_back({.name = "nobody", .url = "rtsp://camera.invalid/"});
    all.push_back({.name = "bad", .url = "rtsp://:0"});
    all.push_back({.name = "none", .url = "/nowhere/none.mp4", .loop = true});
    if (std::filesystem::exists(files)) {
        all.push_back({.name = "loop", .url = files + "odd/kerberos_test-480p.mp4", .loop = true});
        all.push_back({.name = "once", .url = files + "odd/decord_video_90.mov"});
        all.push_back({.name = "noise", .url = files + "derived/random_bytes.mp4", .loop = true});
        all.push_back({.name = "flips", .url = files + "derived/vtest_ts_bitflips.ts", .loop = true});
        all.push_back({.name = "raw", .url = files + "conformance_h264/BASQP1_Sony_C.jsv", .loop = true});
    }
    return all;
}

TEST(RealStress, streams_opened_changed_and_dropped_at_random)
{
    auto cameras = std::make_unique<video_test::CameraProcess>(std::vector<std::string>{"4", "--size", "160x90"});
    const video_test::LocalServer mute([](video_test::Client& client) { client.keep_silent(); });
    const int port = std::stoi(cameras->port());
    std::vector<std::unique_ptr<::fault::Proxy>> relays;
    for (const char* kind : {"loss=10", "garbage", "noise", "half", "cut", "stall", "standing", "jump", "delay"}) {
        auto fault = ::fault::fault_from(kind);
        ASSERT_TRUE(fault);
        fault->after_s = 1;
        relays.push_back(std::make_unique<::fault::Proxy>(port, *fault));
    }
    const auto all = sources(*cameras, mute, relays);
    std::mt19937 random(20260101);
    const auto pick = [&](std::size_t count) { return static_cast<std::size_t>(random() % count); };
    std::atomic<int> woken = 0;
    std::vector<std::unique_ptr<Stream>> wall(32);
    std::uint64_t taken = 0;
    for (int step = 0; step < 2000; ++step) {
        auto& tile = wall[pick(wall.size())];
        switch (pick(9)) {
        case 0: {
            StreamOptions options = all[pick(all.size())];
            options.wake = [&] { ++woken; };
            tile = std::make_unique<Stream>(std::move(options));
            break;
        }
        case 1:
            tile.reset();
            break;
        case 2:
            if (tile)
                tile->want({.width = int(pick(3)) * 160, .height = 90, .key_frames_only = pick(2) == 0});
            break;
        case 3:
            if (tile)
                tile->retry_now();
            break;
        case 4:
            relays[pick(relays.size())]->hang_up();
            break;
        case 5:
            relays[pick(relays.size())]->lead_to(pick(3) == 0 ? 0 : port);
            break;
        default:
            for (auto& one : wall)
                if (one) {
                    const auto frame = one->slot().take();
                    taken += frame && frame->rgba.size() == frame->width * frame->height * 4u;
                    one->status();
                }
        }
        if (step == 1200)
            cameras.reset(); // unplugged
        std::this_thread::sleep_for(5ms);
    }
    wall.clear();
    const int after = woken;
    EXPECT_TRUE(wait_for_reaper(30s));
    EXPECT_EQ(woken, after) << "a dropped stream called its consumer";
    EXPECT_GT(taken, 0u);
}

}
