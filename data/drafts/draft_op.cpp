#include "data/drafts/draft_op.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>

namespace data {
namespace {

using nlohmann::json;

/// Thrown while a line is read; caught in parse_draft_op().
struct Bad {
    RefusedOp refused;
};

[[noreturn]] void bad(std::string text) { throw Bad{{DraftRefusal::bad_json, std::move(text), {}}}; }

const json& field(const json& line, const char* name)
{
    const auto at = line.find(name);
    if (at == line.end())
        bad(fmt::format("The field \"{}\" is missing.", name));
    return *at;
}

const json* optional_field(const json& line, const char* name)
{
    const auto at = line.find(name);
    return at == line.end() || at->is_null() ? nullptr : &*at;
}

geo::LonLat point_from(const json& value, const char* name)
{
    if (!value.is_array() || value.size() != 2 || !value[0].is_number() || !value[1].is_number())
        bad(fmt::format("The field \"{}\" is not a point [lon,lat].", name));
    const geo::LonLat p{value[0].get<double>(), value[1].get<double>()};
    if (!(std::abs(p.lon) <= 180) || !(std::abs(p.lat) <= 90))
        throw Bad{{DraftRefusal::off_globe, "A point lies beyond 180 degrees of longitude or 90 of latitude.", {}}};
    return p;
}

geo::Line line_from(const json& value, const char* name)
{
    if (!value.is_array())
        bad(fmt::format("The field \"{}\" is not a list of points.", name));
    geo::Line out;
    for (const json& point : value)
        out.push_back(point_from(point, name));
    return out;
}

std::string text_from(const json& value, const char* name)
{
    if (!value.is_string())
        bad(fmt::format("The field \"{}\" is not a text.", name));
    return value.get<std::string>();
}

double number_from(const json& value, const char* name)
{
    if (!value.is_number())
        bad(fmt::format("The field \"{}\" is not a number.", name));
    return value.get<double>();
}

GridRef grid_from(const json& value, const char* name)
{
    if (value.is_string())
        return value.get<std::string>();
    if (value.is_array())
        return point_from(value, name);
    bad(fmt::format("The field \"{}\" is no grid: its code, \"#ID\", or a point [lon,lat] inside it.", name));
}

std::vector<GridRef> grids_from(const json* value, const char* name)
{
    std::vector<GridRef> out;
    if (!value)
        return out;
    if (!value->is_array())
        bad(fmt::format("The field \"{}\" is not a list of grids.", name));
    for (const json& grid : *value)
        out.push_back(grid_from(grid, name));
    return out;
}

std::optional<GridRef> optional_grid(const json& line, const char* name)
{
    const json* value = optional_field(line, name);
    return value ? std::optional(grid_from(*value, name)) : std::nullopt;
}

/// One grid or a list of them.
std::vector<GridRef> one_or_more(const json& line)
{
    if (const json* one = optional_field(line, "grid"))
        return {grid_from(*one, "grid")};
    return grids_from(&field(line, "grids"), "grids");
}

std::map<std::string, std::string> fields_from(const json& value)
{
    if (!value.is_object())
        bad("The field \"fields\" is not an object.");
    std::map<std::string, std::string> out;
    for (const auto& [name, v] : value.items()) {
        if (v.is_string())
            out[name] = v.get<std::string>();
        else if (v.is_null())
            out[name] = "";
        else if (v.is_number_integer())
            out[name] = v.dump();
        else
            bad(fmt::format("The value of \"{}\" is neither a text nor a whole number.", name));
    }
    if (out.empty())
        bad("The field \"fields\" names none: name, code, kind, unit, households, residents, remark.");
    return out;
}

Level level_from(const std::string& name)
{
    for (std::size_t i = 0; i < level_names.size(); ++i)
        if (name == level_names[i])
            return static_cast<Level>(i);
    bad(fmt::format("\"{}\" is no level: province, city, district, street or community.", name));
}

RepairOp repair_from(const json& line)
{
    RepairOp op;
    op.kind = text_from(field(line, "kind"), "kind");
    if (op.kind != "overlaps" && op.kind != "gaps" && op.kind != "slivers" && op.kind != "invalid")
        bad(fmt::format("\"{}\" is no kind of repair: overlaps, gaps, slivers or invalid.", op.kind));
    if (const json* width = optional_field(line, "max_width_m"))
        op.max_width_m = number_from(*width, "max_width_m");
    const double widest = widest_repair_m(op.kind);
    if (!(op.max_width_m > 0 && op.max_width_m <= widest))
        bad(fmt::format("The field \"max_width_m\" is not a width in metres, up to {:.0f}.", widest));
    if (const json* give = optional_field(line, "give"))
        op.give = text_from(*give, "give");
    if (op.give != "longest" && op.give != "larger" && op.give != "unassigned")
        bad(fmt::format("\"{}\" is nobody to give land to: longest, larger or unassigned.", op.give));
    if (const json* at = optional_field(line, "at"))
        op.at = point_from(*at, "at");
    return op;
}

using Reader = DraftOp (*)(const json&);

struct OpRow {
    const char* name;
    Reader read;
};

/// In the order of DraftOp's alternatives.
const OpRow op_rows[] = {
    {"split", [](const json& l) -> DraftOp { return SplitOp{line_from(field(l, "line"), "line"), grids_from(optional_field(l, "grids"), "grids")}; }},
    {"cut", [](const json& l) -> DraftOp { return CutOp{line_from(field(l, "ring"), "ring"), grids_from(optional_field(l, "grids"), "grids")}; }},
    {"merge", [](const json& l) -> DraftOp { return MergeOp{grids_from(&field(l, "grids"), "grids"), optional_grid(l, "keep")}; }},
    {"reshape", [](const json& l) -> DraftOp { return ReshapeOp{line_from(field(l, "line"), "line"), grids_from(optional_field(l, "grids"), "grids")}; }},
    {"move", [](const json& l) -> DraftOp { return MoveOp{point_from(field(l, "from"), "from"), point_from(field(l, "to"), "to")}; }},
    {"insert", [](const json& l) -> DraftOp { return InsertOp{point_from(field(l, "edge_at"), "edge_at"), point_from(field(l, "to"), "to")}; }},
    {"delete_vertex", [](const json& l) -> DraftOp { return DeleteVertexOp{point_from(field(l, "at"), "at")}; }},
    {"simplify",
     [](const json& l) -> DraftOp {
         SimplifyOp op{grid_from(field(l, "grid"), "grid"), number_from(field(l, "metres"), "metres")};
         if (!(op.metres > 0) || op.metres > 1e6)
             bad("The field \"metres\" is not a tolerance in metres.");
         return op;
     }},
    {"draw", [](const json& l) -> DraftOp { return DrawOp{line_from(field(l, "ring"), "ring"), optional_grid(l, "community")}; }},
    {"remove", [](const json& l) -> DraftOp { return RemoveOp{grid_from(field(l, "grid"), "grid"), optional_grid(l, "into")}; }},
    {"assign", [](const json& l) -> DraftOp { return AssignOp{one_or_more(l), grid_from(field(l, "community"), "community")}; }},
    {"unlock",
     [](const json& l) -> DraftOp {
         const json& code = field(l, "code");
         return UnlockOp{level_from(text_from(field(l, "level"), "level")), code.is_number_integer() ? code.dump() : text_from(code, "code"),
                         text_from(field(l, "reason"), "reason")};
     }},
    {"set", [](const json& l) -> DraftOp { return SetOp{one_or_more(l), fields_from(field(l, "fields"))}; }},
    {"confirm", [](const json& l) -> DraftOp { return ConfirmOp{one_or_more(l)}; }},
    {"renumber", [](const json& l) -> DraftOp { return RenumberOp{grid_from(field(l, "community"), "community")}; }},
    {"repair", [](const json& l) -> DraftOp { return repair_from(l); }},
    {"ignore", [](const json& l) -> DraftOp { return IgnoreOp{text_from(field(l, "finding"), "finding"), text_from(field(l, "reason"), "reason")}; }},
    {"undo", [](const json&) -> DraftOp { return UndoOp{}; }},
    {"redo", [](const json&) -> DraftOp { return RedoOp{}; }},
};
static_assert(std::size(op_rows) == std::variant_size_v<DraftOp>);

std::string text_of(geo::LonLat p) { return fmt::format("[{:.9f},{:.9f}]", p.lon, p.lat); }

std::string text_of(const geo::Line& line)
{
    std::string out = "[";
    for (const geo::LonLat p : line)
        out += (out.size() > 1 ? "," : "") + text_of(p);
    return out + "]";
}

std::string quoted(const std::string& text) { return json(text).dump(-1, ' ', false, json::error_handler_t::replace); }

std::string text_of(const GridRef& ref)
{
    if (const geo::LonLat* at = std::get_if<geo::LonLat>(&ref))
        return text_of(*at);
    return quoted(std::get<std::string>(ref));
}

std::string text_of(const std::vector<GridRef>& grids)
{
    std::string out = "[";
    for (const GridRef& grid : grids)
        out += (out.size() > 1 ? "," : "") + text_of(grid);
    return out + "]";
}

std::string named(const char* name, const std::string& value) { return fmt::format(",\"{}\":{}", name, value); }
std::string named_grids(const std::vector<GridRef>& grids) { return grids.empty() ? std::string() : named("grids", text_of(grids)); }
std::string named_ref(const char* name, const std::optional<GridRef>& ref) { return ref ? named(name, text_of(*ref)) : std::string(); }

/// What follows the name of the operation.
struct RestOf {
    std::string operator()(const SplitOp& op) const { return named("line", text_of(op.line)) + named_grids(op.grids); }
    std::string operator()(const CutOp& op) const { return named("ring", text_of(op.ring)) + named_grids(op.grids); }
    std::string operator()(const MergeOp& op) const { return named("grids", text_of(op.grids)) + named_ref("keep", op.keep); }
    std::string operator()(const ReshapeOp& op) const { return named("line", text_of(op.line)) + named_grids(op.grids); }
    std::string operator()(const MoveOp& op) const { return named("from", text_of(op.from)) + named("to", text_of(op.to)); }
    std::string operator()(const InsertOp& op) const { return named("edge_at", text_of(op.edge_at)) + named("to", text_of(op.to)); }
    std::string operator()(const DeleteVertexOp& op) const { return named("at", text_of(op.at)); }
    std::string operator()(const SimplifyOp& op) const { return named("grid", text_of(op.grid)) + named("metres", json(op.metres).dump()); }
    std::string operator()(const DrawOp& op) const { return named("ring", text_of(op.ring)) + named_ref("community", op.community); }
    std::string operator()(const RemoveOp& op) const { return named("grid", text_of(op.grid)) + named_ref("into", op.into); }
    std::string operator()(const AssignOp& op) const { return named("grids", text_of(op.grids)) + named("community", text_of(op.community)); }
    std::string operator()(const UnlockOp& op) const
    {
        return named("level", quoted(level_names[static_cast<std::size_t>(op.level)])) + named("code", quoted(op.code)) + named("reason", quoted(op.reason));
    }
    std::string operator()(const SetOp& op) const
    {
        return named("grids", text_of(op.grids)) + named("fields", json(op.fields).dump(-1, ' ', false, json::error_handler_t::replace));
    }
    std::string operator()(const ConfirmOp& op) const { return named("grids", text_of(op.grids)); }
    std::string operator()(const RenumberOp& op) const { return named("community", text_of(op.community)); }
    std::string operator()(const RepairOp& op) const
    {
        return named("kind", quoted(op.kind)) + named("max_width_m", json(op.max_width_m).dump()) + named("give", quoted(op.give)) +
               (op.at ? named("at", text_of(*op.at)) : std::string());
    }
    std::string operator()(const IgnoreOp& op) const { return named("finding", quoted(op.finding)) + named("reason", quoted(op.reason)); }
    std::string operator()(const UndoOp&) const { return {}; }
    std::string operator()(const RedoOp&) const { return {}; }
};

} // namespace

const char* name_of(const DraftOp& op) { return op_rows[op.index()].name; }

double widest_repair_m(std::string_view kind) { return kind == "overlaps" || kind == "gaps" ? 1'000'000 : 1000; }

std::variant<DraftOp, RefusedOp> parse_draft_op(std::string_view text)
{
    const json line = json::parse(text, nullptr, false);
    try {
        if (line.is_discarded())
            bad("This line is no JSON.");
        if (!line.is_object())
            bad("This line is no JSON object.");
        const std::string name = text_from(field(line, "op"), "op");
        for (const OpRow& row : op_rows)
            if (name == row.name)
                return row.read(line);
        return RefusedOp{DraftRefusal::unknown_op, fmt::format("There is no operation \"{}\".", name), {}};
    } catch (const Bad& no) {
        return no.refused;
    }
}

std::string json_of(const DraftOp& op)
{
    return fmt::format("{{\"op\":\"{}\"{}}}", name_of(op), std::visit(RestOf{}, op));
}

} // namespace data
