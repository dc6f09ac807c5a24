#pragma once
// ImGui's style from the palette: sizes of docs/SCREENS.md (spacing 4/8/12, no rounding, no blue). Set again after a change of
// theme or scale, between frames, for the current ImGui context.

#include "console/look/palette.h"

namespace console {

void set_style(const Palette& palette, float scale);

}
