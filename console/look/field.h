#pragma once
// A one-line text field in our own looks. Its text is whole on our side and travels carried through ImGui (console/look/glyphs.h).

#include "console/look/painter.h"

#include <string>

namespace console {

struct FieldState {
    bool changed = false;   // the text is another one than before
    bool submitted = false; // Enter
    bool active = false;    // has the keyboard
};

/// `is_secret` shows a star for each character. `focus` takes the keyboard in this frame: only ever because the operator asked for it; `selects`: what
/// stands in it is selected then, so that typing replaces it.
FieldState draw_field(const Painter& painter, const std::string& name, Rect box, std::string& text, std::string_view hint, bool focus = false,
                      bool is_secret = false, bool selects = false);

}
