#pragma once
// Drafts as rows: their heads, their journals, who holds them. Whether a holder is alive is not known here. Writing happens inside the
// caller's transaction.

#include "data/drafts/journal.h"
#include "data/store/tables/connection.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace data::store {

/// The open ones, oldest first; a holder may be dead.
std::vector<DraftHead> read_drafts(Connection& connection);
/// The open one of that name.
std::optional<DraftHead> read_draft(Connection& connection, std::string name);
/// In whatever state it is.
std::optional<DraftHead> read_draft(Connection& connection, std::int64_t id);

/// `begun_on`: an edition; 0: the boundaries before the first. Throws Error on a bad or taken name.
DraftHead add_draft(Connection& connection, const std::string& name, std::int64_t begun_on, const std::string& base_digest, const Actor& actor, TimePoint now);
/// In place of the one who held it.
void write_holder(Connection& connection, std::int64_t draft, const DraftHolder& holder);
void remove_holder(Connection& connection, std::int64_t draft);
/// For good; nobody holds it any more.
void close_draft(Connection& connection, std::int64_t draft, DraftState state, TimePoint now);

void append_entries(Connection& connection, std::int64_t draft, std::span<const DraftEntry> entries);
/// Those after the entry `after`; 0: all.
std::vector<DraftEntry> read_entries(Connection& connection, std::int64_t draft, std::int64_t after);

} // namespace data::store
