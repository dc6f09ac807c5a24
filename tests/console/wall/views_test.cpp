#include "console/wall/camera_masks.h"
#include "console/wall/views.h"

#include <gtest/gtest.h>

namespace {

TEST(WallViews, are_found_by_name)
{
    data::World world;
    const data::WallView view{.id = {1}, .name = "night north", .tiles = 6, .numbers = {217, 0, 31, 0, 0, 118}, .hot = {2}};
    world.setup.wall_views = data::frozen(std::vector<data::WallView>{{.id = {2}, .name = "newer", .tiles = 17, .numbers = {1, 2}}, view});
    EXPECT_EQ(console::wall_view_names(world), std::vector<std::string>{"night north"}) << "what this wall can show";
    EXPECT_FALSE(console::find_wall_view(world, "newer"));
    EXPECT_FALSE(console::find_wall_view(world, "night"));
    const auto found = console::find_wall_view(world, "night north");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->tiles, 6);
    EXPECT_EQ(found->numbers, view.numbers);
}

TEST(WallViews, are_said_in_the_log)
{
    EXPECT_EQ(console::words_of(data::WallView{.tiles = 4, .numbers = {217, 0, 31, 0}, .hot = {2, 4}}), "cameras=217 31");
    EXPECT_EQ(console::words_of(data::WallView{.tiles = 1, .numbers = {217}}), "cameras=217");
}

TEST(CameraMasks, reach_the_streams_as_they_are)
{
    data::World world;
    const data::CameraId camera{12};
    EXPECT_EQ(console::masks_for_video(console::camera_masks(world, camera)), nullptr);
    world.setup.masks = data::frozen(std::vector<data::CameraMasks>{{camera, {*console::mask_from_text("0,0 0.5,0 0.5,0.25"), *console::mask_from_text("0.1,0.1 0.2,0.1 0.2,0.3 0.1,0.3")}}});
    const auto masks = console::masks_for_video(console::camera_masks(world, camera));
    ASSERT_TRUE(masks);
    ASSERT_EQ(masks->size(), 2u);
    EXPECT_EQ((*masks)[0], (video::MaskPolygon{{0, 0}, {0.5, 0}, {0.5, 0.25}}));
    EXPECT_EQ(console::text_from_masks(console::camera_masks(world, camera)), "0,0 0.5,0 0.5,0.25; 0.1,0.1 0.2,0.1 0.2,0.3 0.1,0.3");
}

TEST(CameraMasks, what_is_typed_is_one_or_none)
{
    EXPECT_EQ(console::text_from_mask(*console::mask_from_text(" 0,0 0.50,0 0.5,0.25")), "0,0 0.5,0 0.5,0.25");
    for (const char* text : {"", "0,0 1,0", "0,0 1,0 2,0", "0,0 1,0 a,0", "0,0 1,0 nan,0", "0;0 1;0 0;1"})
        EXPECT_FALSE(console::mask_from_text(text)) << text;
}

}
