#pragma once
// What publishing a draft would move: which land, households, open incidents and cameras go from which grid to which, and what follows for the
// units. Pure; blocks (milliseconds for what an analyst changes, seconds where a whole city is another one).

#include "data/drafts/draft.h"
#include "data/drafts/flows.h"

#include <stop_token>

namespace data {

/// Base and draft must be versions of one draft. `incidents`, `cameras`: all; by where they lie, not by the grid they are assigned to.
/// Throws geo::Cancelled.
Preview make_preview(const DraftVersion& base, const DraftVersion& draft, const DraftGround& ground, std::span<const Incident> incidents,
                     std::span<const Camera> cameras, std::stop_token stop = {});

} // namespace data
