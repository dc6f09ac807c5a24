#pragma once
// The drafts of the workspace as the editor's left column lists them. Pure.

#include "console/frame/draft_view.h"
#include "console/seat/session.h"

#include <string>
#include <vector>

namespace console {

struct DraftRow {
    std::string name;
    std::string edits;      // "41"
    std::string below;      // "on edition 2025-07", "held by desk-2"
    bool is_open = false;   // in this editor
    bool is_opening = false;
    bool is_held = false;   // by another console
};

/// The outlines that may be moved in this draft, a line each: "community 420106001012 East: a new road divides it". Highest level first.
std::vector<std::string> make_unlocked_rows(const data::Draft& draft, const Texts& text);

/// The open one first, then the newest. `date`: of an instant, as the workspace writes it.
std::vector<DraftRow> make_draft_rows(const data::World& world, const Session& session, const DraftView* draft, const Texts& text,
                                      const std::function<std::string(data::TimePoint)>& date);

}
