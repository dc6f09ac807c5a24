#pragma once
// What a vector base map is made of, as plain values; any thread.

#include "geo/shapes/shapes.h"

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

} // namespace geo
