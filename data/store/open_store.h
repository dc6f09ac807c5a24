#pragma once
// What is behind a Store: its connection, and what it remembers between calls. For the sources of data/store.

#include "data/error.h"
#include "data/records/assign.h"
#include "data/store/engine.h"
#include "data/store/tables/commit.h"
#include "data/store/tables/revisions.h"

#include <algorithm>
#include <chrono>

namespace data::store {

inline constexpr const char* not_read = "The workspace could not be read";
inline constexpr const char* not_saved = "Not saved";

/// For ReportIncident's handful a look into the spatial index is cheaper than reading all grids.
inline constexpr std::size_t few = 16;

struct OpenStore {
    const std::unique_ptr<Connection> owned;
    Connection& connection;
    OpenMode mode;
    std::unique_ptr<Staging> staging; // an import that keeps its rows aside
    // The grids as last read, for assigning; stale when another connection or this one has written grids.
    std::unique_ptr<GridLocator> locator;
    std::int64_t locator_version = -1;
    TimePoint locator_from, locator_until; // between them no area begins or ends
    Revisions seen; // what load() and news() have told
    std::int64_t busy_version = -1; // at which news() put off reading everything
    int delays = 0;
    std::optional<UpgradePlan> upgraded;

    OpenStore(OpenedWorkspace opened, OpenMode open_mode)
        : owned(std::move(opened.connection)), connection(*owned), mode(open_mode), upgraded(std::move(opened.upgraded))
    {
    }

    void require_writable() const;

    const GridLocator& grids_at(TimePoint now);

    /// Rows of an import bring their grids; ids are set aside for the new ones.
    template <class Record> bool expect(const char* table, std::span<const Record> rows)
    {
        if (!staging)
            return false;
        staging->expect(table, static_cast<std::size_t>(std::ranges::count_if(rows, [](const Record& row) { return !row.id; })));
        return true;
    }

    template <class Record> void assign(const char* table, std::vector<Record>& rows)
    {
        if (expect(table, std::span<const Record>(rows)))
            return;
        const TimePoint now = clock();
        std::size_t without = 0;
        for (const Record& row : rows)
            without += !row.grid;
        if (without > few) {
            std::vector<geo::LonLat> points;
            points.reserve(rows.size());
            for (const Record& row : rows)
                points.push_back(row.position);
            const std::vector<GridId> found = grids_at(now).find_all(points);
            for (std::size_t i = 0; i < rows.size(); ++i)
                if (!rows[i].grid && has_position(rows[i]))
                    rows[i].grid = found[i];
            return;
        }
        for (Record& row : rows)
            if (!row.grid && has_position(row))
                row.grid = find_grid(connection, row.position, now);
    }

    /// For rows that are put without a moment of their own.
    static TimePoint clock() { return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now()); }

    static bool has_position(const Camera&) { return true; }
    static bool has_position(const Incident& incident) { return incident.has_position; }

    template <class Work> auto read(Work work) { return attempt(connection, not_read, work); }

    template <class Work> auto write(Work work)
    {
        require_writable();
        connection.require_in_place();
        return attempt(connection, not_saved, work);
    }

    template <class Work> auto write_at_once(Work work)
    {
        return write([&] {
            Transaction transaction(connection);
            auto result = work();
            transaction.commit();
            connection.require_in_place(); // what went into a file that is gone is not saved
            return result;
        });
    }
};

/// Those whose holder's process is gone have none.
void forget_the_dead(std::vector<DraftHead>& drafts);

} // namespace data::store
