#include "geo/shapes/shapes.h"

#include "geo/error.h"

#include <geodesic.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

using namespace geo;

namespace {

Ring square(double west, double south, double size)
{
    return {{west, south}, {west + size, south}, {west + size, south + size}, {west, south + size}};
}

const MultiPolygon with_hole{{square(114, 30, 4), {square(115, 31, 1)}}};

} // namespace

TEST(Shapes, BoxOfAnEmptyShapeIsEmpty)
{
    EXPECT_TRUE(box_of(MultiPolygon{}).is_empty());
    EXPECT_EQ(box_of(with_hole), (LonLatBox{114, 30, 118, 34}));
}

TEST(Shapes, Contains)
{
    const struct {
        LonLat p;
        bool inside;
    } rows[] = {{{114.5, 30.5}, true}, {{115.5, 31.5}, false}, {{117, 33}, true}, {{113.9, 31}, false}, {{118.1, 31}, false},
                {{116, 29.9}, false},  {{116, 34.1}, false}};
    for (const auto& row : rows)
        EXPECT_EQ(contains(with_hole, row.p), row.inside) << row.p.lon << ' ' << row.p.lat;
    EXPECT_FALSE(contains({}, {1, 1}));
}

TEST(Shapes, PointOnASharedBoundaryIsInExactlyOneNeighbour)
{
    std::mt19937 random(11);
    std::uniform_real_distribution<double> jitter(-0.3, 0.3), unit(0, 1);
    for (int round = 0; round < 200; ++round) {
        // Four neighbours around one moved node, with bent borders, tiling a square of 2 × 2.
        const LonLat o{jitter(random), jitter(random)};
        const LonLat n{jitter(random), 1}, s{jitter(random), -1}, e{1, jitter(random)}, w{-1, jitter(random)};
        const LonLat bn{jitter(random), 0.5}, be{0.6, jitter(random)};
        const MultiPolygon ne{{{o, be, e, {1, 1}, n, bn}, {}}}, nw{{{n, {-1, 1}, w, o, bn}, {}}};
        const MultiPolygon sw{{{w, {-1, -1}, s, o}, {}}}, se{{{o, s, {1, -1}, e, be}, {}}};
        std::vector<LonLat> points{o, bn, be};
        for (int i = 0; i < 20; ++i) {
            const double t = unit(random);
            points.push_back({o.lon + t * (bn.lon - o.lon), o.lat + t * (bn.lat - o.lat)});
            points.push_back({be.lon + t * (o.lon - be.lon), be.lat + t * (o.lat - be.lat)});
            points.push_back({o.lon + t * (s.lon - o.lon), o.lat + t * (s.lat - o.lat)});
            points.push_back({0.8 * jitter(random), 0.8 * jitter(random)});
        }
        for (LonLat p : points)
            EXPECT_EQ(contains(ne, p) + contains(nw, p) + contains(sw, p) + contains(se, p), 1);
    }
}

TEST(Shapes, AreaAndPerimeterAreGeodesic)
{
    // A quarter of the northern hemisphere: 510,065,621,724,088 m² of the WGS 84 ellipsoid, divided by 8.
    const MultiPolygon octant{{{{0, 0}, {90, 0}, {0, 90}}, {}}};
    EXPECT_NEAR(area_m2(octant), 510065621724088.0 / 8, 1e6);
    EXPECT_NEAR(perimeter_m(octant), 2 * 10001965.729 + 6378137 * std::acos(-1.0) / 2, 1);
    const MultiPolygon solid{{with_hole[0].outer, {}}}, hole{{with_hole[0].holes[0], {}}};
    EXPECT_NEAR(area_m2(with_hole), area_m2(solid) - area_m2(hole), 1);
    MultiPolygon turned = solid;
    std::reverse(turned[0].outer.begin(), turned[0].outer.end());
    EXPECT_NEAR(area_m2(turned), area_m2(solid), 1);
    EXPECT_EQ(area_m2({}), 0);
    // Another program's polygon whose hole is larger than it: no land, and none taken from the others.
    EXPECT_EQ(area_m2({{hole.front().outer, {solid.front().outer}}}), 0);
    EXPECT_NEAR(area_m2({{hole.front().outer, {solid.front().outer}}, solid.front()}), area_m2(solid), 1);
    // And one whose hole leaves the globe: its box says so, and its area is a number.
    const MultiPolygon off_globe{{solid.front().outer, {{{0, 0}, {0, 100}, {1, 0}}}}};
    EXPECT_EQ(box_of(off_globe).north, 100);
    EXPECT_GE(area_m2(off_globe), 0);
}

TEST(Shapes, ShortEdgesAgreeWithProj)
{
    geod_geodesic earth;
    geod_init(&earth, 6378137.0, 1 / 298.257223563);
    std::mt19937 random(6);
    std::uniform_real_distribution<double> lon(-179, 179), lat(-80, 80), radius(0.0001, 0.03);
    for (int round = 0; round < 300; ++round) {
        const LonLat centre{lon(random), lat(random)};
        const double r = radius(random);
        Ring ring;
        geod_polygon polygon;
        geod_polygon_init(&polygon, 0);
        for (int i = 0; i < 24; ++i) {
            const double wave = r * (1 + 0.3 * (random() % 100) / 100.0), angle = i * 0.2618;
            ring.push_back({centre.lon + wave * std::cos(angle), centre.lat + wave * std::sin(angle)});
            geod_polygon_addpoint(&earth, &polygon, ring.back().lat, ring.back().lon);
        }
        double area = 0, length = 0;
        geod_polygon_compute(&earth, &polygon, 0, 1, &area, &length);
        EXPECT_NEAR(area_m2({{ring, {}}}), area, 1e-7 * area + 1e-4) << centre.lat << " radius " << r;
        EXPECT_NEAR(perimeter_m({{ring, {}}}), length, 1e-7 * length) << centre.lat << " radius " << r;
    }
}

TEST(Shapes, LabelPointLiesWellInside)
{
    // A C whose centroid is outside; a frame; two parts of which the larger one counts; a needle.
    const MultiPolygon letter{{{{0, 0}, {4, 0}, {4, 1}, {1, 1}, {1, 3}, {4, 3}, {4, 4}, {0, 4}}, {}}};
    const MultiPolygon frame{{square(0, 0, 4), {square(0.5, 0.5, 3)}}};
    const MultiPolygon two{{square(0, 0, 1), {}}, {square(10, 10, 2), {}}};
    const MultiPolygon needle{{{{0, 0}, {10, 0.001}, {0, 0.002}}, {}}};
    for (const MultiPolygon& shape : {letter, frame, two, needle, with_hole})
        EXPECT_TRUE(contains(shape, label_point(shape)));
    EXPECT_NEAR(label_point(two).lon, 11, 0.05);
    EXPECT_NEAR(label_point(two).lat, 11, 0.05);
    EXPECT_NEAR(label_point({{square(114, 30, 1), {}}}).lon, 114.5, 0.02);
    label_point({{{{1, 1}, {1, 1}, {1, 1}}, {}}});
    label_point({});
}

TEST(Shapes, DistanceToTheNearestEdge)
{
    EXPECT_NEAR(distance_to_edge_m({{square(0, 0, 1), {}}}, {0.5, 0.001}), 110.574, 0.01);
    EXPECT_NEAR(distance_to_edge_m({{square(0, 0, 1), {}}}, {-0.001, 0.5}), 111.32, 0.01);
    EXPECT_NEAR(distance_to_edge_m({{square(-1, -1, 3), {square(0, 0, 1)}}}, {0.5, 0.001}), 110.574, 0.01);
    EXPECT_TRUE(std::isinf(distance_to_edge_m({}, {0, 0})));
}

TEST(Shapes, WkbRoundTrips)
{
    const MultiPolygon shape{with_hole[0], {square(1.25, -3.5, 0.125), {}}};
    EXPECT_EQ(multipolygon_from_wkb(wkb_from_multipolygon(shape)), shape);
    EXPECT_EQ(multipolygon_from_wkb(wkb_from_multipolygon({})), MultiPolygon{});
    const MultiLine lines{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}, {9, 10}}};
    EXPECT_EQ(multiline_from_wkb(wkb_from_multiline(lines)), lines);
    EXPECT_EQ(point_from_wkb(wkb_from_point({114.3, 30.6})), (LonLat{114.3, 30.6}));
}

TEST(Shapes, WkbOfOtherWritings)
{
    // POINT Z (1 2 9), ISO and with the old flag; big endian POINT (1 2); EWKB with SRID.
    const char* points[] = {"01E9030000000000000000F03F00000000000000400000000000002240",
                            "0101000080000000000000F03F00000000000000400000000000002240",
                            "00000000013FF00000000000004000000000000000", "0101000020E6100000000000000000F03F0000000000000040"};
    for (const char* hex : points)
        EXPECT_EQ(point_from_wkb(bytes_from_hex(hex)), (LonLat{1, 2})) << hex;
    EXPECT_EQ(ewkb_hex_from_wkb(wkb_from_point({1, 2})), "0101000020E6100000000000000000F03F0000000000000040");
    // POLYGON EMPTY and a plain LINESTRING.
    EXPECT_TRUE(multipolygon_from_wkb(bytes_from_hex("010300000000000000")).empty());
    EXPECT_EQ(multiline_from_wkb(bytes_from_hex("010200000001000000000000000000F03F0000000000000040")), (MultiLine{{{1, 2}}}));
}

TEST(Shapes, WkbThatIsNotAShapeIsRefused)
{
    const std::string polygon = wkb_from_multipolygon(with_hole), lines = wkb_from_multiline({{{1, 2}, {3, 4}}});
    for (std::size_t cut = 0; cut < polygon.size(); ++cut)
        EXPECT_THROW(multipolygon_from_wkb(std::string_view(polygon).substr(0, cut)), Error) << cut;
    for (std::size_t cut = 0; cut < lines.size(); ++cut)
        EXPECT_THROW(multiline_from_wkb(std::string_view(lines).substr(0, cut)), Error) << cut;
    EXPECT_THROW(multipolygon_from_wkb(polygon + "x"), Error);
    EXPECT_THROW(multipolygon_from_wkb(lines), Error);
    EXPECT_THROW(point_from_wkb(lines), Error);
    EXPECT_THROW(point_from_wkb(wkb_from_point({std::nan(""), 1})), Error);
    EXPECT_THROW(bytes_from_hex("012"), Error);
    EXPECT_THROW(bytes_from_hex("0g"), Error);
}

TEST(Shapes, RandomBytesEndInAShapeOrAnError)
{
    std::mt19937 random(5);
    const std::string good = wkb_from_multipolygon(with_hole);
    int read = 0;
    for (int round = 0; round < 10000; ++round) {
        std::string bytes;
        if (round % 2) {
            bytes = good;
            for (int i = 0; i < 3; ++i)
                bytes[random() % bytes.size()] = static_cast<char>(random());
        } else {
            bytes.resize(random() % 64);
            for (char& c : bytes)
                c = static_cast<char>(random());
            if (bytes.size() > 4)
                bytes.replace(0, 5, std::string("\x01", 1) + static_cast<char>(1 + random() % 7) + std::string(3, '\0'));
        }
        try {
            const MultiPolygon shape = multipolygon_from_wkb(bytes);
            ++read;
            EXPECT_EQ(multipolygon_from_wkb(wkb_from_multipolygon(shape)).size(), shape.size());
        } catch (const Error&) {
        }
        try {
            multiline_from_wkb(bytes);
        } catch (const Error&) {
        }
        try {
            point_from_wkb(bytes);
        } catch (const Error&) {
        }
    }
    EXPECT_GT(read, 0);
}
