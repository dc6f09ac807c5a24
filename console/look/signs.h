#pragma once
// The signs of docs/SCREENS.md as paths of an ImDrawList: sharp at every scale, no icon font. Colours come from the caller's
// palette; a sign never relies on them. UI thread, inside an ImGui frame.

#include "console/look/palette.h"
#include "console/names.h"
#include "console/screen_point.h"
#include "data/records/records.h"

struct ImDrawList;

namespace console {

enum class Sign {
    // a picture's state
    never_asked, connecting, late, frozen, unchanged, black, no_signal, too_dark, still, delayed, retrying, refused, no_right, masked, recorded, empty,
    // things of the desk
    lock, fault, waiting, search, grid, place, command, camera, clock, tick, cross, up, down, drop, phone, pencil,
    // of buttons and lists
    replay, snapshot, clip, enlarge, star, star_full, folded, play, no_address, tree,
    count
};

/// Drawn into the square of side `size` around `centre`. `part` is the number of steps reached for `connecting` (0 to 6).
void draw_sign(ImDrawList& list, Sign sign, ScreenPoint centre, float size, Rgba colour, int part = 0);

Colour severity_colour(data::Severity severity);
Colour severity_label_colour(data::Severity severity);

/// ▲ ◆ ● with its digit; attention is the fill: new = filled + ring, seen = filled, in hand = outline, waiting = dotted outline.
/// `ring` in [0, 1] is the opacity of the ring of a new one; above 1 it is drawn thick (reduced motion).
void draw_severity(ImDrawList& list, const Palette& palette, data::Severity severity, data::Attention attention, ScreenPoint centre,
                   float size, float ring = 1);
/// A closed incident's: a grey outline with its digit, nothing to act on.
void draw_severity_closed(ImDrawList& list, const Palette& palette, data::Severity severity, ScreenPoint centre, float size);
/// The shape alone, filled, without its digit.
void draw_severity_shape(ImDrawList& list, const Palette& palette, data::Severity severity, ScreenPoint centre, float size);

/// A ring that closes with time: `spent` of the limit in [0, 1]; thick from 75 %, closed with ! when overdue.
void draw_lateness(ImDrawList& list, const Palette& palette, data::Lateness lateness, float spent, ScreenPoint centre, float size);
/// The exclamation mark of what is overdue, for where a ring has no room for it: a small filled disc, at the shoulder of a symbol.
void draw_overdue_mark(ImDrawList& list, const Palette& palette, ScreenPoint centre, float size);

struct CameraMark {
    data::CameraKind kind = data::CameraKind::fixed;
    bool indoor = false;
    bool struck = false;      // does not deliver, or in repair
    bool never_asked = false; // dotted
    int tile = 0;             // on a tile: filled with the tile's number
};
void draw_camera(ImDrawList& list, const Palette& palette, const CameraMark& mark, ScreenPoint centre, float size);

}
