#pragma once
// What moved between two editions of the boundaries, as the preview of a draft says what publishing would move. Pure; blocks (milliseconds for
// what an analyst changes, seconds where a whole city is another one).

#include "data/drafts/draft_version.h"
#include "data/drafts/flows.h"

#include <stop_token>

namespace data {

/// `before` and `after`: the grounds of the two editions, of one workspace. What both have is the same row. A grid that ended and the one that
/// began with its code (where neither has one: with its name) are one grid: the later end of a flow has the id of the earlier row then. Open
/// incidents and cameras by where they lie now. Throws geo::Cancelled.
Preview compare_editions(const DraftGround& before, const DraftGround& after, std::span<const Incident> incidents, std::span<const Camera> cameras,
                         std::stop_token stop = {});

} // namespace data
