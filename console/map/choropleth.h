#pragma once
// Areas coloured by a measure: values, quantile classes, and a legend that counts what is visible. Pure; the colours come from
// the palette (cividis).

#include "console/map/grid_shapes.h"
#include "console/palette.h"
#include "data/world.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace console {

/// The measures one can choose, as MapState::measure names them; their words are "map.measure.NAME".
inline constexpr std::array<const char*, 6> measure_names{"none", "incidents_km2", "open", "overdue", "households", "working"};

/// One value per area of the level; none where it cannot be said. Incidents count in the areas above their unit grid too.
/// incidents_km2: reported in the 30 days before `now`; working: share of the cameras in working order, 0 to 1.
std::vector<std::optional<double>> measure_values(std::string_view measure, data::Level level, const data::World& world,
                                                  const GridShapes& grids, data::TimePoint now);

struct Classes {
    std::vector<double> from;     // lowest value of each class, ascending; class i ends where i + 1 begins
    double highest = 0;
    /// The class of a value; 0 for one below them all.
    std::size_t of(double value) const;
    bool empty() const { return from.empty(); }
};

/// At most `count` classes of about equally many areas; fewer where values repeat. Zero is a class of its own when others are not.
Classes quantile_classes(const std::vector<std::optional<double>>& values, std::size_t count);

struct LegendRow {
    double from = 0, to = 0;
    Rgba colour = 0;
    std::size_t visible = 0;
};

struct Choropleth {
    std::string measure;
    data::Level level = data::Level::grid;
    std::vector<std::optional<double>> values;
    Classes classes;
    std::vector<Rgba> fills;      // one per area; opacity 0 where there is no value
};

Choropleth make_choropleth(std::string_view measure, data::Level level, const data::World& world, const GridShapes& grids,
                           const Palette& palette, data::TimePoint now);
std::vector<LegendRow> make_legend(const Choropleth& choropleth, const GridShapes& grids, const geo::MapBox& visible, const Palette& palette);

}
