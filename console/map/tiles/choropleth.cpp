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
    const auto known = data::measure_from_name(measure);
    if (!known)
        return result;
    data::Choropleth measured = data::make_choropleth(world, *known, level, now, options);
    result.breaks = std::move(measured.breaks);
    result.lowest = measured.lowest;
    result.highest = measured.highest;
    std::unordered_map<data::GridId, int> bins;
    for (const data::MeasuredGrid& grid : measured.grids)
        bins.emplace(grid.grid, grid.bin);
    for (std::size_t i = 0; i < areas.size(); ++i)
        if (const auto at = bins.find(areas[i].id); at != bins.end() && at->second >= 0) {
            result.bins[i] = at->second;
            result.fills[i] = class_colour(palette, static_cast<std::size_t>(at->second), result.breaks.size() + 1);
        }
    return result;
}

std::vector<LegendRow> make_legend(const Choropleth& choropleth, const GridShapes& grids, const geo::MapBox& visible, const Palette& palette)
{
    std::vector<LegendRow> rows;
    const std::size_t classes = choropleth.breaks.size() + 1;
    for (std::size_t i = 0; i < classes; ++i)
        rows.push_back({i == 0 ? choropleth.lowest : choropleth.breaks[i - 1], i + 1 < classes ? choropleth.breaks[i] : choropleth.highest,
                        class_colour(palette, i, classes), 0});
    std::vector<std::uint32_t> found;
    grids.query(choropleth.level, visible, found);
    for (const std::uint32_t i : found)
        if (i < choropleth.bins.size() && choropleth.bins[i] >= 0 && static_cast<std::size_t>(choropleth.bins[i]) < classes)
            ++rows[static_cast<std::size_t>(choropleth.bins[i])].visible;
    return rows;
}

}
