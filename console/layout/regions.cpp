#include "console/layout/regions.h"
#include "console/seat/layout_names.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace console {
namespace {

constexpr float split_width = 4, split_grab = 10;
constexpr float narrow_width = 1000;
constexpr float drawn_width = 1920; // of docs/SCREENS.md; what a window has beyond it is shared out
constexpr float least_over_drawer = 160; // of what lies above a drawer
constexpr float least_desk = 400; // of the import desk beside two others
constexpr float least_wall = 160; // beside what is asked

constexpr RegionRow region_rows[] = {
    {Layout::start, "top", Dock::top, 40, 40, false, 0, 0},
    {Layout::start, "status", Dock::bottom, 28, 28, false, 0, 0},
    {Layout::start, "import", Dock::left, 720, 400, true, 0, 0, 0.2F},
    {Layout::start, "start", Dock::rest, 0, 480, false, 0, 0},

    {Layout::desk, "top", Dock::top, 40, 40, false, 0, 0},
    {Layout::desk, "status", Dock::bottom, 28, 28, false, 0, 0},
    {Layout::desk, "import", Dock::left, 720, 400, true, 0, 0, 0.2F},
    {Layout::desk, "queue", Dock::left, 372, 320, true, 1500, 56, 0.1F},
    {Layout::desk, "case", Dock::right, 564, 440, true, 0, 0, 0.3F},
    {Layout::desk, "map", Dock::rest, 0, 480, false, 0, 0},

    {Layout::wall, "top", Dock::top, 32, 32, false, 0, 0},
    {Layout::wall, "aside", Dock::left, 480, 320, false, 0, 0},
    {Layout::wall, "wall_side", Dock::left, 340, 280, true, 0, 0},
    {Layout::wall, "wall", Dock::rest, 0, 480, false, 0, 0},

    {Layout::list, "top", Dock::top, 40, 40, false, 0, 0},
    {Layout::list, "status", Dock::bottom, 28, 28, false, 0, 0},
    {Layout::list, "import", Dock::left, 720, 400, true, 0, 0, 0.2F},
    {Layout::list, "case", Dock::right, 564, 440, true, 0, 0, 0.3F},
    {Layout::list, "list", Dock::rest, 0, 480, false, 0, 0},

    {Layout::gallery, "gallery", Dock::rest, 0, 480, false, 0, 0},

    {Layout::log, "top", Dock::top, 40, 40, false, 0, 0},
    {Layout::log, "status", Dock::bottom, 28, 28, false, 0, 0},
    {Layout::log, "import", Dock::left, 720, 400, true, 0, 0, 0.2F},
    {Layout::log, "log", Dock::rest, 0, 480, false, 0, 0},

    {Layout::sheet, "top", Dock::top, 40, 40, false, 0, 0},
    {Layout::sheet, "status", Dock::bottom, 28, 28, false, 0, 0},
    {Layout::sheet, "import", Dock::left, 720, 400, true, 0, 0, 0.2F},
    {Layout::sheet, "case", Dock::right, 564, 440, true, 0, 0, 0.3F},
    {Layout::sheet, "sheet", Dock::rest, 0, 480, false, 0, 0},

    {Layout::editor, "top", Dock::top, 40, 40, false, 0, 0},
    {Layout::editor, "status", Dock::bottom, 28, 28, false, 0, 0},
    {Layout::editor, "edit_tools", Dock::top, 44, 44, false, 0, 0},
    {Layout::editor, "import", Dock::left, 720, 400, true, 0, 0, 0.2F},
    {Layout::editor, "edit_drafts", Dock::left, 280, 240, true, 1000, 44, 0.1F},
    {Layout::editor, "edit_side", Dock::right, 440, 360, true, 0, 0, 0.1F},
    {Layout::editor, "edit_drawer", Dock::bottom, 240, 120, true, 0, 0},
    {Layout::editor, "map", Dock::rest, 0, 480, false, 0, 0},
};

const RegionRow& rest_of(Layout layout)
{
    return *std::ranges::find_if(region_rows, [&](const RegionRow& row) { return row.layout == layout && row.dock == Dock::rest; });
}

bool is_named(const RegionRow& row, std::string_view name) { return name == row.name; }

/// Whether the row is there at all, in a window of this width at 100 %.
bool is_there(const RegionRow& row, float width, const ShownRegions& shown)
{
    if (is_named(row, "edit_drawer"))
        return shown.drawer;
    if (is_named(row, "wall_side"))
        return shown.wall_side && (shown.aside == 0 || width >= shown.aside * 2 / 3 + row.min + least_wall);
    if (is_named(row, "aside"))
        return shown.aside > 0;
    if (is_named(row, "import"))
        return shown.import;
    if (!shown.import || row.dock == Dock::rest)
        return true;
    // The desk stands where the left column was; where it would leave the map too little, what is at the right waits, too.
    return row.dock != Dock::left && (row.dock != Dock::right || width >= least_desk + row.min + rest_of(row.layout).min);
}

bool is_side(const RegionRow& row) { return row.dock == Dock::left || row.dock == Dock::right; }

/// What a column may take where `side_room` is left for it and those after it.
float room_of(const RegionRow& row, const std::vector<const RegionRow*>& rows, float side_room, float width, const ShownRegions& shown)
{
    const bool is_aside = is_named(row, "aside");
    if (!is_aside && !is_named(row, "import"))
        return std::max(side_room, std::min(row.min, width / 2));
    float beside = 0; // what the other columns want at least
    for (const RegionRow* other : rows)
        beside += other != &row && is_side(*other) ? other->min : 0;
    // What is asked is asked for a moment: a wall may become small for it.
    if (!is_aside)
        return std::max(side_room - beside, std::min(row.min, width / 2));
    const float share = width * (beside > 0 ? 0.25F : 0.35F);
    return std::max(std::min(side_room - beside, share), std::min(shown.aside * 2 / 3, width - beside - least_wall));
}

float size_of(const RegionRow& row, bool is_collapsed, float width, float room, const std::map<std::string, float>& remembered, const ShownRegions& shown)
{
    if (is_collapsed)
        return row.collapsed;
    if (is_named(row, "aside"))
        return std::min(shown.aside, std::max(room, 0.F));
    const auto kept = row.is_split ? remembered.find(split_key(row)) : remembered.end();
    const float wanted = kept == remembered.end() ? row.preferred + std::round(row.share * std::max(0.F, width - drawn_width)) : kept->second;
    return std::min(std::max(wanted, row.min), std::max(room, 0.f));
}

}

std::span<const RegionRow> region_table() { return region_rows; }

const PlacedRegion* Placement::find(std::string_view name) const
{
    const auto at = std::ranges::find_if(regions, [&](const PlacedRegion& placed) { return name == placed.row->name; });
    return at == regions.end() ? nullptr : &*at;
}

Placement place_regions(Layout layout, float width, float height, float scale, const std::map<std::string, float>& remembered, const ShownRegions& shown)
{
    Placement placement;
    Rect rest{0, 0, width, height};
    float side_room = width / scale - rest_of(layout).min; // what left and right regions may take together
    // In a narrow window a drawer lies under the columns, too.
    std::vector<const RegionRow*> rows;
    for (const RegionRow& row : region_rows)
        if (row.layout == layout && is_there(row, width / scale, shown))
            rows.push_back(&row);
    if (width / scale < narrow_width)
        std::ranges::stable_partition(rows, [](const RegionRow* row) { return row->dock == Dock::top || row->dock == Dock::bottom; });
    for (const RegionRow* at : rows) {
        const RegionRow& row = *at;
        const bool is_drawer = row.dock == Dock::bottom && row.is_split;
        const bool is_collapsed = row.collapse_below > 0 && width / scale < row.collapse_below;
        const bool is_column = is_side(row);
        const float room = is_column ? room_of(row, rows, side_room, width / scale, shown) : is_drawer ? std::max(rest.height / scale - least_over_drawer, row.min) : height / scale;
        // Whole pixels, so that lines and text stay sharp at every scale.
        const float size = std::round(size_of(row, is_collapsed, width / scale, room, remembered, shown) * scale);
        const float bar = row.is_split ? std::round(split_width * scale) : 0;
        const float grab = row.is_split ? std::round((split_grab - split_width) / 2 * scale) : 0;
        Rect own = rest;
        PlacedSplit split{&row, rest, rest, is_column};
        switch (row.dock) {
        case Dock::top:
            own.height = size;
            rest.y += size;
            rest.height -= size;
            break;
        case Dock::bottom:
            own.y = rest.y + rest.height - size;
            own.height = size;
            split.bar.y = own.y - bar;
            rest.height -= size + bar;
            break;
        case Dock::left:
            own.width = size;
            split.bar.x = rest.x + size;
            rest.x += size + bar;
            rest.width -= size + bar;
            break;
        case Dock::right:
            own.x = rest.x + rest.width - size;
            own.width = size;
            split.bar.x = own.x - bar;
            rest.width -= size + bar;
            break;
        case Dock::rest: own.width = std::max(own.width, 1.f); break;
        }
        if (is_column)
            side_room -= size / scale;
        placement.regions.push_back({&row, own, is_collapsed});
        if (row.is_split) {
            if (is_column) {
                split.bar.width = bar;
                split.grab = {split.bar.x - grab, split.bar.y, bar + 2 * grab, split.bar.height};
            } else {
                split.bar.height = bar;
                split.grab = {split.bar.x, split.bar.y - grab, split.bar.width, bar + 2 * grab};
            }
            placement.splits.push_back(split);
        }
    }
    return placement;
}

std::string split_key(const RegionRow& row) { return std::string(layout_name(row.layout)) + "." + row.name; }

}
