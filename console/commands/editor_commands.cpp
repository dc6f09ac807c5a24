#include "console/commands/functions.h"
#include "console/frame/draft_view.h"
#include "console/frame/view.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace console::editor_commands {
namespace {

/// Index of a word in a table of names; throws Error that lists them.
template <std::size_t n> std::size_t choice(const std::array<const char*, n>& names, const std::string& name)
{
    const auto at = std::ranges::find(names, name);
    if (at == names.end())
        throw Error(geo::remark("none_of", name, fmt::format("{}", fmt::join(names, ", "))));
    return static_cast<std::size_t>(at - names.begin());
}

/// Faces that have a grid, in the order of their ids.
std::vector<geo::FaceId> faces_of(const DraftView& draft)
{
    std::vector<geo::FaceId> faces;
    data::visit_grids(draft.draft.version(), [&](geo::FaceId face, const data::DraftGrid&) { faces.push_back(face); });
    return faces;
}

const DraftView& open_draft(const CommandContext& context)
{
    if (!context.draft)
        throw Error(geo::remark("draft.not_yet"));
    return *context.draft;
}

geo::FaceId face_argument(const DraftView& draft, const std::string& text)
{
    geo::FaceId face = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), face);
    if (error != std::errc() || end != text.data() + text.size() || !draft.draft.version().owner(face))
        throw Error(geo::remark("no_grid_in_draft", text));
    return face;
}

}

bool in_editor(const data::World& world, const Session& session) { return has_workspace(world, session) && session.layout == Layout::editor; }

void show(CommandContext& context, Arguments) { context.session.layout = Layout::editor; }

void open(CommandContext& context, Arguments)
{
    Session& session = context.session;
    session.layout = Layout::editor;
    if (!session.editor.draft.empty())
        return;
    const auto remembered = session.remembered.find(context.world.workspace.path);
    const std::string last = remembered == session.remembered.end() ? std::string() : remembered->second.draft;
    // The one of last time; else the newest that nobody has in hand; else one more.
    const data::DraftHead* chosen = find_draft(context.world, last);
    if (!chosen)
        for (const data::DraftHead& draft : context.world.drafts->rows)
            if (!draft.holder && (!chosen || chosen->created < draft.created))
                chosen = &draft;
    if (chosen)
        return draft_commands::open(context, std::array{chosen->name});
    const std::string day = data::iso8601(std::chrono::floor<std::chrono::seconds>(context.now + utc_offset(context.world.workspace, context.now))).substr(0, 10);
    std::string name = context.text.format("draft.first_name", {day});
    for (int i = 2; find_draft(context.world, name); ++i)
        name = context.text.format("draft.first_name", {day}) + " " + std::to_string(i);
    draft_commands::make(context, std::array{name});
}

void tool(CommandContext& context, Arguments arguments)
{
    take_tool(context.session, static_cast<EditTool>(choice(edit_tool_names, text_argument(arguments, 0, "tool"))));
}

void take_tool(Session& session, EditTool tool)
{
    // A line in hand waits for its own tool.
    EditorState& editor = session.editor;
    if (tool != editor.tool && !editor.line.empty())
        editor.aside[editor.tool] = std::exchange(editor.line, {});
    editor.tool = tool;
    ++editor.map_focus;
    if (!session.editor.draft.empty())
        session.edition = {};
}

void trace(CommandContext& context, Arguments) { context.session.editor.is_tracing = !context.session.editor.is_tracing; }

void tab(CommandContext& context, Arguments arguments)
{
    context.session.editor.tab = static_cast<EditTab>(choice(edit_tab_names, text_argument(arguments, 0, "tab")));
}

void drawer(CommandContext& context, Arguments arguments)
{
    const auto wanted = static_cast<EditDrawer>(choice(edit_drawer_names, text_argument(arguments, 0, "drawer")));
    EditDrawer& drawer = context.session.editor.drawer;
    drawer = drawer == wanted ? EditDrawer::closed : wanted;
}

void table(CommandContext& context, Arguments) { drawer(context, std::array<std::string, 1>{"table"}); }
void journal(CommandContext& context, Arguments) { drawer(context, std::array<std::string, 1>{"journal"}); }
void condition(CommandContext& context, Arguments) { context.session.editor.card = EditCard::condition; }
void select_all(CommandContext& context, Arguments) { select(context, std::array<std::string, 1>{"all"}); }

void card(CommandContext& context, Arguments arguments)
{
    context.session.editor.card = static_cast<EditCard>(choice(edit_card_names, text_argument(arguments, 0, "card")));
    context.session.editor.map_focus += context.session.editor.card == EditCard::none;
}

void select(CommandContext& context, Arguments arguments)
{
    const DraftView& draft = open_draft(context);
    FaceSet& selected = context.session.editor.selected;
    context.session.editor.locked.clear(); // of what was in hand before
    const std::string first = text_argument(arguments, 0, "all, none, invert or grids");
    if (first == "none")
        return selected.clear();
    if (first == "all" || first == "invert") {
        std::set<geo::FaceId> others;
        for (const geo::FaceId face : faces_of(draft))
            if (first == "all" || !selected.contains(face))
                others.insert(face);
        selected = std::move(others);
        return;
    }
    std::set<geo::FaceId> wanted;
    for (const std::string& text : arguments)
        wanted.insert(face_argument(draft, text));
    selected = std::move(wanted);
}

void select_where(CommandContext& context, Arguments arguments)
{
    const DraftView& draft = open_draft(context);
    const std::string text = rest_argument(arguments, 0);
    const auto parsed = data::parse_condition(text);
    if (const auto* refused = std::get_if<data::ConditionRefused>(&parsed))
        throw Error(condition_words(context.text, *refused));
    const auto& condition = std::get<data::GridCondition>(parsed);
    std::set<geo::FaceId> found;
    for (const geo::FaceId face : faces_of(draft)) {
        const data::DraftGrid& grid = *draft.draft.version().owner(face);
        const auto read = [&](data::GridField field) {
            return data::value_of(draft.draft, grid, field, field == data::GridField::area ? draft.area_m2(face) : 0);
        };
        if (condition.matches(read))
            found.insert(face);
    }
    EditorState& editor = context.session.editor;
    editor.condition = text;
    editor.selected = std::move(found);
    editor.card = EditCard::none;
    context.session.messages.push_back({context.now, said("draft.selected", editor.selected.size()), false});
}

void locked(CommandContext& context, Arguments arguments)
{
    std::vector<std::pair<data::Level, data::GridId>> outlines;
    for (std::size_t i = 0; i + 1 < arguments.size(); i += 2)
        outlines.emplace_back(static_cast<data::Level>(choice(data::level_names, text_argument(arguments, i, "level"))),
                              data::GridId{number_argument(arguments, i + 1, "area")});
    context.session.editor.locked = std::move(outlines);
}

void unlock(CommandContext& context, Arguments arguments)
{
    const DraftView& draft = open_draft(context);
    EditorState& editor = context.session.editor;
    // Nothing was refused: the communities of what is selected.
    if (editor.locked.empty())
        for (const geo::FaceId face : editor.selected)
            if (const data::DraftGrid* grid = draft.draft.version().owner(face))
                if (const data::Grid* area = draft.draft.area(grid->parent))
                    if (const std::pair outline{area->level, area->id}; std::ranges::find(editor.locked, outline) == editor.locked.end())
                        editor.locked.push_back(outline);
    if (editor.locked.empty())
        throw Error(geo::remark("edit.unlock_nothing"));
    const std::string reason = rest_argument(arguments, 0);
    if (reason.find_first_not_of(' ') == std::string::npos) {
        editor.card = EditCard::unlock;
        return;
    }
    editor.card = EditCard::none;
    for (const auto& [level, area] : std::exchange(editor.locked, {}))
        context.services.drafts.edit(data::UnlockOp{level, "#" + std::to_string(area.value), reason});
}

void layer(CommandContext& context, Arguments arguments)
{
    std::vector<std::string>& hidden = context.session.editor.hidden;
    const std::string name = text_argument(arguments, 0, "layer");
    if (std::erase(hidden, name) == 0)
        hidden.push_back(name);
}

void zoom(CommandContext& context, Arguments arguments)
{
    const DraftView& draft = open_draft(context);
    const geo::FaceId face = face_argument(draft, text_argument(arguments, 0, "grid"));
    const geo::LonLatBox box = geo::lonlat_box(data::box_of_grid(draft.draft.version(), face));
    const geo::MapPoint low = geo::map_from_lonlat({box.west, box.south}), high = geo::map_from_lonlat({box.east, box.north});
    // A third of a usual map around it.
    constexpr double pixels = 420;
    const double wide = std::max(std::abs(high.x - low.x), std::abs(high.y - low.y));
    go_to(context, {(box.west + box.east) / 2, (box.south + box.north) / 2}, std::max(wide / pixels, 0.05));
}

}
