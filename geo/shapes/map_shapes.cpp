#include "geo/shapes/map_shapes.h"

namespace geo {

MapLine map_line(const Line& line)
{
    MapLine out;
    out.reserve(line.size());
    for (LonLat p : line)
        out.push_back(map_from_lonlat(p));
    return out;
}

MapPolygon map_polygon(const Polygon& polygon)
{
    MapPolygon out{map_line(polygon.outer), {}};
    out.holes.reserve(polygon.holes.size());
    for (const Ring& hole : polygon.holes)
        out.holes.push_back(map_line(hole));
    return out;
}

MapMultiPolygon map_multipolygon(const MultiPolygon& shape)
{
    MapMultiPolygon out;
    out.reserve(shape.size());
    for (const Polygon& polygon : shape)
        out.push_back(map_polygon(polygon));
    return out;
}

MapBox map_box(const LonLatBox& box)
{
    MapBox out;
    if (!box.is_empty()) {
        out.add(map_from_lonlat({box.west, box.south}));
        out.add(map_from_lonlat({box.east, box.north}));
    }
    return out;
}

MapBox box_of(const MapLine& line)
{
    MapBox box;
    for (MapPoint p : line)
        box.add(p);
    return box;
}

MapBox box_of(const MapMultiPolygon& shape)
{
    MapBox box;
    for (const MapPolygon& polygon : shape)
        box.add(box_of(polygon.outer));
    return box;
}

LonLatBox lonlat_box(const MapBox& box)
{
    LonLatBox out;
    if (!box.is_empty()) {
        out.add(lonlat_from_map({box.min_x, box.min_y}));
        out.add(lonlat_from_map({box.max_x, box.max_y}));
    }
    return out;
}

}
