#include "geo/partition/partition.h"

#include "geo/error.h"
#include "tests/geo/shared_files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>

using namespace geo;

namespace {

/// A partition of n × n cells with moved corners and bent borders; cell (1, 1) has an island of its own in a hole.
std::vector<MultiPolygon> random_partition(std::mt19937& random, int n)
{
    std::uniform_real_distribution<double> jitter(-0.0003, 0.0003);
    std::map<std::pair<int, int>, LonLat> nodes;
    const auto node = [&](int x, int y) {
        auto [it, made] = nodes.try_emplace({x, y});
        if (made)
            it->second = {114 + x * 0.001 + jitter(random), 30 + y * 0.001 + jitter(random)};
        return it->second;
    };
    std::map<std::array<int, 4>, Line> borders;
    const auto border = [&](int x0, int y0, int x1, int y1) {
        const bool turned = std::pair(x0, y0) > std::pair(x1, y1);
        const std::array<int, 4> key = turned ? std::array{x1, y1, x0, y0} : std::array{x0, y0, x1, y1};
        auto [it, made] = borders.try_emplace(key);
        if (made) {
            const LonLat a = node(key[0], key[1]), b = node(key[2], key[3]);
            it->second = {a};
            for (int i = 1; i < 8; ++i)
                it->second.push_back({a.lon + (b.lon - a.lon) * i / 8 + jitter(random) / 20, a.lat + (b.lat - a.lat) * i / 8 + jitter(random) / 20});
            it->second.push_back(b);
        }
        Line line = it->second;
        if (turned)
            std::reverse(line.begin(), line.end());
        line.pop_back();
        return line;
    };
    std::vector<MultiPolygon> shapes;
    for (int y = 0; y < n; ++y)
        for (int x = 0; x < n; ++x) {
            Ring ring;
            for (const Line& line : {border(x, y, x + 1, y), border(x + 1, y, x + 1, y + 1), border(x + 1, y + 1, x, y + 1), border(x, y + 1, x, y)})
                ring.insert(ring.end(), line.begin(), line.end());
            if (random() % 2) // some files wind the other way, and start anywhere
                std::reverse(ring.begin(), ring.end());
            std::rotate(ring.begin(), ring.begin() + random() % ring.size(), ring.end());
            shapes.push_back({{ring, {}}});
        }
    if (n > 1) {
        const LonLat c = label_point(shapes[n + 1]);
        Ring island;
        for (int i = 0; i < 12; ++i)
            island.push_back({c.lon + 0.00005 * std::cos(i * 0.5236), c.lat + 0.00005 * std::sin(i * 0.5236)});
        shapes[n + 1][0].holes = {island};
        std::reverse(island.begin(), island.end());
        shapes.push_back({{island, {}}});
    }
    return shapes;
}

/// Every segment of every ring, both ways counted: in a partition without cracks each inner segment comes once each way.
std::map<std::array<double, 4>, int> open_segments(const Partition& partition, double tolerance)
{
    std::map<std::array<double, 4>, int> balance;
    for (std::uint32_t face = 0; face < partition.face_count(); ++face)
        for (const MapPolygon& polygon : partition.simplified(face, tolerance)) {
            std::vector<MapRing> rings = polygon.holes;
            rings.push_back(polygon.outer);
            for (const MapRing& ring : rings) {
                EXPECT_GE(ring.size(), 3u);
                for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
                    const MapPoint a = ring[j], b = ring[i];
                    if (std::pair(a.x, a.y) < std::pair(b.x, b.y))
                        ++balance[{a.x, a.y, b.x, b.y}];
                    else
                        --balance[{b.x, b.y, a.x, a.y}];
                }
            }
        }
    std::erase_if(balance, [](const auto& entry) { return entry.second == 0; });
    return balance;
}

double total_area(const std::vector<MultiPolygon>& shapes)
{
    double sum = 0;
    for (const MultiPolygon& shape : shapes)
        sum += area_m2(shape);
    return sum;
}

} // namespace

TEST(Partition, FourCells)
{
    const auto cell = [](double x, double y) { return MultiPolygon{{{{x, y}, {x + 1, y}, {x + 1, y + 1}, {x, y + 1}}, {}}}; };
    const Partition partition(std::vector<MultiPolygon>{cell(0, 0), cell(1, 0), cell(0, 1), cell(1, 1)});
    EXPECT_EQ(partition.face_count(), 4u);
    EXPECT_EQ(partition.arcs().size(), 8u);
    EXPECT_EQ(partition.node_count(), 5u);
    EXPECT_EQ(partition.neighbours(0), (std::vector<std::uint32_t>{1, 2}));
    EXPECT_TRUE(partition.shared_sides().empty());
    const std::vector<std::uint32_t> rows{7, 7, 8, 8};
    EXPECT_EQ(partition.boundary_arcs(rows).size(), 6u);
    const MultiPolygon lower = partition.union_of(rows, 7);
    ASSERT_EQ(lower.size(), 1u);
    EXPECT_EQ(box_of(lower), (LonLatBox{0, 0, 2, 1}));
    EXPECT_NEAR(area_m2(lower), area_m2(cell(0, 0)) * 2, 1);
}

TEST(Partition, GivesBackWhatItTook)
{
    std::mt19937 random(4);
    const std::vector<MultiPolygon> shapes = random_partition(random, 5);
    const Partition partition(shapes);
    for (std::uint32_t face = 0; face < shapes.size(); ++face) {
        const MultiPolygon shape = partition.shape(face);
        ASSERT_EQ(shape.size(), shapes[face].size());
        EXPECT_EQ(shape[0].outer.size(), shapes[face][0].outer.size());
        EXPECT_EQ(shape[0].holes.size(), shapes[face][0].holes.size());
        EXPECT_NEAR(area_m2(shape), area_m2(shapes[face]), 0.1);
    }
}

TEST(Partition, SimplifiesWithoutACrack)
{
    std::mt19937 random(8);
    for (int round = 0; round < 30; ++round) {
        const int n = 1 + round % 6;
        const Partition partition(random_partition(random, n));
        const std::size_t border = open_segments(partition, 0).size();
        EXPECT_EQ(border, static_cast<std::size_t>(4 * n * 8)) << "only the outer border is open";
        std::size_t before = border + 1;
        for (const double tolerance : {0.5, 2.0, 8.0, 40.0, 1e6}) {
            const std::size_t open = open_segments(partition, tolerance).size();
            EXPECT_LE(open, before);
            before = open;
            // The open segments still are one closed border: as many segments as the simplified outer arcs hold.
            std::size_t expected = 0;
            for (std::uint32_t arc = 0; arc < partition.arcs().size(); ++arc)
                if (partition.arcs()[arc].left == Partition::none || partition.arcs()[arc].right == Partition::none)
                    expected += partition.simplified_arc(arc, tolerance).size() - 1;
            EXPECT_EQ(open, expected);
        }
    }
}

TEST(Partition, UnionsHaveTheAreaOfTheirParts)
{
    std::mt19937 random(15);
    for (int round = 0; round < 30; ++round) {
        const std::vector<MultiPolygon> shapes = random_partition(random, 6);
        const Partition partition(shapes);
        std::vector<std::uint32_t> groups(shapes.size());
        for (std::uint32_t& group : groups)
            group = random() % 3;
        double sum = 0;
        for (std::uint32_t group = 0; group < 3; ++group) {
            const MultiPolygon shape = partition.union_of(groups, group);
            sum += area_m2(shape);
            for (std::uint32_t face = 0; face < shapes.size(); ++face)
                EXPECT_EQ(contains(shape, label_point(shapes[face])), groups[face] == group);
        }
        EXPECT_NEAR(sum, total_area(shapes), 1);
    }
}

TEST(Partition, OverlapsAndDegenerateRingsAreKeptApart)
{
    const MultiPolygon square{{{{0, 0}, {1, 0}, {1, 1}, {0, 1}}, {}}};
    const MultiPolygon line{{{{5, 5}, {6, 6}, {5, 5}}, {}}}, tiny{{{{3, 3}, {3 + 1e-11, 3}, {3, 3 + 1e-11}}, {}}};
    const Partition partition(std::vector<MultiPolygon>{square, square, line, {}, tiny});
    EXPECT_EQ(partition.face_count(), 5u);
    EXPECT_EQ(partition.shared_sides().size(), 1u);
    EXPECT_EQ(partition.degenerate_faces().size(), 3u);
    EXPECT_TRUE(partition.shape(2).empty());
    EXPECT_EQ(partition.shape(1).size(), 1u);
    EXPECT_THROW(Partition(std::vector<MultiPolygon>{{{{{std::nan(""), 0}, {1, 0}, {1, 1}}, {}}}}), Error);
    EXPECT_THROW(Partition(std::vector<MultiPolygon>{{{{{0, 99}, {1, 0}, {1, 1}}, {}}}}), Error);
    EXPECT_EQ(Partition(std::vector<MultiPolygon>{}).face_count(), 0u);
    EXPECT_EQ(Partition().face_count(), 0u);
}

TEST(Partition, SpikesAndRepeatedPointsDoNotConfuseIt)
{
    // A spike out of the left square's border, a repeated point, and a figure of eight.
    const MultiPolygon left{{{{0, 0}, {1, 0}, {1, 0}, {1, 0.5}, {1.5, 0.5}, {1, 0.5}, {1, 1}, {0, 1}}, {}}};
    const MultiPolygon right{{{{1, 0}, {2, 0}, {2, 1}, {1, 1}, {1, 0.5}}, {}}};
    const MultiPolygon eight{{{{5, 0}, {6, 1}, {6, 0}, {5, 2}}, {}}};
    const Partition partition(std::vector<MultiPolygon>{left, right, eight});
    for (std::uint32_t face = 0; face < 3; ++face)
        EXPECT_FALSE(partition.simplified(face, 1000).empty());
    EXPECT_EQ(partition.neighbours(1), std::vector<std::uint32_t>{0});
}

TEST(Partition, RealFiles)
{
    const struct {
        const char* path;
        std::size_t faces, pairs;
    } rows[] = {{"polygons/other/denver.geojson", 78, 158}, {"polygons/taipei/taipei_villages.geojson", 456, 1180},
                {"polygons/taipei/taipei_towns.geojson", 12, 24}, {"polygons/chicago/chicago-community-areas.geojson", 77, 179},
                {"polygons/other/houston.geojson", 88, 209}, {"polygons/other/atlanta.geojson", 114, 0}};
    for (const auto& row : rows) {
        const std::vector<MultiPolygon> shapes = shapes_of_shared_file(row.path);
        if (shapes.empty())
            GTEST_SKIP() << "no " << SHARED_DATA << '/' << row.path;
        const Partition partition(shapes);
        EXPECT_EQ(partition.face_count(), row.faces);
        std::set<std::pair<std::uint32_t, std::uint32_t>> pairs;
        for (const Partition::Arc& arc : partition.arcs())
            if (arc.left != Partition::none && arc.right != Partition::none && arc.left != arc.right)
                pairs.insert(std::minmax(arc.left, arc.right));
        EXPECT_EQ(pairs.size(), row.pairs) << row.path;
        for (std::uint32_t face = 0; face < shapes.size(); ++face)
            EXPECT_NEAR(area_m2(partition.shape(face)), area_m2(shapes[face]), 1 + 1e-7 * area_m2(shapes[face])) << row.path;
    }
}

TEST(Partition, TaipeiVillagesMakeTheTowns)
{
    std::vector<std::string> codes, parents;
    const std::vector<MultiPolygon> towns = shapes_of_shared_file("polygons/taipei/taipei_towns.geojson", "TOWNCODE", &codes);
    const std::vector<MultiPolygon> villages = shapes_of_shared_file("polygons/taipei/taipei_villages.geojson", "TOWNCODE", &parents);
    if (towns.empty() || villages.empty())
        GTEST_SKIP() << "no taipei files under " << SHARED_DATA;
    const Partition partition(villages);
    std::vector<std::uint32_t> groups;
    for (const std::string& parent : parents)
        groups.push_back(static_cast<std::uint32_t>(std::find(codes.begin(), codes.end(), parent) - codes.begin()));
    for (std::uint32_t town = 0; town < towns.size(); ++town)
        EXPECT_NEAR(area_m2(partition.union_of(groups, town)), area_m2(towns[town]), 1e-4 * area_m2(towns[town])) << codes[town];
}
