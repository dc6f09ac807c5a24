#pragma once
// What the map's areas are coloured by. Pure functions over the world; a city takes some milliseconds.

#include "data/world.h"

#include <optional>
#include <string_view>
#include <vector>

namespace data {

enum class Measure { incidents_km2, open, overdue, households, working };

/// "incidents_km2", "open", "overdue", "households", "working"; empty for "none" and everything else.
std::optional<Measure> measure_from_name(std::string_view name);

struct MeasuredGrid {
    GridId grid;
    std::optional<double> value; // none: not known, drawn without fill
    int bin = -1;                // 0 lowest … classes − 1; −1 without value
};

struct Choropleth {
    std::vector<MeasuredGrid> grids; // those of the level, in force, in the order of the table
    std::vector<double> breaks;      // upper bounds of all classes but the last; fewer where values repeat
    double lowest = 0, highest = 0;
};

/// Values of all areas of a level: reported incidents per km² (all that the workspace holds), open incidents, overdue
/// ones, households (of the area, or the sum of what lies below it), share of cameras in working order among those
/// whose picture was asked for (0 to 1). Incidents and cameras count for the area of that level above the grid they lie
/// in.
Choropleth make_choropleth(const World& world, Measure measure, Level level, TimePoint now, int classes = 5);

/// Upper bounds of quantile classes: about equally many values in each; equal values are never parted.
std::vector<double> quantile_breaks(std::vector<double> values, int classes);

} // namespace data
