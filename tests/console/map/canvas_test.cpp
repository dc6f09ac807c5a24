#include "console/map/canvas.h"

#include <gtest/gtest.h>

#include <cstring>

namespace console {
namespace {

geo::TileImage plain(int width, int height, std::uint32_t colour)
{
    geo::TileImage image{width, height, std::vector<std::uint8_t>(static_cast<std::size_t>(width) * height * 4)};
    for (std::size_t i = 0; i < image.rgba.size(); i += 4)
        std::memcpy(image.rgba.data() + i, &colour, 4);
    return image;
}

std::uint32_t pixel(const Canvas& canvas, int x, int y)
{
    return canvas.pixels()[static_cast<std::size_t>(canvas.is_top_first() ? y : canvas.height() - 1 - y) * canvas.width() + x];
}

class MapCanvas : public testing::TestWithParam<bool> {
protected:
    MapCanvas() { canvas.resize(40, 30, GetParam()); }
    Canvas canvas;
};

TEST_P(MapCanvas, copies_pixel_for_pixel_within_its_borders)
{
    geo::TileImage image = plain(20, 20, 0xff102030);
    const std::uint32_t mark = 0xffa0b0c0;
    std::memcpy(image.rgba.data() + 4 * (20 * 3 + 5), &mark, 4);
    canvas.lay(image, {0, 0, 20, 20}, {-2, -1, 18, 19});
    EXPECT_EQ(pixel(canvas, 3, 2), mark);
    EXPECT_EQ(pixel(canvas, 4, 2), 0xff102030u);
    EXPECT_EQ(pixel(canvas, 18, 2), 0u);
    canvas.lay(image, {0, 0, 20, 20}, {30, 20, 50, 40});
    EXPECT_EQ(pixel(canvas, 35, 23), mark);
}

TEST_P(MapCanvas, scaling_keeps_a_plain_colour_and_fills_the_box)
{
    const geo::TileImage image = plain(8, 8, 0xff7f40fe);
    for (const auto& [part, box] : {std::pair{SourceBox{0, 0, 8, 8}, CanvasBox{1, 2, 31, 29}}, {SourceBox{2.5, 1.25, 3, 2}, CanvasBox{0, 0, 40, 30}},
                                    {SourceBox{0, 0, 8, 8}, CanvasBox{5, 5, 8, 8}}}) {
        canvas.fill({0, 0, 40, 30}, 0);
        canvas.lay(image, part, box);
        for (int y = 0; y < 30; ++y)
            for (int x = 0; x < 40; ++x)
                ASSERT_EQ(pixel(canvas, x, y), x >= box.left && x < box.right && y >= box.top && y < box.bottom ? 0xff7f40feu : 0u) << x << ' ' << y;
    }
}

TEST_P(MapCanvas, scaling_mixes_neighbours)
{
    geo::TileImage image = plain(2, 1, 0xff000000);
    const std::uint32_t white = 0xffffffff;
    std::memcpy(image.rgba.data() + 4, &white, 4);
    image.height = 2;
    image.rgba.insert(image.rgba.end(), image.rgba.begin(), image.rgba.begin() + 8);
    canvas.lay(image, {0, 0, 2, 2}, {0, 0, 40, 30});
    EXPECT_EQ(pixel(canvas, 0, 3) & 0xff, 0u);
    EXPECT_NEAR(pixel(canvas, 20, 3) & 0xff, 128, 8);
    EXPECT_GE(pixel(canvas, 39, 3) & 0xff, 253u);
    for (int x = 1; x < 40; ++x)
        ASSERT_GE(pixel(canvas, x, 9) & 0xff, pixel(canvas, x - 1, 9) & 0xff);
}

TEST_P(MapCanvas, sprites_blend_and_are_cut_at_the_border)
{
    canvas.fill({0, 0, 40, 30}, 0xff0000ff); // red, as colours are given
    EXPECT_EQ(pixel(canvas, 1, 1), 0xffff0000u);
    Sprite sprite{-1, -1, 3, 3, std::vector<std::uint32_t>(9, 0xff00ff00)};
    sprite.pixels[0] = 0;
    sprite.pixels[8] = 0x80008000;
    canvas.blend(sprite, 10, 10);
    EXPECT_EQ(pixel(canvas, 9, 9), 0xffff0000u);
    EXPECT_EQ(pixel(canvas, 10, 10), 0xff00ff00u);
    EXPECT_NEAR(pixel(canvas, 11, 11) >> 16 & 0xff, 127, 1);
    EXPECT_EQ(pixel(canvas, 11, 11) >> 24, 255u);
    canvas.blend(sprite, 10, 20, 128);
    EXPECT_NEAR(pixel(canvas, 10, 20) >> 8 & 0xff, 127, 1);
    canvas.blend(sprite, 40, 0);
    EXPECT_EQ(pixel(canvas, 39, 0), 0xff00ff00u);
}

TEST_P(MapCanvas, polygons_are_filled_whichever_way_they_wind)
{
    const std::vector<ScreenPoint> ring{{4, 4}, {20, 4}, {20, 20}, {4, 20}}, reversed(ring.rbegin(), ring.rend());
    for (const auto& one : {ring, reversed}) {
        canvas.fill({0, 0, 40, 30}, 0xff000000);
        canvas.fill_polygon(one, 0x80ffffff);
        EXPECT_NEAR(pixel(canvas, 10, 10) & 0xff, 128, 2);
        EXPECT_EQ(pixel(canvas, 21, 10), 0xff000000u);
    }
    canvas.fill_polygon(std::vector<ScreenPoint>{{-1e6f, -1e6f}, {1e6f, -1e6f}, {0, 1e6f}}, 0xffffffff);
    EXPECT_EQ(pixel(canvas, 30, 25), 0xffffffffu);
}

INSTANTIATE_TEST_SUITE_P(Rows, MapCanvas, testing::Bool(), [](const auto& info) { return std::string(info.param ? "top_first" : "bottom_first"); });

}
}
