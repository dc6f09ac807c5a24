#pragma once
// Editions as rows, and what publishing and a date that comes do to areas, cameras and incidents. Writing happens inside the caller's
// transaction.

#include "data/drafts/journal.h"
#include "data/store/tables/connection.h"

#include <vector>

namespace data::store {

/// Oldest first.
std::vector<Edition> read_editions(Connection& connection);

/// See Store::publish; that the process holds the draft, and closing it, is the caller's. `published` by `actor`: what the edition says.
Published publish(Connection& connection, const Publication& publication, const Actor& actor, TimePoint published, TimePoint now);
/// kind: edition_published, edition_reissued, edition_withdrawn.
void log_edition(Connection& connection, const char* kind, const Published& published, const Actor& actor, TimePoint now);

/// The newest one, which must be to come and on which no open draft was begun: its areas go, those it ended have the end they had. Its draft is
/// open again or stays published, to be written anew.
Edition withdraw_newest(Connection& connection, bool is_draft_open_again, const Actor& actor, TimePoint now);

/// Editions whose date has come, without that incidents and cameras went by them.
bool has_due_editions(Connection& connection, TimePoint now);
/// See Store::apply_due_editions.
std::size_t apply_due_editions(Connection& connection, TimePoint now, const Actor& actor);

} // namespace data::store
