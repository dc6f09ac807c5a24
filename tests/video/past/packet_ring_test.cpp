#include "video/past/packet_ring.h"

#include "tests/video/test_clip.h"
#include "video/ffmpeg.h"
#include "video/past/parameter_sets.h"

extern "C" {
#include <libavcodec/avcodec.h>
}

#include <gtest/gtest.h>

#include <cstring>

using namespace video;
using video_test::noon;
using namespace std::chrono_literals;

namespace {

using Parameters = std::unique_ptr<AVCodecParameters, void (*)(AVCodecParameters*)>;

Parameters parameters_of(AVCodecID id)
{
    Parameters made(avcodec_parameters_alloc(), [](AVCodecParameters* gone) { avcodec_parameters_free(&gone); });
    made->codec_type = AVMEDIA_TYPE_VIDEO;
    made->codec_id = id;
    return made;
}

/// A camera of ten pictures a second with a key frame each two seconds.
struct TenASecond {
    PacketRing& ring;
    std::size_t size = 1000;
    int frame = 0, key_every = 20;
    microseconds late{0};

    void put(const std::vector<std::uint8_t>& bytes = {})
    {
        PacketHandle packet = make_packet();
        check(av_new_packet(packet.get(), static_cast<int>(bytes.empty() ? size : bytes.size())), "make a packet");
        std::memset(packet->data, 0xAB, static_cast<std::size_t>(packet->size));
        std::copy(bytes.begin(), bytes.end(), packet->data);
        if (frame % key_every == 0)
            packet->flags |= AV_PKT_FLAG_KEY;
        const microseconds own = frame * 100ms;
        ring.put(*packet, {own, own + 200ms}, noon + own + late);
        ++frame;
    }
    void run(std::chrono::seconds time)
    {
        for (int i = 0; i < time.count() * 10; ++i)
            put();
    }
};

TEST(PacketRing, holds_the_last_seconds_from_a_key_frame_on)
{
    PacketRing ring({30s, 100 << 20});
    ring.begin(*parameters_of(AV_CODEC_ID_MPEG4), 1, 1.5);
    TenASecond camera{ring};
    camera.run(300s);
    const auto kept = ring.packets();
    ASSERT_FALSE(kept.empty());
    EXPECT_TRUE(kept.front().key);
    const auto span = kept.back().at - kept.front().at;
    EXPECT_GE(span, 30s);
    EXPECT_LE(span, 32s);
    EXPECT_EQ(kept.front().codec->quarter_turns, 1);
    EXPECT_EQ(kept.front().codec->pixel_aspect, 1.5);
    EXPECT_EQ(kept.back().packet->pts - kept.back().packet->dts, 200'000);
    EXPECT_EQ(kept.back().packet->dts, kept.back().at.time_since_epoch().count());
    EXPECT_EQ(ring.spans(), (std::vector<TimeSpan>{{kept.front().at, kept.back().at}}));
    EXPECT_EQ(ring.figures().packets, kept.size());
    EXPECT_FALSE(ring.figures().is_cut);
    EXPECT_EQ(ring.watched(), (std::vector<TimeSpan>{{noon, kept.back().at}}));
}

TEST(PacketRing, memory_goes_before_time_and_whole_intervals_go)
{
    constexpr std::size_t most = 100'000;
    PacketRing ring({30s, most});
    ring.begin(*parameters_of(AV_CODEC_ID_MPEG4), 0, 0);
    TenASecond camera{ring};
    for (int i = 0; i < 1000; ++i) {
        camera.put();
        ASSERT_LE(ring.figures().bytes, most);
        if (const auto kept = ring.packets(); !kept.empty()) {
            ASSERT_TRUE(kept.front().key);
        }
    }
    EXPECT_TRUE(ring.figures().is_cut);
    EXPECT_GT(ring.figures().packets, 20u);
    ring.set_limits({30s, 0});
    EXPECT_EQ(ring.figures().bytes, 0u);
    EXPECT_EQ(ring.figures().packets, 0u);
}

TEST(PacketRing, an_interval_beyond_the_memory_is_left_out_until_the_next_key_frame)
{
    PacketRing ring({30s, 15'000});
    ring.begin(*parameters_of(AV_CODEC_ID_MPEG4), 0, 0);
    TenASecond camera{ring};
    for (int i = 0; i < 19; ++i)
        camera.put();
    EXPECT_EQ(ring.figures().packets, 0u) << "half an interval without its key frame is worth nothing";
    camera.put();
    camera.put();
    ASSERT_EQ(ring.figures().packets, 1u);
    EXPECT_TRUE(ring.packets().front().key);
}

TEST(PacketRing, gives_out_from_the_key_frame_before)
{
    PacketRing ring;
    ring.begin(*parameters_of(AV_CODEC_ID_MPEG4), 0, 0);
    TenASecond camera{ring};
    camera.run(20s);
    const auto kept = ring.packets(noon + 7s, noon + 9s);
    ASSERT_FALSE(kept.empty());
    EXPECT_EQ(kept.front().at, noon + 6s);
    EXPECT_TRUE(kept.front().key);
    EXPECT_EQ(kept.back().at, noon + 9s);
    EXPECT_EQ(ring.packets(noon - 1h).front().at, noon);
    const auto newer = ring.packets_after(noon + 19s);
    ASSERT_EQ(newer.size(), 9u);
    EXPECT_EQ(newer.front().at, noon + 19s + 100ms);
}

TEST(PacketRing, starts_at_a_key_frame_and_survives_a_new_connection)
{
    PacketRing ring;
    ring.begin(*parameters_of(AV_CODEC_ID_H264), 0, 0);
    TenASecond camera{ring};
    camera.frame = 5;
    camera.run(4s);
    EXPECT_EQ(ring.packets().front().at, noon + 2s);
    // The camera dies and comes back ten seconds later with another codec.
    ring.begin(*parameters_of(AV_CODEC_ID_HEVC), 0, 0);
    camera.frame = 140;
    camera.run(2s);
    const auto kept = ring.packets();
    EXPECT_EQ(kept.front().codec->parameters->codec_id, AV_CODEC_ID_H264);
    EXPECT_EQ(kept.back().codec->parameters->codec_id, AV_CODEC_ID_HEVC);
    const auto spans = ring.spans();
    ASSERT_EQ(spans.size(), 2u);
    EXPECT_EQ(spans[1].from, noon + 14s);
    EXPECT_EQ(ring.watched().size(), 2u);
}

TEST(PacketRing, parameter_sets_sent_once_are_kept_with_what_follows)
{
    const std::vector<std::uint8_t> sets{0, 0, 0, 1, 0x67, 1, 2, 3, 0, 0, 0, 1, 0x68, 4, 5};
    std::vector<std::uint8_t> first = sets;
    first.insert(first.end(), {0, 0, 1, 0x65, 9, 9, 9});
    const std::vector<std::uint8_t> later{0, 0, 0, 1, 0x65, 9, 9, 9};
    PacketRing ring({5s, 10 << 20});
    ring.begin(*parameters_of(AV_CODEC_ID_H264), 0, 0);
    TenASecond camera{ring};
    camera.put(first);
    for (int i = 0; i < 200; ++i)
        camera.put(later);
    const auto kept = ring.packets();
    ASSERT_FALSE(kept.empty());
    EXPECT_GT(kept.front().at, noon + 10s);
    const AVCodecParameters& codec = *kept.front().codec->parameters;
    ASSERT_EQ(codec.extradata_size, static_cast<int>(sets.size()));
    EXPECT_TRUE(std::equal(sets.begin(), sets.end(), codec.extradata));
    // The picture changes its size: other sets, another decoder.
    std::vector<std::uint8_t> other = first;
    other[5] = 7;
    camera.frame = camera.key_every * 20;
    camera.put(other);
    EXPECT_NE(ring.packets().back().codec, kept.back().codec);
    EXPECT_EQ(ring.packets().back().codec->parameters->extradata[5], 7);
}

TEST(ParameterSets, are_found_before_the_first_picture_only)
{
    struct Row {
        const char* what;
        SetCodec codec;
        std::vector<std::uint8_t> bytes;
        std::size_t size; // of what is found
    };
    const Row table[] = {
        {"nothing", SetCodec::h264, {}, 0},
        {"a picture", SetCodec::h264, {0, 0, 0, 1, 0x41, 1, 2, 3}, 0},
        {"three-byte codes", SetCodec::h264, {0, 0, 1, 0x67, 1, 0, 0, 1, 0x68, 2, 0, 0, 1, 0x65, 3}, 12},
        {"only half of them", SetCodec::h264, {0, 0, 0, 1, 0x67, 1, 2, 0, 0, 0, 1, 0x65, 3}, 0},
        {"behind the picture", SetCodec::h264, {0, 0, 0, 1, 0x65, 1, 0, 0, 1, 0x67, 2, 0, 0, 1, 0x68, 3}, 0},
        {"h265", SetCodec::h265, {0, 0, 0, 1, 0x40, 1, 1, 0, 0, 0, 1, 0x42, 1, 2, 0, 0, 0, 1, 0x44, 1, 3, 0, 0, 1, 0x26, 1, 9}, 21},
        {"lengths instead of codes", SetCodec::h264, {0, 0, 4, 0x67, 1, 2, 3, 4}, 0},
    };
    for (const Row& row : table)
        EXPECT_EQ(find_parameter_sets(row.codec, row.bytes.data(), row.bytes.size()).size(), row.size) << row.what;
}

TEST(EvenTime, the_cameras_clock_gives_the_distances_and_ours_the_place)
{
    EvenTime even;
    for (int i = 0; i < 1000; ++i) {
        const SystemTime at = even(5h + i * 40ms, noon + i * 40ms + (i % 7) * 9ms);
        EXPECT_LT(std::chrono::abs(at - (noon + i * 40ms)), 60ms) << i;
    }
    // Its clock jumps: what came now was now.
    EXPECT_EQ(even(3h, noon + 41s), noon + 41s);
    EXPECT_EQ(even(3h + 40ms, noon + 41s + 70ms), noon + 41s + 40ms);
    // None: as they come, never twice the same time.
    EvenTime none;
    EXPECT_EQ(none({}, noon), noon);
    EXPECT_GT(none({}, noon), noon);
    // Ours is set back an hour.
    EXPECT_EQ(none({}, noon - 1h), noon - 1h);
}

}
