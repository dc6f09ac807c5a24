#include "data/drafts/grid_fields.h"

#include <algorithm>
#include <cmath>

namespace data {
namespace {

GridValue number(std::optional<double> value)
{
    return value ? GridValue{std::to_string(std::llround(*value)), "", value} : GridValue{};
}

}

std::optional<GridField> grid_field_from_name(std::string_view name)
{
    const auto at = std::ranges::find(grid_field_names, name);
    return at == grid_field_names.end() ? std::nullopt : std::optional(static_cast<GridField>(at - grid_field_names.begin()));
}

bool is_editable(GridField field)
{
    return field != GridField::community && field != GridField::area && field != GridField::estimated;
}

GridValue value_of(const Draft& draft, const DraftGrid& grid, GridField field, double area_m2)
{
    switch (field) {
    case GridField::code: return {grid.code};
    case GridField::name: return {grid.name};
    case GridField::kind: return {grid.kind == GridKind::base ? "base" : "dedicated"};
    case GridField::community: {
        const Grid* community = draft.area(grid.parent);
        return community ? GridValue{community->name, community->code} : GridValue{};
    }
    case GridField::unit: {
        const auto& units = draft.ground().units;
        const auto at = std::ranges::find(units, grid.unit, &Unit::id);
        return grid.unit && at != units.end() ? GridValue{at->name} : GridValue{};
    }
    case GridField::households: return number(grid.households);
    case GridField::residents: return number(grid.residents);
    case GridField::area: return number(area_m2);
    case GridField::estimated: return {grid.is_estimated ? "yes" : ""};
    case GridField::remark: return {grid.remark};
    }
    return {};
}

}
