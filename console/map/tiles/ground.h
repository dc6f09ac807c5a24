#pragma once
// What lies under the grids: greens, waters, buildings, roads and rails with their names, from the workspace's places or from a
// vector base map. Frozen once built; painted into tiles by tile_painting, named by map_labels.

#include "data/records/world.h"
#include "geo/formats/basemap.h"
#include "geo/shapes/map_shapes.h"
#include "geo/shapes/spatial_index.h"

#include <memory>
#include <string>
#include <vector>

namespace console {

/// In the order of painting; roads from the least to the most important.
enum class GroundKind { land, water, green, waterway, building, path, street, road, main_road, motorway, rail, reference, place_name };

struct GroundFeature {
    GroundKind kind = GroundKind::building;
    geo::MapMultiPolygon area;        // areas, or
    std::vector<geo::MapLine> lines;  // lines
    double width_m = 0;               // of lines, on the ground; 0: by kind
    std::string name, number;
    geo::MapPoint label;              // where an area's or a place's name goes
    geo::MapBox box;
    double ground_per_map_m = 1;      // cos(latitude): ground metres in one mercator metre
    int layer = 0;                    // over (or, negative, under) the others of its kind
    int rank = 0;                     // of a place's name: 0 city … 4 locality
};

inline bool is_road(GroundKind kind) { return kind >= GroundKind::path && kind <= GroundKind::motorway; }

class Ground {
public:
    explicit Ground(std::vector<GroundFeature> features);

    const std::vector<GroundFeature>& features() const { return features_; }
    /// Positions in features() whose box meets `box`, in the order of painting. `smallest_m` leaves out areas smaller than this
    /// in both directions, for far views.
    std::vector<std::uint32_t> query(const geo::MapBox& box, double smallest_m) const;
    bool empty() const { return features_.empty(); }
    geo::LonLatBox extent() const;

private:
    std::vector<GroundFeature> features_;
    geo::SpatialIndex large_, small_; // areas under 40 m apart from the rest: far views never ask for them
    std::vector<std::uint32_t> large_items_, small_items_;
};

/// The ground drawn from the workspace's own places.
std::vector<GroundFeature> ground_from_places(const data::Table<data::Place>& places);
/// The ground of a vector file.
std::vector<GroundFeature> ground_from_basemap(geo::BasemapFeatures basemap);

}
