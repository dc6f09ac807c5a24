#pragma once
// Other outlines for many areas at once, as a file of corrected boundaries brings them: what follows from them for the partition is one edit,
// in which every border that is as it was keeps its arc. Exact, as edits are. Pure functions; any thread.

#include "geo/partition/edits.h"

#include <map>
#include <optional>
#include <stop_token>

namespace geo {

/// The borders of a version, to tell whether a shape from a file is the same as one of its areas.
class Borders {
public:
    explicit Borders(const Tessellation& map);

    /// The shape in units, and with every vertex that the version has along its borders: a node in a neighbour's border (at most two units
    /// beside it, where a crossing was rounded) is no other outline. `face`: whose borders are looked at first. Outer rings run
    /// counter-clockwise, holes clockwise.
    std::vector<FixedPolygon> fitted(const MultiPolygon& shape, std::optional<FaceId> face = {}) const;
    /// Whether these are the borders of the face together with the overlaps it has a claim to.
    bool are_of(FaceId face, const std::vector<FixedPolygon>& shape) const;
    /// The face's own, with its overlaps; pieces are not joined.
    std::vector<FixedPolygon> with_overlaps(FaceId face) const;

private:
    using Segment = std::pair<FixedPoint, FixedPoint>;
    FixedRing fitted(const FixedRing& ring, const std::vector<Segment>& own) const;
    /// Directed, the face to the left; sorted.
    std::vector<Segment> outline_of(FaceId face) const;

    const Tessellation& map_;
    std::vector<Segment> segments_;              // in both directions, sorted
    std::map<FaceId, std::vector<FaceId>> overlaps_; // of a face
};

struct NewOutline {
    FaceId face = 0;                  // of the version; from next_face() on: a new one
    std::vector<FixedPolygon> shape;  // empty: the face goes, and its land becomes nobody's where no other takes it
};

struct Replaced {
    Edited edited;
    std::vector<FaceId> without_land; // named or not: others claim all they have, so that there is no place for them; nothing may come of it.
                                      // Faces that had no land for themselves before are not among them: they keep their claims
};

/// Faces that are not named keep all they have: where a new outline reaches into them, both claim the land, which is an overlap. Throws
/// Cancelled when stop is asked for.
Replaced replace(const Tessellation& map, std::span<const NewOutline> outlines, std::stop_token stop = {});

} // namespace geo
