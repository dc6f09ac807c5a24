#pragma once
// What drawing needs to know whatever is drawn: words, colours, characters, where named widgets are, the scale. A part of every View;
// UI thread.

#include "console/names.h"

#include <string_view>

namespace console {

class Texts;
class Palette;
class Glyphs;

struct Look {
    const Texts& text;
    const Palette& palette;
    Glyphs& glyphs;             // notes characters not yet in the atlas
    Names& names;               // rectangles of named widgets, for drive scripts
    float scale = 1;            // pixels per logical pixel

    /// The words of a key, ready for ImGui.
    const char* tr(std::string_view key) const;
};

}
