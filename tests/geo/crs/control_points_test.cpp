// Published control values, their source named, and what must never be guessed.

#include "geo/crs/crs.h"
#include "geo/crs/datum_shift.h"
#include "geo/crs/fit.h"
#include "geo/error.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace {

using geo::CrsTransform;
using geo::LonLat;

double dms(double d, double m, double s) { return d + m / 60 + s / 3600; }

TEST(ControlPoints, PublishedValuesComeOut)
{
    struct Case {
        const char* source;
        const char* crs;
        double x, y;
        LonLat wgs84;
        double within_m;
    };
    const Case cases[] = {
        {"IOGP 373-7-2, popular visualisation pseudo-Mercator (1024)", "EPSG:3857", -11169055.58, 2800000.00,
         {-dms(100, 20, 0), dms(24, 22, 54.433)}, 0.02},
        {"IOGP 373-7-2, geocentric translations (9603), WGS 84 to ED50 in the North Sea",
         "+proj=longlat +ellps=intl +towgs84=-84.87,-96.49,-116.95 +type=crs", dms(2, 7, 51.477), dms(53, 48, 36.563),
         {dms(2, 7, 46.380), dms(53, 48, 33.820)}, 0.1},
    };
    for (const Case& c : cases) {
        const auto p = CrsTransform::make(c.crs).lonlat(c.x, c.y);
        ASSERT_TRUE(p) << c.source;
        EXPECT_LT(geo::distance_m(*p, c.wgs84), c.within_m) << c.source;
    }
}

/// The values in the documentation of coordtransform (github.com/wandergis/coordtransform), for 116.404 39.915.
TEST(ControlPoints, ShiftedSystemsOfChina)
{
    const LonLat p{116.404, 39.915};
    EXPECT_LT(geo::distance_m(geo::gcj02_from_wgs84(p), {116.41024449916938, 39.91640428150164}), 0.001);
    EXPECT_LT(geo::distance_m(geo::bd09_from_gcj02(p), {116.41036949371029, 39.92133699351021}), 0.001);
    // Its way back is the one-pass inverse, off by metres; ours returns to where it came from.
    EXPECT_LT(geo::distance_m(geo::wgs84_from_gcj02(p), {116.39775550083061, 39.91359571849836}), 5);
    EXPECT_LT(geo::distance_m(geo::gcj02_from_wgs84(geo::wgs84_from_gcj02(p)), p), 0.001);
}

TEST(ControlPoints, ZonesOfCgcs2000AgreeWithEachOther)
{
    const LonLat wuhan{114.30, 30.60};
    const auto cm = CrsTransform::make("EPSG:4547").source(wuhan), zone = CrsTransform::make("EPSG:4526").source(wuhan),
               six = CrsTransform::make("EPSG:4508").source({111, 30});
    ASSERT_TRUE(cm && zone && six);
    EXPECT_NEAR(zone->x - cm->x, 38e6, 1e-6) << "zone 38 stands before the eastings";
    EXPECT_NEAR(six->x, 500000, 1e-6) << "on the central meridian of zone 19";
}

geo::SourceExtent around(double x, double y, double half)
{
    geo::SourceExtent extent;
    extent.add(x - half, y - half), extent.add(x + half, y + half);
    return extent;
}

std::string refusal(const char* crs, const geo::SourceExtent& extent)
{
    try {
        CrsTransform::make(crs, extent);
    } catch (const geo::Error& error) {
        return error.what();
    }
    return {};
}

TEST(ControlPoints, NothingIsBorrowedInSilence)
{
    const geo::SourceExtent wuhan = around(114.3, 30.6, 0.2), ordos = around(108.5, 37, 0.2);
    for (const char* crs : {"EPSG:4490", "EPSG:4547"})
        EXPECT_EQ(CrsTransform::make(crs, crs == std::string("EPSG:4490") ? wuhan : around(528770, 3386666, 5000)).notes().at(0).key, "cgcs2000_as_wgs84");
    EXPECT_NE(refusal("EPSG:4610", wuhan), "") << "Xi'an 1980 has no published way";
    const std::string beijing = refusal("EPSG:4214", wuhan);
    EXPECT_NE(beijing.find("Ordos"), std::string::npos) << "whose parameters would be borrowed: " << beijing;
    const CrsTransform there = CrsTransform::make("EPSG:4214", ordos);
    ASSERT_FALSE(there.notes().empty());
    EXPECT_EQ(there.notes()[0].key, "operation_used");
    EXPECT_NE(there.notes()[0].values.at(1).find("Ordos"), std::string::npos);
}

TEST(ControlPoints, NorthFirstIsExchanged)
{
    const auto p = CrsTransform::make("EPSG:4547 swapped").lonlat(3386666, 528770);
    const auto q = CrsTransform::make("EPSG:4547").lonlat(528770, 3386666);
    ASSERT_TRUE(p && q);
    EXPECT_EQ(*p, *q);
    const auto back = CrsTransform::make("EPSG:4547 swapped").source(*p);
    EXPECT_NEAR(back->x, 3386666, 0.001);
}

class Fits : public testing::Test {
protected:
    /// A local system turned by 12°, in units of 0.9998 m, with its zero at a survey mark.
    static geo::PointPair pair(double x, double y, double error_m = 0)
    {
        const double turn = 12 * 3.14159265358979 / 180, scale = 0.9998;
        const double east = scale * (x * std::cos(turn) - y * std::sin(turn)), north = scale * (x * std::sin(turn) + y * std::cos(turn));
        const LonLat mark{114.31, 30.58};
        return {x, y, geo::destination(mark, std::atan2(east, north) * 180 / 3.14159265358979, std::hypot(east, north) + error_m)};
    }
};

TEST_F(Fits, TwoPairsShiftTurnAndScale)
{
    const geo::Fit fit = geo::fit_points(std::vector{pair(100, 200), pair(2000, 1500)}, geo::FitKind::similarity);
    EXPECT_NEAR(fit.scale, 0.9998, 1e-5);
    EXPECT_NEAR(fit.turn_deg, 12, 0.01);
    EXPECT_LT(geo::distance_m(fit.lonlat(900, 900), pair(900, 900).goal), 0.01);
    const auto back = fit.source(fit.lonlat(900, 900));
    EXPECT_NEAR(back.x, 900, 1e-6);
    EXPECT_NEAR(back.y, 900, 1e-6);
}

TEST_F(Fits, ResidualsNameTheBadPair)
{
    const std::vector pairs{pair(0, 0), pair(2000, 0), pair(2000, 2000), pair(0, 2000), pair(1000, 1000, 3)};
    const geo::Fit fit = geo::fit_points(pairs, geo::FitKind::similarity);
    EXPECT_EQ(std::ranges::max_element(fit.residuals_m) - fit.residuals_m.begin(), 4);
    EXPECT_GT(fit.residuals_m[4], 2);
    EXPECT_LT(fit.residuals_m[0], 1);
}

TEST_F(Fits, AxesInTheOtherOrderAreFound)
{
    std::vector<geo::PointPair> pairs{pair(0, 0), pair(2000, 0), pair(2000, 1500), pair(300, 1700)};
    for (geo::PointPair& one : pairs)
        std::swap(one.x, one.y);
    const geo::Fit fit = geo::fit_points(pairs, geo::FitKind::similarity);
    EXPECT_TRUE(fit.is_mirrored);
    EXPECT_LT(fit.largest_m, 0.01);
}

TEST_F(Fits, AffineTakesStretchingAndTextsComeBack)
{
    std::vector<geo::PointPair> pairs{pair(0, 0), pair(2000, 0), pair(2000, 1500), pair(300, 1700)};
    for (geo::PointPair& one : pairs)
        one.x *= 1.5;
    EXPECT_GT(geo::fit_points(pairs, geo::FitKind::similarity).largest_m, 50);
    const geo::Fit fit = geo::fit_points(pairs, geo::FitKind::affine);
    EXPECT_LT(fit.largest_m, 0.01);
    const std::string text = geo::text_of(fit);
    const CrsTransform transform = CrsTransform::make(text);
    EXPECT_LT(geo::distance_m(*transform.lonlat(1500, 700), pair(1000, 700).goal), 0.02);
    EXPECT_NEAR(transform.source(pair(1000, 700).goal)->x, 1500, 0.02);
}

TEST_F(Fits, WhatIsNoFitIsRefused)
{
    EXPECT_THROW(geo::fit_points(std::vector{pair(0, 0)}, geo::FitKind::similarity), geo::Error);
    EXPECT_THROW(geo::fit_points(std::vector{pair(0, 0), pair(0, 0)}, geo::FitKind::similarity), geo::Error);
    EXPECT_THROW(geo::fit_points(std::vector{pair(0, 0), pair(10, 10)}, geo::FitKind::affine), geo::Error);
    EXPECT_THROW(geo::fit_points(std::vector{pair(0, 0), pair(10, 10), pair(20, 20)}, geo::FitKind::affine), geo::Error);
    for (const char* text : {"FITTED:{}", "FITTED:{\"kind\":1}", "FITTED:[1,2]x{", "FITTED:{\"kind\":\"affine\",\"origin\":[0,0],\"matrix\":[0,0,0,0,0,0],\"pairs\":[]}"})
        EXPECT_THROW(CrsTransform::make(text), geo::Error) << text;
}

} // namespace
