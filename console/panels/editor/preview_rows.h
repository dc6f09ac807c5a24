#pragma once
// What publishing would move, as rows of the preview. Pure.

#include "console/frame/draft_view.h"

#include <string>
#include <vector>

namespace console {

struct MoveRow {
    std::string from, to;
    std::string households, incidents, cameras; // "+311", "" for none
    geo::FaceId face = geo::no_face;            // of `to` in the draft; no_face: land of no grid, or no draft is asked about
    data::GridId grid;                          // of an edition: to look there
};

/// `draft`: null where editions are compared. Grid by grid, those that move most households first; a row of a unit begins a part of its own (moves_between_units).
std::vector<MoveRow> make_move_rows(const data::Preview& preview, const data::Draft* draft, const Texts& text);
std::vector<MoveRow> make_unit_rows(const data::Preview& preview, std::span<const data::Unit> units, const Texts& text);

struct SumRow {
    const char* title = "";   // key of data/i18n
    std::string before, after;
    bool is_same = true;
};
/// Grids may differ in number; everything else must add up.
std::vector<SumRow> make_sum_rows(const data::Preview& preview);

}
