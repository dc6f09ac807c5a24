// Whatever a file may hold goes through everything geo does with shapes: nothing may crash, hang or lose its bounds.
#include "geo/error.h"
#include "geo/paint/tile_paint.h"
#include "geo/partition/check.h"
#include "geo/sight/wedge.h"
#include "tests/geo/shared_files.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <random>

using namespace geo;

namespace {

void put_through_everything(const std::vector<MultiPolygon>& shapes)
{
    LonLatBox box;
    for (const MultiPolygon& shape : shapes)
        box.add(box_of(shape));
    const LonLat middle = box.is_empty() ? LonLat{} : box.centre();
    for (const MultiPolygon& shape : shapes) {
        EXPECT_TRUE(std::isfinite(area_m2(shape)));
        EXPECT_TRUE(std::isfinite(perimeter_m(shape)));
        const LonLat label = label_point(shape);
        EXPECT_TRUE(std::isfinite(label.lon) && std::isfinite(label.lat));
        contains(shape, label);
        distance_to_edge_m(shape, middle);
        EXPECT_EQ(multipolygon_from_wkb(wkb_from_multipolygon(shape)).size(), shape.size());
    }
    const MapPoint corner = map_from_lonlat({box.is_empty() ? 0 : box.west, box.is_empty() ? 0 : box.north});
    TilePainter painter({corner, 50, 64, 64});
    for (const MultiPolygon& shape : shapes) {
        painter.fill(map_multipolygon(shape), {10, 20, 30, 90});
        painter.outline(map_multipolygon(shape), {.colour = {200, 0, 0, 120}, .width = 2.5, .dashes = {3, 2}});
    }
    for (const std::uint8_t value : painter.take().rgba)
        EXPECT_LE(value, 255);
    CameraPose camera;
    camera.position = middle;
    camera.range_m = 5000;
    const Occluders buildings(shapes);
    for (const MapPoint p : map_multipolygon(wedge_of(camera, buildings)).empty() ? MapLine{} : map_multipolygon(wedge_of(camera, buildings))[0].outer)
        EXPECT_TRUE(std::isfinite(p.x) && std::isfinite(p.y));

    const Partition partition(shapes);
    EXPECT_EQ(partition.face_count(), shapes.size());
    std::vector<std::uint32_t> groups(shapes.size());
    for (std::size_t i = 0; i < groups.size(); ++i)
        groups[i] = static_cast<std::uint32_t>(i % 2);
    partition.union_of(groups, 0);
    for (std::uint32_t face = 0; face < shapes.size(); ++face)
        for (const double tolerance : {0.0, 10.0, 1e7})
            for (const MapPolygon& polygon : partition.simplified(face, tolerance))
                EXPECT_GE(polygon.outer.size(), 3u);
    try {
        EXPECT_EQ(check_partition(partition).faces, shapes.size());
    } catch (const Error& error) { // GEOS may give up, and then says so
        EXPECT_GT(std::string(error.what()).size(), 10u);
    }
}

} // namespace

TEST(BadShapes, OfSharedFiles)
{
    const std::filesystem::path folder = std::string(SHARED_DATA) + "/polygons/broken";
    if (!std::filesystem::exists(folder))
        GTEST_SKIP() << "no " << folder;
    int files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) {
            std::vector<MultiPolygon> shapes;
            try {
                shapes = shapes_of_file(entry.path().string());
            } catch (const Error&) {
            }
            // Files in metres are brought into degrees' range: their troubles are the same.
            LonLatBox box;
            for (const MultiPolygon& shape : shapes)
                box.add(box_of(shape));
            const double most = box.is_empty() ? 1 : std::max({std::abs(box.west), std::abs(box.east), std::abs(box.south), std::abs(box.north)});
            const double scale = most > 80 ? 80 / most : 1;
            for (MultiPolygon& shape : shapes)
                for (Polygon& polygon : shape) {
                    for (LonLat& p : polygon.outer)
                        p = {p.lon * scale, p.lat * scale};
                    for (Ring& hole : polygon.holes)
                        for (LonLat& p : hole)
                            p = {p.lon * scale, p.lat * scale};
                }
            put_through_everything(shapes);
            files += !shapes.empty();
        }
    EXPECT_GT(files, 5);
}

TEST(BadShapes, Random)
{
    std::mt19937 random(404);
    for (int round = 0; round < 150; ++round) {
        // Few different coordinates, so that repeated points, spikes, shared and crossing edges abound.
        const int range = 2 + static_cast<int>(random() % 6);
        const double unit = random() % 2 ? 0.001 : 1e-9;
        const auto ring = [&] {
            Ring out;
            for (std::size_t i = random() % 9; i > 0; --i)
                out.push_back({114 + static_cast<double>(random() % range) * unit, 30 + static_cast<double>(random() % range) * unit});
            return out;
        };
        std::vector<MultiPolygon> shapes(1 + random() % 6);
        for (MultiPolygon& shape : shapes)
            for (std::size_t parts = random() % 3; parts > 0; --parts) {
                Polygon polygon;
                do
                    polygon.outer = ring();
                while (polygon.outer.empty());
                for (std::size_t holes = random() % 3; holes > 0; --holes)
                    polygon.holes.push_back(ring());
                shape.push_back(polygon);
            }
        put_through_everything(shapes);
    }
}
