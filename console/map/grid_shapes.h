#pragma once
// The areas of every level as the map draws and finds them: one partition a level, whose arcs are simplified to the scale, and
// indexes. Built once from the frozen records (any thread, about a second for a city), then shared by pointer.

#include "data/records/world.h"
#include "geo/partition/partition.h"
#include "geo/shapes/spatial_index.h"

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace console {

struct GridArea {
    data::GridId id;
    std::uint32_t row = 0;      // in the table it came from
    bool dedicated = false;
    geo::MapBox box;
    geo::MapPoint label;
};

class GridShapes {
public:
    /// Areas in force at `now`.
    GridShapes(data::Frozen<data::Grid> grids, data::TimePoint now);

    const data::Frozen<data::Grid>& table() const { return grids_; }
    const std::vector<GridArea>& areas(data::Level level) const { return level_of(level).areas; }
    bool has(data::Level level) const { return !areas(level).empty(); }
    /// The most detailed level that has areas; `grid` when none has.
    data::Level finest() const;
    /// Middle width of an area of the level in mercator metres; 0 without areas.
    double typical_width_m(data::Level level) const { return level_of(level).typical_width_m; }
    geo::LonLatBox extent() const { return extent_; }

    /// Positions in areas(level) whose box meets `box`.
    void query(data::Level level, const geo::MapBox& box, std::vector<std::uint32_t>& out) const;
    /// Likewise of an area of any shape; see geo::SpatialIndex::visit.
    void visit(data::Level level, const std::function<geo::Cover(const geo::MapBox&)>& cover, const std::function<void(std::uint32_t, bool)>& found) const
    {
        level_of(level).index.visit(cover, found);
    }
    /// The shape of areas(level)[i], simplified to less than half a pixel at this scale; neighbours keep a common border.
    geo::MapMultiPolygon shape(data::Level level, std::uint32_t i, double metres_per_pixel) const;
    /// The borders of the level near `box`, each once, simplified likewise.
    void borders(data::Level level, const geo::MapBox& box, double metres_per_pixel, std::vector<geo::MapLine>& out) const;
    /// The area of the level that contains the point, a dedicated grid before the base grid around it.
    std::optional<std::uint32_t> find_at(data::Level level, geo::LonLat point) const;

private:
    struct LevelShapes {
        std::vector<GridArea> areas;
        geo::Partition partition;       // its faces are the areas
        geo::SpatialIndex index, arcs;  // of the areas; of the partition's arcs
        double typical_width_m = 0;
    };
    const LevelShapes& level_of(data::Level level) const { return levels_[static_cast<std::size_t>(level)]; }

    data::Frozen<data::Grid> grids_;
    std::array<LevelShapes, data::level_names.size()> levels_;
    geo::LonLatBox extent_;
};

}
