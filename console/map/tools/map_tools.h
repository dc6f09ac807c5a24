#pragma once
// The tools of one map: which is in hand is the session's. UI thread.

#include "console/map/tools/map_tool.h"

#include <memory>
#include <span>
#include <vector>

namespace console {

struct MapToolRow {
    const char* name;
    bool (*is_in_hand)(const Session&); // null: never; its presses are its own whatever is in hand (Shift)
    std::unique_ptr<MapTool> (*make)();
};

/// The first row that is in hand has the pointer; the last one always is.
std::span<const MapToolRow> map_tool_table();

class MapTools {
public:
    MapTools();

    MapTool& in_hand(const Session& session) const;
    /// Whose the press is; null: the map's.
    MapTool* take_press(const MapScene& scene, ScreenPoint at, bool shift) const;
    void draw(const MapScene& scene) const;
    void map_moves() const;

private:
    std::vector<std::unique_ptr<MapTool>> tools_; // as the table's rows
};

std::unique_ptr<MapTool> make_box_tool();
std::unique_ptr<MapTool> make_measure_tool();
std::unique_ptr<MapTool> make_area_tool();
std::unique_ptr<MapTool> make_report_tool();
std::unique_ptr<MapTool> make_look_tool();
// Of the editor, as EditTool.
std::unique_ptr<MapTool> make_select_tool();
std::unique_ptr<MapTool> make_vertex_tool();
std::unique_ptr<MapTool> make_split_tool();
std::unique_ptr<MapTool> make_merge_tool();
std::unique_ptr<MapTool> make_reshape_tool();
std::unique_ptr<MapTool> make_cut_tool();
std::unique_ptr<MapTool> make_draw_tool();
std::unique_ptr<MapTool> make_assign_tool();
std::unique_ptr<MapTool> make_remove_tool();

}
