#pragma once
// Is all land still there? Exact. Pure; any thread.

#include "data/drafts/draft.h"

namespace data {

/// Twice the area of the frame, the box around the base, in square units of 1e-9 degree, as the sum of all faces of the version, of the land
/// of no grid that they enclose and of that around them, each traced by itself: the same for all versions of a draft, or something is lost.
geo::WideInt doubled_frame_area(const DraftVersion& base, const DraftVersion& version);

} // namespace data
