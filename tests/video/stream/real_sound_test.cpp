// The sound of cameras: kept beside their pictures from a real server to the clip, and never taken for a sign of life.

#include "video/evidence/evidence.h"
#include "video/past/clip_writer.h"
#include "video/past/disk_ring.h"
#include "video/past/folder_past.h"
#include "video/past/memory_past.h"
#include "video/past/packet_ring.h"
#include "video/stream/source_table.h"
#include "video/stream/stream.h"

#include "tests/video/camera_process.h"
#include "tests/video/states.h"
#include "tests/video/test_clip.h"
#include "tests/video/until.h"

extern "C" {
#include <libavcodec/avcodec.h>
}

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>

using namespace video;
using namespace video_test;
using namespace std::chrono_literals;

namespace {

SystemTime now() { return std::chrono::floor<microseconds>(std::chrono::system_clock::now()); }

/// What a file holds, read to its end.
struct Held {
    int pictures = 0, sounds = 0;
    std::string sound;
    double pictures_s = 0, sound_s = 0, sound_begins_s = 0;
    bool is_even = true; // no packet of sound before the one before it
};
Held read_file(const std::filesystem::path& path)
{
    Held held;
    const auto opened = open_source({.address = file_address(path.string()), .with_sound = true});
    PacketSource& source = *opened;
    if (source.sound())
        held.sound = avcodec_get_name(source.sound()->codec_id);
    const PacketHandle packet = make_packet();
    std::optional<microseconds> first, last;
    microseconds first_picture{0}, last_picture{0};
    while (source.read(*packet)) {
        const microseconds at = *source.timestamp(*packet);
        if (source.is_sound(*packet)) {
            ++held.sounds;
            held.is_even = held.is_even && (!last || at > *last);
            first = first.value_or(at);
            last = at;
        } else {
            if (held.pictures++ == 0)
                first_picture = at;
            last_picture = at;
        }
    }
    const auto seconds = [](microseconds time) { return std::chrono::duration<double>(time).count(); };
    held.pictures_s = seconds(last_picture - first_picture);
    if (first) {
        held.sound_s = seconds(*last - *first);
        held.sound_begins_s = seconds(*first - first_picture);
    }
    return held;
}

std::shared_ptr<const AVCodecParameters> g711()
{
    std::shared_ptr<AVCodecParameters> made(avcodec_parameters_alloc(), [](AVCodecParameters* gone) { avcodec_parameters_free(&gone); });
    made->codec_type = AVMEDIA_TYPE_AUDIO;
    made->codec_id = AV_CODEC_ID_PCM_ALAW;
    made->sample_rate = 8000;
    made->ch_layout.nb_channels = 1;
    return made;
}

/// Ten pictures and ten packets of sound a second; the sound comes 30 ms before its picture and is called 30 ms later.
struct Microphone {
    PacketRing& ring;
    int at = 0;

    void begin()
    {
        std::shared_ptr<AVCodecParameters> picture(avcodec_parameters_alloc(), [](AVCodecParameters* gone) { avcodec_parameters_free(&gone); });
        picture->codec_type = AVMEDIA_TYPE_VIDEO;
        picture->codec_id = AV_CODEC_ID_MPEG4;
        ring.begin(*picture, 0, 0);
        ring.begin_sound(*g711());
    }
    void put(bool picture, bool sound)
    {
        const microseconds own = at * 100ms;
        if (sound)
            ring.put_sound(*packet(800, false), {own, own}, noon + own + 30ms);
        if (picture)
            ring.put(*packet(1000, at % 20 == 0), {own, own}, noon + own);
        ++at;
    }
    static PacketHandle packet(int size, bool key)
    {
        PacketHandle made = make_packet();
        check(av_new_packet(made.get(), size), "make a packet");
        std::memset(made->data, 0xD5, static_cast<std::size_t>(size));
        made->flags = key ? AV_PKT_FLAG_KEY : 0;
        return made;
    }
};

TEST(PacketRingSound, lies_by_its_time_and_goes_with_its_pictures)
{
    PacketRing ring({5s, 10 << 20});
    Microphone camera{ring};
    camera.begin();
    for (int i = 0; i < 200; ++i)
        camera.put(true, true);
    const auto kept = ring.packets();
    EXPECT_TRUE(std::ranges::is_sorted(kept, {}, &KeptPacket::at));
    EXPECT_TRUE(kept.front().key);
    const auto sounds = std::ranges::count_if(kept, &KeptPacket::is_sound);
    EXPECT_NEAR(static_cast<double>(sounds), static_cast<double>(kept.size()) / 2, 1);
    EXPECT_LE(kept.back().at - kept.front().at, 7s + 100ms);
    EXPECT_EQ(ring.figures().to, noon + 19s + 900ms) << "the last picture, not the sound behind it";
    ring.set_limits({5s, 20'000});
    EXPECT_LE(ring.figures().bytes, 20'000u) << "sound counts as memory";
}

TEST(PacketRingSound, without_pictures_it_is_nothing)
{
    PacketRing ring;
    Microphone camera{ring};
    camera.begin();
    for (int i = 0; i < 50; ++i)
        camera.put(false, true);
    EXPECT_EQ(ring.figures().packets, 0u);
    EXPECT_TRUE(ring.watched().empty());
    camera.at = 60;
    for (int i = 0; i < 100; ++i)
        camera.put(true, true);
    for (int i = 0; i < 600; ++i)
        camera.put(false, true);
    const TimeSpan pictures{noon + 6s, noon + 15s + 900ms};
    EXPECT_EQ(ring.spans(), (std::vector<TimeSpan>{pictures}));
    EXPECT_EQ(ring.watched(), (std::vector<TimeSpan>{pictures}));
    EXPECT_LE(ring.packets().back().at, pictures.to + kept_gap) << "a minute of sound after the picture died takes no memory";
    EXPECT_EQ(ring.figures().to, pictures.to);
}

struct Coding {
    const char *asked, *named, *ending;
};
void PrintTo(const Coding& coding, std::ostream* out) { *out << coding.asked; }

class RealSound : public testing::TestWithParam<Coding> {
protected:
    void TearDown() override { EXPECT_TRUE(wait_for_reaper(30s)); }
    Folder folder;
};

TEST_P(RealSound, is_kept_from_the_camera_to_the_clip)
{
    CameraProcess cameras({"1", "--sound", GetParam().asked, "--fps", "25"});
    ASSERT_FALSE(cameras.url().empty());
    auto ring = std::make_shared<PacketRing>();
    DiskRing disk(folder / "ring", {.span = 60s, .segment = 2s});
    ring->set_follower(disk.follower("1", 0));
    const SystemTime began = now();
    {
        Stream stream({.name = "1", .url = cameras.url(), .sink = ring, .keep_sound = true});
        stream.want({.width = 0, .height = 0});
        ASSERT_TRUE(until([&] { return ring->figures().to - ring->figures().from > 7s; }));
        EXPECT_EQ(stream.status().state, State::live);
    }
    disk.finish("1"); // its last second may lie in no whole piece of the file yet
    disk.flush();
    const auto figures = ring->figures();
    const auto memory = std::make_shared<MemoryPast>(std::vector<std::shared_ptr<const PacketRing>>{ring}, began, now());
    const Masks masks = std::make_shared<std::vector<MaskPolygon>>(std::vector<MaskPolygon>{{{0, 0}, {1, 0}, {1, 0.45}, {0, 0.45}}});
    struct Row {
        const char* what;
        std::shared_ptr<Past> past;
        SystemTime from;
        Masks masks;
    };
    const Row table[] = {
        {"memory", memory, figures.from, nullptr},
        {"masked", memory, figures.from, masks},
        {"disk", disk.past("1"), figures.from + 4s, nullptr}, // the first file began before anything was heard
    };
    for (const Row& row : table) {
        Archive past({row.past});
        const SavedClip clip = save_clip(past, {row.from, figures.to}, row.masks, folder / (std::string(row.what) + ".mp4"));
        EXPECT_EQ(clip.path.extension(), GetParam().ending) << row.what;
        EXPECT_EQ(clip.sound, GetParam().named) << row.what;
        EXPECT_FALSE(clip.is_cut) << row.what;
        EXPECT_EQ(clip.is_coded_anew, row.masks != nullptr) << row.what;
        const Held held = read_file(clip.path);
        EXPECT_EQ(held.sound, GetParam().named) << row.what;
        EXPECT_EQ(held.pictures, clip.pictures) << row.what;
        EXPECT_GT(held.pictures_s, 2) << row.what;
        EXPECT_NEAR(held.sound_s, held.pictures_s, 0.6) << row.what;
        EXPECT_LT(std::abs(held.sound_begins_s), 0.5) << row.what;
        EXPECT_TRUE(held.is_even) << row.what;
    }
    Archive past({memory});
    const SavedClip without = save_clip(past, {figures.from, figures.to}, nullptr, folder / "without.mp4", false);
    EXPECT_EQ(without.path.extension(), ".mp4");
    EXPECT_EQ(without.sound, "");
    EXPECT_EQ(read_file(without.path).sounds, 0);
}

INSTANTIATE_TEST_SUITE_P(Codings, RealSound, testing::Values(Coding{"pcma", "pcm_alaw", ".mkv"}, Coding{"pcmu", "pcm_mulaw", ".mkv"}, Coding{"aac", "aac", ".mp4"}),
                         [](const auto& info) { return std::string(info.param.asked); });

class RealSoundOf : public testing::Test {
protected:
    void TearDown() override { EXPECT_TRUE(wait_for_reaper(30s)); }
};

TEST_F(RealSoundOf, a_dead_picture_is_no_sign_of_life)
{
    for (const int width : {0, 160}) { // guarded, and on the screen
        CameraProcess cameras({"1", "--sound", "pcma", "--fps", "25", "--fault", "silent", "--on-signal"});
        ASSERT_FALSE(cameras.url().empty());
        auto ring = std::make_shared<PacketRing>();
        Stream stream({.name = "1", .url = cameras.url(), .sink = ring, .keep_sound = true});
        stream.want({.width = width, .height = width * 9 / 16});
        ASSERT_TRUE(reaches(stream, State::live));
        ASSERT_TRUE(until([&] { return std::ranges::any_of(ring->packets(), &KeptPacket::is_sound); }));
        cameras.begin_fault();
        const auto began = std::chrono::steady_clock::now();
        EXPECT_TRUE(reaches(stream, State::frozen, Cause::no_packets)) << width;
        std::printf("picture stops, sound goes on, %s: frozen after %.2f s\n", width ? "shown" : "guarded",
                    std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
        // … and given up like any other that falls silent.
        EXPECT_TRUE(until([&] { return stream.status().state == State::retrying && stream.status().cause == Cause::no_packets; })) << width;
    }
}

TEST_F(RealSoundOf, a_camera_that_refuses_its_sound_is_watched_without)
{
    CameraProcess cameras({"1", "--sound", "pcma", "--fault", "mute"});
    ASSERT_FALSE(cameras.url().empty());
    auto ring = std::make_shared<PacketRing>();
    Stream stream({.name = "1", .url = cameras.url(), .sink = ring, .keep_sound = true});
    stream.want({.width = 160, .height = 90});
    EXPECT_TRUE(reaches(stream, State::live));
    EXPECT_TRUE(until([&] { return ring->figures().packets > 10; }));
    EXPECT_TRUE(std::ranges::none_of(ring->packets(), &KeptPacket::is_sound));
}

TEST_F(RealSoundOf, who_does_not_ask_gets_none)
{
    CameraProcess cameras({"1", "--sound", "aac"});
    ASSERT_FALSE(cameras.url().empty());
    auto ring = std::make_shared<PacketRing>();
    Stream stream({.name = "1", .url = cameras.url(), .sink = ring});
    EXPECT_TRUE(reaches(stream, State::live));
    EXPECT_TRUE(until([&] { return ring->figures().packets > 10; }));
    EXPECT_TRUE(std::ranges::none_of(ring->packets(), &KeptPacket::is_sound));
}

}
