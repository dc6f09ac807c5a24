#pragma once
// The map on a sheet: a page for a printer (PDF, its words as text) or a picture (PNG), with scale bar, north, legend, edition and whose
// base map it is. A frozen value, made on the UI thread (console/map/panel/sheet_view) and drawn by Cairo on any other (decision 0092).

#include "console/map/sheet/sheet_box.h"
#include "console/map/tiles/tile_painting.h"
#include "console/map/viewport.h"
#include "console/seat/files.h"
#include "data/records/records.h"

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace console {

/// A camera or an incident, or several together.
struct SheetSign {
    enum class Kind { camera, incident, cameras, incidents };
    Kind kind = Kind::camera;
    ScreenPoint at;              // pixels of the map's viewport
    data::Severity severity = data::Severity::ordinary; // the worst of several
    bool is_open = true;         // of an incident
    bool is_struck = false;      // of a camera
    std::uint32_t count = 1;
};

struct SheetLegendRow {
    Rgba colour = 0;
    std::string words;
};

struct MapSheet {
    MapExport wish;
    double width = 0, height = 0;
    double unit = 1;             // of the sheet in one logical pixel: sizes of letters and lines
    SheetBox map, head, foot;    // a picture has no head
    Viewport viewport;           // of the map, from (0, 0); more pixels than the sheet has units
    std::shared_ptr<const TileScene> scene;
    std::vector<std::shared_ptr<const Ground>> grounds; // that name things
    bool has_labels = true;
    std::vector<SheetSign> signs;
    std::vector<std::vector<ScreenPoint>> wedges, outlines; // of what is selected
    std::string title, day, edition, attribution, legend_title;
    std::vector<SheetLegendRow> legend;
};

/// The sheet's parts for a paper of paper_names, or for a picture of this size. `legend_rows`: how many classes the foot has to hold.
void lay_out(MapSheet& sheet, double picture_width, double picture_height, float picture_scale, std::size_t legend_rows);

/// Writes it beside its goal and renames it. Throws Error; cut short (nothing written) when `stop` is asked.
void write_sheet(const MapSheet& sheet, const std::string& path, std::stop_token stop = {});

}
