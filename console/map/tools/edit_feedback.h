#pragma once
// What the editor's tools draw on the map: ink, old and new borders, hatches, snap signs, words at the pointer (docs/SCREENS.md, Editor).
// UI thread, inside the map's ImGui window.

#include "console/map/symbols/draft_selection.h"
#include "console/map/tools/edit_preview.h"
#include "console/map/tools/edit_target.h"

#include <span>
#include <string>
#include <vector>

namespace console {

/// Dashes along the whole line, on a dark halo; lengths in logical pixels.
struct DashStyle {
    Colour colour = Colour::ink;
    float width = 2, dash = 3, gap = 3; // gap 0: solid
    float alpha = 1;
    bool has_halo = true;
};
void draw_edit_line(const FramePainter& painter, std::span<const ScreenPoint> line, bool is_closed, const DashStyle& style);
void draw_edit_dot(const FramePainter& painter, ScreenPoint at, Colour colour, float radius_px = 3.5f);

/// Diagonals over the polygon, even-odd; `step` and `width` in logical pixels.
void draw_hatch(const FramePainter& painter, std::span<const std::vector<ScreenPoint>> rings, Colour colour, float step, float width, float alpha);

/// ■ □ ✕ ⊠ ═ ◎ … as drawn shapes, with the name on a plate beside it: to the left where the right has no room.
void draw_snap_sign(const FramePainter& painter, SnapKind kind, ScreenPoint at, std::string_view name);
void draw_cross_hair(const FramePainter& painter, ScreenPoint at);

/// Rings of a face on the screen, without points that lie closer than a pixel.
std::vector<std::vector<ScreenPoint>> screen_rings(const Viewport& viewport, const geo::Tessellation& map, geo::FaceId face);
std::vector<ScreenPoint> screen_line(const Viewport& viewport, std::span<const geo::LonLat> line);

/// What an edit would change: old borders dashed grey, new ones solid white, what it makes hatched.
void draw_preview(const MapScene& scene, const EditPreview& preview);
/// ✕ at the place and a hatch around it.
void draw_refused_at(const MapScene& scene, geo::LonLat at);

/// Lines of words at a place of the map, on a plate, over everything, kept within the map.
void draw_pointer_words(const MapScene& scene, ScreenPoint at, std::span<const std::pair<std::string, Colour>> lines);

/// "301 + 311 households"; empty where none is known.
std::string households_words(const Texts& text, const EditPreview& preview);

/// "✕ The line ends inside a grid …"
std::string refused_words(const Texts& text, const data::RefusedOp& refused);
/// The same without the sign.
std::string refused_reason(const Texts& text, const data::RefusedOp& refused);

/// What lies over the draft whichever tool is in hand: the selected grids (followed by the caller), overlaps, and what was asked for and not
/// done.
void draw_draft_state(const MapScene& scene, DraftSelection& selection);

} // namespace console
