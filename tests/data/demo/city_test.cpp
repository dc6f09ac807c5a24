#include "data/demo/contents.h"
#include "data/records/demo_url.h"

#include <gtest/gtest.h>

#include <map>
#include <unordered_map>
#include <unordered_set>

namespace data {
namespace {

std::map<Level, int> count_levels(const demo::Contents& contents)
{
    std::map<Level, int> count;
    for (const Grid& grid : contents.grids)
        ++count[grid.level];
    return count;
}

double signed_area(const geo::Ring& ring)
{
    double twice = 0;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        twice += (ring[j].lon - ring[0].lon) * (ring[i].lat - ring[0].lat) - (ring[i].lon - ring[0].lon) * (ring[j].lat - ring[0].lat);
    return twice / 2;
}

/// Areas of each level add up to the whole, and every segment within it is used once in each direction.
void expect_nested(const demo::Contents& contents)
{
    std::map<Level, double> area;
    std::map<Level, std::size_t> once;
    for (const Level level : {Level::city, Level::district, Level::street, Level::community, Level::grid}) {
        std::unordered_map<std::string, int> uses;
        auto key = [](geo::LonLat a, geo::LonLat b) {
            const double values[]{a.lon, a.lat, b.lon, b.lat};
            return std::string(reinterpret_cast<const char*>(values), sizeof values);
        };
        for (const Grid& grid : contents.grids) {
            if (grid.level != level)
                continue;
            const geo::Ring& ring = grid.shape[0].outer;
            const double size = signed_area(ring);
            EXPECT_GT(size, 0) << grid.code;
            area[level] += size;
            for (std::size_t i = 0; i < ring.size(); ++i) {
                const geo::LonLat a = ring[i], b = ring[(i + 1) % ring.size()];
                const int same = ++uses[key(a, b)];
                EXPECT_EQ(same, 1) << grid.code;
            }
        }
        for (const auto& [segment, count] : uses) {
            const std::string back = segment.substr(16) + segment.substr(0, 16);
            once[level] += !uses.contains(back);
        }
        EXPECT_NEAR(area[level] / area[Level::city], 1, 1e-9);
        EXPECT_EQ(once[level], once[Level::city]);
    }
}

TEST(DemoCity, DistrictIsNestedAndHasItsFigures)
{
    const demo::Contents district = demo::make_city(DemoSize::district, 1, demo_moment);
    EXPECT_EQ(count_levels(district)[Level::grid], 1100);
    EXPECT_EQ(district.cameras.size(), 20000u);
    EXPECT_EQ(district.incidents.size(), 10695u);
    expect_nested(district);
    for (std::size_t i = 0; i < district.incidents.size(); i += 97) {
        const Incident& incident = district.incidents[i];
        EXPECT_TRUE(geo::contains(district.grids[incident.grid.value - 1].shape, incident.position)) << incident.number;
    }
    for (std::size_t i = 0; i < district.cameras.size(); i += 97) {
        const Camera& camera = district.cameras[i];
        EXPECT_TRUE(geo::contains(district.grids[camera.grid.value - 1].shape, camera.position)) << camera.number;
    }
}

TEST(DemoCity, CityIsNestedAndHasItsFigures)
{
    const demo::Contents city = demo::make_city(DemoSize::city, 1, demo_moment);
    auto count = count_levels(city);
    EXPECT_EQ(count[Level::district], 16);
    EXPECT_EQ(count[Level::street], 189);
    EXPECT_EQ(count[Level::community], 3213);
    EXPECT_EQ(count[Level::grid], 16962);
    EXPECT_EQ(city.cameras.size(), 20000u);
    EXPECT_EQ(city.incidents.size(), 100000u);
    expect_nested(city);
    int without = 0, faulty = 0;
    for (const Camera& camera : city.cameras) {
        const auto url = parse_demo_url(camera.main_url);
        without += camera.main_url.empty();
        faulty += url && url->fault != DemoFault::none;
        EXPECT_TRUE(camera.main_url.empty() || (url && url->number == camera.number)) << camera.main_url;
    }
    EXPECT_EQ(without, 100);
    EXPECT_EQ(faulty, 300);
    std::unordered_set<std::string> codes;
    for (const Grid& grid : city.grids) {
        EXPECT_TRUE(codes.insert(grid.code).second) << grid.code;
        if (grid.level == Level::grid) {
            EXPECT_EQ(grid.code.size(), 15u);
            EXPECT_TRUE(grid.code.starts_with(city.grids[grid.parent.value - 1].code));
        }
    }
}

}
}
