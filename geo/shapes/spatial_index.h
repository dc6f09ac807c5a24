#pragma once
// A static index over boxes or points: built once, then read by any number of threads. Items are known by their place in
// the input (0, 1, 2 …). Coordinates may be degrees or metres; distances are plain (Euclidean) in the unit of the input.
// A packed R-tree: items sorted along a Hilbert curve, nodes of 16.

#include "geo/shapes/map_shapes.h"

#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <vector>

namespace geo {

/// An index entry with its distance from the asked point; 0 inside a box.
struct Neighbour {
    std::uint32_t item = 0;
    double distance = 0;
    bool operator==(const Neighbour&) const = default;
};

/// How much of a box an area holds.
enum class Cover { none, part, whole };

class SpatialIndex {
public:
    SpatialIndex() = default;
    /// Empty boxes (see is_empty) are never found.
    explicit SpatialIndex(std::span<const MapBox> boxes);
    explicit SpatialIndex(std::span<const MapPoint> points);
    explicit SpatialIndex(std::span<const LonLatBox> boxes);
    explicit SpatialIndex(std::span<const LonLat> points);

    std::size_t size() const { return size_; }

    /// Every item whose box meets the asked one (borders included), in no particular order; `out` is emptied first.
    void query(const MapBox& box, std::vector<std::uint32_t>& out) const;
    std::vector<std::uint32_t> query(const MapBox& box) const;
    std::vector<std::uint32_t> query(const LonLatBox& box) const;
    std::vector<std::uint32_t> query(LonLat at) const { return query(LonLatBox{at.lon, at.lat, at.lon, at.lat}); }

    /// Every item whose box is not left out by `cover`; `is_whole`: its box, or one around it, is covered as a whole. So an area of any
    /// shape is asked box by box, and what lies deep inside it at no cost an item.
    void visit(const std::function<Cover(const MapBox&)>& cover, const std::function<void(std::uint32_t item, bool is_whole)>& found) const;

    /// The nearest items within the radius, nearest first, at most `most`; equal distances by item.
    std::vector<Neighbour> nearest(MapPoint at, std::size_t most, double radius = std::numeric_limits<double>::infinity()) const;

private:
    struct Node {
        MapBox box;
        std::uint32_t item; // leaf: the item; else: place of the first child in nodes_
    };
    void build(std::vector<Node> leaves);

    std::size_t size_ = 0;
    std::vector<Node> nodes_;            // level by level, leaves first
    std::vector<std::size_t> level_end_; // where each level ends in nodes_
};

/// The nearest points of an index over LonLat points, measured on the ellipsoid in metres.
std::vector<Neighbour> nearest_m(const SpatialIndex& index, std::span<const LonLat> points, LonLat at, std::size_t most, double radius_m);

}
