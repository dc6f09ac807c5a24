#include "console/map/tiles/tile_cache.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace console {
namespace {

/// A tile's picture that can be told from the others by its width.
TilePicture picture(int number)
{
    return std::make_shared<const geo::TileImage>(geo::TileImage{number, 1, {}});
}

TEST(TileCache, drops_the_least_recently_used_beyond_the_limit)
{
    TileCache cache(2);
    cache.begin_frame();
    cache.put({80, 1, 1}, 1, picture(11));
    cache.put({80, 2, 1}, 1, picture(12));
    cache.begin_frame();
    cache.touch({80, 1, 1});
    cache.put({80, 3, 1}, 1, picture(13));
    EXPECT_FALSE(cache.find({80, 2, 1}));
    EXPECT_TRUE(cache.find({80, 1, 1}));
    EXPECT_EQ(cache.size(), 2u);
}

TEST(TileCache, keeps_everything_used_in_this_frame_even_over_the_limit)
{
    TileCache cache(1);
    cache.begin_frame();
    cache.put({80, 1, 1}, 1, picture(11));
    cache.put({80, 2, 1}, 1, picture(12));
    EXPECT_EQ(cache.size(), 2u);
}

TEST(TileCache, a_newer_tile_takes_the_place_of_the_older)
{
    TileCache cache(8);
    cache.begin_frame();
    cache.put({80, 1, 1}, 1, picture(11));
    cache.put({80, 1, 1}, 2, picture(12));
    EXPECT_EQ(cache.find({80, 1, 1})->image->width, 12);
    EXPECT_EQ(cache.find({80, 1, 1})->revision, 2u);
}

TEST(TileCache, a_coarser_tile_stands_in_with_its_part)
{
    TileCache cache(8);
    cache.begin_frame();
    cache.put({80, 4, 4}, 1, picture(11));
    const geo::MapBox box = tile_box({88, 9, 8}); // the upper right quarter of 80/4/4
    const auto patches = cache.stand_ins(box, 88, 1);
    ASSERT_EQ(patches.size(), 1u);
    EXPECT_NEAR(patches[0].u0, 0.5, 1e-6);
    EXPECT_NEAR(patches[0].u1, 1, 1e-6);
    EXPECT_NEAR(patches[0].v0, 0, 1e-6);
    EXPECT_NEAR(patches[0].v1, 0.5, 1e-6);
}

TEST(TileCache, better_stand_ins_come_first_and_end_the_search_when_they_cover)
{
    TileCache cache(20);
    cache.begin_frame();
    cache.put({72, 2, 2}, 1, picture(1));
    cache.put({80, 4, 4}, 1, picture(2));
    cache.put({96, 16, 16}, 1, picture(3));
    const auto partial = cache.stand_ins(tile_box({88, 8, 8}), 88, 1);
    ASSERT_EQ(partial.size(), 2u); // 96/16/16 is finer; 80/4/4 covers the rest, so 72/2/2 is not needed
    EXPECT_EQ(partial[0].image->width, 3);
    EXPECT_EQ(partial[1].image->width, 2);
}

TEST(TileCache, never_blank_where_something_was_painted)
{
    TileCache cache(20);
    cache.begin_frame();
    cache.put({80, 4, 4}, 1, picture(2));
    const auto patches = cache.stand_ins(tile_box({80, 4, 4}), 80, 7);
    ASSERT_EQ(patches.size(), 1u);
    EXPECT_EQ(patches[0].image->width, 2);
}

}
}
