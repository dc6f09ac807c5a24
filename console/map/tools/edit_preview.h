#pragma once
// What an operation would do to the draft, made ready to be drawn, once for each operation: and kept from falling behind the pointer where
// that takes long. UI thread.

#include "data/drafts/draft.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace console {

struct EditPreview {
    data::OpOutcome outcome;
    data::DraftVersion after;                            // done: the version it would make
    std::vector<std::vector<geo::FixedPoint>> old_lines; // borders that go
    std::vector<std::vector<geo::FixedPoint>> new_lines; // borders that come
    std::vector<std::vector<geo::FixedRing>> made;       // rings of the grids it makes

    const data::DoneOp* done() const { return std::get_if<data::DoneOp>(&outcome); }
    const data::RefusedOp* refused() const { return std::get_if<data::RefusedOp>(&outcome); }
};
EditPreview make_preview(const data::Draft& draft, const data::DraftOp& op);

/// The preview of what the pointer asks for. An operation whose preview takes long is tried only once the pointer rests on it.
class PreviewKeeper {
public:
    /// Null: nothing is asked, or it waits for the pointer to rest (then `waits()`).
    const EditPreview* follow(const data::Draft& draft, std::uint64_t revision, const std::optional<data::DraftOp>& op, std::chrono::steady_clock::time_point now);
    bool waits() const { return waits_; }
    void forget() { *this = {}; }

private:
    std::string asked_;              // as a script's line
    std::uint64_t revision_ = 0;
    std::optional<EditPreview> preview_;
    std::chrono::steady_clock::duration took_{};
    std::chrono::steady_clock::time_point asked_at_{};
    bool waits_ = false;
};

} // namespace console
