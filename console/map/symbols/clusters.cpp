#include "console/map/symbols/clusters.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace console {

namespace {

constexpr double half_world_m = 20037508.342789244;
constexpr int curve_bits = 28;                                       // cells of 0.15 m
constexpr double finest_cell_m = 2 * half_world_m / (1u << curve_bits);
constexpr int level_count = 21;                                      // up to cells of 156 km

std::uint64_t spread(std::uint64_t v)
{
    v = (v | v << 16) & 0x0000ffff0000ffffULL;
    v = (v | v << 8) & 0x00ff00ff00ff00ffULL;
    v = (v | v << 4) & 0x0f0f0f0f0f0f0f0fULL;
    v = (v | v << 2) & 0x3333333333333333ULL;
    return (v | v << 1) & 0x5555555555555555ULL;
}

std::uint64_t gather(std::uint64_t v)
{
    v &= 0x5555555555555555ULL;
    v = (v | v >> 1) & 0x3333333333333333ULL;
    v = (v | v >> 2) & 0x0f0f0f0f0f0f0f0fULL;
    v = (v | v >> 4) & 0x00ff00ff00ff00ffULL;
    v = (v | v >> 8) & 0x0000ffff0000ffffULL;
    return (v | v >> 16) & 0x00000000ffffffffULL;
}

std::uint64_t cell_of(double metres)
{
    return static_cast<std::uint64_t>(
        std::clamp((metres + half_world_m) / finest_cell_m, 0.0, static_cast<double>((1u << curve_bits) - 1)));
}

std::uint64_t curve_code(geo::MapPoint p)
{
    return spread(cell_of(p.x)) | spread(cell_of(p.y)) << 1;
}

}

ClusterIndex::ClusterIndex(std::vector<MapItem> items)
{
    std::vector<std::uint64_t> codes(items.size());
    std::transform(items.begin(), items.end(), codes.begin(), [](const MapItem& item) { return curve_code(item.at); });
    std::vector<std::uint32_t> order(items.size());
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return codes[a] != codes[b] ? codes[a] < codes[b] : items[a].id < items[b].id;
    });
    items_.reserve(items.size());
    codes_.reserve(items.size());
    for (const std::uint32_t i : order) {
        items_.push_back(items[i]);
        codes_.push_back(codes[i]);
    }

    levels_.resize(level_count);
    for (int l = 0; l < level_count; ++l) {
        Level& level = levels_[l];
        for (std::uint32_t i = 0; i < items_.size();) {
            const std::uint64_t code = codes_[i] >> (2 * l);
            Cluster cluster{.first = i, .worst_rank = 255};
            double x = 0, y = 0;
            for (; i < items_.size() && codes_[i] >> (2 * l) == code; ++i) {
                x += items_[i].at.x, y += items_[i].at.y;
                cluster.worst_rank = std::min(cluster.worst_rank, items_[i].rank);
                cluster.struck += items_[i].struck;
            }
            cluster.count = i - cluster.first;
            cluster.at = {x / cluster.count, y / cluster.count};
            level.codes.push_back(code);
            level.clusters.push_back(cluster);
        }
    }
}

geo::MapBox ClusterIndex::cell_box(std::uint64_t code, int level) const
{
    const double side = finest_cell_m * static_cast<double>(1ULL << level);
    const double x = static_cast<double>(gather(code)) * side - half_world_m;
    const double y = static_cast<double>(gather(code >> 1)) * side - half_world_m;
    return {x, y, x + side, y + side};
}

template <class Visit>
void ClusterIndex::descend(const Cell& cell, const geo::MapBox& box, int level, Visit&& visit) const
{
    if (cell.begin == cell.end || !cell_box(cell.code, cell.level).meets(box))
        return;
    if (cell.level == level || cell.end - cell.begin <= 8) {
        visit(cell);
        return;
    }
    each_child(cell, [&](const Cell& child) { descend(child, box, level, visit); });
}

template <class Visit> void ClusterIndex::each_child(const Cell& cell, Visit&& visit) const
{
    std::size_t begin = cell.begin;
    for (std::uint64_t child = 0; child < 4; ++child) {
        const std::uint64_t code = cell.code << 2 | child;
        const std::uint64_t next = (code + 1) << (2 * (cell.level - 1));
        const std::size_t end =
            std::lower_bound(codes_.begin() + begin, codes_.begin() + cell.end, next) - codes_.begin();
        visit(Cell{code, cell.level - 1, begin, end});
        begin = end;
    }
}

void ClusterIndex::visit(const Cell& cell, const std::function<geo::Cover(const geo::MapBox&)>& cover,
                         const std::function<void(std::size_t begin, std::size_t end, bool is_whole)>& found) const
{
    if (cell.begin == cell.end)
        return;
    const geo::Cover covered = cover(cell_box(cell.code, cell.level));
    if (covered == geo::Cover::none)
        return;
    if (covered == geo::Cover::whole || cell.level == 0 || cell.end - cell.begin <= 8)
        return found(cell.begin, cell.end, covered == geo::Cover::whole);
    each_child(cell, [&](const Cell& child) { visit(child, cover, found); });
}

void ClusterIndex::visit(const std::function<geo::Cover(const geo::MapBox&)>& cover,
                         const std::function<void(std::size_t begin, std::size_t end, bool is_whole)>& found) const
{
    visit(Cell{0, curve_bits, 0, items_.size()}, cover, found);
}

void ClusterIndex::find(const geo::MapBox& box, double cell_m, std::vector<Cluster>& out) const
{
    if (items_.empty())
        return;
    const int l = std::clamp(static_cast<int>(std::lround(std::log2(cell_m / finest_cell_m))), 0, level_count - 1);
    const Level& level = levels_[l];
    descend({0, curve_bits, 0, items_.size()}, box, l, [&](const Cell& cell) {
        const auto low = std::lower_bound(level.codes.begin(), level.codes.end(), codes_[cell.begin] >> (2 * l));
        for (auto at = low - level.codes.begin(); at < std::ssize(level.clusters); ++at) {
            const Cluster& cluster = level.clusters[at];
            if (cluster.first >= cell.end)
                break;
            if (box.contains(cluster.at))
                out.push_back(cluster);
        }
    });
}

std::vector<std::uint32_t> ClusterIndex::items_in(const geo::MapBox& box, std::size_t limit) const
{
    std::vector<std::uint32_t> found;
    if (items_.empty())
        return found;
    descend({0, curve_bits, 0, items_.size()}, box, 0, [&](const Cell& cell) {
        for (std::size_t i = cell.begin; i < cell.end && found.size() < limit; ++i)
            if (box.contains(items_[i].at))
                found.push_back(static_cast<std::uint32_t>(i));
    });
    return found;
}

}
