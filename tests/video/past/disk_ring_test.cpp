#include "video/past/disk_ring.h"

#include "video/past/memory_past.h"
#include "video/past/packet_ring.h"
#include "video/stream/stream.h"

#include "tests/video/camera_process.h"
#include "tests/video/test_clip.h"
#include "tests/video/until.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

using namespace video;
using namespace video_test;
using namespace std::chrono_literals;

namespace {

const SystemTime first_hour = std::chrono::floor<std::chrono::hours>(std::chrono::system_clock::now());

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> all;
    if (std::filesystem::exists(folder))
        for (const auto& file : std::filesystem::directory_iterator(folder))
            all.push_back(file.path());
    std::ranges::sort(all);
    return all;
}

class RealDiskRing : public testing::Test {
protected:
    void SetUp() override { make_clip(folder / "clip.mp4", 100, 10); }
    void TearDown() override { EXPECT_TRUE(wait_for_reaper(30s)); }

    /// As if a camera had sent so many rounds of the clip of ten seconds.
    void feed(DiskRing& disk, const std::string& camera, SystemTime from, int rounds, int stream = 0)
    {
        PacketRing ring;
        ring.set_follower(disk.follower(camera, stream));
        for (int i = 0; i < rounds; ++i)
            fill_ring(ring, folder / "clip.mp4", from + i * 10s);
        disk.flush();
    }
    Folder folder;
    DiskRingLimits limits{.span = 60s, .segment = 10s};
};

TEST_F(RealDiskRing, keeps_the_last_minutes_and_no_more)
{
    DiskRing disk(folder / "ring", limits);
    feed(disk, "217", first_hour, 20);
    const auto kept = files_in(folder / "ring/217");
    EXPECT_GE(kept.size(), 6u);
    EXPECT_LE(kept.size(), 8u);
    Archive archive({disk.past("217")});
    const PastView view = archive.look({first_hour, first_hour + 200s});
    ASSERT_EQ(view.spans.size(), 1u);
    EXPECT_EQ(view.spans[0].place, PastPlace::disk);
    EXPECT_LE(view.spans[0].time.from, first_hour + 140s);
    EXPECT_GE(view.spans[0].time.from, first_hour + 110s);
    EXPECT_GE(view.spans[0].time.to, first_hour + 198s) << "the file being written counts, too";
    EXPECT_EQ(disk.figures().fault, "");
    EXPECT_EQ(disk.figures().lost, 0u);
}

TEST_F(RealDiskRing, the_size_goes_before_the_time)
{
    feed(*std::make_unique<DiskRing>(folder / "one", limits), "217", first_hour, 2);
    const auto first = files_in(folder / "one/217");
    ASSERT_FALSE(first.empty());
    limits.bytes = std::filesystem::file_size(first.front()) * 3;
    DiskRing disk(folder / "ring", limits);
    feed(disk, "217", first_hour, 3);
    disk.finish("217");
    feed(disk, "31", first_hour + 30s, 6);
    disk.finish("31");
    disk.flush();
    EXPECT_LE(disk.figures().bytes, limits.bytes);
    EXPECT_FALSE(files_in(folder / "ring/31").empty());
    EXPECT_TRUE(files_in(folder / "ring/217").empty()) << "the oldest go first";
}

TEST_F(RealDiskRing, survives_a_restart_and_a_power_cut)
{
    {
        DiskRing disk(folder / "ring", limits);
        feed(disk, "217", first_hour, 3);
        // A power cut: the files as they lie there while the last one is being written.
        std::filesystem::copy(folder / "ring", folder / "cut", std::filesystem::copy_options::recursive);
    }
    for (const char* name : {"ring", "cut"}) {
        DiskRing again(folder / name, limits);
        again.flush();
        Archive archive({again.past("217")});
        const PastView view = archive.look({first_hour, first_hour + 60s});
        ASSERT_EQ(view.spans.size(), 1u) << name;
        EXPECT_EQ(view.spans[0].time.from, first_hour) << name;
        EXPECT_GE(view.spans[0].time.to, first_hour + 27s) << name;
        feed(again, "217", first_hour + 40s, 1);
        EXPECT_EQ(archive.look({first_hour, first_hour + 60s}).spans.size(), 2u) << name;
    }
}

TEST_F(RealDiskRing, forgets_cameras_that_nobody_guards_and_leaves_other_files_alone)
{
    std::filesystem::create_directories(folder / "ring/9");
    std::ofstream(folder / "ring/9/20200101T000000.000000Z.mkv") << "old";
    std::ofstream(folder / "ring/9/letter.txt") << "not ours";
    std::ofstream(folder / "ring/letter.txt") << "not ours";
    DiskRing disk(folder / "ring", limits);
    feed(disk, "217", first_hour, 1);
    EXPECT_EQ(files_in(folder / "ring/9"), (std::vector{folder / "ring/9/letter.txt"}));
    EXPECT_TRUE(std::filesystem::exists(folder / "ring/letter.txt"));
}

TEST_F(RealDiskRing, one_of_two_streams_is_written)
{
    DiskRing disk(folder / "ring", limits);
    PacketRing main, sub;
    main.set_follower(disk.follower("217", 0));
    sub.set_follower(disk.follower("217", 1));
    for (int i = 0; i < 3; ++i) {
        fill_ring(main, folder / "clip.mp4", first_hour + i * 10s);
        fill_ring(sub, folder / "clip.mp4", first_hour + i * 10s);
    }
    fill_ring(sub, folder / "clip.mp4", first_hour + 40s);
    disk.flush();
    EXPECT_EQ(files_in(folder / "ring/217").size(), 4u);
}

TEST_F(RealDiskRing, a_disk_that_takes_nothing_is_said)
{
    std::ofstream(folder / "ring") << "a file where the folder should be";
    DiskRing disk(folder / "ring", limits);
    feed(disk, "217", first_hour, 1);
    EXPECT_NE(disk.figures().fault, "");
}

TEST_F(RealDiskRing, a_guarded_camera_is_written_without_being_decoded)
{
    CameraProcess cameras({"1"});
    ASSERT_FALSE(cameras.url().empty());
    limits.segment = 2s;
    auto ring = std::make_shared<PacketRing>();
    DiskRing disk(folder / "ring", limits);
    ring->set_follower(disk.follower("1", 0));
    Stream stream({.name = "1", .url = cameras.url(), .sink = ring});
    stream.want({.width = 0, .height = 0});
    EXPECT_TRUE(until([&] { return files_in(folder / "ring/1").size() >= 3; }));
    EXPECT_EQ(stream.slot().take(), nullptr);
    EXPECT_EQ(stream.status().state, State::live);
    disk.flush();
    Archive archive({disk.past("1")});
    const auto now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    const PastView view = archive.look({now - 1min, now});
    ASSERT_EQ(view.spans.size(), 1u);
    EXPECT_GT(view.spans[0].time.to - view.spans[0].time.from, 3s);
}

}
