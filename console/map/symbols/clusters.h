#pragma once
// Points of the map gathered into clusters, level by level, and found again by place. Built once from a copy of the points
// (any thread), then frozen: layers share it by pointer and look things up on the UI thread.

#include "geo/shapes/map_shapes.h"
#include "geo/shapes/spatial_index.h"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace console {

/// One camera or incident as the map needs it.
struct MapItem {
    std::int64_t id = 0;
    geo::MapPoint at;
    std::uint8_t rank = 0;  // incidents: severity 1 to 3; cameras: 0
    bool struck = false;    // cameras: in repair
    std::uint32_t index = 0; // row in the table it came from, at the time it was copied
};

struct Cluster {
    geo::MapPoint at;            // the mean of its items, or the one item
    std::uint32_t first = 0, count = 0; // items()[first … first + count)
    std::uint8_t worst_rank = 0; // smallest rank among the items
    std::uint32_t struck = 0;
};

class ClusterIndex {
public:
    ClusterIndex() = default;
    explicit ClusterIndex(std::vector<MapItem> items);

    /// Clusters of cells about `cell_m` mercator metres wide (the nearest power of two of the finest cell) whose place lies
    /// in the box.
    void find(const geo::MapBox& box, double cell_m, std::vector<Cluster>& out) const;
    /// Items in the box, unordered; at most `limit`.
    std::vector<std::uint32_t> items_in(const geo::MapBox& box, std::size_t limit = 100000) const;

    /// Runs of items [begin, end) that `cover` does not leave out; `is_whole`: a box around them is covered as a whole.
    void visit(const std::function<geo::Cover(const geo::MapBox&)>& cover, const std::function<void(std::size_t begin, std::size_t end, bool is_whole)>& found) const;

    /// In the order of a space-filling curve, so that the items of a cluster lie side by side.
    std::span<const MapItem> items() const { return items_; }
    bool empty() const { return items_.empty(); }

private:
    struct Level {
        std::vector<std::uint64_t> codes;
        std::vector<Cluster> clusters;
    };
    /// A cell of the curve's quadtree: `code` counts it among its level's cells.
    struct Cell {
        std::uint64_t code;
        int level;
        std::size_t begin, end;
    };
    template <class Visit> void each_child(const Cell& cell, Visit&& visit) const;
    template <class Visit> void descend(const Cell& cell, const geo::MapBox& box, int level, Visit&& visit) const;
    void visit(const Cell& cell, const std::function<geo::Cover(const geo::MapBox&)>& cover,
               const std::function<void(std::size_t begin, std::size_t end, bool is_whole)>& found) const;
    geo::MapBox cell_box(std::uint64_t code, int level) const;

    std::vector<MapItem> items_;
    std::vector<std::uint64_t> codes_; // of items_, finest level
    std::vector<Level> levels_;        // [0]: finest
};

}
