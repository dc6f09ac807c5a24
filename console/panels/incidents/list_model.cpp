#include "console/panels/incidents/list_model.h"

#include "data/records/rules.h"

#include <algorithm>
#include <map>
#include <limits>
#include <numeric>

namespace console {
namespace {

/// Sorts by a key worked out once a row.
template <class Key> void sort_by(std::vector<std::uint32_t>& rows, bool ascending, Key key)
{
    using Value = decltype(key(std::uint32_t{}));
    std::vector<std::pair<Value, std::uint32_t>> keyed;
    keyed.reserve(rows.size());
    for (const std::uint32_t row : rows)
        keyed.emplace_back(key(row), row);
    std::ranges::stable_sort(keyed, [ascending](const auto& a, const auto& b) { return ascending ? a.first < b.first : b.first < a.first; });
    std::ranges::transform(keyed, rows.begin(), [](const auto& pair) { return pair.second; });
}

}

data::IncidentFilter make_list_filter(const QueueState& state)
{
    data::IncidentFilter filter;
    filter.states = state.states;
    filter.closed_too = state.closed_too;
    filter.class_code = state.class_code;
    filter.severities = state.severities;
    filter.grid = state.grid;
    filter.from = state.from;
    filter.to = state.to;
    filter.area = state.area;
    return filter;
}

bool is_filtered(const QueueState& state)
{
    return !state.states.empty() || state.closed_too || !state.class_code.empty() || !state.severities.empty() || state.grid || state.from || state.to ||
           !state.area.empty();
}

std::vector<std::uint32_t> make_list(const data::World& world, const QueueState& state, ListColumn column, bool ascending, data::TimePoint now)
{
    std::vector<std::uint32_t> rows = data::filter_incidents(world.incidents.rows, *world.grids, make_list_filter(state), now);
    std::vector<std::uint32_t> order = make_order(world, rows, column, ascending, now);
    std::ranges::transform(order, order.begin(), [&](std::uint32_t place) { return rows[place]; });
    return order;
}

std::vector<std::uint32_t> make_order(const data::World& world, std::span<const std::uint32_t> rows, ListColumn column, bool ascending, data::TimePoint now)
{
    const std::vector<data::Incident>& all = world.incidents.rows;
    std::vector<std::uint32_t> places(rows.size());
    std::iota(places.begin(), places.end(), 0U);
    const auto of = [&](std::uint32_t place) -> const data::Incident& { return all[rows[place]]; };
    switch (column) {
    case ListColumn::severity: sort_by(places, ascending, [&](std::uint32_t i) { return static_cast<int>(of(i).severity); }); break;
    case ListColumn::number:
        sort_by(places, ascending, [&](std::uint32_t i) { return std::pair(of(i).number.size(), std::string_view(of(i).number)); }); // 9 before 10
        break;
    case ListColumn::title: sort_by(places, ascending, [&](std::uint32_t i) { return std::string_view(of(i).title); }); break;
    case ListColumn::place: sort_by(places, ascending, [&](std::uint32_t i) { return std::string_view(of(i).place); }); break;
    case ListColumn::grid:
        sort_by(places, ascending, [&](std::uint32_t i) {
            const data::Grid* grid = world.grids->find(of(i).grid);
            return grid ? std::string_view(grid->code) : std::string_view();
        });
        break;
    case ListColumn::state: sort_by(places, ascending, [&](std::uint32_t i) { return static_cast<int>(of(i).state); }); break;
    case ListColumn::reported: sort_by(places, ascending, [&](std::uint32_t i) { return of(i).reported; }); break;
    case ListColumn::left:
        sort_by(places, ascending, [&](std::uint32_t i) {
            const auto left = data::time_left(of(i), now);
            return left ? left->count() : std::numeric_limits<std::int64_t>::max();
        });
        break;
    case ListColumn::attention:
    case ListColumn::count: {
        std::vector<std::uint32_t> ordered(rows.begin(), rows.end());
        data::sort_incidents(ordered, all, data::IncidentSort::attention, now);
        std::vector<std::uint32_t> place_of(all.size());
        for (std::uint32_t place = 0; place < rows.size(); ++place)
            place_of[rows[place]] = place;
        std::ranges::transform(ordered, places.begin(), [&](std::uint32_t row) { return place_of[row]; });
        if (!ascending)
            std::ranges::reverse(places);
        break;
    }
    }
    return places;
}

std::vector<data::GridId> make_grid_choices(const data::World& world, data::GridId chosen, data::GridId selected, data::TimePoint now)
{
    constexpr std::size_t most = 60;
    std::vector<data::GridId> ids;
    const auto add = [&](data::GridId id) {
        if (ids.size() < most && std::ranges::find(ids, id) == ids.end())
            ids.push_back(id);
    };
    const auto add_path = [&](data::GridId id) {
        const auto path = data::grid_path(world, id);
        for (auto at = path.rbegin(); at != path.rend(); ++at)
            add((*at)->id);
    };
    add_path(chosen);
    std::vector<const data::Grid*> below;
    for (const data::Grid& grid : world.grids->rows)
        if (is_in_force(grid, now) && (chosen ? grid.parent == chosen : !world.grids->find(grid.parent)))
            below.push_back(&grid);
    // Without a level above, a workspace of unit grids only would offer all of them.
    std::ranges::sort(below, {}, [](const data::Grid* grid) { return std::pair(grid->level, std::string_view(grid->code)); });
    for (const data::Grid* grid : below)
        add(grid->id);
    add_path(selected);
    return ids;
}

std::vector<ClassRow> make_classes(const data::World& world)
{
    std::map<std::string_view, std::string_view> found;
    for (const data::Incident& incident : world.incidents.rows)
        if (!incident.class_code.empty())
            found.emplace(incident.class_code, incident.title);
    std::vector<ClassRow> classes;
    for (const auto& [code, title] : found)
        classes.push_back({std::string(code), std::string(title)});
    return classes;
}

}
