#pragma once
// What the map's areas are coloured by. Pure functions over the world; a city takes some milliseconds.

#include "data/records/world.h"

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

namespace data {

enum class Measure { incidents_km2, incidents_1000hh, open, overdue, households, working };

/// "incidents_km2", "incidents_1000hh", "open", "overdue", "households", "working"; empty for "none" and everything else.
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

struct MeasureOptions {
    int classes = 5;
    std::chrono::hours within{0}; // incidents per km² and per 1,000 households: only those reported in this time before now; 0: all
    bool equal_steps = false;     // classes of one width between round bounds, instead of about equally many areas in each
};

/// Values of all areas of a level: reported incidents per km² or per 1,000 households, open incidents, overdue
/// ones, households (of the area, or the sum of what lies below it), share of cameras in working order among those
/// whose picture was asked for (0 to 1). Incidents and cameras count for the area of that level above the grid they lie
/// in.
Choropleth make_choropleth(const World& world, Measure measure, Level level, TimePoint now, const MeasureOptions& options = {});

/// Upper bounds of quantile classes: about equally many values in each; equal values are never parted.
std::vector<double> quantile_breaks(std::vector<double> values, int classes);
/// Upper bounds at multiples of 1, 2, 2.5 or 5 times a power of ten, at most `classes` classes from lowest to highest.
std::vector<double> round_breaks(double lowest, double highest, int classes);

} // namespace data
