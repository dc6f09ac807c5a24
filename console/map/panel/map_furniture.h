#pragma once
// What the map itself writes over its names: scale, north, whose base map it is, what lies where; and the boxes that names leave free for
// it. UI thread, inside the map's ImGui window.

#include "console/frame/frame_painter.h"
#include "console/map/symbols/map_labels.h"
#include "console/map/viewport.h"

#include <optional>
#include <string>
#include <vector>

namespace console {

/// North, scale bar, attribution along the lower edge: so high, logical pixels.
inline constexpr float rulers_px = 76;
void draw_rulers(const FramePainter& painter, const Viewport& viewport, const std::vector<std::string>& attributions);
/// How wide whose base map it is stands at the right of the lower edge, window pixels; 0: nothing does.
float credit_width(const FramePainter& painter, const std::vector<std::string>& attributions);

/// Words over the map with where they begin, window pixels.
struct MapNote {
    std::string words;
    ScreenPoint at;
};
/// How many rows the import desk's file has: over the ring around them, or at the edge towards it.
std::optional<MapNote> import_note(const FramePainter& painter, const Viewport& viewport, const data::ImportPreview& preview);
/// Words that no name may lie under: the painter knows where they are.
void draw_map_note(const FramePainter& painter, ScreenPoint top_left, const std::string& words, FontSize size, Colour colour = Colour::label);

/// Where no name is placed.
std::vector<LabelBox> furniture_boxes(const FramePainter& painter, const Viewport& viewport);
/// Tells the painter where names lie, where somebody asks; those under the plate are not seen.
void note_labels(const FramePainter& painter, const MapLabels& labels, const std::optional<Rect>& plate);

/// Where what is selected is not on the map: at the edge towards it, with how far it is from the middle; a click goes there.
void draw_way_to_selected(const FramePainter& painter, const Viewport& viewport, Outbox& outbox);

}
