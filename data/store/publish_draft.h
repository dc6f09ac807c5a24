#pragma once
// Publishing a draft that this process holds, and withdrawing what is still to come, for whoever has a connection of his own. Blocks; one
// thread.

#include "data/drafts/publication.h"
#include "data/store/draft_desk.h"

namespace data {

using PublishOutcome = std::variant<Published, RefusedPublication>;

/// What plan_publication() wants to know of the workspace.
PublishTarget publish_target(Store& store, const DraftHead& head, TimePoint valid_from, std::string crosswalk, TimePoint now);

/// An edition of the desk's draft, under its name. What another console publishes meanwhile is looked at again. Editions to come with a later
/// date are worked out anew behind it, unless one changes the same communities. Throws Error.
PublishOutcome publish_draft(Store& store, const DraftDesk& desk, const Actor& actor, TimePoint valid_from, const std::string& crosswalk, TimePoint now);

/// The edition never was, and its draft is open again; those to come after it are worked out anew without it. Refused where one of them cannot
/// be. Throws Error where there is none of that name, it is in force, or an open draft or another edition was begun on it.
std::optional<RefusedPublication> withdraw_edition(Store& store, const std::string& name, const DraftHolder& me, const Actor& actor, TimePoint now);

} // namespace data
