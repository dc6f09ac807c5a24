#include "console/map/tools/measure_plates.h"

#include <gtest/gtest.h>

namespace console {
namespace {

constexpr geo::LonLat measured_middle{114.305, 30.602};

const Viewport measured_window{.x = 0, .y = 0, .width = 1000, .height = 800, .scale = 1, .view = {geo::map_from_lonlat(measured_middle), 1}};

/// Seven pixels a letter.
LabelBox seven_a_letter(const std::string& text, FontSize) { return {0, 0, 7 * static_cast<float>(text.size()), 16}; }

std::vector<MeasurePlate> plates_of(const std::vector<ScreenPoint>& line)
{
    std::vector<geo::LonLat> points;
    for (const ScreenPoint p : line)
        points.push_back(lonlat_from_screen(measured_window, p));
    Texts text;
    text.set_language(Language::en);
    return make_measure_plates(measured_window, points, text, seven_a_letter);
}

TEST(MeasurePlates, one_a_segment_and_the_sum_at_the_end)
{
    const auto plates = plates_of({{100, 400}, {400, 400}, {400, 700}, {800, 700}});
    ASSERT_EQ(plates.size(), 4u);
    EXPECT_TRUE(plates[0].is_sum);
    EXPECT_NE(plates[0].text.find("860 m"), std::string::npos) << plates[0].text; // 1000 px of mercator at 30.6° N, on the ellipsoid
    EXPECT_LT(plates[0].box.right, 800) << "beyond the end there is no room for so many words";
    EXPECT_EQ(plates[1].text, "258 m");
    EXPECT_NEAR((plates[1].box.left + plates[1].box.right) / 2, 250, 1);
    EXPECT_NEAR((plates[1].box.top + plates[1].box.bottom) / 2, 400, 1);
    EXPECT_NEAR((plates[2].box.top + plates[2].box.bottom) / 2, 550, 1);
    EXPECT_EQ(plates[3].text, "345 m");
}

TEST(MeasurePlates, a_single_segment_is_its_own_sum)
{
    const auto plates = plates_of({{100, 400}, {400, 400}});
    ASSERT_EQ(plates.size(), 1u);
    EXPECT_TRUE(plates[0].is_sum);
    EXPECT_TRUE(plates_of({{100, 400}}).empty());
    EXPECT_TRUE(plates_of({}).empty());
}

TEST(MeasurePlates, none_covers_another)
{
    std::vector<ScreenPoint> line;
    for (int i = 0; i < 30; ++i)
        line.push_back({300 + 17 * static_cast<float>(i % 5), 300 + 13 * static_cast<float>(i % 7)});
    const auto plates = plates_of(line);
    for (std::size_t i = 0; i < plates.size(); ++i)
        for (std::size_t j = i + 1; j < plates.size(); ++j)
            EXPECT_FALSE(plates[i].box.meets(plates[j].box)) << i << ' ' << j;
}

/// A short segment's plate stands beside it, so that the line is still seen.
TEST(MeasurePlates, a_short_segment_keeps_its_line_in_sight)
{
    const auto plates = plates_of({{100, 400}, {120, 400}, {600, 100}});
    ASSERT_EQ(plates.size(), 3u);
    const LabelBox& box = plates[1].box;
    EXPECT_TRUE(box.bottom <= 400 || box.top >= 400);
}

TEST(MeasurePlates, the_sum_stays_in_the_window)
{
    const auto plates = plates_of({{500, 400}, {995, 5}});
    ASSERT_EQ(plates.size(), 1u);
    EXPECT_LE(plates[0].box.right, 1000);
    EXPECT_GE(plates[0].box.top, 0);
}

}
}
