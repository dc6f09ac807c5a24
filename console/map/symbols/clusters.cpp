#include "console/map/symbols/clusters.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

namespace console {

namespace {

constexpr double finest_spacing_m = 0.15;
constexpr int scale_count = 21; // up to 156 km
// What lies nearer than this to the middle of a cluster belongs to it; middles then lie about a spacing apart.
constexpr double radius_of_spacing = 0.8;
// Sums of doubles at world size.
constexpr double rounding_m = 1e-6;

double spacing_m(int scale) { return finest_spacing_m * static_cast<double>(1u << scale); }

/// Spreads neighbouring numbers: an order that has nothing to do with where the points lie, and stays when others come and go.
std::uint64_t mixed(std::uint64_t v)
{
    v = (v ^ v >> 30) * 0xbf58476d1ce4e5b9ULL;
    v = (v ^ v >> 27) * 0x94d049bb133111ebULL;
    return v ^ v >> 31;
}

double squared_distance(geo::MapPoint a, geo::MapPoint b)
{
    const double x = a.x - b.x, y = a.y - b.y;
    return x * x + y * y;
}

/// Points found again by nearness: a hash of square cells, each twice as wide as what is asked for, so that four of them cover any disc.
class NearPoints {
public:
    explicit NearPoints(std::size_t most) : heads_(std::bit_ceil(2 * most + 2), none), keys_(heads_.size()) {}

    void begin(double radius_m)
    {
        radius_ = radius_m;
        std::ranges::fill(heads_, none);
        points_.clear();
    }
    void add(geo::MapPoint at, std::uint32_t number)
    {
        const std::size_t slot = slot_of(key_of(cell(at.x), cell(at.y)));
        points_.push_back({at, number, heads_[slot]});
        heads_[slot] = static_cast<std::uint32_t>(points_.size() - 1);
    }
    /// Whether one is within the radius.
    bool has_near(geo::MapPoint at) const
    {
        bool found = false;
        each_near(at, [&](const Point&, double) { return found = true; });
        return found;
    }
    /// The nearest one within the radius; of several the one that was added first.
    std::uint32_t nearest(geo::MapPoint at) const
    {
        double best = std::numeric_limits<double>::max();
        std::uint32_t number = none;
        each_near(at, [&](const Point& point, double distance) {
            if (distance < best || (distance == best && point.number < number))
                best = distance, number = point.number;
            return false;
        });
        return number;
    }

private:
    struct Point {
        geo::MapPoint at;
        std::uint32_t number, next;
    };
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

    std::int64_t cell(double v) const { return static_cast<std::int64_t>(std::floor(v / (2 * radius_))); }
    static std::uint64_t key_of(std::int64_t x, std::int64_t y) { return static_cast<std::uint64_t>(x) << 32 ^ static_cast<std::uint32_t>(y); }
    std::size_t slot_of(std::uint64_t key)
    {
        std::size_t slot = first_slot(key);
        while (heads_[slot] != none && keys_[slot] != key)
            slot = (slot + 1) & (heads_.size() - 1);
        keys_[slot] = key;
        return slot;
    }
    std::size_t first_slot(std::uint64_t key) const { return mixed(key) & (heads_.size() - 1); }
    template <class Take> void each_near(geo::MapPoint at, Take&& take) const
    {
        const std::int64_t x1 = cell(at.x + radius_), y1 = cell(at.y + radius_);
        for (std::int64_t y = cell(at.y - radius_); y <= y1; ++y)
            for (std::int64_t x = cell(at.x - radius_); x <= x1; ++x) {
                const std::uint64_t key = key_of(x, y);
                std::size_t slot = first_slot(key);
                while (heads_[slot] != none && keys_[slot] != key)
                    slot = (slot + 1) & (heads_.size() - 1);
                for (std::uint32_t i = heads_[slot]; i != none; i = points_[i].next)
                    if (const double distance = squared_distance(points_[i].at, at); distance <= radius_ * radius_ && take(points_[i], distance))
                        return;
            }
    }

    double radius_ = 1;
    std::vector<std::uint32_t> heads_; // of the points of a cell
    std::vector<std::uint64_t> keys_;
    std::vector<Point> points_;
};

void take_in(Cluster& whole, const Cluster& part)
{
    const double sum = static_cast<double>(whole.count) + part.count;
    whole.at = {(whole.at.x * whole.count + part.at.x * part.count) / sum, (whole.at.y * whole.count + part.at.y * part.count) / sum};
    whole.count += part.count;
    whole.worst_rank = std::min(whole.worst_rank, part.worst_rank);
    whole.struck += part.struck;
}

}

/// From the finest scale to the coarsest: clusters of the one before come together, and the tree of them gives the order of the items.
struct ClusterIndex::Builder {
    struct Step {
        double reach_m = 0;
        std::vector<Cluster> clusters;
        std::vector<std::uint32_t> parents; // of its clusters, in the next step
    };
    std::vector<Step> steps;
    std::vector<std::size_t> scale;

    explicit Builder(const std::vector<MapItem>& items)
    {
        steps.push_back({});
        steps.back().clusters.reserve(items.size());
        for (const MapItem& item : items)
            steps.back().clusters.push_back({.at = item.at, .count = 1, .worst_rank = item.rank, .struck = item.struck});
        NearPoints middles(items.size());
        for (int s = 0; s < scale_count; ++s) {
            if (auto next = gathered(steps.back(), radius_of_spacing * spacing_m(s), middles))
                steps.push_back(std::move(*next));
            scale.push_back(steps.size() - 1);
        }
    }

    /// Middles are taken in the order of the clusters, as long as none is near; the others go to the nearest one. Nothing where all stay alone.
    static std::optional<Step> gathered(Step& below, double radius_m, NearPoints& middles)
    {
        middles.begin(radius_m);
        std::vector<std::uint32_t> others;
        Step next{.reach_m = below.reach_m + 2 * radius_m + rounding_m, .clusters = {}, .parents = {}};
        below.parents.resize(below.clusters.size());
        for (std::uint32_t i = 0; i < below.clusters.size(); ++i) {
            const Cluster& cluster = below.clusters[i];
            if (middles.has_near(cluster.at)) {
                others.push_back(i);
                continue;
            }
            below.parents[i] = static_cast<std::uint32_t>(next.clusters.size());
            middles.add(cluster.at, below.parents[i]);
            next.clusters.push_back(cluster);
        }
        if (others.empty())
            return std::nullopt;
        for (const std::uint32_t i : others) {
            below.parents[i] = middles.nearest(below.clusters[i].at);
            take_in(next.clusters[below.parents[i]], below.clusters[i]);
        }
        return next;
    }
};

ClusterIndex::ClusterIndex(std::vector<MapItem> items)
{
    if (items.empty())
        return;
    std::vector<std::pair<std::uint64_t, std::uint32_t>> order(items.size());
    for (std::uint32_t i = 0; i < items.size(); ++i)
        order[i] = {mixed(static_cast<std::uint64_t>(items[i].id)), i};
    std::ranges::sort(order);
    items_.reserve(items.size());
    for (const auto& [key, i] : order)
        items_.push_back(items[i]);
    Builder tree(items_);
    scale_ = std::move(tree.scale);
    levels_.resize(tree.steps.size());
    // Down from the top: children follow their parents' order.
    std::vector<std::uint32_t> places(tree.steps.back().clusters.size()); // in the level, of the step's clusters
    std::iota(places.begin(), places.end(), 0u);
    for (std::size_t l = tree.steps.size(); l-- > 0;) {
        Builder::Step& step = tree.steps[l];
        Level& level = levels_[l];
        if (l + 1 < tree.steps.size()) {
            std::vector<Node>& above = levels_[l + 1].nodes;
            std::vector<std::uint32_t> next(above.size());
            for (const std::uint32_t parent : step.parents)
                ++next[places[parent] + 1];
            std::partial_sum(next.begin(), next.end(), next.begin());
            for (std::size_t i = 0; i < above.size(); ++i)
                above[i].children = next[i];
            std::vector<std::uint32_t> own(step.clusters.size());
            for (std::size_t i = 0; i < own.size(); ++i)
                own[i] = next[places[step.parents[i]]]++;
            places = std::move(own);
        }
        level.reach_m = step.reach_m;
        level.nodes.resize(step.clusters.size() + 1);
        for (std::size_t i = 0; i < places.size(); ++i)
            level.nodes[places[i]].cluster = step.clusters[i];
        std::uint32_t first = 0;
        for (Node& node : level.nodes)
            node.cluster.first = first, first += node.cluster.count;
    }
    std::vector<MapItem> ordered(items_.size());
    for (std::size_t i = 0; i < places.size(); ++i)
        ordered[places[i]] = items_[i];
    items_ = std::move(ordered);
}

geo::MapBox ClusterIndex::box_of(std::size_t level, std::size_t node) const
{
    const Cluster& cluster = levels_[level].nodes[node].cluster;
    const double reach = cluster.count == 1 ? 0 : levels_[level].reach_m;
    return {cluster.at.x - reach, cluster.at.y - reach, cluster.at.x + reach, cluster.at.y + reach};
}

/// All nodes of level `goal` whose place may lie in the box.
template <class Visit> void ClusterIndex::descend(std::size_t level, std::size_t node, std::size_t goal, const geo::MapBox& box, Visit&& visit) const
{
    if (!box_of(level, node).meets(box))
        return;
    if (level == goal)
        return visit(levels_[level].nodes[node].cluster);
    const std::vector<Node>& nodes = levels_[level].nodes;
    for (std::uint32_t child = nodes[node].children; child < nodes[node + 1].children; ++child)
        descend(level - 1, child, goal, box, visit);
}

void ClusterIndex::visit(std::size_t level, std::size_t node, const std::function<geo::Cover(const geo::MapBox&)>& cover,
                         const std::function<void(std::size_t begin, std::size_t end, bool is_whole)>& found) const
{
    const geo::Cover covered = cover(box_of(level, node));
    if (covered == geo::Cover::none)
        return;
    const std::vector<Node>& nodes = levels_[level].nodes;
    const Cluster& cluster = nodes[node].cluster;
    if (covered == geo::Cover::whole || level == 0 || cluster.count <= 8)
        return found(cluster.first, cluster.first + cluster.count, covered == geo::Cover::whole);
    for (std::uint32_t child = nodes[node].children; child < nodes[node + 1].children; ++child)
        visit(level - 1, child, cover, found);
}

void ClusterIndex::visit(const std::function<geo::Cover(const geo::MapBox&)>& cover,
                         const std::function<void(std::size_t begin, std::size_t end, bool is_whole)>& found) const
{
    for (std::size_t node = 0; !levels_.empty() && node + 1 < levels_.back().nodes.size(); ++node)
        visit(levels_.size() - 1, node, cover, found);
}

void ClusterIndex::find(const geo::MapBox& box, double spacing, std::vector<Cluster>& out) const
{
    if (items_.empty())
        return;
    const int scale = std::clamp(static_cast<int>(std::lround(std::log2(spacing / finest_spacing_m))), 0, scale_count - 1);
    for (std::size_t node = 0; node + 1 < levels_.back().nodes.size(); ++node)
        descend(levels_.size() - 1, node, scale_[static_cast<std::size_t>(scale)], box, [&](const Cluster& cluster) {
            if (box.contains(cluster.at))
                out.push_back(cluster);
        });
}

std::vector<std::uint32_t> ClusterIndex::items_in(const geo::MapBox& box, std::size_t limit) const
{
    std::vector<std::uint32_t> found;
    for (std::size_t node = 0; !levels_.empty() && node + 1 < levels_.back().nodes.size(); ++node)
        descend(levels_.size() - 1, node, 0, box, [&](const Cluster& item) {
            if (found.size() < limit && box.contains(item.at))
                found.push_back(item.first);
        });
    return found;
}

}
