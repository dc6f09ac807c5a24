#include "console/map/tools/map_tools.h"

namespace console {
namespace {

bool is_measuring(const Session& session) { return session.map.mode == MapMode::measure; }
bool is_drawing_area(const Session& session) { return session.map.mode == MapMode::area; }
bool is_placing_report(const Session& session) { return session.intake && session.intake->picking; }
/// The editor's pointer is its own; elsewhere a draft is not seen.
template <EditTool tool> bool is_editing(const Session& session)
{
    return session.layout == Layout::editor && !session.editor.draft.empty() && !session.edition.shown && session.editor.tool == tool;
}
bool is_anything(const Session&) { return true; }

constexpr MapToolRow map_tool_rows[] = {
    {"box", nullptr, make_box_tool},
    {"measure", is_measuring, make_measure_tool},
    {"area", is_drawing_area, make_area_tool},
    {"report", is_placing_report, make_report_tool},
    {"select", is_editing<EditTool::select>, make_select_tool},
    {"vertex", is_editing<EditTool::vertex>, make_vertex_tool},
    {"split", is_editing<EditTool::split>, make_split_tool},
    {"merge", is_editing<EditTool::merge>, make_merge_tool},
    {"reshape", is_editing<EditTool::reshape>, make_reshape_tool},
    {"cut", is_editing<EditTool::cut>, make_cut_tool},
    {"draw", is_editing<EditTool::draw>, make_draw_tool},
    {"assign", is_editing<EditTool::assign>, make_assign_tool},
    {"remove", is_editing<EditTool::remove>, make_remove_tool},
    {"look", is_anything, make_look_tool},
};

}

std::span<const MapToolRow> map_tool_table() { return map_tool_rows; }

MapTools::MapTools()
{
    for (const MapToolRow& row : map_tool_rows)
        tools_.push_back(row.make());
}

MapTool& MapTools::in_hand(const Session& session) const
{
    std::size_t at = 0;
    while (!map_tool_rows[at].is_in_hand || !map_tool_rows[at].is_in_hand(session))
        ++at;
    return *tools_[at];
}

MapTool* MapTools::take_press(const MapScene& scene, ScreenPoint at, bool shift) const
{
    for (std::size_t i = 0; i < tools_.size(); ++i)
        if (!map_tool_rows[i].is_in_hand && tools_[i]->take_press(scene, at, shift))
            return tools_[i].get();
    MapTool& tool = in_hand(scene.session());
    return tool.take_press(scene, at, shift) ? &tool : nullptr;
}

void MapTools::draw(const MapScene& scene) const
{
    in_hand(scene.session()).draw(scene);
    for (std::size_t i = 0; i < tools_.size(); ++i)
        if (!map_tool_rows[i].is_in_hand)
            tools_[i]->draw(scene);
}

void MapTools::map_moves() const
{
    for (const auto& tool : tools_)
        tool->map_moves();
}

}
