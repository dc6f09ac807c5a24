#include "console/map/tools/map_tools.h"

namespace console {
namespace {

bool is_measuring(const Session& session) { return session.map.mode == MapMode::measure; }
bool is_drawing_area(const Session& session) { return session.map.mode == MapMode::area; }
bool is_placing_report(const Session& session) { return session.intake && session.intake->picking; }
bool is_anything(const Session&) { return true; }

constexpr MapToolRow map_tool_rows[] = {
    {"box", nullptr, make_box_tool},
    {"measure", is_measuring, make_measure_tool},
    {"area", is_drawing_area, make_area_tool},
    {"report", is_placing_report, make_report_tool},
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
