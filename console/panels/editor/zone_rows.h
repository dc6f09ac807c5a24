#pragma once
// Zones that ought to be unions of grids, as the drawer lists them: those that are none first, under the one in hand the grids it cuts. Pure.

#include "console/frame/draft_view.h"

#include <optional>
#include <string>
#include <vector>

namespace console {

struct ZoneRow {
    std::size_t zone = 0;            // its place in the file
    geo::FaceId face = geo::no_face; // a grid it cuts; no_face: the row of the zone itself
    std::string title, words;        // "West", "cuts 2 grids, 14 whole"
    bool is_union = false;
};

std::vector<ZoneRow> make_zone_rows(const Texts& text, const ZoneCheck& check, const data::DraftVersion& version, std::optional<std::size_t> in_hand);
std::size_t count_no_unions(const ZoneCheck& check);

}
