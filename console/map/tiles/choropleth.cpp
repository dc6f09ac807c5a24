#include "console/map/tiles/choropleth.h"

#include <algorithm>
#include <unordered_map>

namespace console {

namespace {

Rgba class_colour(const Palette& palette, std::size_t bin, std::size_t classes)
{
    return palette.choropleth(classes < 2 ? 0.5f : static_cast<float>(bin) / static_cast<float>(classes - 1));
}

}

Choropleth make_choropleth(std::string_view measure, data::Level level, const data::World& world, const GridShapes& grids,
                           const Palette& palette, data::TimePoint now, const data::MeasureOptions& options)
{
    Choropleth result{.measure = std::string(measure), .level = level};
    const auto& areas = grids.areas(level);
    result.bins.assign(areas.size(), -1);
    result.fills.assign(areas.size(), 0);
    result.values.resize(areas.size());
    const auto known = data::measure_from_name(measure);
    if (!known)
        return result;
    data::Choropleth measured = data::make_choropleth(world, *known, level, now, options);
    result.breaks = std::move(measured.breaks);
    result.lowest = measured.lowest;
    result.highest = measured.highest;
    std::unordered_map<data::GridId, const data::MeasuredGrid*> found;
    for (const data::MeasuredGrid& grid : measured.grids)
        found.emplace(grid.grid, &grid);
    for (std::size_t i = 0; i < areas.size(); ++i)
        if (const auto at = found.find(areas[i].id); at != found.end() && at->second->bin >= 0) {
            result.bins[i] = at->second->bin;
            result.values[i] = at->second->value;
            result.fills[i] = class_colour(palette, static_cast<std::size_t>(at->second->bin), result.breaks.size() + 1);
        }
    return result;
}

data::Level coloured_level(const GridShapes& grids, data::Level wanted, double metres_per_pixel)
{
    const data::Level finest = grids.has(wanted) ? wanted : grids.finest();
    data::Level level = finest;
    for (int above = static_cast<int>(finest) - 1; above >= 0 && grids.typical_width_m(level) < least_area_px * metres_per_pixel; --above)
        if (grids.areas(static_cast<data::Level>(above)).size() > 1)
            level = static_cast<data::Level>(above);
    return level;
}

Rgba laid_over(Rgba upper, Rgba ground)
{
    const unsigned alpha = upper >> 24;
    Rgba result = 0xff000000;
    for (int shift = 0; shift < 24; shift += 8) {
        const unsigned above = upper >> shift & 0xff, below = ground >> shift & 0xff;
        result |= ((above * alpha + below * (255 - alpha) + 127) / 255) << shift;
    }
    return result;
}

std::vector<LegendRow> make_legend(const Choropleth& choropleth, const GridShapes& grids, const geo::MapBox& visible, const Palette& palette)
{
    std::vector<LegendRow> rows;
    const std::size_t classes = choropleth.breaks.size() + 1;
    for (std::size_t i = 0; i < classes; ++i)
        rows.push_back({i == 0 ? choropleth.lowest : choropleth.breaks[i - 1], i + 1 < classes ? choropleth.breaks[i] : choropleth.highest,
                        laid_over(class_colour(palette, i, classes), palette[Colour::land]), 0});
    std::vector<std::uint32_t> found;
    grids.query(choropleth.level, visible, found);
    for (const std::uint32_t i : found)
        if (i < choropleth.bins.size() && choropleth.bins[i] >= 0 && static_cast<std::size_t>(choropleth.bins[i]) < classes)
            ++rows[static_cast<std::size_t>(choropleth.bins[i])].visible;
    return rows;
}

}
