#pragma once
// Draws what map_symbols decided. UI thread, inside the map's ImGui window.

#include "console/look/painter.h"
#include "console/map/map_labels.h"
#include "console/map/map_symbols.h"

namespace console {

void draw_wedges(const Painter& painter, const MapSymbols& symbols);
void draw_symbols(const Painter& painter, const MapSymbols& symbols);
/// Text with a halo, so that it reads on any ground.
void draw_map_text(const Painter& painter, ScreenPoint top_left, std::string_view text, FontSize size, Colour colour = Colour::label,
                   float alpha = 1);
void draw_labels(const Painter& painter, const MapLabels& labels);
/// Boxes that labels must not cover.
std::vector<LabelBox> symbol_boxes(const Painter& painter, const MapSymbols& symbols);

}
