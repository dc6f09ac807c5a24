#pragma once
// What each operator's change does to the tables, inside the transaction that the store opened.

#include "data/records/changes.h"
#include "data/records/facts.h"
#include "data/store/tables/connection.h"

namespace data::store {

/// Throws Error with a plain word when the change is not possible (closing a closed incident).
Fact commit_change(Connection& connection, const Change& change, const Actor& actor, TimePoint now);

/// The most detailed grid in force at `now` that contains the point, through the spatial index; for one point.
GridId find_grid(Connection& connection, geo::LonLat point, TimePoint now);

} // namespace data::store
