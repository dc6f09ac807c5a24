#pragma once
// Vector base maps as plain values: OpenStreetMap extracts sorted by what a map draws, and any other vector file as a plain
// reference layer. Reading blocks for long and belongs on the slow queue; the values may then go to any thread.

#include "geo/shapes/shapes.h"

#include <stop_token>
#include <string>
#include <vector>

namespace geo {

/// In drawing order from the ground up. The three `reference_` kinds are those of other files.
enum class BasemapKind {
    land, water, green, building, waterway, rail, road_path, road_minor, road_major, coast, label,
    reference_area, reference_line, reference_point
};

struct BasemapFeature {
    BasemapKind kind = BasemapKind::land;
    std::string name, ref; // ref: the number of a road, "I 95"
    double width_m = 0;    // roads, rails and waterways: a usual width of the class; 0 elsewhere
    int layer = 0;         // above (over 0) or below the ground
    bool bridge = false, tunnel = false;
    int rank = 0;          // labels: 0 city … 4 locality
    MultiPolygon area;     // land, water, green, building, reference_area
    MultiLine lines;       // roads, rails, waterways, coast, reference_line
    LonLat point;          // label, reference_point
    LonLatBox box;
};

struct BasemapFeatures {
    std::vector<BasemapFeature> features; // by kind, then by layer, then as in the file
    LonLatBox box;         // the extent the file names, or else that of its features
    std::string attribution;
};

/// An OpenStreetMap extract (.osm.pbf, .osm). Coastlines are cut and closed along the extent, so that the sea is a water area.
/// Throws Error: not readable, not such a file; Cancelled when stop is asked for.
BasemapFeatures read_osm(const std::string& path, std::stop_token stop = {});

/// Any other vector file GDAL reads; layer empty: all. crs empty: the file's own (WGS 84 where it names none).
/// Names come from the first field called name, NAME, 名称, title or label. Throws Error as above.
BasemapFeatures read_reference(const std::string& path, const std::string& layer = {}, const std::string& crs = {}, std::stop_token stop = {});

/// read_osm for extracts by their suffix, else read_reference.
BasemapFeatures read_vector_basemap(const std::string& path, const std::string& crs = {}, std::stop_token stop = {});

}
