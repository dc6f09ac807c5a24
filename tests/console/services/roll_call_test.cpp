// Whose turn it is, what an answer says, and a console that asks real cameras on loopback; the diary of one of them.

#include "console/services/roll_call.h"

#include "tests/console/console_run.h"
#include "tests/video/camera_process.h"
#include "tests/video/local_server.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

using namespace std::chrono_literals;

namespace {

data::Camera camera(std::int64_t id, const std::string& url)
{
    data::Camera camera;
    camera.id = {id};
    camera.number = static_cast<int>(id);
    camera.main_url = url;
    return camera;
}

const auto anybody = [](data::CameraId) { return true; };

TEST(RollCallOrder, asks_each_once_and_again_when_its_time_has_come)
{
    std::vector<data::Camera> cameras;
    for (int i = 1; i <= 600; ++i)
        cameras.push_back(camera(i, "rtsp://10.0." + std::to_string(i / 100) + ".1/ch" + std::to_string(i)));
    console::RollCallOrder order;
    order.set_cameras(cameras);
    console::RollCallOrder::Time now{1h};
    std::set<std::int64_t> asked;
    int neighbours = 0;
    std::int64_t last = 0;
    for (int i = 0; i < 600; ++i, now += 1s) {
        const auto id = order.next(now, anybody).value;
        neighbours += std::abs(id - last) == 1;
        last = id;
        asked.insert(id);
    }
    EXPECT_EQ(asked.size(), 600U) << "600 in ten minutes";
    EXPECT_LT(neighbours, 30);
    EXPECT_TRUE(order.next(now, anybody)) << "ten minutes have passed since the first one";
    console::RollCallOrder two;
    two.set_cameras({camera(1, "rtsp://a/1"), camera(2, "rtsp://a/2")});
    EXPECT_TRUE(two.next(now, anybody));
    EXPECT_TRUE(two.next(now, anybody));
    EXPECT_FALSE(two.next(now + 9min, anybody));
    EXPECT_TRUE(two.next(now + 10min, anybody));
}

TEST(RollCallOrder, leaves_out_who_is_watched_and_what_cannot_be_dialled)
{
    console::RollCallOrder order;
    data::Camera removed = camera(4, "rtsp://a/4");
    removed.status = data::CameraStatus::removed;
    order.set_cameras({camera(1, "rtsp://a/1"), camera(2, "demo:2"), camera(3, "/srv/clip.mp4"), removed, camera(5, ""), camera(6, "rtsp://a/6")});
    EXPECT_EQ(order.size(), 3U) << "the demo's camera answers, too";
    const console::RollCallOrder::Time now{1h};
    const auto is_first = [](data::CameraId id) { return id.value == 1; };
    EXPECT_EQ(order.next(now, is_first).value, 1);
    EXPECT_FALSE(order.next(now, is_first));
    EXPECT_EQ(order.next(now, [](data::CameraId id) { return id.value == 2; }).value, 2);
    EXPECT_EQ(order.next(now, anybody).value, 6) << "watched no more: its turn";
}

TEST(RollCallOrder, a_new_list_keeps_what_was_asked)
{
    console::RollCallOrder order;
    order.set_cameras({camera(1, "rtsp://a/1")});
    const console::RollCallOrder::Time now{1h};
    EXPECT_TRUE(order.next(now, anybody));
    order.set_cameras({camera(1, "rtsp://a/1"), camera(2, "rtsp://a/2")});
    EXPECT_EQ(order.next(now + 1s, anybody).value, 2);
    EXPECT_FALSE(order.next(now + 2s, anybody));
}

/// A workspace with these cameras ("NUMBER,CODE,NAME,LAT,LON,URL" a line), and a console that plays the script on it.
void play(ConsoleRun& run, const std::string& cameras, const std::string& script, const std::string& size)
{
    const std::string table = run.folder() + "/cameras.csv", file = run.folder() + "/script.drive", workspace = run.folder() + "/w.sqlite";
    std::ofstream(table) << "number,code,name,lat,lon,main_url\n" << cameras;
    ASSERT_EQ(run.gridwatch({"import", workspace, table, "--as", "cameras"}).status, 0);
    std::ofstream(file) << "wait workspace.loaded = yes within 60\n" << script << "wait save.waiting = 0 within 30\n";
    const auto result = run.console({workspace, "--drive", file, "--offscreen", size, "--lang", "en"});
    EXPECT_EQ(result.status, 0) << result.errors;
    EXPECT_EQ((result.output + result.errors).find("s3cret"), std::string::npos);
}

TEST(RealRollCall, WhatNobodyLooksAtIsAskedAndItsTroubleIsOneMessage)
{
    ConsoleRun run;
    video_test::CameraProcess well({"1"}), black({"1", "--fault", "black"});
    const int closed = video_test::closed_port();
    const std::string dead = "rtsp://127.0.0.2:" + std::to_string(closed) + "/ch";
    play(run,
         "901,c901,gate,30.6,114.3," + well.url() + "\n902,c902,yard,30.6,114.31," + black.url() + "\n903,c903,a,30.6,114.32," + dead + "1\n904,c904,b,30.6,114.33," + dead +
             "2\n905,c905,c,30.6,114.34," + dead + "3\n",
         "expect roll_call.cameras = 0\n" // nobody asked for it
         "expect conditions.901 = never_asked\n"
         "run camera.roll_call\nwait roll_call.cameras = 5 within 20\n"
         "wait roll_call.asked = 5 within 60\n"
         "wait conditions.901 = answered within 20\nwait conditions.902 = black\nwait conditions.903 = retrying\n"
         "wait messages.last ~ 127.0.0.2: 3 cameras within 20\n"
         "expect streams.running = 0\nkey F1\nwait layout = desk\n"
         // One line of trouble opens to its cameras.
         "click queue.fault.1\nwait shown.queue.fault.1.2 = yes within 20\nclick queue.fault.1.2\nwait selection.camera = 904 within 20\n"
         "run camera.roll_call\nwait roll_call.cameras = 0 within 20\n",
         "1920x1080");
    const auto log = run.gridwatch({"log", run.folder() + "/w.sqlite"});
    EXPECT_NE(log.output.find("state=answered"), std::string::npos) << log.output;
}

TEST(RealDiary, OpensFromATileAndSaysWhereItStalls)
{
    ConsoleRun run;
    video_test::CameraProcess well({"1", "--user", "u", "--password", "s3cret!word"});
    play(run,
         "901,c901,gate,30.6,114.3," + well.url() + "\n902,c902,yard,30.6,114.31,rtsp://127.0.0.1:" + std::to_string(video_test::closed_port()) +
             "/ch1\n903,c903,drawn,30.6,114.32,demo:903\n",
         "key F2\nwait layout = wall\nrun wall.layout 1\n"
         "type 901\nkey Enter\nwait wall.1.camera = 901\nkey D\nwait shown.diary.close = yes within 20\n"
         "wait diary.result = fault within 60\nexpect diary.cause = wrong_password\nkey Esc\nwait shown.diary.close = no within 20\n"
         "type 902\nkey Enter\nwait wall.1.camera = 902\nkey D\nwait diary.result = fault within 60\n"
         "expect diary.cause = refused_connection\nclick diary.again\nwait diary.result = fault within 60\nclick diary.close\n"
         "wait diary.result = none\ntype 903\nkey Enter\nwait wall.1.camera = 903\nkey D\nwait messages.last ~ no address within 20\n",
         "1280x800");
}

}
