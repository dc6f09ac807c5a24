#include "console/panels/editor/grid_form.h"

#include "data/drafts/codes.h"

#include <algorithm>
#include <charconv>

namespace console {
namespace {

constexpr std::size_t longest_name = 200, longest_remark = 2000;
constexpr int most_people = 1'000'000;

bool is_count(const std::string& value)
{
    int number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    return error == std::errc() && end == value.data() + value.size() && number >= 0 && number <= most_people;
}

/// The unit of the nearest area above that has one.
const data::Unit* unit_above(const data::Draft& draft, data::GridId parent)
{
    const auto& units = draft.ground().units;
    const data::Grid* area = draft.area(parent);
    for (int level = 0; area && level < data::most_levels; ++level, area = draft.area(area->parent))
        if (area->unit)
            if (const auto at = std::ranges::find(units, area->unit, &data::Unit::id); at != units.end())
                return &*at;
    return nullptr;
}

}

GridForm make_grid_form(const DraftView& draft, const std::set<geo::FaceId>& selected)
{
    GridForm form;
    for (std::size_t i = 0; i < data::grid_field_names.size(); ++i) {
        const auto field = static_cast<data::GridField>(i);
        form.fields.push_back({field, "", false, data::is_editable(field)});
    }
    const data::DraftGrid* first = nullptr;
    for (const geo::FaceId face : selected) {
        const data::DraftGrid* grid = draft.draft.version().owner(face);
        if (!grid)
            continue;
        ++form.count;
        form.estimated += grid->is_estimated;
        for (FormField& field : form.fields) {
            if (field.is_mixed)
                continue;
            const std::string value = field.field == data::GridField::area ? std::string() : data::value_of(draft.draft, *grid, field.field).text;
            if (!first)
                field.value = value;
            else if (field.value != value)
                field.is_mixed = true;
        }
        first = first ? first : grid;
    }
    for (FormField& field : form.fields)
        if (field.is_mixed)
            field.value.clear();
    // Each grid has a code of its own.
    form.fields[static_cast<std::size_t>(data::GridField::code)].is_editable = form.count == 1;
    if (form.count != 1)
        return form;
    form.only = first;
    const auto& units = draft.draft.ground().units;
    const auto own = std::ranges::find(units, first->unit, &data::Unit::id);
    const data::Unit* unit = first->unit && own != units.end() ? &*own : unit_above(draft.draft, first->parent);
    if (unit)
        form.phone = unit->duty_phone;
    if (unit && !first->unit)
        form.inherited_unit = unit->name;
    return form;
}

std::optional<const char*> problem_of(const DraftView& draft, const std::set<geo::FaceId>& selected, data::GridField field, const std::string& value)
{
    switch (field) {
    case data::GridField::code:
        if (const data::DraftGrid* grid = selected.empty() ? nullptr : draft.draft.version().owner(*selected.begin()))
            switch (data::judge_code(draft.draft.codes(), *grid, value)) {
            case data::CodeRefusal::none: return std::nullopt;
            case data::CodeRefusal::stays: return "grid.wrong.code_stays";
            case data::CodeRefusal::wrong: return "grid.wrong.code";
            case data::CodeRefusal::taken: return "grid.wrong.code_taken";
            }
        return std::nullopt;
    case data::GridField::name: return value.size() > longest_name ? std::optional("grid.wrong.long") : std::nullopt;
    case data::GridField::remark: return value.size() > longest_remark ? std::optional("grid.wrong.long") : std::nullopt;
    case data::GridField::kind: return value == "base" || value == "dedicated" ? std::nullopt : std::optional("grid.wrong.kind");
    case data::GridField::unit: {
        const auto& units = draft.draft.ground().units;
        const bool is_known = value.empty() || std::ranges::find(units, value, &data::Unit::name) != units.end();
        return is_known ? std::nullopt : std::optional("grid.wrong.unit");
    }
    case data::GridField::households:
    case data::GridField::residents: return value.empty() || is_count(value) ? std::nullopt : std::optional("grid.wrong.count");
    case data::GridField::community:
    case data::GridField::area:
    case data::GridField::estimated: return "grid.wrong.fixed";
    }
    return std::nullopt;
}

}
