// Window point to picture point and back: whole pictures, cut sides, zoom.

#include "console/wall/picture_place.h"

#include <gtest/gtest.h>

using namespace console;

namespace {

struct PlaceCase {
    const char* what;
    float texture_width, texture_height;
    Rect at;
    bool fill;
    TileZoom zoom;
    video::PicturePart part;
    ScreenPoint screen;
    PicturePoint picture;
};

const PlaceCase places[] = {
    {"the middle, whole", 640, 360, {100, 50, 320, 180}, false, {}, {}, {260, 140}, {0.5, 0.5}},
    {"a corner, whole", 640, 360, {100, 50, 320, 180}, false, {}, {}, {100, 50}, {0, 0}},
    {"right edge, whole", 640, 360, {100, 50, 320, 180}, false, {}, {}, {420, 140}, {1, 0.5}},
    {"a wide texture cut to a square", 200, 100, {0, 0, 100, 100}, true, {}, {}, {0, 0}, {0.25, 0}},
    {"a high texture cut to a square", 100, 200, {0, 0, 100, 100}, true, {}, {}, {50, 0}, {0.5, 0.25}},
    {"cut by the stream already", 100, 100, {0, 0, 100, 100}, true, {}, {0.25, 0, 0.5, 1}, {0, 50}, {0.25, 0.5}},
    {"cut by the stream, the far edge", 100, 100, {0, 0, 100, 100}, true, {}, {0.25, 0, 0.5, 1}, {100, 50}, {0.75, 0.5}},
    {"twice as large, the middle", 640, 360, {0, 0, 320, 180}, false, {2, 0.5F, 0.5F}, {}, {0, 0}, {0.25, 0.25}},
    {"twice as large, at the corner", 640, 360, {0, 0, 320, 180}, false, {2, 0, 0}, {}, {0, 0}, {0, 0}},
    {"twice as large, at the far corner", 640, 360, {0, 0, 320, 180}, false, {2, 1, 1}, {}, {320, 180}, {1, 1}},
    {"cut and four times as large", 100, 100, {0, 0, 100, 100}, true, {4, 0.5F, 0.5F}, {0.25, 0, 0.5, 1}, {0, 0}, {0.4375, 0.375}},
};

TEST(PicturePlace, finds_the_point_of_the_whole_picture_and_back)
{
    for (const PlaceCase& row : places) {
        const PicturePlace place = place_of_picture(row.at, shown_of_texture(row.texture_width, row.texture_height, row.at, row.fill, row.zoom), row.part);
        const auto found = picture_from_screen(place, row.screen);
        ASSERT_TRUE(found) << row.what;
        EXPECT_NEAR(found->x, row.picture.x, 1e-6) << row.what;
        EXPECT_NEAR(found->y, row.picture.y, 1e-6) << row.what;
        const ScreenPoint back = screen_from_picture(place, row.picture);
        EXPECT_NEAR(back.x, row.screen.x, 1e-3) << row.what;
        EXPECT_NEAR(back.y, row.screen.y, 1e-3) << row.what;
    }
}

TEST(PicturePlace, beside_the_picture_there_is_none)
{
    const PicturePlace place = place_of_picture({100, 50, 320, 180}, {}, {});
    for (const ScreenPoint p : {ScreenPoint{99, 60}, {421, 60}, {200, 49}, {200, 231}})
        EXPECT_FALSE(picture_from_screen(place, p));
    EXPECT_FALSE(picture_from_screen(place_of_picture({}, {}, {}), {0, 0}));
}

}
