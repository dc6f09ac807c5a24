#pragma once
// The legend on the map while areas are coloured by a measure: in the colours that are seen, with the value under the pointer. Its words
// are a pure view model; the drawing keeps only what it counted. UI thread, inside the map's ImGui window.

#include "console/frame/frame_painter.h"
#include "console/map/panel/map_layers.h"
#include "console/map/tiles/choropleth.h"

#include <optional>
#include <string>
#include <vector>

namespace console {

struct LegendWords {
    struct Row {
        std::string range, visible;
        Rgba colour = 0;
        bool is_pointed = false;
    };
    std::string title, level; // what is measured, of which areas
    std::vector<Row> rows;
    std::string pointed;      // name and value of the area under the pointer; empty: it is over none
};

/// `wanted`: the level asked for; `pointer`: over the map.
LegendWords make_legend_words(const Choropleth& choropleth, const std::vector<LegendRow>& rows, const GridShapes& grids, const MapState& map,
                              std::optional<geo::LonLat> pointer, const Texts& text);

class MapLegend {
public:
    /// Counts what is visible; not while the map moves, once it has counted.
    void follow(const FramePainter& painter, const MapLayers& layers, const geo::MapBox& visible, bool is_at_rest);
    /// In the lower right corner of `map`; nothing without a measure.
    void draw(const FramePainter& painter, Rect map, std::optional<geo::LonLat> pointer) const;

private:
    const Choropleth* choropleth_ = nullptr; // of this frame
    const GridShapes* grids_ = nullptr;
    std::string measure_;                    // of rows_
    data::Level level_ = data::Level::grid;
    std::vector<LegendRow> rows_;
};

}
