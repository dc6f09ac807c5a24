#include "data/records/assign.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace data {
namespace {

constexpr int most_cells_a_side = 1024;
// With 16 cells a grid three points in four fall into a cell with an edge, with 64 fewer than half.
constexpr double cells_per_grid = 64;

struct Area {
    GridId id;
    geo::LonLatBox box;
    int first_row = 0;            // of its bands
    std::uint32_t first_band = 0; // in Cells::bands: one band a row of cells
};

// A word of a cell or of a list: the area's index, whether it covers the whole cell (and needs no test), and whether
// the list ends here. A cell wholly inside one area, the commonest case, says so without a list.
using Word = std::uint32_t;
constexpr Word covers = 1u << 31, ends = 1u << 30, area_bits = ends - 1, empty_cell = 0x7fffffff;

/// Whether the ray from p to the east crosses the edge: the half-open rule of geo::contains, so that both agree to the
/// bit.
bool crosses(geo::LonLat a, geo::LonLat b, geo::LonLat p)
{
    if ((a.lat > p.lat) == (b.lat > p.lat))
        return false;
    if (a.lat > b.lat)
        std::swap(a, b);
    return (b.lon - a.lon) * (p.lat - a.lat) - (p.lon - a.lon) * (b.lat - a.lat) > 0;
}

} // namespace

/// Uniform cells over the box of all grids, each with the areas that touch it, the most detailed first. An area's edges
/// are filed by rows of cells: a test looks at those of one row only. Everything lies in a few long arrays, because
/// finding a point in a city is a matter of cache misses.
struct GridLocator::Cells {
    geo::LonLatBox box;
    int columns = 0, rows = 0;
    double cells_per_lon = 0, cells_per_lat = 0;
    std::vector<Area> areas;
    std::vector<Word> cells; // empty_cell, a covering area, or where its list begins in `lists`
    std::vector<Word> lists;
    std::vector<geo::LonLat> points;       // rings, each closed by its first point
    std::vector<std::uint32_t> bands;      // where the edges of a band begin; one more than there are bands
    std::vector<std::uint32_t> band_edges; // an edge is the index of its first point

    int column(double lon) const
    {
        return std::clamp(static_cast<int>((lon - box.west) * cells_per_lon), 0, columns - 1);
    }
    int row(double lat) const { return std::clamp(static_cast<int>((lat - box.south) * cells_per_lat), 0, rows - 1); }
    std::size_t cell(int x, int y) const
    {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(x);
    }

    bool contains(const Area& area, geo::LonLat p) const
    {
        if (!area.box.contains(p))
            return false;
        const std::uint32_t band = area.first_band + static_cast<std::uint32_t>(row(p.lat) - area.first_row);
        bool inside = false;
        for (std::uint32_t i = bands[band]; i < bands[band + 1]; ++i)
            inside ^= crosses(points[band_edges[i]], points[band_edges[i] + 1], p);
        return inside;
    }

    void add_area(const Grid& grid);
    template <class Mark> void walk_edge(geo::LonLat a, geo::LonLat b, Mark mark) const;
    void fill_cells();
};

/// Files the edges of a grid by rows of cells.
void GridLocator::Cells::add_area(const Grid& grid)
{
    Area area{grid.id, geo::box_of(grid.shape)};
    area.first_row = row(area.box.south);
    std::vector<std::vector<std::uint32_t>> of_row(static_cast<std::size_t>(row(area.box.north) - area.first_row + 1));
    const auto add_ring = [&](const geo::Ring& ring) {
        if (ring.empty())
            return;
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const geo::LonLat a = ring[i], b = ring[(i + 1) % ring.size()];
            for (int y = row(std::min(a.lat, b.lat)); y <= row(std::max(a.lat, b.lat)); ++y)
                of_row[static_cast<std::size_t>(y - area.first_row)].push_back(
                    static_cast<std::uint32_t>(points.size()));
            points.push_back(a);
        }
        points.push_back(ring.front());
    };
    for (const geo::Polygon& polygon : grid.shape) {
        add_ring(polygon.outer);
        std::for_each(polygon.holes.begin(), polygon.holes.end(), add_ring);
    }
    area.first_band = static_cast<std::uint32_t>(bands.size());
    for (const auto& edges : of_row) {
        bands.push_back(static_cast<std::uint32_t>(band_edges.size()));
        band_edges.insert(band_edges.end(), edges.begin(), edges.end());
    }
    areas.push_back(area);
}

/// Calls mark(x, y) for every cell that the straight line a–b passes through, column by column.
template <class Mark> void GridLocator::Cells::walk_edge(geo::LonLat a, geo::LonLat b, Mark mark) const
{
    if (a.lon > b.lon)
        std::swap(a, b);
    const int first_column = column(a.lon), last_column = column(b.lon);
    for (int x = first_column; x <= last_column; ++x) {
        double lat_in = a.lat, lat_out = b.lat;
        if (b.lon > a.lon) {
            const double west = box.west + x / cells_per_lon, east = box.west + (x + 1) / cells_per_lon;
            const double slope = (b.lat - a.lat) / (b.lon - a.lon);
            if (x > first_column)
                lat_in = a.lat + (west - a.lon) * slope;
            if (x < last_column)
                lat_out = a.lat + (east - a.lon) * slope;
        }
        // A hair of room: rounding must never let an edge slip past a cell it touches.
        const double room = 1e-9;
        const int low = row(std::min(lat_in, lat_out) - room), high = row(std::max(lat_in, lat_out) + room);
        for (int y = low; y <= high; ++y)
            mark(x, y);
    }
}

void GridLocator::Cells::fill_cells()
{
    // While areas are added, the entries of a cell are a chain; a vector a cell would be a million small blocks.
    struct Link {
        Word word;
        std::uint32_t next;
    };
    constexpr std::uint32_t nothing = 0xffffffff;
    std::vector<Link> links;
    std::vector<std::uint32_t> head(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows), nothing),
        tail(head);
    std::vector<std::uint32_t> edge_of(head.size(), 0); // 1 + the area whose edge was marked last in a cell
    for (std::uint32_t index = 0; index < areas.size(); ++index) {
        const Area& area = areas[index];
        const auto add = [&](int x, int y, Word flag) {
            const std::size_t at = cell(x, y);
            if (tail[at] != nothing && (links[tail[at]].word & covers))
                return;
            (tail[at] == nothing ? head[at] : links[tail[at]].next) = static_cast<std::uint32_t>(links.size());
            tail[at] = static_cast<std::uint32_t>(links.size());
            links.push_back({index | flag, nothing});
        };
        const auto mark = [&](int x, int y) {
            std::uint32_t& last = edge_of[cell(x, y)];
            if (last != index + 1)
                add(x, y, 0);
            last = index + 1;
        };
        const int last_row = row(area.box.north);
        for (int y = area.first_row; y <= last_row; ++y) {
            const std::uint32_t band = area.first_band + static_cast<std::uint32_t>(y - area.first_row);
            for (std::uint32_t i = bands[band]; i < bands[band + 1]; ++i)
                walk_edge(points[band_edges[i]], points[band_edges[i] + 1], mark);
        }
        // Cells without an edge of this area lie wholly inside or wholly outside; neighbours in a row are alike.
        for (int y = area.first_row; y <= last_row; ++y) {
            int known = -1;
            for (int x = column(area.box.west); x <= column(area.box.east); ++x) {
                if (edge_of[cell(x, y)] == index + 1) {
                    known = -1;
                    continue;
                }
                if (known < 0)
                    known =
                        contains(area, {box.west + (x + 0.5) / cells_per_lon, box.south + (y + 0.5) / cells_per_lat});
                if (known)
                    add(x, y, covers);
            }
        }
    }
    cells.reserve(head.size());
    for (const std::uint32_t begin : head) {
        if (begin == nothing)
            cells.push_back(empty_cell);
        else if (links[begin].word & covers)
            cells.push_back(links[begin].word);
        else
            cells.push_back(static_cast<Word>(lists.size()));
        if (begin == nothing || (links[begin].word & covers))
            continue;
        for (std::uint32_t at = begin; at != nothing; at = links[at].next)
            lists.push_back(links[at].word | (links[at].next == nothing ? ends : 0));
    }
}

GridLocator::GridLocator(std::span<const Grid> grids, TimePoint now)
{
    auto made = std::make_unique<Cells>();
    Cells& c = *made;
    std::vector<const Grid*> order;
    for (const Grid& grid : grids)
        if (is_in_force(grid, now) && !grid.shape.empty()) {
            order.push_back(&grid);
            c.box.add(geo::box_of(grid.shape));
        }
    std::stable_sort(order.begin(), order.end(), [](const Grid* a, const Grid* b) {
        return a->level != b->level ? a->level > b->level : a->kind > b->kind;
    });
    const double side = std::sqrt(cells_per_grid * static_cast<double>(order.size()));
    c.columns = c.rows = std::clamp(static_cast<int>(side), 1, most_cells_a_side);
    c.cells_per_lon = c.columns / std::max(c.box.east - c.box.west, 1e-9);
    c.cells_per_lat = c.rows / std::max(c.box.north - c.box.south, 1e-9);
    for (const Grid* grid : order)
        c.add_area(*grid);
    c.bands.push_back(static_cast<std::uint32_t>(c.band_edges.size()));
    c.fill_cells();
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
    const Word first = c.cells[c.cell(c.column(point.lon), c.row(point.lat))];
    if (first == empty_cell)
        return {};
    if (first & covers)
        return c.areas[first & area_bits].id;
    for (std::size_t at = first;; ++at) {
        const Word word = c.lists[at];
        const Area& area = c.areas[word & area_bits];
        if ((word & covers) || c.contains(area, point))
            return area.id;
        if (word & ends)
            return {};
    }
}

std::vector<GridId> GridLocator::find_all(std::span<const geo::LonLat> points) const
{
    const Cells& c = *cells_;
    std::vector<GridId> found(points.size());
    if (c.areas.empty())
        return found;
    // A counting sort by row of cells.
    std::vector<std::uint32_t> starts(static_cast<std::size_t>(c.rows) + 1, 0), order(points.size());
    const auto row_of = [&](geo::LonLat p) { return static_cast<std::size_t>(c.box.contains(p) ? c.row(p.lat) : 0); };
    for (const geo::LonLat p : points)
        ++starts[row_of(p) + 1];
    for (std::size_t y = 1; y < starts.size(); ++y)
        starts[y] += starts[y - 1];
    for (std::size_t i = 0; i < points.size(); ++i)
        order[starts[row_of(points[i])]++] = static_cast<std::uint32_t>(i);
    for (const std::uint32_t i : order)
        found[i] = find(points[i]);
    return found;
}

} // namespace data
