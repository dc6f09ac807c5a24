// The small last pictures of cameras: what may be kept, for how long, and what takes them away.

#include "console/wall/stills.h"

#include <gtest/gtest.h>

using namespace std::chrono_literals;
using console::Still, console::Stills;

namespace {

const data::TimePoint midday = data::TimePoint{} + std::chrono::hours(500000);
const data::CameraId gate_camera{7}, yard_camera{8};
const std::vector<data::MaskPolygon> half_masked{{{0, 0}, {1, 0}, {1, 0.5}, {0, 0.5}}};
using Masks = std::vector<data::CameraMasks>;

video::Frame grey_frame(int width, int height, video::PixelOrder order = video::PixelOrder::rgba)
{
    video::Frame frame;
    frame.width = width;
    frame.height = height;
    frame.order = order;
    for (int i = 0; i < width * height; ++i)
        frame.rgba.insert(frame.rgba.end(), {10, 20, 30, 255});
    return frame;
}

data::Fact loaded(const std::vector<data::CameraId>& cameras, Masks masks = {}, data::CameraStatus status = data::CameraStatus::in_use, const std::string& url = "rtsp://a/1")
{
    std::vector<data::Camera> rows;
    for (const data::CameraId id : cameras) {
        data::Camera camera;
        camera.id = id;
        camera.status = status;
        camera.main_url = url;
        rows.push_back(camera);
    }
    data::WorkspaceLoaded fact;
    fact.cameras = std::make_shared<const data::Table<data::Camera>>(std::move(rows));
    fact.setup.masks = data::frozen(std::move(masks));
    return fact;
}

TEST(Stills, are_small_and_keep_shape_and_colours)
{
    struct Row {
        int width, height, still_width, still_height;
    };
    for (const Row& row : {Row{1920, 1080, 160, 90}, Row{160, 90, 160, 90}, Row{64, 36, 64, 36}, Row{640, 480, 120, 90}, Row{90, 1600, 5, 90}, Row{3000, 3, 160, 1}})
        for (const auto order : {video::PixelOrder::rgba, video::PixelOrder::bgra}) {
            Stills stills;
            ASSERT_TRUE(stills.put(gate_camera, grey_frame(row.width, row.height, order), midday, {}));
            const Still* still = stills.find(gate_camera);
            ASSERT_TRUE(still);
            EXPECT_EQ(still->width, row.still_width) << row.width;
            EXPECT_EQ(still->height, row.still_height) << row.width;
            ASSERT_EQ(still->rgb.size(), static_cast<std::size_t>(row.still_width * row.still_height * 3));
            EXPECT_EQ(still->rgb[0], order == video::PixelOrder::rgba ? 10 : 30);
            EXPECT_EQ(still->rgb[2], order == video::PixelOrder::rgba ? 30 : 10);
            EXPECT_EQ(stills.bytes(), still->rgb.size());
        }
    EXPECT_FALSE(Stills().put(gate_camera, grey_frame(0, 0), midday, {}));
}

TEST(Stills, a_later_picture_takes_the_place_of_an_earlier_one_and_not_the_other_way)
{
    Stills stills;
    EXPECT_TRUE(stills.put(gate_camera, grey_frame(160, 90), midday, {}));
    const auto serial = stills.find(gate_camera)->serial;
    EXPECT_FALSE(stills.put(gate_camera, grey_frame(160, 90), midday - 1s, {})) << "what froze an hour ago is not what was seen since";
    EXPECT_EQ(stills.find(gate_camera)->serial, serial);
    EXPECT_TRUE(stills.put(gate_camera, grey_frame(160, 90), midday + 1s, {}));
    EXPECT_NE(stills.find(gate_camera)->serial, serial);
    EXPECT_EQ(stills.count(), 1U);
    EXPECT_EQ(stills.oldest(), midday + 1s);
}

TEST(Stills, the_oldest_goes_when_there_are_too_many)
{
    Stills stills(3);
    for (int i = 1; i <= 5; ++i)
        stills.put({i}, grey_frame(160, 90), midday + std::chrono::seconds(i == 1 ? 100 : i), {});
    EXPECT_EQ(stills.count(), 3U);
    EXPECT_TRUE(stills.find({1}));
    EXPECT_FALSE(stills.find({2}));
    EXPECT_FALSE(stills.find({3}));
    EXPECT_EQ(stills.oldest(), midday + 4s);
    EXPECT_EQ(stills.bytes(), 3U * 160 * 90 * 3);
}

TEST(Stills, none_outlives_the_masks_it_was_taken_under)
{
    Stills stills;
    stills.follow(loaded({gate_camera, yard_camera}));
    stills.put(gate_camera, grey_frame(160, 90), midday, {});
    stills.put(yard_camera, grey_frame(160, 90), midday, {});
    stills.follow(data::MasksSaved{data::frozen(Masks{{gate_camera, half_masked}})});
    EXPECT_FALSE(stills.find(gate_camera));
    EXPECT_TRUE(stills.find(yard_camera)) << "the other camera's stays";
    EXPECT_EQ(stills.masks_of(gate_camera), half_masked);
    // Asked before the mask came, or seen with it lifted.
    EXPECT_FALSE(stills.put(gate_camera, grey_frame(160, 90), midday + 1s, {}));
    EXPECT_TRUE(stills.put(gate_camera, grey_frame(160, 90), midday + 1s, half_masked));
    stills.follow(data::MasksSaved{data::frozen(Masks{{gate_camera, half_masked}, {{9}, half_masked}})});
    EXPECT_TRUE(stills.find(gate_camera));
    stills.follow(data::MasksSaved{data::frozen(Masks{})});
    EXPECT_FALSE(stills.find(gate_camera));
    EXPECT_FALSE(stills.put(gate_camera, grey_frame(160, 90), midday + 2s, half_masked));
}

TEST(Stills, a_list_read_again_takes_what_has_other_masks_or_is_gone)
{
    Stills stills;
    stills.follow(loaded({gate_camera, yard_camera}, {{yard_camera, half_masked}}));
    stills.put(gate_camera, grey_frame(160, 90), midday, {});
    stills.put(yard_camera, grey_frame(160, 90), midday, half_masked);
    stills.follow(loaded({gate_camera, yard_camera}, {{yard_camera, half_masked}}));
    EXPECT_EQ(stills.count(), 2U);
    stills.follow(loaded({gate_camera, yard_camera}, {{gate_camera, half_masked}, {yard_camera, half_masked}}));
    EXPECT_FALSE(stills.find(gate_camera)) << "another console masked it";
    stills.follow(loaded({gate_camera}));
    EXPECT_EQ(stills.count(), 0U);
    stills.put(gate_camera, grey_frame(160, 90), midday, {});
    stills.follow(loaded({gate_camera}, {}, data::CameraStatus::removed));
    EXPECT_EQ(stills.count(), 0U);
    stills.follow(loaded({gate_camera}));
    stills.put(gate_camera, grey_frame(160, 90), midday, {});
    stills.follow(loaded({gate_camera}, {}, data::CameraStatus::in_use, "rtsp://b/1"));
    EXPECT_EQ(stills.count(), 0U) << "another device";
    stills.put(gate_camera, grey_frame(160, 90), midday, {});
    stills.follow(data::WorkspaceClosed{});
    EXPECT_EQ(stills.count(), 0U);
    EXPECT_EQ(stills.bytes(), 0U);
    EXPECT_EQ(stills.oldest(), data::TimePoint{});
}

}
