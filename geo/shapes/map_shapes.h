#pragma once
// Shapes in world mercator metres (EPSG:3857), as tiles and levels of detail use them. Rings without the repeated last point.
// Pure functions; any thread.

#include "geo/shapes/shapes.h"

#include <vector>

namespace geo {

using MapRing = std::vector<MapPoint>;
using MapLine = std::vector<MapPoint>;

struct MapPolygon {
    MapRing outer;
    std::vector<MapRing> holes;
    bool operator==(const MapPolygon&) const = default;
};

using MapMultiPolygon = std::vector<MapPolygon>;

/// A box in EPSG:3857 metres; empty until something was added.
struct MapBox {
    double min_x = std::numeric_limits<double>::infinity(), min_y = min_x, max_x = -min_x, max_y = -min_x;
    bool is_empty() const { return min_x > max_x || min_y > max_y; }
    double width() const { return max_x - min_x; }
    double height() const { return max_y - min_y; }
    bool contains(MapPoint p) const { return p.x >= min_x && p.x <= max_x && p.y >= min_y && p.y <= max_y; }
    bool meets(const MapBox& o) const { return o.min_x <= max_x && o.max_x >= min_x && o.min_y <= max_y && o.max_y >= min_y; }
    void add(MapPoint p)
    {
        min_x = std::min(min_x, p.x), max_x = std::max(max_x, p.x);
        min_y = std::min(min_y, p.y), max_y = std::max(max_y, p.y);
    }
    void add(const MapBox& o)
    {
        min_x = std::min(min_x, o.min_x), max_x = std::max(max_x, o.max_x);
        min_y = std::min(min_y, o.min_y), max_y = std::max(max_y, o.max_y);
    }
    bool operator==(const MapBox&) const = default;
};

MapLine map_line(const Line& line);
MapPolygon map_polygon(const Polygon& polygon);
MapMultiPolygon map_multipolygon(const MultiPolygon& shape);
MapBox map_box(const LonLatBox& box);
MapBox box_of(const MapLine& line);
MapBox box_of(const MapMultiPolygon& shape);
LonLatBox lonlat_box(const MapBox& box);

}
