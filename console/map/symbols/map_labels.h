#pragma once
// Names on the map: areas, roads, waters, the selected things; what finds room is decided by place_labels. A view model: the width
// of a text comes from the caller, who knows the fonts.

#include "console/look/glyphs.h"
#include "console/map/draft/draft_labels.h"
#include "console/map/grid_shapes.h"
#include "console/map/symbols/labels.h"
#include "console/map/symbols/map_symbols.h"
#include "console/map/tiles/ground.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace console {

struct MapLabel {
    LabelBox box;
    std::string text;
    FontSize size = FontSize::secondary;
    bool quiet = false;   // names of the base map step back behind those of areas
};

using MapLabels = std::vector<MapLabel>;
/// Width in window pixels and height of a text.
using MeasureText = std::function<LabelBox(const std::string& text, FontSize size)>;

struct LabelSources {
    const GridShapes* grids = nullptr;
    std::vector<std::shared_ptr<const Ground>> grounds;
    const MapSymbols* symbols = nullptr;
    const std::vector<DraftLabel>* draft = nullptr; // in the place of the finest level's names; null: no draft is shown
};

MapLabels make_map_labels(const LabelSources& sources, const Viewport& viewport, const std::vector<LabelBox>& occupied,
                          const MeasureText& measure);

}
