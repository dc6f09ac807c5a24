#pragma once
// Draws what map_symbols decided, sign by sign: into the window, or into a list of its own for a sprite. UI thread, inside the
// map's ImGui window.

#include "console/frame/frame_painter.h"
#include "console/map/symbols/map_labels.h"
#include "console/map/symbols/map_symbols.h"

struct ImDrawList;
struct ImVec2;

namespace console {

/// What stands out, and is drawn over the picture of all the others: the selected things and the cameras on tiles.
inline bool is_strong(const CameraSymbol& symbol) { return symbol.selected || symbol.tile > 0; }

ImVec2 vec(ScreenPoint p);
void draw_strong_wedges(const FramePainter& painter, const MapSymbols& symbols);
void draw_strong_symbols(const FramePainter& painter, const MapSymbols& symbols);
void draw_cluster(ImDrawList& list, const FramePainter& painter, const ClusterSymbol& cluster, bool incidents);
void draw_camera_symbol(ImDrawList& list, const FramePainter& painter, const CameraSymbol& symbol);
void draw_incident_symbol(ImDrawList& list, const FramePainter& painter, const IncidentSymbol& symbol);
/// A line that the operator draws, with a halo, so that it shows on any ground; its corners as dots.
void draw_map_line(const FramePainter& painter, const std::vector<ImVec2>& points, bool closed);
void draw_map_dot(const FramePainter& painter, ImVec2 at, float radius_px);
/// Text with a halo, so that it reads on any ground.
void add_map_text(ImDrawList& list, const FramePainter& painter, ScreenPoint top_left, std::string_view text, FontSize size,
                  Colour colour = Colour::label, float alpha = 1);
void draw_map_text(const FramePainter& painter, ScreenPoint top_left, std::string_view text, FontSize size, Colour colour = Colour::label,
                   float alpha = 1);
/// Boxes that labels must not cover.
std::vector<LabelBox> symbol_boxes(const FramePainter& painter, const MapSymbols& symbols);

}
