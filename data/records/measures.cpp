#include "data/records/measures.h"

#include "data/records/condition.h"

#include <algorithm>
#include <cmath>

namespace data {
namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

/// For each row of the grids the row of the area of `level` above it (or itself), or none.
std::vector<std::size_t> areas_above(const Table<Grid>& grids, Level level)
{
    std::vector<std::size_t> above(grids.rows.size(), none);
    for (std::size_t i = 0; i < grids.rows.size(); ++i) {
        std::size_t at = i;
        for (int step = 0; step < most_levels; ++step) {
            const Grid& grid = grids.rows[at];
            if (grid.level == level)
                above[i] = at;
            const auto parent = grids.index.find(grid.parent);
            if (grid.level <= level || parent == grids.index.end())
                break;
            at = parent->second;
        }
    }
    return above;
}

struct Sums {
    const World& world;
    std::vector<std::size_t> above;
    std::vector<double> sum, weight;

    Sums(const World& w, Level level)
        : world(w), above(areas_above(*w.grids, level)), sum(w.grids->rows.size(), 0), weight(w.grids->rows.size(), 0)
    {
    }

    void add(GridId grid, double value)
    {
        const auto at = world.grids->index.find(grid);
        if (at == world.grids->index.end() || above[at->second] == none)
            return;
        sum[above[at->second]] += value;
        weight[above[at->second]] += 1;
    }
};

void add_incidents(Sums& sums, Measure measure, TimePoint now, std::chrono::hours within)
{
    const bool is_rate = measure == Measure::incidents_km2 || measure == Measure::incidents_1000hh;
    for (const Incident& incident : sums.world.incidents.rows) {
        if (is_rate && within.count() > 0 && (incident.reported > now || incident.reported <= now - within))
            continue;
        if (measure == Measure::open && !is_open(incident))
            continue;
        if (measure == Measure::overdue && lateness(incident, now) != Lateness::overdue)
            continue;
        sums.add(incident.grid, 1);
    }
}

void add_cameras(Sums& sums)
{
    for (const Camera& camera : sums.world.cameras->rows) {
        const auto condition = sums.world.conditions.find(camera.id);
        if (camera.status == CameraStatus::removed || condition == sums.world.conditions.end())
            continue;
        const PictureState state = condition->second.state;
        if (state != PictureState::never_asked && state != PictureState::connecting)
            sums.add(camera.grid, is_well(state));
    }
}

void add_households(Sums& sums, Level level, TimePoint now)
{
    // What an area itself states goes before the sum of what lies below it.
    for (const Grid& grid : sums.world.grids->rows)
        if (grid.level == Level::grid && grid.level != level && is_in_force(grid, now) && grid.households)
            sums.add(grid.id, *grid.households);
    for (std::size_t i = 0; i < sums.world.grids->rows.size(); ++i) {
        const Grid& grid = sums.world.grids->rows[i];
        if (grid.level == level && grid.households)
            sums.sum[i] = *grid.households, sums.weight[i] = 1;
    }
}

/// Sums become sums for each 1,000 households; where these are not known the weight is −1.
void divide_by_households(Sums& sums, Level level, TimePoint now)
{
    Sums households(sums.world, level);
    add_households(households, level, now);
    for (std::size_t i = 0; i < sums.sum.size(); ++i) {
        const bool is_known = households.weight[i] > 0 && households.sum[i] > 0;
        sums.sum[i] = is_known ? sums.sum[i] * 1000 / households.sum[i] : 0;
        sums.weight[i] = is_known ? 1 : -1;
    }
}

std::optional<double> value_of(const Sums& sums, std::size_t row, Measure measure)
{
    switch (measure) {
    case Measure::incidents_km2: {
        const double km2 = sums.world.grids->rows[row].area_m2 / 1e6;
        return km2 > 0 ? std::optional(sums.sum[row] / km2) : std::nullopt;
    }
    case Measure::incidents_1000hh: // the sum is already divided
    case Measure::open:
    case Measure::overdue:
        return sums.weight[row] < 0 ? std::nullopt : std::optional(sums.sum[row]);
    case Measure::households:
        return sums.weight[row] > 0 ? std::optional(sums.sum[row]) : std::nullopt;
    case Measure::working:
        return sums.weight[row] > 0 ? std::optional(sums.sum[row] / sums.weight[row]) : std::nullopt;
    }
    return std::nullopt;
}

} // namespace

std::optional<Measure> measure_from_name(std::string_view name)
{
    constexpr std::pair<std::string_view, Measure> names[] = {{"incidents_km2", Measure::incidents_km2},
                                                              {"incidents_1000hh", Measure::incidents_1000hh},
                                                              {"open", Measure::open},
                                                              {"overdue", Measure::overdue},
                                                              {"households", Measure::households},
                                                              {"working", Measure::working}};
    for (const auto& [text, measure] : names)
        if (text == name)
            return measure;
    return std::nullopt;
}

std::vector<double> quantile_breaks(std::vector<double> values, int classes)
{
    std::vector<double> breaks;
    if (values.empty())
        return breaks;
    std::sort(values.begin(), values.end());
    for (int i = 1; i < classes; ++i) {
        const double bound =
            values[(values.size() * static_cast<std::size_t>(i) - 1) / static_cast<std::size_t>(classes)];
        if (bound < values.back() && (breaks.empty() || bound > breaks.back()))
            breaks.push_back(bound);
    }
    return breaks;
}

std::vector<double> round_breaks(double lowest, double highest, int classes)
{
    std::vector<double> breaks;
    if (!(highest > lowest) || classes < 2)
        return breaks;
    const double least = (highest - lowest) / classes, power = std::pow(10, std::floor(std::log10(least)));
    double step = 10 * power;
    for (const double factor : {5.0, 2.5, 2.0, 1.0})
        if (factor * power >= least * (1 - 1e-9))
            step = factor * power;
    for (double at = std::floor(lowest / step) * step + step; at < highest && static_cast<int>(breaks.size()) + 1 < classes; at += step)
        breaks.push_back(at);
    return breaks;
}

Choropleth make_choropleth(const World& world, Measure measure, Level level, TimePoint now, const MeasureOptions& options)
{
    Sums sums(world, level);
    if (measure == Measure::households)
        add_households(sums, level, now);
    else if (measure == Measure::working)
        add_cameras(sums);
    else
        add_incidents(sums, measure, now, options.within);
    if (measure == Measure::incidents_1000hh)
        divide_by_households(sums, level, now);

    Choropleth result;
    std::vector<double> values;
    for (std::size_t i = 0; i < world.grids->rows.size(); ++i) {
        const Grid& grid = world.grids->rows[i];
        if (grid.level != level || !is_in_force(grid, now))
            continue;
        const auto value = value_of(sums, i, measure);
        result.grids.push_back({grid.id, value});
        if (value)
            values.push_back(*value);
    }
    if (values.empty())
        return result;
    const auto [lowest, highest] = std::minmax_element(values.begin(), values.end());
    result.lowest = *lowest, result.highest = *highest;
    result.breaks = options.equal_steps ? round_breaks(*lowest, *highest, options.classes) : quantile_breaks(values, options.classes);
    for (MeasuredGrid& row : result.grids)
        if (row.value)
            row.bin = static_cast<int>(std::lower_bound(result.breaks.begin(), result.breaks.end(), *row.value) -
                                       result.breaks.begin());
    return result;
}

} // namespace data
