#pragma once
// What lies over the map besides its symbols: the range ring, the import desk's data, the layer list. UI thread, inside
// the map's ImGui window.

#include "console/frame/frame_painter.h"
#include "console/map/panel/map_layers.h"
#include "console/map/viewport.h"

namespace console {

/// The circle around session.map.ring with its radius.
void draw_ring(const FramePainter& painter, const Viewport& viewport);
/// Where the data of the import desk would lie under each candidate system; the pointed or chosen one stands out.
void draw_import_outlines(const FramePainter& painter, const Viewport& viewport, const ImportDesk& desk);
/// The column on the right while the layer list is open.
float layer_column_width(const View& view);
void draw_layer_column(const FramePainter& painter, Rect box, const MapLayers& layers, Outbox& outbox);

/// The pencil in the map's upper right corner: makes or opens a draft and shows the editor.
void draw_pencil_button(const FramePainter& painter, Rect map, Outbox& outbox);

}
