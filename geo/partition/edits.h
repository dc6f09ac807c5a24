#pragma once
// The operations of the editor: each takes a version of the partition and gives what changes it, or says why not and where. Predicates are
// exact; where a crossing falls between two units its node is rounded, and if that would flip or touch anything the edit is refused. Who
// belongs to which community, what is locked and what a grid is called is not known here. Pure functions; any thread.

#include "geo/partition/tessellation.h"

#include <functional>
#include <optional>
#include <string_view>
#include <variant>

namespace geo {

enum class RefusalReason {
    ends_inside,     // a line that neither leaves the grid nor meets its border
    self_crossing,   // the line crosses or touches itself, or lies along itself
    not_adjacent,    // grids that do not share a border, or a line that meets no border of theirs
    folds,           // something would fold, cross, pinch, or be left behind as a part of its own
    too_few_points,
    off_globe,
    unknown_grid,    // no grid there, or no vertex
};

struct Refused {
    RefusalReason reason;
    FixedPoint at;
    std::string_view why; // "the line ends here": lower case, English
};

/// Land that went from one face to another (or from or to no_face).
struct Passage {
    FaceId from = no_face, to = no_face;
    WideInt doubled_area = 0;
};

struct Edited {
    TessellationEdit edit;
    std::vector<Passage> passages;    // where land changed hands; by from, to
    std::vector<FaceId> created, removed;
    std::vector<FaceId> changed;      // existing faces that won or lost land
    std::vector<FaceId> touched;      // those whose border only got or lost a vertex
};

using EditOutcome = std::variant<Edited, Refused>;

/// A line across one or more faces cuts each in two or more. `faces` empty: every face it crosses. Each face's largest part keeps its id.
EditOutcome split(const Tessellation& map, std::span<const FixedPoint> line, std::span<const FaceId> faces = {});
/// The inside of a ring becomes a new face, out of the faces it meets (or out of `faces` only; the ring must then lie inside them).
/// Land of no face inside the ring is refused.
EditOutcome cut_out(const Tessellation& map, std::span<const FixedPoint> ring, std::span<const FaceId> faces = {});
/// As cut_out, but land of no face is taken too, and faces that lie inside as a whole go.
EditOutcome draw(const Tessellation& map, std::span<const FixedPoint> ring);
/// All become `keep`, one of them. They must hang together by shared borders.
EditOutcome merge(const Tessellation& map, std::span<const FaceId> faces, FaceId keep);
/// A line that leaves a shared border and meets it again becomes the border between these points. `faces`: the two whose border it is;
/// empty: found from the line.
EditOutcome reshape(const Tessellation& map, std::span<const FixedPoint> line, std::span<const FaceId> faces = {});
/// A vertex or node goes elsewhere; every face that shares it follows.
EditOutcome move_vertex(const Tessellation& map, FixedPoint from, FixedPoint to);
/// A new vertex at `to` in the border's segment nearest to `edge_at`.
EditOutcome insert_vertex(const Tessellation& map, FixedPoint edge_at, FixedPoint to);
/// A vertex that is no node, or a node that only two arcs share, goes.
EditOutcome delete_vertex(const Tessellation& map, FixedPoint at);
/// The borders of a face without the vertices that Douglas and Peucker's rule drops at the tolerance (in units of 1e-9 degree of
/// latitude; `lon_scale`: the length of a degree of longitude there, in degrees of latitude). Nodes stay, and arcs that `stays` names.
EditOutcome simplify(const Tessellation& map, FaceId face, double tolerance, double lon_scale, const std::function<bool(ArcId)>& stays = {});
/// The face goes and its land becomes that of `into` (a neighbour, or no_face).
EditOutcome remove(const Tessellation& map, FaceId face, FaceId into);
/// Land of no face around `at`, enclosed by faces, becomes that of `into`, one of its neighbours.
EditOutcome fill(const Tessellation& map, FixedPoint at, FaceId into);
/// An overlap becomes its `owner`'s alone.
EditOutcome give_overlap(const Tessellation& map, FaceId overlap, FaceId owner);

/// Where the edit moves the outline of a group of faces: each face has a group (no_face: the group 0, which has no outline). A vertex that an
/// edit puts on an outline (at most one unit beside it) does not move it, nor does another group on its other side. None: no outline is moved.
struct MovedOutline {
    FixedPoint at;
    std::uint32_t group = 0; // whose outline
};
std::vector<MovedOutline> find_moved_outlines(const TessellationEdit& edit, const std::function<std::uint32_t(FaceId)>& group_before,
                                              const std::function<std::uint32_t(FaceId)>& group_after);

/// A fault where a version is no planar subdivision; none ever after an edit.
struct PlanarFault {
    FixedPoint at;
    std::string_view what;
};
/// Crossing or touching arcs, sides that do not fit around a node, faces without area: among the arcs that meet the box (empty: all).
std::vector<PlanarFault> find_planar_faults(const Tessellation& map, const FixedBox& box = {});

} // namespace geo
