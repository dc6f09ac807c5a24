#include "video/past/replay.h"

#include "video/past/memory_past.h"
#include "video/stream/stream.h"

#include "tests/video/test_clip.h"
#include "tests/video/until.h"

#include <gtest/gtest.h>

using namespace video;
using namespace video_test;
using namespace std::chrono_literals;

namespace {

constexpr int pictures = 100, per_s = 10;

class RealReplay : public testing::Test {
protected:
    void SetUp() override
    {
        make_clip(folder / "clip.mp4", pictures, per_s);
        ring = std::make_shared<PacketRing>();
        fill_ring(*ring, folder / "clip.mp4", noon);
    }
    void TearDown() override { EXPECT_TRUE(wait_for_reaper(30s)); }

    ReplayOptions options(SystemTime at, bool paused)
    {
        auto memory = std::make_shared<MemoryPast>(std::vector<std::shared_ptr<const PacketRing>>{ring}, noon, noon + 20s);
        return {.name = "1", .archive = std::make_shared<Archive>(std::vector<std::shared_ptr<Past>>{memory}), .range = {noon, noon + 10s}, .start = at, .paused = paused};
    }
    /// The frame shown once the replay stands at `at`.
    static std::shared_ptr<const Frame> shown(Replay& replay, SystemTime at)
    {
        std::shared_ptr<const Frame> frame;
        EXPECT_TRUE(until([&] {
            if (auto next = replay.slot().take())
                frame = std::move(next);
            return frame && frame->arrived == at && replay.status().at == at && !replay.status().is_looking;
        })) << "stands at " << (replay.status().at - noon).count() << " µs";
        return frame;
    }

    Folder folder;
    std::shared_ptr<PacketRing> ring;
};

TEST_F(RealReplay, shows_the_picture_of_the_instant_and_steps_both_ways)
{
    Replay replay(options(noon + 4s + 50ms, true));
    replay.want({.width = clip_width, .height = clip_height});
    auto frame = shown(replay, noon + 4s);
    ASSERT_TRUE(frame);
    EXPECT_EQ(picture_number(*frame), 40 % bar_places);
    struct Row {
        int steps;
        int picture;
    };
    for (const Row row : {Row{1, 41}, Row{3, 44}, Row{-1, 43}, Row{-20, 23}, Row{-1, 22}, Row{2, 24}, Row{-30, 0}, Row{1, 1}}) {
        replay.step(row.steps);
        frame = shown(replay, noon + row.picture * 100ms);
        ASSERT_TRUE(frame);
        EXPECT_EQ(picture_number(*frame), row.picture % bar_places) << row.picture;
    }
    replay.seek(noon + 9s + 990ms);
    frame = shown(replay, noon + 9s + 900ms);
    ASSERT_TRUE(frame);
    EXPECT_EQ(picture_number(*frame), 99 % bar_places);
    EXPECT_TRUE(replay.status().is_paused);
}

TEST_F(RealReplay, plays_to_the_end_and_stands_there)
{
    Replay replay(options(noon, false));
    replay.want({.width = clip_width, .height = clip_height});
    replay.play(8);
    EXPECT_TRUE(until([&] { return replay.status().is_ended; }));
    EXPECT_EQ(replay.status().at, noon + 9s + 900ms);
    EXPECT_EQ(replay.status().speed, 8);
    // Back to the middle: it goes on from there.
    replay.seek(noon + 9s);
    EXPECT_TRUE(until([&] { return !replay.status().is_ended && replay.status().at >= noon + 9s; }));
    EXPECT_TRUE(until([&] { return replay.status().is_ended; }));
}

TEST_F(RealReplay, what_it_reads_stays_while_the_ring_goes_on)
{
    Replay replay(options(noon + 1s, true));
    replay.want({.width = clip_width, .height = clip_height});
    ASSERT_TRUE(shown(replay, noon + 1s));
    ring->set_limits({30s, 0});
    EXPECT_EQ(ring->figures().packets, 0u);
    replay.step(1);
    EXPECT_TRUE(shown(replay, noon + 1s + 100ms));
}

TEST_F(RealReplay, a_masked_pixel_is_in_no_picture_of_it)
{
    auto made = options(noon, true);
    auto masks = std::make_shared<std::vector<MaskPolygon>>(std::vector<MaskPolygon>{{{0, 0}, {1, 0}, {1, 0.45}, {0, 0.45}}});
    made.wanted = {.width = clip_width, .height = clip_height, .masks = masks};
    Replay replay(made);
    for (int i = 0; i < 25; ++i) {
        const auto frame = shown(replay, noon + i * 100ms);
        ASSERT_TRUE(frame);
        for (int x = 0; x < clip_width; ++x) {
            const std::uint8_t green = frame->rgba[(static_cast<std::size_t>(clip_height / 4) * clip_width + static_cast<std::size_t>(x)) * 4 + 1];
            ASSERT_TRUE(green == 0x7F || green == 0x6D) << "picture " << i << ", " << x;
        }
        replay.step(1);
    }
}

TEST_F(RealReplay, says_what_there_is_and_why_the_rest_is_not)
{
    auto made = options(noon + 5s, true);
    made.range = {noon - 60s, noon + 60s};
    auto memory = std::make_shared<MemoryPast>(std::vector<std::shared_ptr<const PacketRing>>{ring}, noon - 10s, noon + 20s);
    made.archive = std::make_shared<Archive>(std::vector<std::shared_ptr<Past>>{memory});
    Replay replay(made);
    ASSERT_TRUE(until([&] { return replay.status().view != nullptr; }));
    const auto view = replay.status().view;
    ASSERT_EQ(view->spans.size(), 1u);
    EXPECT_EQ(view->spans[0].time, (TimeSpan{noon, noon + 9s + 900ms}));
    ASSERT_EQ(view->gaps.size(), 2u);
    using Why = std::vector<std::pair<PastPlace, Missing>>;
    EXPECT_EQ(view->gaps[0].why, (Why{{PastPlace::memory, Missing::before_start}, {PastPlace::recorder, Missing::no_recorder}}));
    EXPECT_EQ(view->gaps[1].why, (Why{{PastPlace::memory, Missing::not_yet}, {PastPlace::recorder, Missing::no_recorder}}));
}

TEST_F(RealReplay, where_nothing_is_it_ends_without_a_picture)
{
    auto made = options(noon, false);
    made.archive = std::make_shared<Archive>(std::vector<std::shared_ptr<Past>>{}, true);
    Replay replay(made);
    EXPECT_TRUE(until([&] { return replay.status().is_ended; }));
    EXPECT_EQ(replay.status().at, SystemTime{});
    ASSERT_TRUE(replay.status().view);
    EXPECT_EQ(replay.status().view->gaps.size(), 1u);
}

}
