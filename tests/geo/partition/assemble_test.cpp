#include "geo/partition/assemble.h"

#include "geo/cancelled.h"
#include "geo/partition/segments.h"
#include "geo/shapes/geos_shapes.h"
#include "tests/geo/partition/planar_check.h"
#include "tests/geo/shared_files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

using namespace geo;

namespace {

MultiPolygon square(std::int64_t west, std::int64_t south, std::int64_t size)
{
    return {{ring_of_units({{west, south}, {west + size, south}, {west + size, south + size}, {west, south + size}}), {}}};
}

std::vector<FaceId> owners_at(const Tessellation& map, FixedPoint p)
{
    const FaceId face = map.face_at(p);
    if (face == no_face)
        return {};
    return map.face(face)->is_overlap() ? map.face(face)->owners : std::vector<FaceId>{face};
}

/// Even-odd over the shape's rings. Doubled units.
bool is_inside(const MultiPolygon& shape, FixedPoint doubled)
{
    bool inside = false;
    for (const Polygon& polygon : shape) {
        inside ^= is_in_ring(units_of(polygon.outer), doubled);
        for (const Ring& hole : polygon.holes)
            inside ^= is_in_ring(units_of(hole), doubled);
    }
    return inside;
}

double distance(FixedPoint p, FixedPoint a, FixedPoint b)
{
    const double dx = static_cast<double>(b.x - a.x), dy = static_cast<double>(b.y - a.y), px = static_cast<double>(p.x - a.x), py = static_cast<double>(p.y - a.y);
    const double length = dx * dx + dy * dy, t = length > 0 ? std::clamp((px * dx + py * dy) / length, 0.0, 1.0) : 0;
    return std::hypot(px - t * dx, py - t * dy);
}

bool is_near_border(std::span<const MultiPolygon> shapes, FixedPoint p, double within)
{
    for (const MultiPolygon& shape : shapes)
        for (const Polygon& polygon : shape) {
            std::vector<Ring> rings = polygon.holes;
            rings.push_back(polygon.outer);
            for (const Ring& ring : rings) {
                const FixedRing q = units_of(ring);
                for (std::size_t i = 0, j = q.size() - 1; i < q.size(); j = i++)
                    if (distance(p, q[j], q[i]) <= within)
                        return true;
            }
        }
    return false;
}

std::vector<MultiPolygon> random_shapes(std::mt19937& random, std::int64_t size)
{
    const auto any = [&](std::int64_t below) { return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(below)); };
    const auto ring = [&](std::int64_t west, std::int64_t south, std::int64_t extent) {
        Ring out;
        const std::size_t n = 3 + random() % 6;
        for (std::size_t i = 0; i < n; ++i)
            out.push_back(lonlat_from_fixed({west + any(extent + 1), south + any(extent + 1)}));
        return out;
    };
    std::vector<MultiPolygon> shapes;
    const std::size_t n = 1 + random() % 7;
    for (std::size_t i = 0; i < n; ++i) {
        MultiPolygon shape;
        const std::size_t parts = 1 + random() % 2;
        for (std::size_t k = 0; k < parts; ++k) {
            const std::int64_t extent = 1 + any(size), west = any(size - extent + 1), south = any(size - extent + 1);
            shape.push_back({ring(west, south, extent), {}});
            if (random() % 3 == 0)
                shape.back().holes.push_back(ring(west, south, extent));
            if (random() % 4 == 0 && !shapes.empty()) // a border it shares with an earlier one
                shape.back().outer = shapes[random() % shapes.size()].front().outer;
        }
        shapes.push_back(std::move(shape));
    }
    return shapes;
}

} // namespace

// As many chains as two threads are given, and crossings in both halves.
TEST(Assemble, MadeAtOnceItIsAsMadeStepByStep)
{
    std::vector<MultiPolygon> shapes;
    for (int row = 0; row < 40; ++row)
        for (int column = 0; column < 40; ++column)
            shapes.push_back(square(1000 * column, 1000 * row, 1100));
    const Assembled made = assemble(shapes);
    ASSERT_GT(made.map.arc_slots(), 8192u);
    FixedBox extent;
    extent.add(FixedPoint{0, 0}), extent.add(FixedPoint{1000 * 40 + 100, 1000 * 40 + 100});
    Tessellation grown(extent, made.map.arc_slots());
    TessellationEdit edit;
    for (ArcId id = 0; id < made.map.arc_slots(); ++id)
        edit.arcs.push_back({id, nullptr, made.map.arc_ptr(id)});
    for (FaceId id = 0; id < made.map.face_slots(); ++id)
        if (made.map.face(id))
            edit.faces.push_back({id, false, true, made.map.face(id)->owners});
    grown.apply(edit);
    EXPECT_EQ(made.map.overlap_count(), grown.overlap_count());
    ASSERT_EQ(made.map.face_slots(), grown.face_slots());
    for (FaceId id = 0; id < grown.face_slots(); ++id) {
        const Face *a = made.map.face(id), *b = grown.face(id);
        ASSERT_EQ(!a, !b);
        if (a) {
            ASSERT_EQ(a->owners, b->owners);
            ASSERT_EQ(a->arcs, b->arcs);
            ASSERT_EQ(a->box, b->box);
        }
    }
    for (std::int64_t x = -500; x < 41'000; x += 730)
        for (std::int64_t y = -500; y < 41'000; y += 910) {
            FixedBox near;
            near.add(FixedPoint{x, y}), near.add(FixedPoint{x + 600, y + 300});
            ASSERT_EQ(made.map.arcs_near(near), grown.arcs_near(near));
        }
}

TEST(Assemble, ATruePartition)
{
    std::vector<MultiPolygon> shapes;
    for (std::int64_t y = 0; y < 4; ++y)
        for (std::int64_t x = 0; x < 4; ++x)
            shapes.push_back(square(x * 1000, y * 1000, 1000));
    shapes[5][0].holes.push_back(square(1300, 1300, 300)[0].outer);
    shapes.push_back(square(1300, 1300, 300));
    const Assembled assembled = assemble(shapes);
    EXPECT_EQ(assembled.noded, 0u);
    EXPECT_TRUE(assembled.invalid.empty());
    EXPECT_EQ(assembled.map.face_slots(), 17u);
    EXPECT_EQ(assembled.map.arc_slots(), 24u + 16u - 4u + 1u) << "the corners of the square are no nodes";
    for (FaceId face = 0; face < 17; ++face)
        EXPECT_EQ(assembled.map.doubled_area(face), face == 5 ? 2 * (1000 * 1000 - 300 * 300) : face == 16 ? 2 * 300 * 300 : 2 * 1000 * 1000);
    EXPECT_EQ(assembled.map.face_at({1400, 1400}), 16u);
    EXPECT_EQ(assembled.map.face_at({1200, 1400}), 5u);
    EXPECT_EQ(assembled.map.face_at({5200, 1400}), no_face);
    EXPECT_EQ(planar_faults(assembled.map), "");
    EXPECT_EQ(assemble({}).map.face_slots(), 0u);
}

TEST(Assemble, OverlapsCrossingsAndTouches)
{
    // Two squares that overlap, one that touches the first with its side, and one inside the first without a hole for it.
    const std::vector<MultiPolygon> shapes{square(0, 0, 1000), square(500, 500, 1000), square(-400, 200, 400), square(100, 100, 200)};
    const Assembled assembled = assemble(shapes);
    EXPECT_EQ(assembled.noded, 4u);
    ASSERT_EQ(assembled.map.face_slots(), 6u);
    EXPECT_EQ(owners_at(assembled.map, {700, 700}), (std::vector<FaceId>{0, 1}));
    EXPECT_EQ(owners_at(assembled.map, {200, 200}), (std::vector<FaceId>{0, 3}));
    EXPECT_EQ(owners_at(assembled.map, {-100, 300}), (std::vector<FaceId>{2}));
    EXPECT_EQ(assembled.map.face(3), nullptr) << "it has nothing of its own";
    EXPECT_EQ(assembled.map.doubled_area(0), 2 * (1000 * 1000 - 500 * 500 - 200 * 200));
    EXPECT_EQ(planar_faults(assembled.map), "");
}

TEST(Assemble, InvalidShapesAreReadEvenOdd)
{
    const std::vector<MultiPolygon> shapes{
        {{ring_of_units({{0, 0}, {1000, 1000}, {1000, 0}, {0, 1000}}), {}}},                                  // crosses itself, without area by its rings
        {{ring_of_units({{2000, 0}, {3000, 0}, {3000, 500}, {3000, 0}, {3000, 1000}, {2000, 1000}}), {}}},    // with a spike
        {{ring_of_units({{5000, 0}, {6000, 0}}), {}}},                                                        // no ring
        {{ring_of_units({{7000, 0}, {8000, 0}, {7500, 0}}), {}}},                                             // no area
        {square(9000, 0, 1000)[0], square(9500, 0, 1000)[0]},                                                 // overlaps itself
        {},
    };
    const Assembled assembled = assemble(shapes);
    EXPECT_EQ(assembled.map.doubled_area(0), 2 * 500 * 500 * 2);
    EXPECT_EQ(assembled.map.doubled_area(1), 2 * 1000 * 1000);
    EXPECT_EQ(assembled.map.face(2), nullptr);
    EXPECT_EQ(assembled.map.face(3), nullptr);
    EXPECT_EQ(assembled.map.doubled_area(4), 2 * 2 * 500 * 1000);
    EXPECT_EQ(assembled.map.face(5), nullptr);
    EXPECT_EQ(assembled.map.next_face(), 6u);
    std::vector<std::uint32_t> invalid;
    for (const InvalidFace& face : assembled.invalid)
        invalid.push_back(face.face);
    EXPECT_EQ(invalid, (std::vector<std::uint32_t>{0, 1, 2, 3, 4, 5}));
    EXPECT_EQ(planar_faults(assembled.map), "");
}

TEST(Assemble, RandomShapes)
{
    std::mt19937 random(11);
    const std::int64_t sizes[] = {4, 12, 60, 1000, 1000000};
    for (int round = 0; round < 1000; ++round) {
        const std::int64_t size = sizes[round % 5];
        const std::vector<MultiPolygon> shapes = random_shapes(random, size);
        const Assembled assembled = assemble(shapes);
        ASSERT_EQ(planar_faults(assembled.map), "") << round;
        for (int i = 0; i < 20; ++i) {
            const FixedPoint p{static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(size + 1)), static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(size + 1))};
            if (is_near_border(shapes, p, 2))
                continue;
            std::vector<FaceId> expected;
            for (FaceId shape = 0; shape < shapes.size(); ++shape)
                if (is_inside(shapes[shape], {2 * p.x, 2 * p.y}))
                    expected.push_back(shape);
            ASSERT_EQ(owners_at(assembled.map, p), expected) << round << " at " << p.x << ' ' << p.y;
        }
        // The same once more is the same.
        const Assembled again = assemble(shapes);
        ASSERT_EQ(again.map.arc_slots(), assembled.map.arc_slots());
        for (ArcId arc = 0; arc < again.map.arc_slots(); ++arc)
            ASSERT_EQ(*again.map.arc(arc), *assembled.map.arc(arc));
        // What came out of it goes in as it is.
        std::vector<MultiPolygon> pieces;
        for (FaceId face = 0; face < assembled.map.face_slots(); ++face)
            pieces.push_back(assembled.map.shape(face));
        const Assembled from_pieces = assemble(pieces);
        ASSERT_EQ(from_pieces.noded, 0u);
        ASSERT_EQ(from_pieces.map.arc_slots(), assembled.map.arc_slots());
        for (FaceId face = 0; face < assembled.map.face_slots(); ++face)
            ASSERT_EQ(from_pieces.map.doubled_area(face), assembled.map.doubled_area(face));
        for (const InvalidFace& invalid : from_pieces.invalid)
            ASSERT_EQ(assembled.map.face(invalid.face), nullptr) << invalid.reason;
    }
}

TEST(Assemble, GeosFindsTheSameAreas)
{
    std::mt19937 random(12);
    const GeosShapes geos;
    for (int round = 0; round < 60; ++round) {
        std::vector<MultiPolygon> shapes = random_shapes(random, 1000000000);
        for (MultiPolygon& shape : shapes) // it unites parts that overlap
            shape = {{shape.front().outer, {}}};
        const Assembled assembled = assemble(shapes);
        for (FaceId a = 0; a < shapes.size(); ++a)
            for (FaceId b = a + 1; b < shapes.size(); ++b) {
                WideInt common = 0;
                for (FaceId face = 0; face < assembled.map.face_slots(); ++face)
                    if (const Face* f = assembled.map.face(face); f && std::binary_search(f->owners.begin(), f->owners.end(), a) && std::binary_search(f->owners.begin(), f->owners.end(), b))
                        common += assembled.map.doubled_area(face);
                double expected = 0;
                for (const Polygon& polygon : geos.intersection(shapes[a], shapes[b])) {
                    expected += std::abs(static_cast<double>(doubled_area(units_of(polygon.outer))));
                    for (const Ring& hole : polygon.holes)
                        expected -= std::abs(static_cast<double>(doubled_area(units_of(hole))));
                }
                EXPECT_NEAR(static_cast<double>(common), expected, 1e12) << round; // of 1e18
            }
    }
}

TEST(Assemble, ManyIslandsInLakes)
{
    // Rings in rings in rings, which meet nowhere; each is a shape of its own in the hole of the one before.
    std::vector<MultiPolygon> shapes;
    for (std::int64_t y = 0; y < 10; ++y)
        for (std::int64_t x = 0; x < 10; ++x)
            for (std::int64_t i = 0; i < 4; ++i) {
                shapes.push_back(square(x * 1000 + i * 100, y * 1000 + i * 100, 900 - i * 200));
                shapes.back()[0].holes.push_back(square(x * 1000 + i * 100 + 50, y * 1000 + i * 100 + 50, 800 - i * 200)[0].outer);
            }
    const Assembled assembled = assemble(shapes);
    EXPECT_EQ(assembled.map.face_slots(), shapes.size());
    EXPECT_EQ(assembled.map.face_at({3220, 4450}), 4 * 43u + 2);
    EXPECT_EQ(assembled.map.face_at({3280, 4450}), no_face);
    EXPECT_EQ(planar_faults(assembled.map), "");
}

TEST(Assemble, Refusals)
{
    EXPECT_ANY_THROW(assemble(std::vector<MultiPolygon>{{{{{0, 0}, {1, 91}, {1, 0}}, {}}}}));
    std::stop_source stop;
    stop.request_stop();
    EXPECT_THROW(assemble(std::vector<MultiPolygon>{square(0, 0, 10)}, stop.get_token()), Cancelled);
}
