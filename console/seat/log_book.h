#pragma once
// The session log as the log panel and `gridwatch log` show it: rows in the store's own words, an incident's with its history in
// between. The book is what was read so far (services/log_service); UI thread.

#include "data/store/store.h"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace console {

inline constexpr std::size_t log_page = 200;

struct LogBook {
    std::vector<std::int64_t> ids;                          // of all rows that fit, newest first
    std::map<std::size_t, std::vector<data::LogRow>> pages; // of `ids`, log_page rows each
    std::vector<data::LogRow> whole;                        // an incident's rows, newest first, instead of both
    std::vector<std::string> kinds;                         // that occur in the log
    data::TimePoint read;                                   // when `ids` was read
    bool is_reading = true;
    std::uint64_t edition = 0;                              // grows with every answer

    std::size_t size() const { return whole.empty() ? ids.size() : whole.size(); }
    /// Null: not read yet.
    const data::LogRow* row(std::size_t index) const;
};

/// An incident's history as rows of the log, kind "event:accepted", as far as the filter lets them through; oldest first.
std::vector<data::LogRow> history_rows(std::span<const data::IncidentEvent> history, const std::string& number, const data::Table<data::Account>& accounts,
                                       const data::Table<data::Post>& posts, const data::LogFilter& filter);
/// The session log of an incident and its history in order of time. `filter.subject` is set here. Blocks; not on the UI thread.
std::vector<data::LogRow> read_incident_log(data::Store& store, data::IncidentId incident, const std::string& number,
                                            const data::Table<data::Account>& accounts, const data::Table<data::Post>& posts, data::LogFilter filter);
/// Without credentials, whatever an older program wrote, and in one line.
void tidy(data::LogRow& row);

}
