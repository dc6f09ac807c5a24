#pragma once
// Points of the map gathered into clusters by nearness, level by level, and found again by place. What belongs together at a level
// depends on the points alone: neither the window nor the way to it changes a cluster. Built once from a copy of the points (any
// thread), then frozen: layers share it by pointer and look things up on the UI thread.

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

    /// Clusters about `spacing_m` mercator metres apart (the nearest of the levels, which double) whose place lies in the box.
    void find(const geo::MapBox& box, double spacing_m, std::vector<Cluster>& out) const;
    /// Items in the box, unordered; at most `limit`.
    std::vector<std::uint32_t> items_in(const geo::MapBox& box, std::size_t limit = 100000) const;

    /// Runs of items [begin, end) that `cover` does not leave out; `is_whole`: a box around them is covered as a whole.
    void visit(const std::function<geo::Cover(const geo::MapBox&)>& cover, const std::function<void(std::size_t begin, std::size_t end, bool is_whole)>& found) const;

    /// In an order in which the items of a cluster lie side by side, at every level.
    std::span<const MapItem> items() const { return items_; }
    bool empty() const { return items_.empty(); }

private:
    struct Node {
        Cluster cluster;
        std::uint32_t children = 0; // of the distinct level below: where they begin; they end where the next one's begin
    };
    /// Levels at which nothing came together are not kept twice.
    struct Level {
        double reach_m = 0;      // no item of a cluster, and no cluster within one, is farther from its place
        std::vector<Node> nodes; // in the order of items_; one more at the end, which closes the last
    };
    struct Builder;
    template <class Visit> void descend(std::size_t level, std::size_t node, std::size_t goal, const geo::MapBox& box, Visit&& visit) const;
    void visit(std::size_t level, std::size_t node, const std::function<geo::Cover(const geo::MapBox&)>& cover,
               const std::function<void(std::size_t begin, std::size_t end, bool is_whole)>& found) const;
    /// Around all items of the node.
    geo::MapBox box_of(std::size_t level, std::size_t node) const;

    std::vector<MapItem> items_;
    std::vector<Level> levels_;      // [0]: single items
    std::vector<std::size_t> scale_; // by level of scale: which of levels_ shows it
};

}
