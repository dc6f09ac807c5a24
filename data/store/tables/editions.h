#pragma once
// Editions as rows, and what publishing and a date that comes do to areas, cameras and incidents. Writing happens inside the caller's
// transaction.

#include "data/drafts/journal.h"
#include "data/store/tables/connection.h"

#include <vector>

namespace data::store {

/// Oldest first.
std::vector<Edition> read_editions(Connection& connection);

/// See Store::publish; that the process holds the draft is the caller's to know.
Published publish(Connection& connection, const Publication& publication, const Actor& actor, TimePoint now);

/// Editions whose date has come, without that incidents and cameras went by them.
bool has_due_editions(Connection& connection, TimePoint now);
/// See Store::apply_due_editions.
std::size_t apply_due_editions(Connection& connection, TimePoint now, const Actor& actor);

} // namespace data::store
