#include "console/wall/camera_masks.h"
#include "console/wall/views.h"

#include <gtest/gtest.h>

namespace {

TEST(WallViews, come_back_from_the_settings)
{
    data::World world;
    const console::WallView view{.tiles = 6, .numbers = {217, 0, 31, 0, 0, 118}};
    world.settings[console::wall_view_key("night north")] = console::text_from_wall_view(view);
    world.settings["wall.view.removed"] = "";
    world.settings["wall.view.newer"] = "17 1 2";
    world.settings["workspace.name"] = "x";
    EXPECT_EQ(console::wall_view_names(world), std::vector<std::string>{"night north"});
    const auto found = console::find_wall_view(world, "night north");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->tiles, 6);
    EXPECT_EQ(found->numbers, view.numbers);
}

TEST(WallViews, name_the_tiles_where_incidents_may_appear)
{
    const console::WallView view{.tiles = 4, .numbers = {217, 0, 31, 0}, .hot = {2, 4}};
    EXPECT_EQ(console::text_from_wall_view(view), "4 217 0 31 0 hot 2 4");
    const auto found = console::wall_view_from_text("4 217 0 31 0 hot 2 4");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->hot, view.hot);
    EXPECT_EQ(found->numbers, view.numbers);
}

TEST(WallViews, refuse_what_is_none)
{
    for (const char* text : {"", "16 a", "5 1", "1 1 2", "-4", "4 1 2 3 4 5", "4 1 hot 5", "4 1 hot x", "4 hot 1 hot 2"})
        EXPECT_FALSE(console::wall_view_from_text(text)) << text;
}

TEST(CameraMasks, come_back_from_the_settings)
{
    data::World world;
    const data::CameraId camera{12};
    EXPECT_EQ(console::masks_from_text(console::camera_mask_text(world, camera)), nullptr);
    world.settings[console::camera_mask_key(camera)] = "0,0 0.5,0 0.5,0.25; 0.1,0.1 0.2,0.1 0.2,0.3 0.1,0.3";
    const auto masks = console::masks_from_text(console::camera_mask_text(world, camera));
    ASSERT_TRUE(masks);
    ASSERT_EQ(masks->size(), 2u);
    EXPECT_EQ((*masks)[0], *console::mask_from_text("0,0 0.5,0 0.5,0.25"));
    EXPECT_EQ(console::text_from_mask((*masks)[1]), "0.1,0.1 0.2,0.1 0.2,0.3 0.1,0.3");
}

TEST(CameraMasks, what_cannot_be_read_hides_everything)
{
    const auto masks = console::masks_from_text("0,0 1,1");
    ASSERT_TRUE(masks);
    EXPECT_EQ((*masks)[0].size(), 4u);
    for (const char* text : {"", "0,0 1,0", "0,0 1,0 2,0", "0,0 1,0 a,0", "0,0 1,0 nan,0", "0;0 1;0 0;1"})
        EXPECT_FALSE(console::mask_from_text(text)) << text;
}

}
