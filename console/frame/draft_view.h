#pragma once
// The draft that is open in the editor, as a frame sees it. Kept by the draft service; null in View while none is open. UI thread.

#include "data/drafts/draft.h"

#include <cstdint>
#include <deque>
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

struct DraftView {
    const data::Draft& draft;
    std::uint64_t revision = 0;        // grows with every change of the draft: what is derived from it is made anew
    const data::DraftHead& head;
    bool is_mine = true;               // this console holds it; else it can be looked at
    std::size_t unsaved = 0;           // edits on their way to the journal
    const std::vector<DraftStep>& steps;
    std::optional<data::RefusedOp> refused; // what was asked for last, if it was not done: shown at its place until the next edit
    std::uint64_t refusals = 0;        // grows with each
};

} // namespace console
