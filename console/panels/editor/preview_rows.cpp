#include "console/panels/editor/preview_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace console {
namespace {

std::string end_words(const data::FlowEnd& end, const Texts& text)
{
    if (!end.id)
        return text("preview.no_grid");
    return end.name.empty() ? end.code : end.name;
}

std::string unit_words(const data::FlowEnd& end, const Texts& text) { return end.name.empty() ? std::string(text("preview.no_unit")) : end.name; }

std::string counted(double value) { return value < 0.5 ? std::string() : fmt::format("{:.0f}", value); }

/// Of two ends with one name: what tells them apart.
std::pair<std::string, std::string> differing_words(const data::Flow& flow, const data::Draft* draft, const Texts& text)
{
    const std::string name = end_words(flow.from, text), to = end_words(flow.to, text);
    if (name != to || !flow.from.id || !flow.to.id)
        return {name, to};
    if (flow.from.code != flow.to.code)
        return {name + " " + flow.from.code, flow.to.code};
    const auto unit = [&](data::UnitId id) {
        const auto at = draft ? std::ranges::find(draft->ground().units, id, &data::Unit::id) : std::vector<data::Unit>::const_iterator();
        return draft && at != draft->ground().units.end() ? at->name : std::string(text("preview.no_unit"));
    };
    return flow.from.unit != flow.to.unit && draft ? std::pair(name + ": " + unit(flow.from.unit), unit(flow.to.unit)) : std::pair(name, to);
}

MoveRow row_of(const data::Flow& flow) { return {"", "", counted(flow.households), counted(static_cast<double>(flow.incidents)), counted(static_cast<double>(flow.cameras))}; }

}

std::vector<MoveRow> make_move_rows(const data::Preview& preview, const data::Draft* draft, const Texts& text)
{
    std::vector<const data::Flow*> flows;
    for (const data::Flow& flow : preview.moves)
        flows.push_back(&flow);
    std::ranges::stable_sort(flows, std::greater<>(), [](const data::Flow* flow) { return std::tuple(flow->incidents, flow->households, flow->area_m2); });
    std::vector<MoveRow> rows;
    for (const data::Flow* flow : flows) {
        MoveRow row = row_of(*flow);
        std::tie(row.from, row.to) = differing_words(*flow, draft, text);
        row.grid = flow->from.id ? flow->from.id : flow->to.id;
        if (draft && flow->to.id)
            row.face = draft->find(flow->to.id).value_or(geo::no_face);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<MoveRow> make_unit_rows(const data::Preview& preview, std::span<const data::Unit> units, const Texts& text)
{
    std::vector<MoveRow> rows;
    for (const data::Flow& flow : data::moves_between_units(preview, units)) {
        MoveRow row = row_of(flow);
        row.from = unit_words(flow.from, text), row.to = unit_words(flow.to, text);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<SumRow> make_sum_rows(const data::Preview& preview)
{
    const data::FlowTotals &before = preview.before, &after = preview.after;
    const auto count = [](const char* title, auto a, auto b) { return SumRow{title, fmt::format("{}", a), fmt::format("{}", b), a == b}; };
    return {SumRow{"preview.grids", std::to_string(before.grids), std::to_string(after.grids), true},
            count("preview.households", before.households, after.households), count("preview.incidents", before.incidents, after.incidents),
            count("preview.cameras", before.cameras, after.cameras),
            SumRow{"preview.area", fmt::format("{:.0f}", before.area_m2), fmt::format("{:.0f}", after.area_m2), std::abs(before.area_m2 - after.area_m2) < 1}};
}

}
