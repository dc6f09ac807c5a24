#pragma once
// Shapes as plain values in WGS 84 degrees. Rings are stored without the repeated last point.
// Pure functions; any thread.

#include "geo/shapes/coordinates.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

using Ring = std::vector<LonLat>;
using Line = std::vector<LonLat>;

struct Polygon {
    Ring outer;
    std::vector<Ring> holes;
    bool operator==(const Polygon&) const = default;
};

using MultiPolygon = std::vector<Polygon>;
using MultiLine = std::vector<Line>;

LonLatBox box_of(const Ring& ring);
LonLatBox box_of(const MultiPolygon& shape);

/// Even-odd rule over all rings; a point on the boundary may fall either way, but is in exactly one of two neighbours
/// that share the boundary vertex for vertex (half-open rule).
bool contains(const MultiPolygon& shape, LonLat p);

/// Geodesic area in m² and outline length in m (PROJ's geodesic.h).
double area_m2(const MultiPolygon& shape);
double perimeter_m(const MultiPolygon& shape);

/// A point well inside the largest part (pole of inaccessibility, quadtree search), for labels and symbols.
LonLat label_point(const MultiPolygon& shape);

/// Distance in metres from p to the nearest outline or hole edge of the shape.
double distance_to_edge_m(const MultiPolygon& shape, LonLat p);

/// ISO WKB of a MultiPolygon / MultiLineString / Point, two-dimensional, little endian.
std::string wkb_from_multipolygon(const MultiPolygon& shape);
std::string wkb_from_multiline(const MultiLine& shape);
std::string wkb_from_point(LonLat p);
/// Polygon or MultiPolygon WKB (either byte order, Z and M dropped). Throws Error on anything else or when cut short.
MultiPolygon multipolygon_from_wkb(std::string_view wkb);
MultiLine multiline_from_wkb(std::string_view wkb);
LonLat point_from_wkb(std::string_view wkb);

/// Upper-case hexadecimal, as GeomFromEWKB and hex() of the workspace's database speak it. ewkb_hex adds SRID 4326.
std::string ewkb_hex_from_wkb(std::string_view wkb);
std::string bytes_from_hex(std::string_view hex);

}
