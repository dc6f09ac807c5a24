#pragma once
// The form of the grids selected in the editor: what stands in each field, and what a field does not take. Pure.

#include "console/frame/draft_view.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace console {

struct FormField {
    data::GridField field = data::GridField::code;
    std::string value;        // as a SetOp takes it; empty: not known, or not the same in all
    bool is_mixed = false;    // several grids, several values
    bool is_editable = false;
};

struct GridForm {
    std::size_t count = 0;            // grids selected
    std::vector<FormField> fields;    // in the order of data::grid_field_names
    std::size_t estimated = 0;        // whose counts nobody confirmed
    std::string phone;                // duty phone of the unit, or of that of the area above
    std::string inherited_unit;       // of the area above, where a single grid has none of its own
    const data::DraftGrid* only = nullptr; // the one, if one is selected
};

GridForm make_grid_form(const DraftView& draft, const std::set<geo::FaceId>& selected);

/// Why a field would not take a value: a key of data/i18n; empty: it takes it.
std::optional<const char*> problem_of(const DraftView& draft, const std::set<geo::FaceId>& selected, data::GridField field, const std::string& value);

}
