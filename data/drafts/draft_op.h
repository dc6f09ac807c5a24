#pragma once
// The editor's operations as values: what a line of a script says and what a tool of the map decides. Positions are WGS 84 degrees.
// Pure; any thread.

#include "data/records/records.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace data {

/// A grid as an operation names it: its code, "#ID" (the id in the workspace; "#-3": the third one made in this draft), or a point
/// inside it.
using GridRef = std::variant<std::string, geo::LonLat>;

struct SplitOp {
    geo::Line line;
    std::vector<GridRef> grids; // empty: every grid the line crosses
};
struct CutOp {
    geo::Line ring;
    std::vector<GridRef> grids; // empty: all that the ring meets
};
struct MergeOp {
    std::vector<GridRef> grids;
    std::optional<GridRef> keep; // whose name stays; empty: that of the one with most households
};
struct ReshapeOp {
    geo::Line line;
    std::vector<GridRef> grids; // empty: the two whose border the line leaves and meets
};
struct MoveOp {
    geo::LonLat from, to;       // from: a vertex, exactly
};
struct InsertOp {
    geo::LonLat edge_at, to;
};
struct DeleteVertexOp {
    geo::LonLat at;
};
struct SimplifyOp {
    GridRef grid;
    double metres = 1;
};
struct DrawOp {
    geo::Line ring;
    std::optional<GridRef> community; // its code, "#ID" or a point; empty: that of the land it takes, else none
};
struct RemoveOp {
    GridRef grid;
    std::optional<GridRef> into;      // empty: its land becomes unassigned
};
struct AssignOp {
    std::vector<GridRef> grids;
    GridRef community;
};
struct UnlockOp {
    Level level = Level::community;
    std::string code, reason;
};
struct SetOp {
    std::vector<GridRef> grids;                // a script has one
    std::map<std::string, std::string> fields; // name, code, kind, unit (its name), households, residents, remark; "": not known
};
struct ConfirmOp {
    std::vector<GridRef> grids;                // their counts are no estimates any more
};
struct RenumberOp {
    GridRef community;
};
struct RepairOp {
    std::string kind;           // overlaps, gaps, slivers, invalid
    double max_width_m = 2;     // wider ones stay
    std::string give = "longest"; // longest, larger, unassigned
    std::optional<geo::LonLat> at; // only the one there
};
/// The most that max_width_m may be. Wider than a kilometre nothing is a sliver, and whole grids would go; an overlap is one at any width.
double widest_repair_m(std::string_view kind);

/// A finding that is none, with the reason; empty: it counts again.
struct IgnoreOp {
    std::string finding, reason;
};
struct UndoOp {};
struct RedoOp {};

using DraftOp = std::variant<SplitOp, CutOp, MergeOp, ReshapeOp, MoveOp, InsertOp, DeleteVertexOp, SimplifyOp, DrawOp, RemoveOp, AssignOp,
                             UnlockOp, SetOp, ConfirmOp, RenumberOp, RepairOp, IgnoreOp, UndoOp, RedoOp>;

/// "split", "delete_vertex" …
const char* name_of(const DraftOp& op);

/// Why an operation was not done. A closed list; refusal_names in the same order.
enum class DraftRefusal { bad_json, unknown_op, unknown_grid, ends_inside, self_crossing, not_adjacent, folds, outline_locked, held, out_of_date,
                          off_globe, too_few_points, disk_full, nothing_to_undo };
inline constexpr std::array<const char*, 14> draft_refusal_names{"bad_json", "unknown_op", "unknown_grid", "ends_inside", "self_crossing",
                                                                 "not_adjacent", "folds", "outline_locked", "held", "out_of_date", "off_globe",
                                                                 "too_few_points", "disk_full", "nothing_to_undo"};

/// An outline that an edit would move and that is not unlocked.
struct LockedOutline {
    Level level = Level::community;
    GridId area;
    std::optional<geo::LonLat> at;          // where it would move
};

struct RefusedOp {
    DraftRefusal reason = DraftRefusal::bad_json;
    std::string text;                  // English, one sentence
    std::optional<geo::LonLat> at;
    std::vector<LockedOutline> locked = {}; // outline_locked: all that would have to be unlocked first
};

/// One line of a script. Refused: bad_json (no JSON, no object, a field of the wrong kind or missing), unknown_op.
std::variant<DraftOp, RefusedOp> parse_draft_op(std::string_view json);
/// The line that parse_draft_op() reads as the same operation; coordinates with nine decimals.
std::string json_of(const DraftOp& op);

} // namespace data
