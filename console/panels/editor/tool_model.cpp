#include "console/panels/editor/tool_model.h"

#include <array>

namespace console {
namespace {

struct ToolRow {
    EditTool tool;
    const char* command;
    const char* title;
};
constexpr std::array tools{
    ToolRow{EditTool::select, "editor.select_tool", "edit.tool.select"}, ToolRow{EditTool::vertex, "editor.vertex", "edit.tool.vertex"},
    ToolRow{EditTool::split, "editor.split", "edit.tool.split"},         ToolRow{EditTool::reshape, "editor.reshape", "edit.tool.reshape"},
    ToolRow{EditTool::cut, "editor.cut", "edit.tool.cut"},               ToolRow{EditTool::draw, "editor.draw", "edit.tool.draw"},
    ToolRow{EditTool::merge, "editor.merge", "edit.tool.merge"},         ToolRow{EditTool::assign, "editor.assign", "edit.tool.assign"},
    ToolRow{EditTool::remove, "editor.remove", "edit.tool.remove"},
};
static_assert(tools.size() == edit_tool_names.size());

}

std::vector<ToolButton> make_tool_buttons(const Session& session, const DraftView* draft)
{
    const EditorState& editor = session.editor;
    const char* closed = !draft ? (editor.draft.empty() ? "edit.why.no_draft" : "edit.why.opening") : !draft->is_mine ? "edit.why.held" : nullptr;
    if (!closed && session.edition.shown)
        closed = "edit.why.edition";
    std::vector<ToolButton> buttons;
    const auto add = [&](const char* command, const char* title, bool is_chosen, const char* reason, std::string count = {}, bool begins_group = false) {
        buttons.push_back({command, title, is_chosen, reason == nullptr, reason ? reason : "", std::move(count), begins_group});
    };
    // To look and select one needs no hold on the draft.
    for (const ToolRow& row : tools)
        add(row.command, row.title, editor.tool == row.tool && !session.edition.shown, draft && (row.tool == EditTool::select || draft->is_mine) ? nullptr : closed);
    add("editor.trace", "edit.tool.trace", editor.is_tracing, closed, {}, true);
    const auto numbered = [](std::size_t count) { return count > 0 ? std::to_string(count) : std::string(); };
    add("draft.undo", "edit.tool.undo", false, closed ? closed : draft->undo_count == 0 ? "edit.why.no_undo" : nullptr, draft ? numbered(draft->undo_count) : "", true);
    add("draft.redo", "edit.tool.redo", false, closed ? closed : draft->redo_count == 0 ? "edit.why.no_redo" : nullptr, draft ? numbered(draft->redo_count) : "");
    add("draft.publish", "edit.tool.publish", false, closed ? closed : draft->undo_count == 0 ? "edit.why.no_edit" : nullptr, {}, true);
    add("editor.table", "edit.tool.table", editor.drawer == EditDrawer::table, nullptr, {}, true);
    add("editor.journal", "edit.tool.journal", editor.drawer == EditDrawer::journal, nullptr);
    return buttons;
}

}
