#include "console/map/panel/map_legend.h"

#include <gtest/gtest.h>

namespace console {
namespace {

const data::TimePoint legend_now = data::time_from_micros(1'795'284'877'000'000);

/// Six grids in two communities.
class Legend : public testing::Test {
protected:
    Legend()
    {
        std::vector<data::Grid> rows;
        const auto add = [&](std::int64_t id, data::Level level, double x, double size, int households) {
            data::Grid grid{.id = {id}, .level = level, .code = std::to_string(id), .name = "A" + std::to_string(id)};
            grid.shape = {{{{x, 30.60}, {x + size, 30.60}, {x + size, 30.60 + size}, {x, 30.60 + size}}, {}}};
            grid.box = geo::box_of(grid.shape);
            grid.label = grid.box.centre();
            grid.households = households;
            rows.push_back(grid);
        };
        add(1, data::Level::community, 114.30, 0.03, 6'000);
        add(2, data::Level::community, 114.33, 0.03, 60'000);
        for (int i = 0; i < 6; ++i)
            add(11 + i, data::Level::grid, 114.30 + 0.01 * i, 0.01, 1'000 * (i + 1) * (i + 1));
        world.grids = std::make_shared<const data::Table<data::Grid>>(rows);
        grids.emplace(world.grids, legend_now);
        map.measure = "households";
    }
    LegendWords words(data::Level level, std::optional<geo::LonLat> pointer, Language language = Language::en)
    {
        const Palette palette(Theme::dim);
        const Choropleth measured = make_choropleth(map.measure, level, world, *grids, palette, legend_now);
        Texts text;
        text.set_language(language);
        return make_legend_words(measured, make_legend(measured, *grids, geo::map_box(grids->extent()), palette), *grids, map, pointer, text);
    }

    data::World world;
    std::optional<GridShapes> grids;
    MapState map;
};

TEST_F(Legend, marks_the_class_of_the_area_under_the_pointer)
{
    const LegendWords found = words(data::Level::grid, geo::LonLat{114.355, 30.605});
    EXPECT_EQ(found.title, "households");
    EXPECT_EQ(found.level, "by grid");
    EXPECT_EQ(found.pointed, "A16   36k");
    ASSERT_FALSE(found.rows.empty());
    for (std::size_t i = 0; i < found.rows.size(); ++i)
        EXPECT_EQ(found.rows[i].is_pointed, i + 1 == found.rows.size());
    EXPECT_TRUE(words(data::Level::grid, geo::LonLat{114.40, 30.605}).pointed.empty());
    EXPECT_TRUE(words(data::Level::grid, std::nullopt).pointed.empty());
}

TEST_F(Legend, says_which_level_is_coloured)
{
    EXPECT_EQ(words(data::Level::community, std::nullopt).level, "by community: a grid is too small here");
    EXPECT_EQ(words(data::Level::community, std::nullopt, Language::zh).level, "按社区：此比例下网格过小");
    map.measure_level = data::Level::community;
    EXPECT_EQ(words(data::Level::community, std::nullopt).level, "by community");
}

TEST_F(Legend, shortens_what_has_more_than_four_figures)
{
    EXPECT_EQ(words(data::Level::community, geo::LonLat{114.34, 30.605}, Language::zh).pointed, "A2   6.0万");
    EXPECT_EQ(words(data::Level::community, geo::LonLat{114.305, 30.605}).pointed, "A1   6000");
}

TEST_F(Legend, says_over_which_time_a_rate_counts)
{
    map.measure = "incidents_1000hh";
    map.measure_days = 7;
    EXPECT_EQ(words(data::Level::grid, std::nullopt).title, "incidents per 1,000 households · 7 days");
}

}
}
