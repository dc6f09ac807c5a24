#include "geo/paint/tile_paint.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <random>

using namespace geo;

namespace {

constexpr Colour red{255, 0, 0, 255}, half_red{255, 0, 0, 128}, white{255, 255, 255, 255}, black{0, 0, 0, 255};

// A frame where one pixel is one metre and the origin of the map is the top left corner.
TileFrame frame(int size = 32)
{
    return {{0, 0}, 1, size, size};
}

MapPoint at(double x, double y)
{
    return {x, -y};
}

MapRing ring_of(double left, double top, double right, double bottom)
{
    return {at(left, top), at(right, top), at(right, bottom), at(left, bottom)};
}

Colour pixel(const TileImage& image, int x, int y)
{
    const std::uint8_t* p = image.rgba.data() + 4 * (y * image.width + x);
    return {p[0], p[1], p[2], p[3]};
}

bool near(Colour a, Colour b, int by = 1)
{
    return std::abs(a.r - b.r) <= by && std::abs(a.g - b.g) <= by && std::abs(a.b - b.b) <= by && std::abs(a.a - b.a) <= by;
}

double alpha_sum(const TileImage& image)
{
    double sum = 0;
    for (std::size_t i = 3; i < image.rgba.size(); i += 4)
        sum += image.rgba[i] / 255.0;
    return sum;
}

} // namespace

TEST(TilePaint, FillsWithHolesAndExactEdges)
{
    TilePainter painter(frame());
    painter.fill(MapPolygon{ring_of(4, 4, 20.5, 20.25), {ring_of(8, 8, 12, 12)}}, red);
    const TileImage image = painter.take();
    EXPECT_EQ(pixel(image, 5, 5), red);
    EXPECT_EQ(pixel(image, 9, 9), (Colour{0, 0, 0, 0}));
    EXPECT_EQ(pixel(image, 3, 5), (Colour{0, 0, 0, 0}));
    EXPECT_TRUE(near(pixel(image, 20, 10), {128, 0, 0, 128})) << "half a pixel, premultiplied";
    EXPECT_TRUE(near(pixel(image, 10, 20), {64, 0, 0, 64}));
    EXPECT_NEAR(alpha_sum(image), 16.5 * 16.25 - 16, 0.3);
}

TEST(TilePaint, TranslucentColoursComposeOverAnyGround)
{
    const struct {
        Colour ground, expected;
    } rows[] = {{{0, 0, 0, 0}, {128, 0, 0, 128}}, {white, {255, 127, 127, 255}}, {black, {128, 0, 0, 255}}, {half_red, {191, 0, 0, 192}}};
    for (const auto& row : rows) {
        TilePainter painter(frame(), row.ground);
        painter.fill(MapPolygon{ring_of(0, 0, 32, 32), {}}, half_red);
        EXPECT_TRUE(near(pixel(painter.take(), 16, 16), row.expected, 2));
    }
}

TEST(TilePaint, ClipsWhatLeavesTheTileOnEverySide)
{
    // Areas of random polygons inside the tile equal those of the same polygons cut by the tile: painted twice, once as it is
    // and once as the sum over four quarters of it.
    std::mt19937 random(3);
    std::uniform_real_distribution<double> far(-100, 160);
    for (int round = 0; round < 300; ++round) {
        MapRing ring{at(far(random), far(random)), at(far(random), far(random)), at(far(random), far(random))};
        TilePainter whole({{0, 0}, 1, 64, 64});
        whole.fill(MapPolygon{ring, {}}, red);
        double quarters = 0;
        for (int q = 0; q < 4; ++q) {
            TilePainter quarter({at(q % 2 * 32, q / 2 * 32), 1, 32, 32});
            quarter.fill(MapPolygon{ring, {}}, red);
            quarters += alpha_sum(quarter.take());
        }
        EXPECT_NEAR(alpha_sum(whole.take()), quarters, 0.5) << round;
    }
}

TEST(TilePaint, FarAwayAndHugeShapesAtZoom21)
{
    // 156543.03 / 2^21 metres a pixel; the world is 5e8 pixels wide.
    const TileFrame deep{{12700000, 3580000}, 156543.033928041 / (1 << 21), 512, 512};
    TilePainter painter(deep);
    const double w = 20037508.34;
    painter.fill(MapPolygon{{{-w, -w}, {w, -w}, {w, w}, {-w, w}}, {}}, white);
    const MapLine line{{-w, deep.origin.y - 256 * deep.metres_per_pixel}, {w, deep.origin.y - 256 * deep.metres_per_pixel}};
    painter.stroke(line, {.colour = red, .width = 3});
    painter.stroke(MapLine{{-w, -w}, {w, w}}, {.colour = black, .width = 3, .dashes = {4, 4}});
    painter.fill_circle({w, w}, 4, black);
    const TileImage image = painter.take();
    EXPECT_EQ(pixel(image, 100, 100), white);
    EXPECT_EQ(pixel(image, 100, 255), red);
}

TEST(TilePaint, NeighboursPaintedWithAddLeaveNoSeam)
{
    std::mt19937 random(9);
    std::uniform_real_distribution<double> jitter(-3, 3);
    TilePainter painter(frame(64));
    std::vector<std::vector<MapPoint>> node(5, std::vector<MapPoint>(5));
    for (int y = 0; y < 5; ++y)
        for (int x = 0; x < 5; ++x)
            node[y][x] = at(x * 16 + (x % 4 ? jitter(random) : 0), y * 16 + (y % 4 ? jitter(random) : 0));
    for (int y = 0; y < 4; ++y)
        for (int x = 0; x < 4; ++x)
            painter.fill(MapPolygon{{node[y][x], node[y][x + 1], node[y + 1][x + 1], node[y + 1][x]}, {}}, red, Blend::add);
    const TileImage image = painter.take();
    for (int y = 0; y < 64; ++y)
        for (int x = 0; x < 64; ++x)
            EXPECT_TRUE(near(pixel(image, x, y), red, 3)) << x << ' ' << y;
}

TEST(TilePaint, LayersKeepOverlapsEvenAndTakeAnOpacity)
{
    TilePainter painter(frame(), white);
    painter.begin_layer();
    painter.fill(MapPolygon{ring_of(0, 0, 20, 32), {}}, red);
    painter.fill(MapPolygon{ring_of(10, 0, 32, 32), {}}, red);
    painter.end_layer(0.5);
    const TileImage image = painter.take();
    for (int x : {5, 15, 25})
        EXPECT_TRUE(near(pixel(image, x, 16), {255, 127, 127, 255})) << x;
}

TEST(TilePaint, Strokes)
{
    const MapLine line{at(-100, 16), at(100, 16)};
    const struct {
        LineStyle style;
        std::vector<std::pair<int, bool>> rows; // y, painted
    } cases[] = {
        {{.colour = red, .width = 5}, {{10, false}, {14, true}, {15, true}, {17, true}, {22, false}}},
        {{.colour = half_red, .width = 5}, {{10, false}, {15, true}, {17, true}, {22, false}}},
        {{.colour = red, .width = 9, .hollow = 3}, {{8, false}, {12, true}, {15, false}, {16, false}, {19, true}, {24, false}}},
    };
    for (const auto& c : cases) {
        TilePainter painter(frame());
        painter.stroke(line, c.style);
        const TileImage image = painter.take();
        for (const auto& [y, painted] : c.rows)
            EXPECT_EQ(pixel(image, 16, y).a > c.style.colour.a / 2, painted) << y << " width " << c.style.width;
    }
    TilePainter crossing(frame());
    crossing.stroke(std::vector<MapLine>{line, {at(16, -100), at(16, 100)}}, {.colour = half_red, .width = 5});
    EXPECT_TRUE(near(pixel(crossing.take(), 16, 16), {128, 0, 0, 128}, 2)) << "one stroke is not darker where its lines cross";
}

TEST(TilePaint, DashesGoOnFromTileToTile)
{
    const MapLine line{at(-1003, 8), at(2000, 8)};
    const LineStyle style{.colour = red, .width = 1, .dashes = {6, 5}};
    TilePainter whole({{0, 0}, 1, 64, 16});
    whole.stroke(line, style);
    const TileImage image = whole.take();
    int on = 0;
    for (int x = 0; x < 64; ++x)
        on += pixel(image, x, 7).a > 100;
    EXPECT_GT(on, 20);
    EXPECT_LT(on, 50);
    for (int part = 0; part < 2; ++part) {
        TilePainter half({at(part * 32, 0), 1, 32, 16});
        half.stroke(line, style);
        const TileImage piece = half.take();
        for (int x = 0; x < 32; ++x)
            EXPECT_EQ(pixel(piece, x, 7), pixel(image, x + part * 32, 7)) << x;
    }
}

TEST(TilePaint, CirclesAndSymbols)
{
    TilePainter painter(frame());
    painter.fill_circle(at(16, 16), 6, red);
    const TileImage disc = painter.take();
    EXPECT_NEAR(alpha_sum(disc), std::acos(-1.0) * 36, 2.5);
    TilePainter second(frame());
    second.stroke_circle(at(16, 16), 8, half_red, 2);
    const TileImage ring = second.take();
    EXPECT_EQ(pixel(ring, 16, 16).a, 0);
    EXPECT_GT(pixel(ring, 24, 16).a + pixel(ring, 23, 16).a, 200);
    TilePainter third(frame());
    third.fill_symbol(at(16, 16), std::vector<PixelOffset>{{0, -6}, {6, 6}, {-6, 6}}, red);
    EXPECT_NEAR(alpha_sum(third.take()), 72, 1);
}

TEST(TilePaint, EmptyAndDegenerateShapesPaintNothing)
{
    TilePainter painter(frame());
    painter.fill(MapMultiPolygon{}, red);
    painter.fill(MapPolygon{}, red);
    painter.fill(MapPolygon{{at(1, 1), at(2, 2)}, {{}}}, red);
    painter.fill(MapPolygon{{at(1, 1), at(1, 1), at(1, 1)}, {{at(1, 1)}}}, red);
    painter.stroke(MapLine{}, {.colour = red});
    painter.stroke(MapLine{at(4, 4)}, {.colour = red, .dashes = {2, 2}});
    painter.stroke(MapLine{at(4, 4), at(4, 4)}, {.colour = red, .dashes = {2, 2}});
    painter.outline(MapMultiPolygon{{{}, {}}}, {.colour = red});
    EXPECT_EQ(alpha_sum(painter.take()), 0);
}

TEST(TilePaint, Unpremultiply)
{
    TileImage image{2, 1, {128, 64, 0, 128, 10, 20, 30, 255}};
    unpremultiply(image);
    EXPECT_EQ(image.rgba, (std::vector<std::uint8_t>{255, 128, 0, 128, 10, 20, 30, 255}));
}
