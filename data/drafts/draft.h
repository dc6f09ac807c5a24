#pragma once
// A draft of the boundaries: the partition, the grids' records, and every edit since it was begun. Each edit is a step from one valid
// version to another; what it changed goes to the journal as an entry, from which the same draft comes again. Nothing here touches a
// disk. One thread at a time; versions are values that any thread may keep.

#include "data/drafts/draft_op.h"
#include "data/drafts/draft_version.h"
#include "data/drafts/journal.h"
#include "geo/partition/edits.h"

#include <functional>
#include <memory>
#include <set>
#include <span>
#include <unordered_map>

namespace data {

/// What became of an operation, for tools, scripts and the journal.
struct DoneOp {
    DraftEntry entry;                                     // seq, op, subject, script, delta, of; time and actor are the caller's
    DraftEdit edit;
    std::vector<geo::FaceId> changed, created, removed, touched; // touched: only a vertex more or less in the border
    geo::FixedBox box;                                    // what looks different
    std::size_t repairs = 0;                              // a repair: so many of them,
    double area_m2 = 0;                                   // with the land they moved
};
using OpOutcome = std::variant<DoneOp, RefusedOp>;

class CodeBook;
class CountIndex;
struct DraftImport; // data/drafts/draft_import.h
struct ImportTrial;

class Draft {
public:
    /// The boundaries of `ground` as they are, sound or not. The areas of its finest level are the draft's grids. Throws geo::Error for
    /// shapes that are none.
    explicit Draft(DraftGroundPtr ground);
    ~Draft();
    Draft(Draft&&) noexcept;
    Draft& operator=(Draft&&) noexcept;

    const DraftGround& ground() const { return *ground_; }
    const DraftGroundPtr& ground_ptr() const { return ground_; }
    const DraftVersion& version() const { return version_; }
    const DraftVersion& base() const { return base_; }
    /// Of what it edits: `grid`, in a workspace that has unit grids.
    Level level() const { return level_; }
    const CodeBook& codes() const { return *codes_; }
    const CountIndex& counts() const { return *counts_; }
    /// Grids whose shapes are no valid polygons in the workspace, by face, also those that were looked at since.
    const std::vector<InvalidShape>& invalid() const { return invalid_; }

    /// What the operation would do, without doing it: for the preview of a tool and the counts shown before an edit is confirmed.
    OpOutcome try_op(const DraftOp& op) const;
    /// Does it. A refusal changes nothing.
    OpOutcome perform(const DraftOp& op);
    /// The same with a corrected edition of the boundaries, as one step.
    ImportTrial try_import(const DraftImport& import) const;
    OpOutcome perform(const DraftImport& import);
    /// Does again what a journal says, in its order. Throws Error where an entry does not fit: nothing after it is done.
    void replay(std::span<const DraftEntry> entries);
    /// The journal refused the newest entry (or none at all: 0): it and what came after it never were.
    void take_back_from(std::int64_t seq);

    std::int64_t newest_seq() const { return static_cast<std::int64_t>(steps_.size()); }
    /// The seq that undo takes back, or redo does again; 0: none.
    std::int64_t next_undo() const;
    std::int64_t next_redo() const;

    /// The face a reference means; a covered grid (draft_version.h) has a number of its own and no land at it.
    std::variant<geo::FaceId, RefusedOp> find(const GridRef& ref) const;
    std::optional<geo::FaceId> find(GridId id) const;
    /// A code, if only this grid has it; else "#ID".
    std::string name_for_scripts(geo::FaceId face) const;
    /// Of `face`, or of the areas above it: the area of that level; 0: none.
    GridId area_above(const DraftVersion& version, geo::FaceId face, Level level) const;
    const Grid* area(GridId id) const;

private:
    friend class OpMaker;
    struct Step {
        std::int64_t undoes = 0, redoes = 0; // 0: an edit
        std::string subject;
        DraftEdit edit;                      // as applied
        DraftVersion before;                 // shares nearly everything
    };
    OpOutcome make(const DraftOp& op) const;
    void keep(DraftEdit edit, std::int64_t undoes, std::int64_t redoes, std::string subject);
    void stack(const Step& step, std::int64_t seq);

    DraftGroundPtr ground_;
    std::unordered_map<GridId, std::size_t> area_index_;
    Level level_ = Level::grid;
    DraftVersion base_, version_;
    FaceBook faces_;
    std::int64_t next_id_ = -1;           // of the next grid that is made
    std::vector<InvalidShape> invalid_;
    std::unique_ptr<CodeBook> codes_;
    std::unique_ptr<const CountIndex> counts_;
    std::vector<Step> steps_;             // seq − 1
    std::vector<std::int64_t> done_, undone_; // stacks of seqs
};

/// SHA-256 over the boundaries in hexadecimal; see docs/DRAWING.md for what exactly is hashed.
std::string digest_of(const DraftVersion& version);

} // namespace data
