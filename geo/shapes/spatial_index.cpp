#include "geo/shapes/spatial_index.h"

#include <algorithm>
#include <cmath>
#include <queue>

namespace geo {
namespace {

constexpr std::size_t fan_out = 16;

/// Place of (x, y) on a Hilbert curve over a square of 2^16 cells a side.
std::uint32_t hilbert(std::uint32_t x, std::uint32_t y)
{
    std::uint32_t d = 0;
    for (std::uint32_t s = 1u << 15; s > 0; s >>= 1) {
        const std::uint32_t rx = (x & s) ? 1 : 0, ry = (y & s) ? 1 : 0;
        d += s * s * ((3 * rx) ^ ry);
        if (ry == 0) {
            if (rx == 1) {
                x = 0xffff - x;
                y = 0xffff - y;
            }
            std::swap(x, y);
        }
    }
    return d;
}

double square_distance(const MapBox& box, MapPoint p)
{
    const double dx = std::max({box.min_x - p.x, 0.0, p.x - box.max_x});
    const double dy = std::max({box.min_y - p.y, 0.0, p.y - box.max_y});
    return dx * dx + dy * dy;
}

} // namespace

SpatialIndex::SpatialIndex(std::span<const MapBox> boxes)
{
    std::vector<Node> leaves;
    leaves.reserve(boxes.size());
    for (std::size_t i = 0; i < boxes.size(); ++i)
        leaves.push_back({boxes[i], static_cast<std::uint32_t>(i)});
    build(std::move(leaves));
}

SpatialIndex::SpatialIndex(std::span<const MapPoint> points)
{
    std::vector<Node> leaves;
    leaves.reserve(points.size());
    for (std::size_t i = 0; i < points.size(); ++i)
        leaves.push_back({{points[i].x, points[i].y, points[i].x, points[i].y}, static_cast<std::uint32_t>(i)});
    build(std::move(leaves));
}

SpatialIndex::SpatialIndex(std::span<const LonLatBox> boxes)
{
    std::vector<Node> leaves;
    leaves.reserve(boxes.size());
    for (std::size_t i = 0; i < boxes.size(); ++i)
        leaves.push_back({{boxes[i].west, boxes[i].south, boxes[i].east, boxes[i].north}, static_cast<std::uint32_t>(i)});
    build(std::move(leaves));
}

SpatialIndex::SpatialIndex(std::span<const LonLat> points)
{
    std::vector<Node> leaves;
    leaves.reserve(points.size());
    for (std::size_t i = 0; i < points.size(); ++i)
        leaves.push_back({{points[i].lon, points[i].lat, points[i].lon, points[i].lat}, static_cast<std::uint32_t>(i)});
    build(std::move(leaves));
}

void SpatialIndex::build(std::vector<Node> leaves)
{
    size_ = leaves.size();
    std::erase_if(leaves, [](const Node& n) { return !(n.box.min_x <= n.box.max_x && n.box.min_y <= n.box.max_y); });
    if (leaves.empty())
        return;
    MapBox all;
    for (const Node& n : leaves)
        all.add(n.box);
    const double kx = all.width() > 0 ? 65535 / all.width() : 0, ky = all.height() > 0 ? 65535 / all.height() : 0;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> order(leaves.size());
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        const MapBox& b = leaves[i].box;
        const auto x = static_cast<std::uint32_t>(((b.min_x + b.max_x) / 2 - all.min_x) * kx);
        const auto y = static_cast<std::uint32_t>(((b.min_y + b.max_y) / 2 - all.min_y) * ky);
        order[i] = {hilbert(std::min(x, 65535u), std::min(y, 65535u)), static_cast<std::uint32_t>(i)};
    }
    std::sort(order.begin(), order.end());
    nodes_.reserve(leaves.size() * 17 / 15 + 16);
    for (const auto& [key, i] : order)
        nodes_.push_back(leaves[i]);
    level_end_.push_back(nodes_.size());
    for (std::size_t begin = 0; level_end_.back() - begin > 1;) {
        const std::size_t end = level_end_.back();
        for (std::size_t first = begin; first < end; first += fan_out) {
            Node parent{{}, static_cast<std::uint32_t>(first)};
            for (std::size_t i = first; i < std::min(end, first + fan_out); ++i)
                parent.box.add(nodes_[i].box);
            nodes_.push_back(parent);
        }
        begin = end;
        level_end_.push_back(nodes_.size());
    }
}

void SpatialIndex::query(const MapBox& box, std::vector<std::uint32_t>& out) const
{
    out.clear();
    if (nodes_.empty() || box.is_empty())
        return;
    struct Step {
        std::size_t node, level;
    };
    std::vector<Step> open{{nodes_.size() - 1, level_end_.size() - 1}};
    while (!open.empty()) {
        const auto [at, level] = open.back();
        open.pop_back();
        const Node& node = nodes_[at];
        if (!node.box.meets(box))
            continue;
        if (level == 0) {
            out.push_back(node.item);
            continue;
        }
        const std::size_t end = std::min<std::size_t>(level_end_[level - 1], node.item + fan_out);
        for (std::size_t i = node.item; i < end; ++i)
            if (nodes_[i].box.meets(box)) {
                if (level == 1)
                    out.push_back(nodes_[i].item);
                else
                    open.push_back({i, level - 1});
            }
    }
}

void SpatialIndex::visit(const std::function<Cover(const MapBox&)>& cover, const std::function<void(std::uint32_t item, bool is_whole)>& found) const
{
    if (nodes_.empty())
        return;
    struct Step {
        std::size_t node, level;
        bool is_whole;
    };
    std::vector<Step> open{{nodes_.size() - 1, level_end_.size() - 1, false}};
    while (!open.empty()) {
        Step step = open.back();
        open.pop_back();
        const Node& node = nodes_[step.node];
        if (!step.is_whole) {
            const Cover covered = cover(node.box);
            if (covered == Cover::none)
                continue;
            step.is_whole = covered == Cover::whole;
        }
        if (step.level == 0) {
            found(node.item, step.is_whole);
            continue;
        }
        const std::size_t end = std::min<std::size_t>(level_end_[step.level - 1], node.item + fan_out);
        for (std::size_t i = node.item; i < end; ++i)
            open.push_back({i, step.level - 1, step.is_whole});
    }
}

std::vector<std::uint32_t> SpatialIndex::query(const MapBox& box) const
{
    std::vector<std::uint32_t> out;
    query(box, out);
    return out;
}

std::vector<std::uint32_t> SpatialIndex::query(const LonLatBox& box) const
{
    return query(MapBox{box.west, box.south, box.east, box.north});
}

std::vector<Neighbour> SpatialIndex::nearest(MapPoint at, std::size_t most, double radius) const
{
    std::vector<Neighbour> found;
    if (nodes_.empty() || most == 0)
        return found;
    struct Candidate {
        double square;
        bool leaf;
        std::uint32_t key; // the item of a leaf, the place of a node
        std::size_t level;
        // Nodes come before leaves of the same distance, so that equal leaves leave in the order of their items.
        bool operator<(const Candidate& o) const
        {
            return square != o.square ? square > o.square : leaf != o.leaf ? leaf > o.leaf : key > o.key;
        }
    };
    const double limit = radius * radius;
    std::priority_queue<Candidate> open;
    const auto push = [&](std::size_t node, std::size_t level) {
        const double square = square_distance(nodes_[node].box, at);
        if (square <= limit)
            open.push({square, level == 0, level == 0 ? nodes_[node].item : static_cast<std::uint32_t>(node), level});
    };
    push(nodes_.size() - 1, level_end_.size() - 1);
    while (!open.empty() && found.size() < most) {
        const Candidate c = open.top();
        open.pop();
        if (c.leaf) {
            found.push_back({c.key, std::sqrt(c.square)});
            continue;
        }
        const std::size_t first = nodes_[c.key].item, end = std::min<std::size_t>(level_end_[c.level - 1], first + fan_out);
        for (std::size_t i = first; i < end; ++i)
            push(i, c.level - 1);
    }
    return found;
}

std::vector<Neighbour> nearest_m(const SpatialIndex& index, std::span<const LonLat> points, LonLat at, std::size_t most, double radius_m)
{
    // A degree of latitude is at least 110,574 m long and a degree of longitude at least 111,319 m × cos(lat) there; widened a
    // little, because the box must hold all points of the circle.
    const double dlat = radius_m / 110574 * 1.001;
    const double widest = std::min(89.9, std::abs(at.lat) + dlat);
    const double dlon = radius_m / (111319 * std::cos(widest * rad)) * 1.001;
    std::vector<Neighbour> found;
    for (const std::uint32_t i : index.query(LonLatBox{at.lon - dlon, at.lat - dlat, at.lon + dlon, at.lat + dlat}))
        if (const double d = distance_m(at, points[i]); d <= radius_m)
            found.push_back({i, d});
    const auto nearer = [](const Neighbour& a, const Neighbour& b) {
        return a.distance != b.distance ? a.distance < b.distance : a.item < b.item;
    };
    const std::size_t keep = std::min(most, found.size());
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(keep), found.end(), nearer);
    found.resize(keep);
    return found;
}

}
