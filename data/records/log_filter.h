#pragma once
// What of the session log is wanted: `gridwatch log` and the log's readers. A value; see Store::read_log.

#include "data/records/records.h"

#include <optional>
#include <string>
#include <vector>

namespace data {

struct LogFilter {
    std::optional<TimePoint> from, to;   // from inclusive, to exclusive
    std::vector<std::string> kinds;      // any of these; empty: all
    std::string subject;                 // "camera 217", "incident 4471"; empty: all
    std::string account;                 // the account's label; empty: all
    std::string seat;                    // empty: all
    std::size_t last = 0;                // only the newest N of what fits; 0: all
    std::int64_t first_id = 0, last_id = 0; // both included; 0: no bound
};

/// One line, with the labels of who was signed on.
struct LogRow {
    std::int64_t id = 0;
    SessionLogEntry entry;
    std::string account, post;
};

}
