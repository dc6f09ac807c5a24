#pragma once
// What may be said of one grid of a draft, field by field: for tables, forms and conditions. Pure functions; any thread.

#include "data/drafts/draft.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace data {

/// grid_field_names in the same order; those up to `remark` that a SetOp knows have the same names there.
enum class GridField { code, name, kind, community, unit, households, residents, area, estimated, remark };
inline constexpr std::array<const char*, 10> grid_field_names{"code",       "name",      "kind", "community", "unit",
                                                              "households", "residents", "area", "estimated", "remark"};

std::optional<GridField> grid_field_from_name(std::string_view name);
/// Whether a SetOp changes it.
bool is_editable(GridField field);

/// A value as text, and as a number where it is one; `also`: another name of the same thing (the code of a community).
struct GridValue {
    std::string text, also;
    std::optional<double> number;
    bool is_known() const { return !text.empty(); }
};
/// `area_m2`: of the face, as the caller keeps it. kind is "base" or "dedicated", estimated "yes" or nothing; areas in whole m².
GridValue value_of(const Draft& draft, const DraftGrid& grid, GridField field, double area_m2 = 0);

}
