#include "video/past/archive.h"

#include "video/past/folder_past.h"
#include "video/past/memory_past.h"
#include "video/past/name_time.h"
#include "video/past/recorder_past.h"
#include "video/past/replay.h"
#include "video/stream/stream.h"

#include "tests/video/camera_process.h"
#include "tests/video/local_server.h"
#include "tests/video/test_clip.h"
#include "tests/video/until.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <mutex>

using namespace video;
using namespace video_test;
using namespace std::chrono_literals;

namespace {

TEST(NameTime, recordings_are_named_in_many_ways)
{
    struct Row {
        const char* name;
        std::optional<SystemTime> time;
    };
    const Row table[] = {
        {"20261122_120000.mp4", noon - 8h},
        {"2026-11-22 12.00.00.mkv", noon - 8h},
        {"ch01_20261122120000_main.mp4", noon - 8h},
        {"NVR_ch3_main_20261122120000_20261122123000.mp4", noon - 8h},
        {"2026-11-22T12-00-00.250Z.mp4", noon + 250ms},
        {"20261122T120000.000001Z.mkv", noon + 1us},
        {"cam217-1795348800.mp4", SystemTime(1795348800s)},
        {"1795348800500.ts", SystemTime(1795348800s) + 500ms},
        {"20261122.mp4", std::nullopt},
        {"20261332_120000.mp4", std::nullopt},
        {"20260230_120000.mp4", std::nullopt},
        {"20261122_250000.mp4", std::nullopt},
        {"gate.mp4", std::nullopt},
        {"", std::nullopt},
        {"99999999999999999999999.mp4", std::nullopt},
    };
    for (const Row& row : table)
        EXPECT_EQ(time_from_name(row.name, 8h), row.time) << row.name;
    EXPECT_EQ(name_from_time(noon + 250ms), "20261122T120000.250000Z");
    EXPECT_EQ(time_from_name(name_from_time(noon + 123456us), 8h), noon + 123456us);
}

/// Everything an archive gives out, as times since noon in milliseconds.
std::vector<std::int64_t> times(PastReader& reader)
{
    std::vector<std::int64_t> all;
    for (KeptPacket packet; reader.read(packet);)
        all.push_back((packet.at - noon) / 1ms);
    return all;
}

TEST(RealArchive, files_of_a_folder_follow_each_other)
{
    Folder folder;
    make_clip(folder / "20261122T120000.000000Z.mp4", 50, 10);
    std::filesystem::copy(folder / "20261122T120000.000000Z.mp4", folder / "2026-11-22_20-00-05.mp4"); // local time
    std::filesystem::create_directory(folder / "later");
    std::filesystem::copy(folder / "20261122T120000.000000Z.mp4", folder / "later/20261122T120100Z.mp4");
    std::ofstream(folder / "20261122T120030Z.mp4") << "no recording at all";
    std::ofstream(folder / "20261122T120031Z.txt") << "notes";
    auto past = std::make_shared<FolderPast>(folder.path(), 8h);
    Archive archive({past});
    const PastView view = archive.look({noon - 10s, noon + 2min});
    ASSERT_EQ(view.spans.size(), 2u);
    EXPECT_EQ(view.spans[0], (PastSpan{{noon, noon + 10s}, PastPlace::folder}));
    EXPECT_EQ(view.spans[1], (PastSpan{{noon + 60s, noon + 65s}, PastPlace::folder}));
    ASSERT_EQ(view.gaps.size(), 3u);
    EXPECT_EQ(view.gaps[1].time, (TimeSpan{noon + 10s, noon + 60s}));
    EXPECT_EQ(view.gaps[1].why.front(), (std::pair{PastPlace::folder, Missing::no_file}));
    EXPECT_EQ(view.gaps[1].why.back().second, Missing::no_recorder);

    const auto reader = archive.open({noon, noon + 2min});
    ASSERT_TRUE(reader->seek(noon + 3s));
    const auto read = times(*reader);
    ASSERT_FALSE(read.empty());
    EXPECT_EQ(read.front(), 2400) << "the key frame before";
    EXPECT_TRUE(std::ranges::is_sorted(read));
    EXPECT_EQ(read.back(), 64'900);
    EXPECT_EQ(read.size(), 26u + 50 + 50);
}

TEST(RealArchive, a_file_without_a_time_in_its_name_ended_when_it_was_written)
{
    Folder folder;
    make_clip(folder / "gate.mp4", 50, 10);
    std::filesystem::last_write_time(folder / "gate.mp4", std::chrono::file_clock::from_sys(noon + 5s));
    Archive archive({std::make_shared<FolderPast>(folder.path(), 0h)});
    const PastView view = archive.look({noon - 1min, noon + 1min});
    ASSERT_EQ(view.spans.size(), 1u);
    EXPECT_EQ(view.spans[0].time, (TimeSpan{noon, noon + 5s}));
    EXPECT_TRUE(archive.look({noon + 1h, noon + 2h}).spans.empty());
    EXPECT_TRUE(Archive({std::make_shared<FolderPast>(folder / "not there", 0h)}).look({noon, noon + 1min}).spans.empty());
}

TEST(RealArchive, memory_goes_before_files_and_reading_goes_over_the_seam)
{
    Folder folder;
    make_clip(folder / "20261122T120000Z.mp4", 100, 10);
    auto ring = std::make_shared<PacketRing>();
    fill_ring(*ring, folder / "20261122T120000Z.mp4", noon + 6s);
    auto memory = std::make_shared<MemoryPast>(std::vector<std::shared_ptr<const PacketRing>>{ring, nullptr}, noon - 1h, noon + 20s);
    Archive archive({memory, nullptr, std::make_shared<FolderPast>(folder.path(), 0h)});
    const PastView view = archive.look({noon - 5s, noon + 16s});
    ASSERT_EQ(view.spans.size(), 2u);
    EXPECT_EQ(view.spans[0], (PastSpan{{noon, noon + 6s}, PastPlace::folder}));
    EXPECT_EQ(view.spans[1].place, PastPlace::memory);
    ASSERT_EQ(view.gaps.size(), 1u);
    EXPECT_EQ(view.gaps[0].why.front().second, Missing::not_watched);
    const auto reader = archive.open({noon, noon + 16s});
    ASSERT_TRUE(reader->seek(noon));
    const auto read = times(*reader);
    EXPECT_GE(read.back(), 15'900);
    // Each half a second beyond the seam at most, and the memory from its own key frame on.
    EXPECT_GE(read.size(), 160u);
    EXPECT_LE(read.size(), 166u);
}

TEST(Recorder, addresses_are_as_each_model_wants_them)
{
    struct Row {
        const char *model, *track, *url;
    };
    const Row table[] = {
        {"hikvision", "rtsp://h/Streaming/tracks/101", "rtsp://h/Streaming/tracks/101?starttime=20261122T200000Z&endtime=20261122T200101Z"},
        {"hikvision-utc", "rtsp://h/Streaming/tracks/101", "rtsp://h/Streaming/tracks/101?starttime=20261122T120000Z&endtime=20261122T120101Z"},
        {"dahua", "rtsp://h/cam/playback?channel=1&subtype=0",
         "rtsp://h/cam/playback?channel=1&subtype=0&starttime=2026_11_22_20_00_00&endtime=2026_11_22_20_01_01"},
        {"uniview", "rtsp://h/c1", "rtsp://h/c1/b1795348800/e1795348861/replay/"},
        {"clock", "rtsp://h/camera1", "rtsp://h/camera1?start=2026-11-22T12:00:00Z&end=2026-11-22T12:01:01Z"},
    };
    for (const Row& row : table)
        EXPECT_EQ(recorder_url({find_recorder_model(row.model), row.track, 8h, {}}, {noon + 300ms, noon + 60s + 1us}), row.url) << row.model;
    EXPECT_EQ(recorder_models().size(), std::size(table)) << "each has its row here";
    EXPECT_EQ(find_recorder_model("none"), nullptr);
}

class RealRecorder : public testing::Test {
protected:
    void TearDown() override { EXPECT_TRUE(wait_for_reaper(30s)); }
};

TEST_F(RealRecorder, what_it_describes_is_played_and_has_the_times_asked_for)
{
    // The server knows no times; it stands for a recorder that has everything.
    static constexpr RecorderModel model{"any", "{track}", "%Y", RecorderTime::utc, ""};
    CameraProcess cameras({"1"});
    ASSERT_FALSE(cameras.url().empty());
    auto recorder = std::make_shared<RecorderPast>(Recorder{&model, cameras.url(), 8h, {}});
    auto archive = std::make_shared<Archive>(std::vector<std::shared_ptr<Past>>{recorder}, true);
    const PastView view = archive->look({noon, noon + 1min});
    ASSERT_EQ(view.spans.size(), 1u);
    EXPECT_TRUE(view.spans[0].is_promised);
    EXPECT_TRUE(view.gaps.empty());
    Replay replay({.name = "1", .archive = archive, .range = {noon, noon + 1min}, .start = noon + 10s});
    replay.want({.width = 320, .height = 180});
    EXPECT_TRUE(until([&] { return replay.status().at > noon + 11s; }));
    EXPECT_LT(replay.status().at, noon + 40s);
}

TEST_F(RealRecorder, no_recording_and_no_answer_are_told_apart)
{
    std::mutex mutex;
    std::string asked;
    LocalServer empty([&](Client& client) {
        for (int i = 1; i <= 2 && !client.is_over(); ++i) {
            const std::string request = client.receive_until("\r\n\r\n");
            if (request.empty())
                return;
            {
                std::lock_guard lock(mutex);
                asked += request;
            }
            client.send((request.starts_with("OPTIONS") ? "RTSP/1.0 200 OK\r\nCSeq: " : "RTSP/1.0 404 Not Found\r\nCSeq: ") + std::to_string(i) + "\r\n\r\n");
        }
    });
    const std::string host = "rtsp://127.0.0.1:" + std::to_string(empty.port());
    Archive archive({std::make_shared<RecorderPast>(Recorder{find_recorder_model("dahua"), host + "/cam/playback?channel=1&subtype=0", 8h, {}})}, true);
    PastView view = archive.look({noon, noon + 1min});
    EXPECT_TRUE(view.spans.empty());
    ASSERT_EQ(view.gaps.size(), 1u);
    EXPECT_EQ(view.gaps[0].why.back(), (std::pair{PastPlace::recorder, Missing::no_recording}));
    {
        std::lock_guard lock(mutex);
        EXPECT_NE(asked.find("starttime=2026_11_22_20_00_00&endtime=2026_11_22_20_01_00"), std::string::npos) << asked;
    }
    Archive away({std::make_shared<RecorderPast>(Recorder{find_recorder_model("dahua"), "rtsp://127.0.0.1:" + std::to_string(closed_port()) + "/x?a=1", 8h, {}})}, true);
    view = away.look({noon, noon + 1min});
    ASSERT_EQ(view.gaps.size(), 1u);
    EXPECT_EQ(view.gaps[0].why.back(), (std::pair{PastPlace::recorder, Missing::recorder_failed}));
    EXPECT_FALSE(view.gaps[0].detail.empty());
}

}
