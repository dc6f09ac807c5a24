#include "geo/crs/crs.h"
#include "geo/crs/datum_shift.h"
#include "geo/error.h"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using geo::CrsTransform;
using geo::LonLat;

TEST(DatumShift, InverseIsExactOverChina)
{
    for (double lon = 74; lon < 135; lon += 3.7)
        for (double lat = 3; lat < 53; lat += 2.9) {
            const LonLat p{lon, lat};
            EXPECT_LT(geo::distance_m(p, geo::wgs84_from_gcj02(geo::gcj02_from_wgs84(p))), 0.001) << lon << ' ' << lat;
            EXPECT_LT(geo::distance_m(p, geo::wgs84_from_bd09(geo::bd09_from_wgs84(p))), 0.001) << lon << ' ' << lat;
            const double offset = geo::distance_m(p, geo::gcj02_from_wgs84(p));
            EXPECT_GT(offset, 5);
            EXPECT_LT(offset, 1000);
        }
}

TEST(DatumShift, NothingMovesOutsideChina)
{
    const LonLat chicago{-87.6, 41.9};
    EXPECT_EQ(geo::gcj02_from_wgs84(chicago), chicago);
}

TEST(Crs, Wgs84IsTheIdentityHoweverItIsWritten)
{
    for (const char* crs : {"", "EPSG:4326", "4326", "OGC:CRS84", "+proj=longlat +datum=WGS84 +type=crs"}) {
        const CrsTransform transform = CrsTransform::make(crs);
        EXPECT_TRUE(transform.is_identity()) << crs;
        EXPECT_EQ(transform.lonlat(114.3, 30.6), (LonLat{114.3, 30.6}));
    }
}

TEST(Crs, EastComesFirst)
{
    const LonLat p{114.3, 30.6};
    for (const char* crs : {"EPSG:3857", "EPSG:32650", "EPSG:4547", "EPSG:4490"}) {
        const CrsTransform transform = CrsTransform::make(crs);
        const auto there = transform.source(p);
        ASSERT_TRUE(there) << crs;
        const auto back = transform.lonlat(there->x, there->y);
        ASSERT_TRUE(back) << crs;
        EXPECT_LT(geo::distance_m(p, *back), 0.001) << crs;
    }
    EXPECT_NEAR(CrsTransform::make("EPSG:4547").source(p)->x, 528770, 100); // east of the central meridian 114
}

TEST(Crs, TheCgcs2000FamilyIsTakenAsWgs84AndSaysSo)
{
    for (const char* crs : {"EPSG:4490", "EPSG:4547", "EPSG:4526", "EPSG:4491"})
        EXPECT_FALSE(CrsTransform::make(crs).notes().empty()) << crs;
}

TEST(Crs, TheCgcs2000FamilyIsForItsZonesWithHalfAZoneBeside)
{
    geo::SourceExtent swapped, zoned, beside;
    swapped.add(3'380'000, 528'000), swapped.add(3'381'000, 529'000); // north first, taken as east
    zoned.add(38'532'123, 3'378'000);                                 // with the zone's number before it
    beside.add(500'000 + 200'000, 3'380'000);                         // two degrees east of 114
    for (const geo::SourceExtent& extent : {swapped, zoned}) {
        EXPECT_THROW(CrsTransform::make("EPSG:4547", extent), geo::Error);
        EXPECT_THROW(CrsTransform::make("EPSG:4526", swapped), geo::Error);
    }
    EXPECT_TRUE(CrsTransform::make("EPSG:4547", beside).lonlat(700'000, 3'380'000));
    EXPECT_TRUE(CrsTransform::make("EPSG:4526 swapped", [] { geo::SourceExtent e; e.add(3'378'000, 38'532'123); return e; }()).lonlat(3'378'000, 38'532'123));
}

TEST(Crs, NothingIsGuessed)
{
    // Xi'an 1980 in Wuhan, Beijing 1954 in Wuhan (whose parameters are those of the Ordos region), and a name of
    // nothing.
    geo::SourceExtent wuhan;
    wuhan.add(500000, 3380000), wuhan.add(540000, 3400000);
    for (const char* crs : {"EPSG:2383", "EPSG:2435", "EPSG:999999", "nonsense"})
        EXPECT_THROW(CrsTransform::make(crs, wuhan), geo::Error) << crs;
}

TEST(Crs, WhatIsOffTheGlobeHasNoImage)
{
    const CrsTransform wgs84 = CrsTransform::make("");
    EXPECT_FALSE(wgs84.lonlat(3678691, 530187));
    EXPECT_FALSE(wgs84.lonlat(NAN, 1));
    EXPECT_FALSE(CrsTransform::make("EPSG:4547").lonlat(HUGE_VAL, 1));
    EXPECT_FALSE(CrsTransform::make("GCJ-02").lonlat(200, 10));
}

} // namespace
