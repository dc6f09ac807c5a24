#pragma once
// A look at a text before toml++ reads it. Pure; any thread.

#include <string_view>

namespace console {

/// The line, from 1, of the first character beyond ASCII that stands neither in quotes nor in a comment; 0: there is none. TOML knows no place
/// for it, and toml++ 3.3 is not to be asked (found by the fuzz target settings_file, docs/TESTING.md). A mark of the encoding at the
/// beginning is none.
int stray_character_line(std::string_view text);

}
