#pragma once
// The journal of a draft as a person walks it: the edits that are done, then those taken back that can be done again. What a new edit
// made unreachable is not in the list (it stays in the journal). UI thread.

#include "console/frame/draft_view.h"

#include <span>
#include <string>
#include <vector>

namespace console {

/// What the journal says of a repair: its kind, as the operation names it, the grids and the land that moved: "overlaps: 41.3 m² · East 7, West 2".
/// Of more than four grids the first ones; of more than one repair how many there were.
std::string repair_subject(const data::DraftVersion& before, const std::string& kind, const data::DoneOp& done);
/// "41.3": square metres as few digits as say something.
std::string repaired_area(double area_m2);

/// How to get to a step: first so many undo, or so many redo; never both.
struct StepWay {
    std::size_t undo = 0, redo = 0;
};

class DraftSteps {
public:
    void clear() { *this = {}; }
    void add(const data::DraftEntry& entry, bool is_saved);
    void add_all(std::span<const data::DraftEntry> entries); // saved ones
    void mark_saved(std::int64_t seq);
    /// This entry and those after it never were.
    void take_back_from(std::int64_t seq);

    const std::vector<DraftStep>& steps() const { return steps_; }
    std::size_t undo_count() const { return done_.size(); }
    std::size_t redo_count() const { return undone_.size(); }
    /// So that the edit `seq` is the newest one done (0: none is). An edit that is not in the list: no step at all.
    StepWay way_to(std::int64_t seq) const;

private:
    struct Kept {
        DraftStep step;
        std::int64_t of = 0; // undo and redo: of which edit
    };
    void walk(const Kept& kept);
    void make_list();

    std::vector<Kept> all_;                      // the whole journal, without what it changed
    std::vector<std::size_t> done_, undone_;     // indices of all_; stacks
    std::vector<DraftStep> steps_;
};

}
