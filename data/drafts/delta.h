#pragma once
// How the journal keeps what an edit changed: forwards only, for the way back follows from the version it is applied to. Grids stand in it
// by their ids and borders by their points, so that it means the same whatever numbers the program gives to faces and arcs. Pure.

#include "data/drafts/draft_version.h"

namespace data {

/// Some tens of bytes an arc. `before`: the version the edit was made from.
std::string pack_delta(const DraftVersion& before, const DraftEdit& edit);
/// The edit again, for this version. Throws Error where it does not fit.
DraftEdit unpack_delta(const DraftVersion& before, const FaceBook& faces, std::string_view delta);

} // namespace data
