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
    return canvas.row(y)[x];
}

/// Opaque, no two neighbours alike.
geo::TileImage noise(int width, int height)
{
    geo::TileImage image = plain(width, height, 0);
    std::uint32_t state = 1;
    for (std::size_t i = 0; i < image.rgba.size(); ++i) {
        state = state * 1664525 + 1013904223;
        image.rgba[i] = i % 4 == 3 ? 255 : static_cast<std::uint8_t>(state >> 24);
    }
    return image;
}

class MapCanvas : public testing::TestWithParam<bool> {
protected:
    MapCanvas()
    {
        canvas.resize(40, 30, GetParam());
        brush.take(canvas, {0, 0, 40, 30});
    }
    void lay(const geo::TileImage& image, const SourceBox& part, const CanvasBox& box) { brush.lay(image, part, box, box); }

    std::vector<std::uint32_t> all_pixels() const
    {
        std::vector<std::uint32_t> pixels;
        for (int y = 0; y < canvas.height(); ++y)
            pixels.insert(pixels.end(), canvas.row(y), canvas.row(y) + canvas.width());
        return pixels;
    }

    Canvas canvas;
    CanvasBrush brush;
};

TEST_P(MapCanvas, copies_pixel_for_pixel_within_its_borders)
{
    geo::TileImage image = plain(20, 20, 0xff102030);
    const std::uint32_t mark = 0xffa0b0c0;
    std::memcpy(image.rgba.data() + 4 * (20 * 3 + 5), &mark, 4);
    lay(image, {0, 0, 20, 20}, {-2, -1, 18, 19});
    EXPECT_EQ(pixel(canvas, 3, 2), mark);
    EXPECT_EQ(pixel(canvas, 4, 2), 0xff102030u);
    EXPECT_EQ(pixel(canvas, 18, 2), 0u);
    lay(image, {0, 0, 20, 20}, {30, 20, 50, 40});
    EXPECT_EQ(pixel(canvas, 35, 23), mark);
}

TEST_P(MapCanvas, scaling_keeps_a_plain_colour_and_fills_the_box)
{
    const geo::TileImage image = plain(8, 8, 0xff7f40fe);
    for (const auto& [part, box] : {std::pair{SourceBox{0, 0, 8, 8}, CanvasBox{1, 2, 31, 29}}, {SourceBox{2.5, 1.25, 3, 2}, CanvasBox{0, 0, 40, 30}},
                                    {SourceBox{0, 0, 8, 8}, CanvasBox{5, 5, 8, 8}}}) {
        brush.fill({0, 0, 40, 30}, 0);
        lay(image, part, box);
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
    lay(image, {0, 0, 2, 2}, {0, 0, 40, 30});
    EXPECT_EQ(pixel(canvas, 0, 3) & 0xff, 0u);
    EXPECT_NEAR(pixel(canvas, 20, 3) & 0xff, 128, 8);
    EXPECT_GE(pixel(canvas, 39, 3) & 0xff, 253u);
    for (int x = 1; x < 40; ++x)
        ASSERT_GE(pixel(canvas, x, 9) & 0xff, pixel(canvas, x - 1, 9) & 0xff);
}

TEST_P(MapCanvas, sprites_blend_and_are_cut_at_the_border)
{
    brush.fill({0, 0, 40, 30}, 0xff0000ff); // red, as colours are given
    EXPECT_EQ(pixel(canvas, 1, 1), 0xffff0000u);
    Sprite sprite{-1, -1, 3, 3, std::vector<std::uint32_t>(9, 0xff00ff00)};
    sprite.pixels[0] = 0;
    sprite.pixels[8] = 0x80008000;
    brush.blend(sprite, 10, 10);
    EXPECT_EQ(pixel(canvas, 9, 9), 0xffff0000u);
    EXPECT_EQ(pixel(canvas, 10, 10), 0xff00ff00u);
    EXPECT_NEAR(pixel(canvas, 11, 11) >> 16 & 0xff, 127, 1);
    EXPECT_EQ(pixel(canvas, 11, 11) >> 24, 255u);
    brush.blend(sprite, 10, 20, 128);
    EXPECT_NEAR(pixel(canvas, 10, 20) >> 8 & 0xff, 127, 1);
    brush.blend(sprite, 40, 0);
    EXPECT_EQ(pixel(canvas, 39, 0), 0xff00ff00u);
}

TEST_P(MapCanvas, polygons_are_filled_whichever_way_they_wind)
{
    const std::vector<ScreenPoint> ring{{4, 4}, {20, 4}, {20, 20}, {4, 20}}, reversed(ring.rbegin(), ring.rend());
    for (const auto& one : {ring, reversed}) {
        brush.fill({0, 0, 40, 30}, 0xff000000);
        brush.fill_polygon(one, 0x80ffffff);
        EXPECT_NEAR(pixel(canvas, 10, 10) & 0xff, 128, 2);
        EXPECT_EQ(pixel(canvas, 21, 10), 0xff000000u);
    }
    brush.fill_polygon(std::vector<ScreenPoint>{{-1e6f, -1e6f}, {1e6f, -1e6f}, {0, 1e6f}}, 0xffffffff);
    EXPECT_EQ(pixel(canvas, 30, 25), 0xffffffffu);
}

TEST_P(MapCanvas, what_is_left_out_changes_nothing_of_the_rest)
{
    const geo::TileImage image = noise(64, 48);
    for (const auto& [part, box] : {std::pair{SourceBox{3.25, 1.5, 40.75, 30}, CanvasBox{-7, -5, 44, 33}}, {SourceBox{0, 0, 64, 48}, CanvasBox{2, 3, 23, 19}},
                                    {SourceBox{10, 10, 20, 20}, CanvasBox{5, 5, 15, 15}}}) {
        brush.fill({0, 0, 40, 30}, 0);
        lay(image, part, box);
        const std::vector<std::uint32_t> whole = all_pixels();
        brush.fill({0, 0, 40, 30}, 0);
        const std::uint64_t before = brush.laid();
        for (const CanvasBox& within : {CanvasBox{0, 0, 13, 30}, {13, 0, 40, 7}, {13, 7, 14, 30}, {14, 7, 40, 30}})
            brush.lay(image, part, box, within);
        EXPECT_EQ(all_pixels(), whole);
        const CanvasBox seen = common_part(box, {0, 0, 40, 30});
        EXPECT_EQ(brush.laid() - before, static_cast<std::uint64_t>((seen.right - seen.left) * (seen.bottom - seen.top)));
    }
}

TEST_P(MapCanvas, brushes_for_some_rows_each_draw_what_one_draws_for_all)
{
    const geo::TileImage image = noise(64, 48);
    const Sprite sprite{-4, -9, 11, 19, std::vector<std::uint32_t>(11 * 19, 0x90402010)};
    const std::vector<ScreenPoint> ring{{3.3f, 2.2f}, {36.7f, 11.1f}, {20.5f, 28.9f}};
    const auto draw = [&](CanvasBrush& one) {
        one.fill({0, 0, 40, 30}, 0xff336699);
        one.lay(image, {3.25, 1.5, 40.75, 30}, {2, 1, 37, 26}, {4, 2, 36, 25});
        one.fill_polygon(ring, 0x80ffffff);
        one.blend(sprite, 17, 14, 200);
    };
    draw(brush);
    const std::vector<std::uint32_t> whole = all_pixels();
    brush.fill({0, 0, 40, 30}, 0);
    for (int top = 0; top < 30; top += 7) {
        CanvasBrush one;
        one.take(canvas, {0, top, 40, top + 7});
        draw(one);
    }
    EXPECT_EQ(all_pixels(), whole);
}

INSTANTIATE_TEST_SUITE_P(Rows, MapCanvas, testing::Bool(), [](const auto& info) { return std::string(info.param ? "top_first" : "bottom_first"); });

}
}
