#include "console/map/scales.h"

#include <gtest/gtest.h>

namespace console {
namespace {

TEST(Scales, the_bar_is_round_and_fits)
{
    const struct {
        double ground_metres_per_pixel, max_pixels, metres;
    } rows[] = {{1, 120, 100}, {0.9, 120, 100}, {0.4, 120, 20}, {4.2, 120, 500}, {38, 120, 2000}, {0.001, 120, 0.1}};
    for (const auto& row : rows) {
        const ScaleBar bar = make_scale_bar(row.ground_metres_per_pixel, row.max_pixels);
        EXPECT_NEAR(bar.metres, row.metres, row.metres * 1e-9);
        EXPECT_LE(bar.pixels, row.max_pixels * (1 + 1e-9));
    }
}

TEST(Scales, graticule_lines_are_round_and_inside)
{
    const geo::LonLatBox box{114.2811, 30.5773, 114.3342, 30.6304};
    const Graticule graticule = make_graticule(box, 5);
    ASSERT_GE(graticule.meridians.size(), 3u);
    EXPECT_LE(graticule.meridians.size(), 6u);
    EXPECT_EQ(graticule.meridians.front().label, "114°17′E");
    EXPECT_EQ(graticule.parallels.front().label, "30°35′N"); // 30.5833
    for (const GraticuleLine& line : graticule.meridians)
        EXPECT_TRUE(line.degrees >= box.west && line.degrees <= box.east);
}

TEST(Scales, the_equator_and_the_west_have_their_words)
{
    const Graticule graticule = make_graticule({-40, -25, 20, 25}, 4);
    ASSERT_FALSE(graticule.meridians.empty());
    EXPECT_EQ(graticule.meridians.front().label, "30°W");
    bool equator = false;
    for (const GraticuleLine& line : graticule.parallels)
        equator = equator || line.label == "0°";
    EXPECT_TRUE(equator);
    EXPECT_TRUE(make_graticule({}, 4).meridians.empty());
}

TEST(Scales, lengths_and_areas_in_words)
{
    EXPECT_EQ(length_text(3.24), "3.2 m");
    EXPECT_EQ(length_text(412.4), "412 m");
    EXPECT_EQ(length_text(1240), "1.24 km");
    EXPECT_EQ(length_text(1'234'567), "1,235 km");
    EXPECT_EQ(area_text(41'230), "41,230 m²");
    EXPECT_EQ(area_text(3'240'000), "3.24 km²");
    EXPECT_EQ(degrees_text({114.305121, -30.602114}), "114.30512 E  30.60211 S");
}

TEST(Scales, measures_along_the_line_and_within_it)
{
    const geo::LonLat a{114.3, 30.6};
    const geo::LonLat b = geo::destination(a, 90, 100), c = geo::destination(b, 180, 100), d = geo::destination(a, 180, 100);
    const Measurement measured = measure_line({a, b, c, d});
    EXPECT_NEAR(measured.length_m, 300, 0.01);
    EXPECT_NEAR(measured.area_m2, 10'000, 1);
    EXPECT_EQ(measure_line({a, b}).area_m2, 0);
    EXPECT_EQ(measure_line({}).length_m, 0);
}

}
}
