#include "data/assign.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace data {
namespace {

constexpr int most_cells_a_side = 1024;

struct Area {
    GridId id;
    geo::LonLatBox box;
    geo::MultiPolygon shape;
};

/// One area that touches a cell; an area that covers the whole cell needs no test.
struct Entry {
    std::uint32_t area;
    bool covers;
};

} // namespace

/// Uniform cells over the box of all grids, each with the areas that touch it, the most detailed first.
struct GridLocator::Cells {
    geo::LonLatBox box;
    int columns = 0, rows = 0;
    double cells_per_lon = 0, cells_per_lat = 0;
    std::vector<Area> areas;
    std::vector<std::uint32_t> first; // where the entries of a cell begin; one more than there are cells
    std::vector<Entry> entries;

    int column(double lon) const
    {
        return std::clamp(static_cast<int>((lon - box.west) * cells_per_lon), 0, columns - 1);
    }
    int row(double lat) const { return std::clamp(static_cast<int>((lat - box.south) * cells_per_lat), 0, rows - 1); }
};

namespace {

using CellList = std::vector<std::vector<Entry>>;

/// Marks every cell that the straight line a–b passes through, column by column.
template <class Cells, class Mark> void walk_edge(const Cells& c, geo::LonLat a, geo::LonLat b, Mark mark)
{
    if (a.lon > b.lon)
        std::swap(a, b);
    const int first = c.column(a.lon), last = c.column(b.lon);
    for (int x = first; x <= last; ++x) {
        double lat_in = a.lat, lat_out = b.lat;
        if (b.lon > a.lon) {
            const double west = c.box.west + x / c.cells_per_lon, east = c.box.west + (x + 1) / c.cells_per_lon;
            const double slope = (b.lat - a.lat) / (b.lon - a.lon);
            if (x > first)
                lat_in = a.lat + (west - a.lon) * slope;
            if (x < last)
                lat_out = a.lat + (east - a.lon) * slope;
        }
        // A hair of room: rounding must never let an edge slip past a cell it touches.
        const double room = 1e-9;
        const int low = c.row(std::min(lat_in, lat_out) - room), high = c.row(std::max(lat_in, lat_out) + room);
        for (int y = low; y <= high; ++y)
            mark(x, y);
    }
}

} // namespace

GridLocator::GridLocator(std::span<const Grid> grids)
{
    auto made = std::make_unique<Cells>();
    Cells& c = *made;
    std::vector<const Grid*> order;
    for (const Grid& grid : grids)
        if (!grid.valid_to && !grid.shape.empty())
            order.push_back(&grid);
    std::stable_sort(order.begin(), order.end(), [](const Grid* a, const Grid* b) {
        return a->level != b->level ? a->level > b->level : a->kind > b->kind;
    });
    for (const Grid* grid : order) {
        c.areas.push_back({grid->id, geo::box_of(grid->shape), grid->shape});
        c.box.add(c.areas.back().box);
    }
    // About 16 cells a grid.
    const double side = std::sqrt(16.0 * static_cast<double>(order.size()));
    c.columns = c.rows = std::clamp(static_cast<int>(side), 1, most_cells_a_side);
    c.cells_per_lon = c.columns / std::max(c.box.east - c.box.west, 1e-9);
    c.cells_per_lat = c.rows / std::max(c.box.north - c.box.south, 1e-9);

    CellList cells(static_cast<std::size_t>(c.columns) * c.rows);
    std::vector<std::uint32_t> edge_of(cells.size(), 0); // 1 + the area whose edge was marked last in a cell
    for (std::uint32_t index = 0; index < c.areas.size(); ++index) {
        const Area& area = c.areas[index];
        const auto add = [&](int x, int y, bool covers) {
            std::vector<Entry>& cell = cells[static_cast<std::size_t>(y) * c.columns + x];
            if (cell.empty() || !cell.back().covers)
                cell.push_back({index, covers});
        };
        const auto mark = [&](int x, int y) {
            std::uint32_t& last = edge_of[static_cast<std::size_t>(y) * c.columns + x];
            if (last != index + 1)
                add(x, y, false);
            last = index + 1;
        };
        const auto walk_ring = [&](const geo::Ring& ring) {
            for (std::size_t i = 0; i < ring.size(); ++i)
                walk_edge(c, ring[i], ring[(i + 1) % ring.size()], mark);
        };
        for (const geo::Polygon& polygon : area.shape) {
            walk_ring(polygon.outer);
            std::for_each(polygon.holes.begin(), polygon.holes.end(), walk_ring);
        }
        // Cells without an edge of this area lie wholly inside or wholly outside; neighbours in a row are alike.
        for (int y = c.row(area.box.south); y <= c.row(area.box.north); ++y) {
            int known = -1;
            for (int x = c.column(area.box.west); x <= c.column(area.box.east); ++x) {
                if (edge_of[static_cast<std::size_t>(y) * c.columns + x] == index + 1) {
                    known = -1;
                    continue;
                }
                if (known < 0) {
                    const geo::LonLat centre{c.box.west + (x + 0.5) / c.cells_per_lon,
                                             c.box.south + (y + 0.5) / c.cells_per_lat};
                    known = geo::contains(area.shape, centre);
                }
                if (known)
                    add(x, y, true);
            }
        }
    }
    c.first.reserve(cells.size() + 1);
    for (const auto& cell : cells) {
        c.first.push_back(static_cast<std::uint32_t>(c.entries.size()));
        c.entries.insert(c.entries.end(), cell.begin(), cell.end());
    }
    c.first.push_back(static_cast<std::uint32_t>(c.entries.size()));
    cells_ = std::move(made);
}

GridLocator::~GridLocator() = default;
GridLocator::GridLocator(GridLocator&&) noexcept = default;
GridLocator& GridLocator::operator=(GridLocator&&) noexcept = default;

GridId GridLocator::find(geo::LonLat point) const
{
    const Cells& c = *cells_;
    if (c.areas.empty() || !c.box.contains(point))
        return {};
    const std::size_t cell = static_cast<std::size_t>(c.row(point.lat)) * c.columns + c.column(point.lon);
    for (std::uint32_t i = c.first[cell]; i < c.first[cell + 1]; ++i) {
        const Entry& entry = c.entries[i];
        const Area& area = c.areas[entry.area];
        if (entry.covers || (area.box.contains(point) && geo::contains(area.shape, point)))
            return area.id;
    }
    return {};
}

} // namespace data
