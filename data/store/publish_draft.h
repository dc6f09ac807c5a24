#pragma once
// Publishing a draft that this process holds, for whoever has a connection of his own. Blocks; one thread.

#include "data/drafts/publication.h"
#include "data/store/draft_desk.h"

namespace data {

using PublishOutcome = std::variant<Published, RefusedPublication>;

/// What plan_publication() wants to know of the workspace.
PublishTarget publish_target(Store& store, const DraftHead& head, TimePoint valid_from, std::string crosswalk, TimePoint now);

/// An edition of the desk's draft, under its name. What another console publishes meanwhile is looked at again. Throws Error.
PublishOutcome publish_draft(Store& store, const DraftDesk& desk, const Actor& actor, TimePoint valid_from, const std::string& crosswalk, TimePoint now);

} // namespace data
