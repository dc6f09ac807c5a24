#pragma once
// Areas coloured by a measure of data/records/measures.h, and a legend that counts what is visible. Pure; the colours come from the
// palette (cividis).

#include "console/look/palette.h"
#include "console/map/grid_shapes.h"
#include "data/records/measures.h"
#include "data/records/world.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace console {

struct LegendRow {
    double from = 0, to = 0;
    Rgba colour = 0;              // as the areas look: laid over the map's land
    std::size_t visible = 0;
};

/// A measure laid on the areas of one level.
struct Choropleth {
    std::string measure;
    data::Level level = data::Level::grid;
    std::vector<int> bins;        // one per area of GridShapes; -1 without value
    std::vector<std::optional<double>> values; // likewise
    std::vector<double> breaks;   // upper bounds of all classes but the last
    double lowest = 0, highest = 0;
    std::vector<Rgba> fills;      // one per area; opacity 0 without value
};

Choropleth make_choropleth(std::string_view measure, data::Level level, const data::World& world, const GridShapes& grids,
                           const Palette& palette, data::TimePoint now, const data::MeasureOptions& options = {});
/// Where areas are narrower than this nobody tells them apart: what lies above them is coloured.
inline constexpr double least_area_px = 12;
/// The level that is coloured where `wanted` is asked for: the finest from there upwards whose areas are wide enough (in the middle, logical
/// pixels); never one of a single area.
data::Level coloured_level(const GridShapes& grids, data::Level wanted, double metres_per_pixel);

/// The colour that is seen where `upper` lies over an opaque ground.
Rgba laid_over(Rgba upper, Rgba ground);
std::vector<LegendRow> make_legend(const Choropleth& choropleth, const GridShapes& grids, const geo::MapBox& visible, const Palette& palette);

}
