#include "geo/partition/check.h"

#include "geo/cancelled.h"
#include "geo/partition/crossings.h"
#include "geo/shapes/geos_shapes.h"
#include "tests/geo/shared_files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

using namespace geo;

namespace {

constexpr double step = 0.01; // about a kilometre

Ring rectangle(double west, double south, double east, double north)
{
    return {{west, south}, {east, south}, {east, north}, {west, north}};
}

MultiPolygon cell(int x, int y)
{
    return {{rectangle(114 + x * step, 30 + y * step, 114 + (x + 1) * step, 30 + (y + 1) * step), {}}};
}

/// 3 × 3 cells; number 4 is the one in the middle.
std::vector<MultiPolygon> nine()
{
    std::vector<MultiPolygon> shapes;
    for (int y = 0; y < 3; ++y)
        for (int x = 0; x < 3; ++x)
            shapes.push_back(cell(x, y));
    return shapes;
}

struct PlainFindings {
    std::size_t overlaps = 0, unowned = 0;
};

/// The same asked of GEOS for every pair, and of what the union of everything encloses.
PlainFindings check_plainly(const std::vector<MultiPolygon>& shapes)
{
    const GeosShapes geos;
    PlainFindings found;
    const auto is_real = [](const Polygon& piece) { return 2 * area_m2({piece}) / perimeter_m({piece}) >= 0.001; };
    for (std::size_t i = 0; i < shapes.size(); ++i)
        for (std::size_t k = i + 1; k < shapes.size(); ++k)
            if (box_of(shapes[i]).meets(box_of(shapes[k]))) {
                const MultiPolygon common = geos.intersection(shapes[i], shapes[k]);
                found.overlaps += std::any_of(common.begin(), common.end(), is_real);
            }
    const MultiPolygon all = geos.union_of(shapes);
    const LonLatBox box = box_of(all);
    for (const Polygon& piece : geos.difference({{rectangle(box.west - 1, box.south - 1, box.east + 1, box.north + 1), {}}}, all))
        found.unowned += box_of(piece.outer).west > box.west - 0.5 && is_real(piece);
    return found;
}

} // namespace

TEST(PartitionCheck, CleanPartition)
{
    const PartitionFindings found = check_partition(Partition(nine()));
    EXPECT_EQ(found.faces, 9u);
    EXPECT_EQ(found.shared_arcs, 12u);
    EXPECT_TRUE(found.overlaps.empty());
    EXPECT_TRUE(found.gaps.empty());
    EXPECT_TRUE(found.unassigned.empty());
    EXPECT_TRUE(found.invalid.empty());
    EXPECT_EQ(found.hairlines, 0u);
    EXPECT_EQ(check_partition(Partition()).faces, 0u);
}

TEST(PartitionCheck, MovedBordersGapsAndOverlaps)
{
    // The middle cell's west border is moved by so many metres; inward leaves a gap, outward overlaps.
    const double metre = step / 957.6;
    const struct {
        double inward_m;
        std::size_t overlaps, gaps, unassigned, hairlines;
    } rows[] = {{1, 0, 1, 0, 0}, {-1, 1, 0, 0, 0}, {100, 0, 0, 1, 0}, {-100, 1, 0, 0, 0}, {0.0003, 0, 0, 0, 1}, {-0.0003, 0, 0, 0, 1}};
    for (const auto& row : rows) {
        std::vector<MultiPolygon> shapes = nine();
        const double west = 114 + step;
        // Its corners stay where they are, so that only the border between them differs.
        shapes[4] = {{{{west, 30 + step}, {west + step, 30 + step}, {west + step, 30 + 2 * step}, {west, 30 + 2 * step},
                       {west + row.inward_m * metre, 30 + 1.9 * step}, {west + row.inward_m * metre, 30 + 1.1 * step}}, {}}};
        const PartitionFindings found = check_partition(Partition(shapes));
        EXPECT_EQ(found.overlaps.size(), row.overlaps) << row.inward_m;
        EXPECT_EQ(found.gaps.size(), row.gaps) << row.inward_m;
        EXPECT_EQ(found.unassigned.size(), row.unassigned) << row.inward_m;
        EXPECT_EQ(found.hairlines, row.hairlines) << row.inward_m;
        EXPECT_TRUE(found.invalid.empty());
        for (const FaceOverlap& overlap : found.overlaps) {
            EXPECT_EQ(overlap.face_a, 3u);
            EXPECT_EQ(overlap.face_b, 4u);
            EXPECT_NEAR(overlap.area_m2, -row.inward_m * 0.9 * 1109, 0.02 * overlap.area_m2);
            EXPECT_TRUE(contains(shapes[3], overlap.place));
            EXPECT_TRUE(contains(shapes[4], overlap.place));
        }
        for (const auto* list : {&found.gaps, &found.unassigned})
            for (const UnownedArea& area : *list) {
                EXPECT_EQ(area.faces, (std::vector<std::uint32_t>{3, 4}));
                EXPECT_NEAR(area.area_m2, row.inward_m * 0.9 * 1109, 0.02 * area.area_m2);
                EXPECT_FALSE(contains(shapes[3], area.place) || contains(shapes[4], area.place));
            }
    }
}

TEST(PartitionCheck, ABorderThatWindsOverTheOther)
{
    // Partly over the west neighbour, partly short of it: one overlap and one gap, the second between crossing lines.
    std::vector<MultiPolygon> shapes = nine();
    const double west = 114 + step;
    shapes[4] = {{{{west, 30 + step}, {west + step, 30 + step}, {west + step, 30 + 2 * step}, {west, 30 + 2 * step},
                   {west + 0.0004, 30 + 1.8 * step}, {west - 0.0004, 30 + 1.2 * step}}, {}}};
    const PartitionFindings found = check_partition(Partition(shapes));
    ASSERT_EQ(found.overlaps.size(), 1u);
    EXPECT_EQ(found.gaps.size() + found.unassigned.size(), 1u);
    EXPECT_NEAR(found.overlaps[0].area_m2, found.unassigned.at(0).area_m2, 0.02 * found.overlaps[0].area_m2);
}

TEST(PartitionCheck, HolesAndIslands)
{
    std::vector<MultiPolygon> shapes = nine();
    shapes.erase(shapes.begin() + 4);
    PartitionFindings found = check_partition(Partition(shapes));
    ASSERT_EQ(found.unassigned.size(), 1u) << "a missing cell is unassigned land";
    EXPECT_NEAR(found.unassigned[0].area_m2, area_m2(cell(1, 1)), 1);
    EXPECT_EQ(found.unassigned[0].faces.size(), 4u);

    const double w = 114 + step, s = 30 + step;
    shapes.push_back({{rectangle(w + 0.2 * step, s + 0.2 * step, w + 0.8 * step, s + 0.8 * step), {}}});
    found = check_partition(Partition(shapes));
    ASSERT_EQ(found.unassigned.size(), 1u) << "around an island";
    EXPECT_EQ(found.unassigned[0].shape.holes.size(), 1u);
    EXPECT_EQ(found.unassigned[0].faces.size(), 5u);

    shapes.back() = {{rectangle(w + 0.001 * step, s + 0.001 * step, w + 0.999 * step, s + 0.999 * step), {}}};
    found = check_partition(Partition(shapes));
    EXPECT_EQ(found.gaps.size(), 1u) << "a ring of one metre";
}

TEST(PartitionCheck, FacesInsideFaces)
{
    std::vector<MultiPolygon> shapes = nine();
    const double w = 114 + step, s = 30 + step;
    shapes.push_back({{rectangle(w + 0.2 * step, s + 0.2 * step, w + 0.8 * step, s + 0.8 * step), {}}}); // in cell 4, which has no hole
    shapes.push_back(cell(0, 0));                                                                       // the same once more
    const PartitionFindings found = check_partition(Partition(shapes));
    ASSERT_EQ(found.overlaps.size(), 2u);
    EXPECT_EQ(found.overlaps[0].face_a, 0u);
    EXPECT_EQ(found.overlaps[0].face_b, 10u);
    EXPECT_NEAR(found.overlaps[0].area_m2, area_m2(cell(0, 0)), 1);
    EXPECT_EQ(found.overlaps[1].face_a, 4u);
    EXPECT_EQ(found.overlaps[1].face_b, 9u);
    EXPECT_TRUE(found.gaps.empty() && found.unassigned.empty());
}

TEST(PartitionCheck, VerticesThatTheNeighbourLacks)
{
    // The east cell has a vertex on the border that the west one has not: no gap, no overlap.
    const MultiPolygon west = cell(0, 0), east{{{{114 + step, 30}, {114 + 2 * step, 30}, {114 + 2 * step, 30 + step}, {114 + step, 30 + step}, {114 + step, 30.004}}, {}}};
    const PartitionFindings found = check_partition(Partition(std::vector<MultiPolygon>{west, east}));
    EXPECT_TRUE(found.overlaps.empty() && found.gaps.empty() && found.unassigned.empty() && found.invalid.empty());
    EXPECT_EQ(find_crossings(Partition(std::vector<MultiPolygon>{west, east})).touching.size(), 1u);
}

TEST(PartitionCheck, InvalidFaces)
{
    const MultiPolygon bow_tie{{{{0, 0}, {1, 1}, {1, 0}, {0, 2}}, {}}};
    const MultiPolygon hole_outside{{rectangle(10, 10, 11, 11), {rectangle(12, 12, 13, 13)}}};
    const MultiPolygon spike{{{{20, 20}, {21, 20}, {22, 20}, {21, 20}, {21, 21}}, {}}};
    const MultiPolygon touching_itself{{{{30, 30}, {32, 30}, {31, 31}, {32, 32}, {30, 32}, {31, 31}}, {}}};
    const MultiPolygon good{{rectangle(40, 40, 41, 41), {rectangle(40.2, 40.2, 40.8, 40.8)}}};
    const MultiPolygon line{{{{50, 50}, {51, 51}, {50, 50}}, {}}};
    const PartitionFindings found = check_partition(Partition(std::vector<MultiPolygon>{bow_tie, hole_outside, spike, touching_itself, good, line}));
    std::vector<std::uint32_t> faces;
    for (const InvalidFace& invalid : found.invalid) {
        faces.push_back(invalid.face);
        EXPECT_FALSE(invalid.reason.empty());
    }
    EXPECT_EQ(faces, (std::vector<std::uint32_t>{0, 1, 2, 3, 5}));
}

TEST(PartitionCheck, RandomMissingAndDoubledCells)
{
    std::mt19937 random(31);
    for (int round = 0; round < 60; ++round) {
        std::vector<MultiPolygon> shapes;
        std::size_t missing = 0, doubled = 0;
        bool last = false;
        for (int y = 0; y < 7; ++y)
            for (int x = 0; x < 7; ++x) {
                const bool inner = x > 0 && y > 0 && x < 6 && y < 6 && (x + y) % 2 == 0 && !last;
                const int fate = inner ? static_cast<int>(random() % 4) : 3;
                last = false;
                if (fate == 0) {
                    ++missing;
                    continue;
                }
                shapes.push_back(cell(x, y));
                if (fate == 1) {
                    shapes.push_back(cell(x, y));
                    ++doubled;
                }
            }
        const PartitionFindings found = check_partition(Partition(shapes));
        EXPECT_EQ(found.unassigned.size(), missing) << round;
        EXPECT_EQ(found.overlaps.size(), doubled) << round;
        EXPECT_TRUE(found.gaps.empty() && found.invalid.empty());
    }
}

TEST(PartitionCheck, AgreesWithGeosOnShakenPartitions)
{
    std::mt19937 random(77);
    std::uniform_real_distribution<double> shake(-0.3 * step, 0.3 * step);
    for (int round = 0; round < 200; ++round) {
        std::vector<MultiPolygon> shapes;
        for (int y = 0; y < 5; ++y)
            for (int x = 0; x < 5; ++x) {
                shapes.push_back(cell(x, y));
                Ring& ring = shapes.back()[0].outer;
                if (random() % 2 == 0)
                    ring[random() % 4].lon += shake(random);
                if (random() % 4 == 0)
                    ring.insert(ring.begin() + 1, {(ring[0].lon + ring[1].lon) / 2, ring[0].lat + shake(random)});
            }
        const PartitionFindings found = check_partition(Partition(shapes));
        const PlainFindings plain = check_plainly(shapes);
        EXPECT_EQ(found.overlaps.size(), plain.overlaps) << round;
        EXPECT_EQ(found.gaps.size() + found.unassigned.size(), plain.unowned) << round;
    }
}

TEST(PartitionCheck, RealFiles)
{
    const struct {
        const char* path;
        std::size_t invalid;
        bool ask_geos = false; // for every pair, which takes long on the larger ones; all agree
    } rows[] = {{"polygons/other/denver.geojson", 0, true}, {"polygons/taipei/taipei_villages.geojson", 1}, {"polygons/taipei/taipei_towns.geojson", 0, true},
                {"polygons/chicago/chicago-community-areas.geojson", 0}, {"polygons/chicago/chicago_neighborhoods98.geojson", 4},
                {"polygons/other/atlanta.geojson", 1, true}, {"polygons/other/boston.geojson", 4}, {"polygons/other/houston.geojson", 0, true},
                {"polygons/other/toronto.geojson", 1}, {"polygons/china/wuhan_districts.geojson", 13}, {"polygons/china/chongqing_districts_decoded.geojson", 7}};
    for (const auto& row : rows) {
        const std::vector<MultiPolygon> shapes = shapes_of_shared_file(row.path);
        if (shapes.empty())
            GTEST_SKIP() << "no " << SHARED_DATA << '/' << row.path;
        const PartitionFindings found = check_partition(Partition(shapes));
        EXPECT_EQ(found.invalid.size(), row.invalid) << row.path;
        if (!row.ask_geos)
            continue;
        const PlainFindings plain = check_plainly(shapes);
        EXPECT_EQ(found.overlaps.size(), plain.overlaps) << row.path;
        EXPECT_EQ(found.gaps.size() + found.unassigned.size(), plain.unowned) << row.path;
    }
}

TEST(PartitionCheck, StopsWhenAsked)
{
    std::stop_source stop;
    stop.request_stop();
    EXPECT_THROW(check_partition(Partition(nine()), {}, stop.get_token()), Cancelled);
}
