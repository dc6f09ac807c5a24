// What the console says and decides about the past: words for gaps, recorders of cameras, the guard list, shares of memory.

#include "console/error.h"
#include "console/services/guard_service.h"
#include "console/services/past_service.h"
#include "console/text/replay_words.h"
#include "console/wall/camera_recorder.h"
#include "console/wall/replay_strip.h"

#include <gtest/gtest.h>

namespace {

using namespace console;
using namespace std::chrono_literals;

constexpr data::TimePoint noon = std::chrono::sys_days(std::chrono::year(2026) / 11 / 22) + 12h;

std::string minutes(data::TimePoint t) { return std::to_string((t - noon) / 1min); }

TEST(ReplayWords, eachReasonIsSaidOnceInBothLanguages)
{
    Texts text;
    using enum video::Missing;
    video::PastView view;
    view.gaps.push_back({{noon + 2min, noon + 9min},
                         {{video::PastPlace::memory, not_watched}, {video::PastPlace::folder, no_file}, {video::PastPlace::disk, not_watched}, {video::PastPlace::recorder, no_recorder}},
                         {}});
    text.set_language(Language::en);
    EXPECT_EQ(first_gap_words(view, text, minutes), "not watched 2–9 · no file of 2–9 · no recorder configured");
    text.set_language(Language::zh);
    EXPECT_NE(first_gap_words(view, text, minutes).find("未配置录像机"), std::string::npos);
    EXPECT_EQ(first_gap_words({}, text, minutes), "");
    for (const char* name : video::missing_names)
        EXPECT_NE(text(std::string("missing.") + name), std::string("missing.") + name) << name;
}

TEST(ReplayStrip, showsWhatThereIsAndWhereItStands)
{
    video::ReplayStatus status{.at = noon + 30s, .range = {noon, noon + 60s}, .speed = 0.25};
    auto view = std::make_shared<video::PastView>();
    view->spans.push_back({{noon + 15s, noon + 90s}, video::PastPlace::memory});
    status.view = view;
    const ReplayStrip strip = make_replay_strip(status);
    ASSERT_EQ(strip.spans.size(), 1u);
    EXPECT_FLOAT_EQ(strip.spans[0].first, 0.25F);
    EXPECT_FLOAT_EQ(strip.spans[0].second, 1);
    ASSERT_TRUE(strip.at);
    EXPECT_FLOAT_EQ(*strip.at, 0.5F);
    EXPECT_TRUE(strip.is_playing);
    EXPECT_EQ(strip.speed, "×¼");
    EXPECT_EQ(speed_text(8), "×8");
    EXPECT_FALSE(make_replay_strip({.range = {noon, noon}}).at) << "an empty stretch divides by nothing";
}

TEST(CameraRecorder, isReadAndRefusedWithAWord)
{
    struct Row {
        const char *text, *problem; // "": right
    };
    const Row table[] = {
        {"hikvision rtsp://10.1.2.3:554/Streaming/tracks/101", ""},
        {"dahua rtsp://10.1.2.3/cam/playback?channel=1&subtype=0 +05:30 recorder-east", ""},
        {"clock rtsps://media.example/gate - recorder-east", ""},
        {"betamax rtsp://10.1.2.3/1", "no recorder model \"betamax\""},
        {"hikvision", "looks like rtsp://10.1.2.3:554/Streaming/tracks/101"},
        {"hikvision http://10.1.2.3/tracks/101", "looks like"},
        {"hikvision rtsp://admin:secret@10.1.2.3/tracks/101", "password"},
        {"hikvision rtsp://10.1.2.3/tracks/101 east", "offset"},
        {"hikvision rtsp://10.1.2.3/tracks/101 +08:00 name more", "too much"},
    };
    for (const Row& row : table) {
        std::string problem;
        try {
            recorder_from_text(row.text);
        } catch (const console::Error& error) {
            problem = error.what();
        }
        EXPECT_EQ(problem.empty(), *row.problem == 0) << row.text;
        EXPECT_NE(problem.find(row.problem), std::string::npos) << row.text << ": " << problem;
    }
    data::World world;
    data::Camera camera;
    camera.id = data::CameraId{7};
    EXPECT_FALSE(camera_recorder(world, camera, {}));
    data::CameraRecorder set_up = recorder_from_text(table[1].text);
    set_up.id = camera.id;
    EXPECT_EQ(set_up.credential, "recorder-east");
    world.setup.recorders = data::frozen(std::vector{set_up});
    const auto recorder = camera_recorder(world, camera, {});
    ASSERT_TRUE(recorder);
    EXPECT_EQ(recorder->utc_offset, 330min);
    EXPECT_TRUE(recorder->sign_in);
    for (const auto& [model, url] : {std::pair("betamax", "rtsp://10.1.2.3/1"), std::pair("dahua", "rtsp://admin:secret@10.1.2.3/1")}) {
        world.setup.recorders = data::frozen(std::vector<data::CameraRecorder>{{.id = camera.id, .model = model, .url = url}});
        EXPECT_FALSE(camera_recorder(world, camera, {})) << "as another program may leave it";
    }
}

TEST(GuardList, byHandAndAroundOpenGraveIncidents)
{
    data::World world;
    world.loaded = true;
    std::vector<data::Camera> cameras;
    const char* const urls[] = {"rtsp://10.1.2.3/1", "rtsp://10.1.2.3/2", "demo:3", "/srv/clip.mp4", "rtsp://10.1.2.3/5"};
    for (int i = 0; i < 5; ++i) {
        data::Camera camera;
        camera.id = {i + 1}, camera.number = 200 + i, camera.main_url = urls[i], camera.position = {114.3 + (i == 4 ? 0.5 : 0.0002 * i), 30.6};
        cameras.push_back(camera);
    }
    world.cameras = std::make_shared<const data::Table<data::Camera>>(std::move(cameras));
    EXPECT_TRUE(guarded_cameras(world, nullptr, 16).empty());
    world.setup.guarded = data::frozen(std::vector<data::GuardedCamera>{{{3}}, {{5}}, {{77}}}); // the third is the demo's: nothing to guard
    EXPECT_EQ(guarded_cameras(world, nullptr, 16), (std::set<data::CameraId>{{5}}));
    data::Incident incident;
    incident.id = {1}, incident.severity = data::Severity::grave, incident.position = {114.3, 30.6};
    world.incidents = data::Table<data::Incident>({incident});
    EXPECT_EQ(guarded_cameras(world, nullptr, 16), (std::set<data::CameraId>{{1}, {2}, {5}}));
    EXPECT_EQ(guarded_cameras(world, nullptr, 1).size(), 2u) << "one by itself, one by hand";
    incident.severity = data::Severity::serious;
    world.incidents = data::Table<data::Incident>({incident});
    EXPECT_EQ(guarded_cameras(world, nullptr, 16), (std::set<data::CameraId>{{5}}));
}

TEST(PastMemory, isSharedAndBounded)
{
    EXPECT_EQ(ring_limits(1, 512 << 20).bytes, 24u << 20);
    EXPECT_EQ(ring_limits(64, 512 << 20).bytes, 8u << 20);
    EXPECT_EQ(ring_limits(0, 16 << 20).bytes, 16u << 20);
    PastService past;
    const auto main = past.ring({7}, false);
    EXPECT_EQ(past.ring({7}, false), main);
    EXPECT_NE(past.ring({7}, true), main);
    EXPECT_EQ(past.used(), 0u);
    EXPECT_EQ(past.figures({7}).packets, 0u);
    EXPECT_EQ(past.figures({8}).packets, 0u);
    const auto now = PastService::Steady::now();
    past.tidy(now + 1h);
    EXPECT_TRUE(past.rings({7})[0]) << "somebody fills it";
    past.drop_all();
    EXPECT_FALSE(past.rings({7})[0]);
    EXPECT_EQ(numbered_folder("/srv/{number}/x", 217), "/srv/217/x");
}

}
