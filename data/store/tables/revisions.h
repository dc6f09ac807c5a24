#pragma once
// What other connections changed since this one looked last: counters per table (data/schema/0002_revisions.sql) and the history
// of incidents, which only grows. A look costs next to nothing while nothing changed.

#include "data/records/records.h"
#include "data/store/tables/connection.h"

#include <map>
#include <string>
#include <vector>

namespace data::store {

struct Revisions {
    std::int64_t version = -1; // Connection::version()
    std::int64_t last_event = 0;
    std::map<std::string, std::int64_t> tables;
};

/// As of now; inside a transaction of the caller's when it must fit to what else is read.
Revisions read_revisions(Connection& connection);

/// Incidents that have events after this one, in the order of those events; at most `limit` events are looked at.
std::vector<IncidentEvent> read_events_after(Connection& connection, std::int64_t last_event, std::size_t limit);

}
