#include "console/map/choropleth.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace console {

namespace {

constexpr std::size_t class_count = 5;
constexpr auto measured_time = std::chrono::days(30);
constexpr std::uint32_t nowhere = ~std::uint32_t{0};

/// The area of `level` that each row of the grid table lies in, by the chain of parents.
std::vector<std::uint32_t> areas_of_rows(data::Level level, const GridShapes& grids)
{
    const data::Table<data::Grid>& table = *grids.table();
    std::vector<std::uint32_t> area_of(table.rows.size(), nowhere);
    for (std::uint32_t i = 0; i < grids.areas(level).size(); ++i)
        area_of[grids.areas(level)[i].row] = i;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const data::Grid* grid = &table.rows[row];
        // Bounded, because a file may name a circle of parents.
        for (int steps = 0; steps < 8 && grid && grid->level != level; ++steps)
            grid = grid->parent ? table.find(grid->parent) : nullptr;
        if (grid && grid->level == level)
            area_of[row] = area_of[static_cast<std::size_t>(grid - table.rows.data())];
    }
    return area_of;
}

class Counting {
public:
    Counting(data::Level level, const GridShapes& grids)
        : table_(*grids.table()), area_of_(areas_of_rows(level, grids)), sums_(grids.areas(level).size(), 0)
    {
    }
    void add(data::GridId grid, double value)
    {
        const auto at = table_.index.find(grid);
        if (at != table_.index.end() && area_of_[at->second] != nowhere)
            sums_[area_of_[at->second]] += value;
    }
    const std::vector<double>& sums() const { return sums_; }

private:
    const data::Table<data::Grid>& table_;
    std::vector<std::uint32_t> area_of_;
    std::vector<double> sums_;
};

bool works(const data::World& world, const data::Camera& camera)
{
    if (camera.status != data::CameraStatus::in_use)
        return false;
    const auto condition = world.conditions.find(camera.id);
    if (condition == world.conditions.end())
        return true;
    const data::PictureState state = condition->second.state;
    return state != data::PictureState::frozen && state != data::PictureState::black && state != data::PictureState::no_signal &&
           state != data::PictureState::retrying && state != data::PictureState::refused;
}

}

std::vector<std::optional<double>> measure_values(std::string_view measure, data::Level level, const data::World& world,
                                                  const GridShapes& grids, data::TimePoint now)
{
    const auto& areas = grids.areas(level);
    std::vector<std::optional<double>> values(areas.size());
    Counting counts(level, grids), all(level, grids);
    if (measure == "households") {
        for (const data::Grid& grid : grids.table()->rows)
            if (grid.households && grid.level == data::Level::grid)
                counts.add(grid.id, *grid.households), all.add(grid.id, 1);
        for (std::size_t i = 0; i < areas.size(); ++i) {
            const auto& own = grids.table()->rows[areas[i].row].households;
            if (own)
                values[i] = *own;
            else if (all.sums()[i] > 0)
                values[i] = counts.sums()[i];
        }
    } else if (measure == "working") {
        for (const data::Camera& camera : world.cameras->rows)
            if (camera.status != data::CameraStatus::removed)
                counts.add(camera.grid, works(world, camera)), all.add(camera.grid, 1);
        for (std::size_t i = 0; i < areas.size(); ++i)
            if (all.sums()[i] > 0)
                values[i] = counts.sums()[i] / all.sums()[i];
    } else if (measure == "open" || measure == "overdue" || measure == "incidents_km2") {
        const bool by_area = measure == "incidents_km2", overdue = measure == "overdue";
        for (const data::Incident& incident : world.incidents.rows)
            if (by_area ? incident.reported > now - measured_time && incident.reported <= now
                        : data::is_open(incident) && (!overdue || data::lateness(incident, now) == data::Lateness::overdue))
                counts.add(incident.grid, 1);
        for (std::size_t i = 0; i < areas.size(); ++i) {
            const double km2 = grids.table()->rows[areas[i].row].area_m2 / 1e6;
            if (!by_area)
                values[i] = counts.sums()[i];
            else if (km2 > 0)
                values[i] = counts.sums()[i] / km2;
        }
    }
    return values;
}

std::size_t Classes::of(double value) const
{
    const auto above = std::upper_bound(from.begin(), from.end(), value);
    return above == from.begin() ? 0 : static_cast<std::size_t>(above - from.begin()) - 1;
}

Classes quantile_classes(const std::vector<std::optional<double>>& values, std::size_t count)
{
    std::vector<double> sorted;
    for (const auto& value : values)
        if (value && std::isfinite(*value))
            sorted.push_back(*value);
    std::sort(sorted.begin(), sorted.end());
    Classes classes;
    if (sorted.empty())
        return classes;
    classes.highest = sorted.back();
    classes.from.push_back(sorted.front());
    // Most areas have no open incident: without a class of its own, "none" would swallow the lower quantiles.
    const auto rest = sorted.front() == 0 ? std::upper_bound(sorted.begin(), sorted.end(), 0.0) : sorted.begin();
    const auto left = static_cast<std::size_t>(sorted.end() - rest);
    const std::size_t wanted = rest == sorted.begin() ? count : count - 1;
    for (std::size_t k = rest == sorted.begin() ? 1 : 0; k < wanted && left > 0; ++k) {
        const double border = *(rest + static_cast<std::ptrdiff_t>(k * left / wanted));
        if (border > classes.from.back())
            classes.from.push_back(border);
    }
    return classes;
}

Choropleth make_choropleth(std::string_view measure, data::Level level, const data::World& world, const GridShapes& grids,
                           const Palette& palette, data::TimePoint now)
{
    Choropleth result{.measure = std::string(measure), .level = level};
    result.values = measure_values(measure, level, world, grids, now);
    result.classes = quantile_classes(result.values, class_count);
    const double steps = std::max<double>(1, static_cast<double>(result.classes.from.size()) - 1);
    for (const auto& value : result.values)
        result.fills.push_back(value ? palette.choropleth(static_cast<float>(static_cast<double>(result.classes.of(*value)) / steps)) : 0);
    return result;
}

std::vector<LegendRow> make_legend(const Choropleth& choropleth, const GridShapes& grids, const geo::MapBox& visible, const Palette& palette)
{
    const auto& from = choropleth.classes.from;
    std::vector<LegendRow> rows;
    const double steps = std::max<double>(1, static_cast<double>(from.size()) - 1);
    for (std::size_t i = 0; i < from.size(); ++i)
        rows.push_back({from[i], i + 1 < from.size() ? from[i + 1] : choropleth.classes.highest,
                        palette.choropleth(static_cast<float>(static_cast<double>(i) / steps)), 0});
    std::vector<std::uint32_t> found;
    grids.query(choropleth.level, visible, found);
    for (const std::uint32_t i : found)
        if (i < choropleth.values.size() && choropleth.values[i])
            ++rows[choropleth.classes.of(*choropleth.values[i])].visible;
    return rows;
}

}
