#pragma once
// What is to be looked at in a draft, kept up to date edit by edit: an edit costs what it touched. One owner, one thread.

#include "data/drafts/grid_widths.h"
#include "data/drafts/parent_outlines.h"
#include "data/drafts/unowned.h"

#include <array>
#include <optional>
#include <unordered_map>

namespace data {

enum class FindingKind { overlap, gap, invalid, unassigned, sliver, narrow, parts, outside, orphan, code_missing, code_wrong, code_twice, unit, households };
inline constexpr std::array<const char*, 14> finding_kind_names{"overlap", "gap",    "invalid",      "unassigned", "sliver",     "narrow", "parts",
                                                                "outside", "orphan", "code_missing", "code_wrong", "code_twice", "unit",   "households"};
/// Faults (overlaps, gaps, invalid shapes) keep a draft from being published.
enum class FindingRank { fault, warning, hint };
inline constexpr std::array<const char*, 3> finding_rank_names{"fault", "warning", "hint"};
FindingRank rank_of(FindingKind kind);

struct Finding {
    FindingKind kind = FindingKind::overlap;
    std::vector<geo::FaceId> faces; // the grid first; of an overlap: it and its owners; of land of no grid: those around it
    geo::LonLat at;                 // inside what is found
    double value = 0;               // overlap, gap, unassigned, outside: m²; sliver, narrow: m; parts: how many; households: so many
    std::string subject, other;     // the grid by code and name (land of no grid: empty); the one it meets, its community, or why its shape is none
    std::string text;               // English, one sentence without a full stop
    std::vector<const char*> fixes; // what can be offered, the best first; see fixes_of()
    std::string key;                // the same as long as the finding is; what `ignored` goes by
    std::string ignored;            // why it is set aside; empty: it counts
    bool operator==(const Finding&) const = default;
};

/// "repair_longest", "repair_larger" (op repair, `give`), "keep_unassigned" (set aside as it is meant so), "draw", "merge", "split", "reshape", "remove",
/// "assign", "propose_code" (op set), "renumber", "set_unit", "set_households", "repair_invalid".
std::vector<const char*> fixes_of(FindingKind kind);

class DraftFindings {
public:
    /// `rules`: empty: the ground's, which are the workspace's. `invalid`: Draft::invalid().
    explicit DraftFindings(DraftGroundPtr ground, std::optional<FindingRules> rules = {}, std::span<const InvalidShape> invalid = {});

    /// Everything anew.
    void run(const DraftVersion& version);
    /// After edits, undo or redo since the last call: `touched` are all faces whose border or record is another one (TessellationEdit::touched(),
    /// DraftEdit::grids). Gives what run() would give.
    void update(const DraftVersion& version, std::span<const geo::FaceId> touched);
    /// The same for one edit.
    void update(const DraftVersion& version, const DraftEdit& edit);

    /// Those that count and those set aside, by kind, face and key.
    std::vector<Finding> list() const;
    /// Those of one face (by the faces' own list; land of no grid apart).
    const std::vector<Finding>& of(geo::FaceId face) const;
    /// How many of a kind, set aside or not.
    std::size_t count(FindingKind kind) const { return counts_[static_cast<std::size_t>(kind)]; }
    const FindingRules& rules() const { return rules_; }

private:
    void look_at(geo::FaceId face);
    void look_at_record(geo::FaceId face, const DraftGrid& grid, std::vector<Finding>& out) const;
    void look_at_land();
    void look_at_lost();
    void forget(std::vector<Finding>& findings);
    bool has_unit(const DraftGrid& grid) const;
    std::string title(geo::FaceId face) const;
    Finding make(FindingKind kind, geo::FaceId face) const;
    /// Of a version and what it covers: a grid, with land or without. Null: none, also what owned an overlap and has nothing left.
    using Covered = std::map<geo::FaceId, geo::FaceId>; // a covered grid → an overlap it owns
    static Covered covered_in(const DraftVersion& version);
    static DraftGridPtr record_in(const DraftVersion& version, const Covered& covered, geo::FaceId face);

    DraftGroundPtr ground_;
    FindingRules rules_;
    std::unordered_map<GridId, const Grid*> areas_; // above the grids
    ParentOutlines outlines_;
    DraftVersion seen_;
    Covered covered_;                 // in seen_
    std::vector<std::vector<Finding>> by_face_;
    std::set<geo::FaceId> overlaps_;
    UnownedLand unowned_;
    std::vector<Finding> land_;
    std::unordered_map<geo::FaceId, InvalidShape> invalid_;
    std::vector<Finding> lost_;       // invalid shapes without area: no face has them
    std::unordered_map<std::string, std::vector<geo::FaceId>> codes_; // code → faces, ascending
    std::array<std::size_t, finding_kind_names.size()> counts_{};
};

} // namespace data
