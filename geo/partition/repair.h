#pragma once
// Proposals that mend what check_tessellation finds, each an edit of its own with the land it moves. They only say whose a piece of land is:
// no border is moved, so that what one mends no other can break. Unassigned land is never filled. Pure; any thread.

#include "geo/partition/edits.h"
#include "geo/partition/tessellation_check.h"

#include <optional>
#include <stop_token>

namespace geo {

enum class RepairKind {
    overlaps, // to one of their owners
    gaps,     // unowned land that is a gap by the options of the check, to a neighbour
    slivers,  // parts that are too narrow, or faces that are, to a neighbour
    invalid,  // shapes that were read even-odd: what that made of them stays, but for splinters, which go as slivers do
};

/// Who gets it. An overlap goes to one of its owners, so that none of them is lost or falls apart if that can be.
enum class RepairGive {
    longest,    // who shares most of its border
    larger,     // who has more land
    unassigned, // no one. Where that would only leave a gap: longest. Gaps are left as they are.
};

struct RepairOptions {
    RepairKind kind = RepairKind::overlaps;
    RepairGive give = RepairGive::longest;
    /// Only land narrower than this on average. Slivers and splinters: in place of the check's width.
    std::optional<double> max_width_m;
    /// Only the land around this point, as the findings name it; of an overlap all pieces.
    std::optional<LonLat> place;
    CheckOptions check;
    /// Faces of Assembled::invalid, for that kind.
    std::vector<FaceId> invalid;
};

struct ProposedRepair {
    RepairKind kind = RepairKind::overlaps;
    FaceId face = no_face; // the overlap, the face with the sliver, the invalid one; gaps: who gets it
    Edited edited;         // empty for an invalid shape that is good as it was read
    double area_m2 = 0;    // of the land that moves
    WideInt doubled_area = 0;
    LonLat place;
};

/// Each applies to the version after the ones before it, the first to `map`. Throws Cancelled when stop is asked for.
std::vector<ProposedRepair> plan_repairs(const Tessellation& map, const RepairOptions& options, std::stop_token stop = {});

} // namespace geo
