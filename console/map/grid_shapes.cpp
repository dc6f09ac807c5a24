#include "console/map/grid_shapes.h"

#include <algorithm>
#include <cmath>

namespace console {

namespace {

// Of a pixel. Half of it would still be invisible, but the weights are measured in mercator metres at the arc, not on screen.
constexpr double tolerance_px = 0.4;

geo::MapBox box_of_arc(const geo::Partition& partition, const geo::Partition::Arc& arc)
{
    geo::MapBox box;
    for (const geo::FixedPoint p : partition.points(arc))
        box.add(geo::map_from_lonlat(geo::lonlat_from_fixed(p)));
    return box;
}

}

GridShapes::GridShapes(data::Frozen<data::Grid> grids, data::TimePoint now) : grids_(std::move(grids))
{
    std::array<std::vector<geo::MultiPolygon>, data::level_names.size()> shapes;
    for (std::uint32_t row = 0; row < grids_->rows.size(); ++row) {
        const data::Grid& grid = grids_->rows[row];
        if (!is_in_force(grid, now) || grid.shape.empty())
            continue;
        LevelShapes& level = levels_[static_cast<std::size_t>(grid.level)];
        shapes[static_cast<std::size_t>(grid.level)].push_back(grid.shape);
        level.areas.push_back({grid.id, row, grid.kind == data::GridKind::dedicated, geo::map_box(grid.box),
                               geo::map_from_lonlat(grid.label)});
        extent_.add(grid.box);
    }
    for (std::size_t l = 0; l < levels_.size(); ++l) {
        LevelShapes& level = levels_[l];
        if (level.areas.empty())
            continue;
        std::vector<geo::MapBox> boxes;
        std::vector<double> widths;
        for (const GridArea& area : level.areas) {
            boxes.push_back(area.box);
            widths.push_back(std::sqrt(area.box.width() * area.box.height()));
        }
        std::nth_element(widths.begin(), widths.begin() + widths.size() / 2, widths.end());
        level.typical_width_m = widths[widths.size() / 2];
        level.index = geo::SpatialIndex(std::span<const geo::MapBox>(boxes));
        level.partition = geo::Partition(shapes[l]);
        boxes.clear();
        for (const geo::Partition::Arc& arc : level.partition.arcs())
            boxes.push_back(box_of_arc(level.partition, arc));
        level.arcs = geo::SpatialIndex(std::span<const geo::MapBox>(boxes));
    }
}

data::Level GridShapes::finest() const
{
    for (int level = static_cast<int>(data::Level::grid); level >= 0; --level)
        if (has(static_cast<data::Level>(level)))
            return static_cast<data::Level>(level);
    return data::Level::grid;
}

void GridShapes::query(data::Level level, const geo::MapBox& box, std::vector<std::uint32_t>& out) const
{
    level_of(level).index.query(box, out);
}

geo::MapMultiPolygon GridShapes::shape(data::Level level, std::uint32_t i, double metres_per_pixel) const
{
    return level_of(level).partition.simplified(i, metres_per_pixel * tolerance_px);
}

void GridShapes::borders(data::Level level, const geo::MapBox& box, double metres_per_pixel,
                         std::vector<geo::MapLine>& out) const
{
    const LevelShapes& shapes = level_of(level);
    for (const std::uint32_t arc : shapes.arcs.query(box))
        out.push_back(shapes.partition.simplified_arc(arc, metres_per_pixel * tolerance_px));
}

std::optional<std::uint32_t> GridShapes::find_at(data::Level level, geo::LonLat point) const
{
    const geo::MapPoint at = geo::map_from_lonlat(point);
    std::vector<std::uint32_t> near;
    query(level, {at.x, at.y, at.x, at.y}, near);
    std::optional<std::uint32_t> found;
    for (const std::uint32_t i : near) {
        const GridArea& area = areas(level)[i];
        if (!geo::contains(grids_->rows[area.row].shape, point))
            continue;
        if (area.dedicated)
            return i;
        found = i;
    }
    return found;
}

}
