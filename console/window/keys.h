#pragma once
// Keys by number and by name. Numbers are those of GLFW 3.3, with letters taken from the keyboard's own layout. The grammar of
// a command's key: modifiers Ctrl+, Alt+, Shift+ before one name: F1…F12, Home, Left, Enter, Backspace, A, 5, "=", "/", "?".

#include <optional>
#include <string>
#include <string_view>

namespace console {

namespace key {
inline constexpr int none = -1, space = 32, minus = 45, digit_0 = 48, equal = 61, a = 65, escape = 256, enter = 257, tab = 258,
                     backspace = 259, insert = 260, del = 261, right = 262, left = 263, down = 264, up = 265, page_up = 266,
                     page_down = 267, home = 268, end = 269, f1 = 290, keypad_0 = 320, keypad_enter = 335, left_shift = 340,
                     left_ctrl = 341, left_alt = 342, left_super = 343, right_shift = 344, right_ctrl = 345, right_alt = 346,
                     right_super = 347, menu = 348;
}

struct Modifiers {
    bool ctrl = false, alt = false, shift = false;
    bool operator==(const Modifiers&) const = default;
};

/// What a command's key stands for. Punctuation without Ctrl or Alt is known by its character, because where "?" and "/" lie
/// depends on the keyboard; everything else by its number.
struct Chord {
    Modifiers modifiers;
    int key = key::none;
    char32_t character = 0; // not 0: match this character, not the number
};

/// Empty for a name that is none.
std::optional<Chord> parse_chord(std::string_view text);
/// "F4" → 293; -1 for none.
int key_from_name(std::string_view name);

/// Shift, Ctrl, Alt and the like, on either side.
bool is_modifier(int key);

/// Exactly these modifiers; Shift is ignored for characters.
bool matches_key(const Chord& chord, int key, Modifiers modifiers);
bool matches_character(const Chord& chord, char32_t character);
/// May it be taken while a text field has the keyboard? Ctrl and Alt chords that fields do not use, Esc (it puts
/// away what lies on top) and F keys.
bool works_in_fields(const Chord& chord);
/// A key that a list needs for itself while the operator's hands are on it: arrows, Home, End, PageUp, PageDown, Enter, Ctrl+A, Ctrl+C.
bool belongs_to_lists(const Chord& chord);

}
