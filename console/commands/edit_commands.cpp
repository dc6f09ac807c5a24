// What the editor's tools on the map leave in the session: the line being drawn, the cross hair, what is snapped to.

#include "console/commands/functions.h"

#include <algorithm>

namespace console::edit_commands {
namespace {

constexpr int least_reach_px = 4, most_reach_px = 40;

}

bool is_open(const data::World& world, const Session& session) { return has_workspace(world, session) && !session.editor.draft.empty(); }

void line(CommandContext& context, Arguments arguments)
{
    std::vector<geo::LonLat> points;
    for (std::size_t i = 0; i + 1 < arguments.size(); i += 2)
        points.push_back(lonlat_argument(arguments, i));
    context.session.editor.line = std::move(points);
}

void aside(CommandContext& context, Arguments)
{
    EditorState& editor = context.session.editor;
    if (!editor.line.empty())
        editor.aside[editor.tool] = std::exchange(editor.line, {});
}

void take_up(CommandContext& context, Arguments)
{
    EditorState& editor = context.session.editor;
    if (const auto laid = editor.aside.find(editor.tool); laid != editor.aside.end() && editor.line.empty()) {
        editor.line = std::move(laid->second);
        editor.aside.erase(laid);
    }
}

void cursor(CommandContext& context, Arguments arguments)
{
    if (text_argument(arguments, 0, "longitude or none") == "none")
        context.session.editor.keyboard.reset();
    else
        context.session.editor.keyboard = lonlat_argument(arguments, 0);
}

void snap(CommandContext& context, Arguments arguments)
{
    const std::string name = text_argument(arguments, 0, "kind");
    const auto at = std::ranges::find(snap_kind_names, name);
    if (at == snap_kind_names.end())
        throw Error(geo::remark("no_snap", name));
    const auto kind = static_cast<SnapKind>(at - snap_kind_names.begin());
    if (std::set<SnapKind>& kinds = context.session.editor.snap.kinds; kinds.erase(kind) == 0)
        kinds.insert(kind);
}

void reach(CommandContext& context, Arguments arguments)
{
    context.session.editor.snap.reach_px = static_cast<int>(std::clamp<std::int64_t>(number_argument(arguments, 0, "pixels"), least_reach_px, most_reach_px));
}

void settings(CommandContext& context, Arguments) { context.session.editor.settings_open = !context.session.editor.settings_open; }

}
