#include "console/commands/functions.h"
#include "console/frame/draft_view.h"

#include <fmt/format.h>


namespace console::draft_commands {
namespace {

/// Without spaces around it; empty: none was given.
std::string name_argument(Arguments arguments)
{
    std::string name = rest_argument(arguments, 0);
    while (!name.empty() && name.back() == ' ')
        name.pop_back();
    name.erase(0, name.find_first_not_of(' ') == std::string::npos ? name.size() : name.find_first_not_of(' '));
    return name;
}

/// As an operation names them.
std::vector<data::GridRef> selected_grids(const CommandContext& context)
{
    if (!context.draft)
        throw Error(geo::remark("draft.not_yet"));
    std::vector<data::GridRef> grids;
    for (const geo::FaceId face : context.session.editor.selected)
        if (context.draft->draft.version().owner(face))
            grids.emplace_back(context.draft->draft.name_for_scripts(face));
    if (grids.empty())
        throw Error(geo::remark("draft.select_first"));
    return grids;
}

void leave(EditorState& editor)
{
    const EditDrawer drawer = editor.drawer;
    const SnapSettings snap = editor.snap;
    const std::uint64_t map_focus = editor.map_focus + 1;
    editor = {};
    editor.drawer = drawer, editor.snap = snap, editor.map_focus = map_focus;
}

}

bool has_draft(const data::World& world, const Session& session)
{
    // What nobody sees is not edited.
    return editor_commands::in_editor(world, session) && !session.editor.draft.empty() && !session.edition.shown;
}
bool has_finding(const data::World& world, const Session& session) { return has_draft(world, session) && !session.editor.finding.empty(); }

void make(CommandContext& context, Arguments arguments)
{
    const std::string name = name_argument(arguments);
    context.session.layout = Layout::editor;
    if (name.empty()) {
        context.session.editor.card = EditCard::make;
        return;
    }
    if (find_draft(context.world, name))
        throw Error(geo::remark("draft.name_taken", name));
    leave(context.session.editor);
    context.session.edition = {};
    context.session.editor.draft = name;
    context.services.drafts.open_draft(name, true);
}

void open(CommandContext& context, Arguments arguments)
{
    const std::string name = name_argument(arguments);
    if (!find_draft(context.world, name))
        throw Error(geo::remark("draft.no_such", name));
    context.session.layout = Layout::editor;
    context.session.edition = {};
    if (context.session.editor.draft == name && context.draft && context.draft->is_mine)
        return;
    leave(context.session.editor);
    context.session.editor.draft = name;
    context.services.drafts.open_draft(name, false);
}

void close(CommandContext& context, Arguments)
{
    context.services.drafts.close_draft();
    leave(context.session.editor);
}

void discard(CommandContext& context, Arguments arguments)
{
    const std::string name = name_argument(arguments);
    if (name.empty()) {
        context.session.editor.card = EditCard::discard;
        return;
    }
    if (name == context.session.editor.draft)
        leave(context.session.editor);
    context.session.editor.card = EditCard::none;
    context.services.drafts.discard_draft(name);
}

void rules(CommandContext& context, Arguments arguments)
{
    const std::int64_t target = number_argument(arguments, 0, "households a grid should have"), least = number_argument(arguments, 1, "households at least"), most = number_argument(arguments, 2, "households at most");
    const double width = decimal_argument(arguments, 3, "metres");
    constexpr std::int64_t most_households = 100'000;
    if (least < 1 || least > target || target > most || most > most_households)
        throw Error(geo::remark("grid_rules_order"));
    if (!(width >= 0.1 && width <= 100))
        throw Error(geo::remark("grid_rules_width"));
    const std::pair<const char*, std::string> settings[] = {{"draft.households_target", std::to_string(target)}, {"draft.households_least", std::to_string(least)},
                                                            {"draft.households_most", std::to_string(most)}, {"draft.least_width_m", fmt::format("{:g}", width)}};
    for (const auto& [key, value] : settings)
        context.services.records.change(data::SetSetting{key, value}, {"grid_rules", "", fmt::format("{}={}", std::string_view(key).substr(6), value)});
    context.session.messages.push_back({context.now, said("message.grid_rules", target, least, most)});
}

void perform(CommandContext& context, Arguments arguments)
{
    const auto parsed = data::parse_draft_op(rest_argument(arguments, 0));
    if (const auto* refused = std::get_if<data::RefusedOp>(&parsed))
        throw Error(geo::remark(std::string("draft.refused.") + data::draft_refusal_names[static_cast<std::size_t>(refused->reason)]));
    context.services.drafts.edit(std::get<data::DraftOp>(parsed));
}

void undo(CommandContext& context, Arguments) { context.services.drafts.edit(data::UndoOp{}); }
void redo(CommandContext& context, Arguments) { context.services.drafts.edit(data::RedoOp{}); }
void go_to(CommandContext& context, Arguments arguments) { context.services.drafts.go_to_step(number_argument(arguments, 0, "step")); }

void publish(CommandContext& context, Arguments arguments)
{
    const std::string from = name_argument(arguments);
    if (from.empty()) {
        context.session.editor.card = EditCard::publish;
        context.session.editor.tab = EditTab::preview;
        return;
    }
    std::optional<data::TimePoint> date;
    if (from != "now") {
        date = data::parse_time(from);
        if (!date)
            throw Error(geo::remark("draft.no_date", from));
    }
    context.session.editor.card = EditCard::none;
    context.services.drafts.publish_draft(date);
}

void set_field(CommandContext& context, Arguments arguments)
{
    const std::string field = text_argument(arguments, 0, "field"), value = rest_argument(arguments, 1);
    const auto known = data::grid_field_from_name(field);
    if (!known || !data::is_editable(*known))
        throw Error(geo::remark("no_grid_field", field));
    context.services.drafts.edit(data::SetOp{selected_grids(context), {{field, value}}});
}

void confirm(CommandContext& context, Arguments) { context.services.drafts.edit(data::ConfirmOp{selected_grids(context)}); }

void assign(CommandContext& context, Arguments arguments)
{
    std::vector<data::GridRef> grids = selected_grids(context);
    const std::string wanted = name_argument(arguments);
    const data::Draft& draft = context.draft->draft;
    const data::Grid* found = nullptr;
    for (const data::Grid& area : draft.ground().areas) {
        const std::string id = "#" + std::to_string(area.id.value);
        if (area.level == draft.level() || (wanted != id && wanted != area.code && wanted != area.name))
            continue;
        if (found)
            throw Error(geo::remark("draft.communities_named", wanted));
        found = &area;
    }
    if (!found || wanted.empty())
        throw Error(geo::remark("draft.no_community", wanted));
    context.services.drafts.edit(data::AssignOp{std::move(grids), "#" + std::to_string(found->id.value)});
}

void simplify(CommandContext& context, Arguments arguments)
{
    const double metres = decimal_argument(arguments, 0, "metres");
    for (const data::GridRef& grid : selected_grids(context))
        context.services.drafts.edit(data::SimplifyOp{grid, metres});
}

}
