#pragma once
// Which incidents the list shows and in which order. Pure functions; tests/console/panels/incidents/list_model_test.cpp.

#include "console/seat/session.h"
#include "console/text/text.h"
#include "data/records/filter.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace console {

enum class ListColumn { severity, number, title, place, grid, state, reported, left, attention, count };

/// The filter of the session as data/records/filter.h takes it; the queue's tabs do not count here.
data::IncidentFilter make_list_filter(const QueueState& state);
bool is_filtered(const QueueState& state);

/// Row numbers of world.incidents, filtered and in order. 100,000 rows take some tens of milliseconds: on change, not per frame.
std::vector<std::uint32_t> make_list(const data::World& world, const QueueState& state, ListColumn column, bool ascending, data::TimePoint now);
/// The same rows in another order: places in `rows`.
std::vector<std::uint32_t> make_order(const data::World& world, std::span<const std::uint32_t> rows, ListColumn column, bool ascending, data::TimePoint now);

/// Areas one may filter by next: those above the chosen one from the top, itself, those directly below it; without a chosen one the
/// topmost; then the path of what is selected. At most 60, so that a city of 17,000 grids is walked level by level.
std::vector<data::GridId> make_grid_choices(const data::World& world, data::GridId chosen, data::GridId selected, data::TimePoint now);

/// Classes that occur, by code, with the words of their first incident.
struct ClassRow {
    std::string code, title;
};
std::vector<ClassRow> make_classes(const data::World& world);

}
