#include "console/map/picture/composition.h"

#include "console/work/crew.h"

#include <gtest/gtest.h>

#include <array>
#include <random>

namespace console {
namespace {

class CompositionTest : public testing::Test {
protected:
    CompositionTest()
    {
        made.width = 500;
        made.height = 333; // the last band is not whole
        made.land = 0xff203040;
        made.wedge = 0x60ffc040;
        const auto tile = [&] {
            geo::TileImage image{128, 128, std::vector<std::uint8_t>(128 * 128 * 4)};
            for (std::uint8_t& byte : image.rgba)
                byte = static_cast<std::uint8_t>(any(255));
            return std::make_shared<const geo::TileImage>(std::move(image));
        };
        made.ground = {{tile(), {0, 0, 128, 128}, {-20, -10, 108, 118}, {-20, -10, 108, 118}},
                       {tile(), {10.5, 20.25, 100, 120}, {108, -10, 400, 340}, {108, 0, 391, 333}},
                       {tile(), {0, 0, 128, 128}, {-20, 118, 108, 321}, {-20, 118, 108, 321}},
                       {nullptr, {}, {391, 0, 500, 333}, {391, 0, 500, 333}},
                       {nullptr, {}, {0, 321, 108, 333}, {0, 321, 108, 333}}};
        for (int i = 0; i < 40; ++i)
            made.wedges.push_back({{at(500), at(333)}, {at(500), at(333)}, {at(500), at(333)}});
        for (Sprite& sprite : sprites) {
            sprite = {-any(20), -any(20), 1 + any(60), 1 + any(60), {}};
            for (int i = 0; i < sprite.width * sprite.height; ++i)
                sprite.pixels.push_back(any(1) ? 0 : 0x80402010);
        }
        for (int i = 0; i < 400; ++i)
            made.sprites.push_back({&sprites[static_cast<std::size_t>(any(4))], static_cast<std::uint64_t>(i), any(560) - 30, any(400) - 30, any(1) ? 256 : 154});
    }

    int any(int most) { return std::uniform_int_distribution(0, most)(random); }
    float at(int most) { return static_cast<float>(any(most + 80) - 40) + 0.25f; }

    /// As MapPicture does it: in a few canvases of a band each.
    std::vector<std::uint32_t> composed(unsigned helpers)
    {
        const Bands bands(made);
        std::vector<Canvas> canvases(3);
        for (Canvas& canvas : canvases)
            canvas.resize(made.width, bands.rows(), made.top_first);
        std::vector<CanvasBrush> brushes(helpers + 1);
        Crew crew("bands", helpers);
        crew.start(bands.size(), canvases.size(), [&](std::size_t band, unsigned who) {
            canvases[band % canvases.size()].move_to(bands.top(band));
            bands.draw(band, 0, made.width, canvases[band % canvases.size()], brushes[who]);
        });
        std::vector<std::uint32_t> all;
        for (std::size_t band = 0; band < bands.size(); ++band) {
            const Canvas& canvas = canvases[crew.take() % canvases.size()];
            for (int y = bands.top(band); y < bands.bottom(band); ++y)
                all.insert(all.end(), canvas.row(y), canvas.row(y) + made.width);
        }
        return all;
    }

    static std::vector<std::uint32_t> pixels(const Canvas& canvas)
    {
        std::vector<std::uint32_t> all;
        for (int y = 0; y < canvas.height(); ++y)
            all.insert(all.end(), canvas.row(y), canvas.row(y) + canvas.width());
        return all;
    }

    std::mt19937 random{11};
    std::array<Sprite, 5> sprites;
    Composition made;
};

TEST_F(CompositionTest, is_the_same_however_many_work_on_it)
{
    const std::vector<std::uint32_t> alone = composed(0);
    EXPECT_EQ(composed(1), alone);
    EXPECT_EQ(composed(3), alone);
    made.top_first = false;
    EXPECT_EQ(composed(3), alone);
}

TEST_F(CompositionTest, in_bands_is_what_one_brush_draws_from_top_to_bottom)
{
    Canvas canvas;
    canvas.resize(made.width, made.height, true);
    CanvasBrush brush;
    brush.take(canvas, {0, 0, made.width, made.height});
    for (const TileBlit& blit : made.ground) {
        if (blit.image)
            brush.lay(*blit.image, blit.part, blit.box, blit.seen);
        else
            brush.fill(blit.seen, made.land);
    }
    EXPECT_EQ(brush.laid(), static_cast<std::uint64_t>(made.width * made.height));
    for (const auto& wedge : made.wedges)
        brush.fill_polygon(wedge, made.wedge);
    for (const PlacedSprite& one : made.sprites)
        brush.blend(*one.sprite, one.x, one.y, one.opacity);
    EXPECT_EQ(composed(0), pixels(canvas));
}

TEST_F(CompositionTest, some_columns_of_a_band_are_those_of_the_whole)
{
    const Bands bands(made);
    Canvas whole, some;
    CanvasBrush brush;
    for (Canvas* canvas : {&whole, &some}) {
        canvas->resize(made.width, bands.rows(), true);
        canvas->move_to(bands.top(2));
    }
    bands.draw(2, 0, made.width, whole, brush);
    bands.draw(2, 101, 250, some, brush);
    for (int y = bands.top(2); y < bands.bottom(2); ++y)
        for (int x = 0; x < made.width; ++x)
            ASSERT_EQ(some.row(y)[x], x >= 101 && x < 250 ? whole.row(y)[x] : 0) << x << ' ' << y;
}

TEST_F(CompositionTest, bands_leave_no_row_out)
{
    const Bands bands(made);
    ASSERT_GT(bands.size(), 3u);
    int row = 0;
    for (std::size_t band = 0; band < bands.size(); ++band) {
        EXPECT_EQ(bands.top(band), row);
        for (row = bands.top(band); row < bands.bottom(band); ++row)
            EXPECT_EQ(bands.at(row), band);
    }
    EXPECT_EQ(row, made.height);
    made.height = 0;
    EXPECT_EQ(Bands(made).size(), 0u);
}

TEST_F(CompositionTest, equal_compositions_are_one_picture)
{
    Composition other = made;
    EXPECT_TRUE(other == made);
    other.sprites[7].x += 1;
    EXPECT_FALSE(other == made);
    other = made;
    other.ground[1].seen.right -= 1;
    EXPECT_FALSE(other == made);
}

}
}
