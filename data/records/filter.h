#pragma once
// Which incidents a list shows, and in which order. Pure functions over the rows; 100,000 rows take some milliseconds.

#include "data/records/world.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace data {

/// The tabs of the queue.
enum class IncidentShare { all, fresh, mine, late };

struct IncidentFilter {
    IncidentShare share = IncidentShare::all;
    PostId mine;                    // whose "mine" is meant
    std::set<IncidentState> states; // empty: every open one, and with closed_too all
    bool closed_too = false;
    std::string class_code;            // a class or a class with subclass ("04", "0403"); empty: all
    std::set<Severity> severities;     // empty: all
    GridId grid;                       // with everything below it; 0: all
    std::optional<TimePoint> from, to; // reported in [from, to)
    geo::Ring area;                    // with a place inside; empty: all
};

/// attention: new first, then seen, in hand, waiting. lateness: overdue first, then at risk. severity: gravest first.
/// Within equals the other two decide, then the time left, then the newest report. reported: newest first. Open
/// incidents always stand before closed ones.
enum class IncidentSort { attention, lateness, severity, reported };

/// Indices of the rows that pass, in the order of the rows.
std::vector<std::uint32_t> filter_incidents(const std::vector<Incident>& rows, const Table<Grid>& grids,
                                            const IncidentFilter& filter, TimePoint now);

/// Puts indices in order.
void sort_incidents(std::vector<std::uint32_t>& indices, const std::vector<Incident>& rows, IncidentSort sort,
                    TimePoint now);

/// How many open incidents each severity has, by share of attention; for the strip and the rail.
struct IncidentCounts {
    std::array<int, 3> open{}, fresh{}; // by severity 1, 2, 3
    int overdue = 0;
};
IncidentCounts count_incidents(const std::vector<Incident>& rows, TimePoint now);

/// One flag a row of grids: whether it is `top` or lies below it.
std::vector<bool> grids_below(const Table<Grid>& grids, GridId top);

} // namespace data
