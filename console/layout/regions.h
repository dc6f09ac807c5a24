#pragma once
// Where the regions of a layout lie: a plain table of rows docked one after the other, the last one filling the rest
// (docs/SCREENS.md). Sizes are logical pixels at 100 %; results are window pixels. Pure functions.

#include "console/names.h"
#include "console/seat/session.h"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace console {

enum class Dock { top, bottom, left, right, rest };

struct RegionRow {
    Layout layout;
    const char* name;        // of the region and of its panel
    Dock dock;
    float preferred, min;    // along the docking direction
    bool is_split;           // may be dragged: left and right ones, and a bottom one, which is a drawer: open or not there
    float collapse_below;    // window width under which it shrinks to `collapsed`; 0: never
    float collapsed;
    float share = 0;         // of what a window is wider than 1920: that much more is preferred
};

struct PlacedRegion {
    const RegionRow* row = nullptr;
    Rect rect;
    bool is_collapsed = false;
};

/// The bar between a split region and what follows it. `grab` is wider than what is drawn.
struct PlacedSplit {
    const RegionRow* row = nullptr;
    Rect bar, grab;
    bool is_vertical_bar = true;
};

struct Placement {
    std::vector<PlacedRegion> regions;
    std::vector<PlacedSplit> splits;
    const PlacedRegion* find(std::string_view name) const;
};

std::span<const RegionRow> region_table();

/// Which of the regions that come and go are there.
struct ShownRegions {
    bool drawer = true;       // of the editor
    bool wall_side = false;   // cameras and views beside the tiles
    float aside = 0;          // what is asked or told while a wall is in use: how wide it would like to be; its tiles make room, it lies on none
    bool import = false;      // the import desk: in the place of the left column; the right one gives way where a map beside it would have no room
};

/// `remembered` holds sizes at 100 % by split_key(); sizes are kept between the region's minimum and what leaves the rest its own.
Placement place_regions(Layout layout, float width, float height, float scale, const std::map<std::string, float>& remembered, const ShownRegions& shown = {});

/// "desk.queue"
std::string split_key(const RegionRow& row);

}
