#pragma once
// The draft that is open in the editor, as a frame sees it. Kept by the draft service; null in View while none is open. UI thread.

#include "console/text/text.h"
#include "data/drafts/draft.h"
#include "data/drafts/findings.h"
#include "data/drafts/grid_condition.h"
#include "data/drafts/preview.h"
#include "data/drafts/unions.h"
#include "data/records/world.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace console {

/// A row of the journal's list: newest last.
struct DraftStep {
    std::int64_t seq = 0;
    data::TimePoint time;
    std::string op, subject; // "split", "East 7"
    bool is_saved = false;   // the journal has it
    bool is_undone = false;
};

/// 多格合一: zones of another office, which of them are no unions of grids, and which grids those cut.
struct ZoneCheck {
    std::string title;                      // of the layer or file
    std::vector<data::ZoneReport> zones;    // in the order of the file
    std::vector<geo::LonLatBox> boxes;      // of the zones
    std::int64_t seq = 0;                   // newest edit of the draft it was worked out for
};

/// m² by face; 0 where there is none.
using GridAreas = std::vector<double>;

struct DraftView {
    const data::Draft& draft;
    std::uint64_t revision = 0;        // grows with every change of the draft: what is derived from it is made anew
    const data::DraftHead& head;
    bool is_mine = true;               // this console holds it; else it can be looked at
    std::size_t unsaved = 0;           // edits on their way to the journal
    const std::vector<DraftStep>& steps;
    std::optional<data::RefusedOp> refused; // what was asked for last, if it was not done: shown at its place until the next edit
    std::uint64_t refusals = 0;        // grows with each
    std::size_t grids = 0;
    std::size_t undo_count = 0, redo_count = 0; // steps that can be taken back, or done again
    bool is_busy = false;              // something waits until the journal has everything: undo, redo, publishing
    const GridAreas* areas = nullptr;  // geodesic, of all grids; null until they are worked out

    const data::DraftFindings* findings = nullptr; // null until the checks ran for the first time
    std::shared_ptr<const data::Preview> preview;  // of publishing; null until somebody looked
    bool is_preview_current = false;
    std::shared_ptr<const ZoneCheck> zones;        // null until somebody asked
    std::string zones_awaited;                     // title of what is being checked; empty: nothing

    /// Of one grid; worked out at once where it is not known yet.
    double area_m2(geo::FaceId face) const;
};

/// The open draft of this name; null: there is none.
const data::DraftHead* find_draft(const data::World& world, std::string_view name);
/// Of the fixes of a finding those that can work in this draft, the best first.
std::vector<const char*> offered_fixes(const data::Draft& draft, const data::Finding& finding);
/// Why a condition is not understood, in the interface language.
std::string condition_words(const Texts& text, const data::ConditionRefused& refused);


} // namespace console
