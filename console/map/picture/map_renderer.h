#pragma once
// What makes a picture of what stands still on the map: ground, weak wedges, labels, signs, graticule. One way today, by the
// processor; the map panel knows no more than this of it. Belongs to the map panel; UI thread.

#include "console/frame/frame_painter.h"
#include "console/map/symbols/map_labels.h"
#include "console/map/symbols/map_rules.h"
#include "console/map/symbols/map_symbols.h"
#include "console/map/tiles/map_tiles.h"

#include <memory>
#include <vector>

namespace console {

/// What of the map is in the picture, as make_map_… and MapTiles gave it for the viewport. What stands out of the symbols
/// (is_strong, selected) is left to the panel, which draws it over the picture.
struct MapContents {
    const std::vector<TileBlit>& ground;
    const MapSymbols& symbols;
    const MapLabels& labels;
    const std::vector<MapRule>& rules;
};

class MapRenderer {
public:
    virtual ~MapRenderer() = default; // with the GL context current
    /// Adds the picture to the current window's draw list; it fills the viewport. The contents are needed during the call only.
    virtual void draw(const FramePainter& painter, const Viewport& viewport, const MapContents& contents) = 0;
};

/// The one that suits this machine.
std::unique_ptr<MapRenderer> make_map_renderer();

}
