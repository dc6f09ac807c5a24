#include "console/window/keys.h"

#include <array>
#include <cstdlib>
#include <utility>

namespace console {
namespace {

constexpr std::array names{
    std::pair{std::string_view("Space"), key::space},         std::pair{std::string_view("Esc"), key::escape},
    std::pair{std::string_view("Enter"), key::enter},         std::pair{std::string_view("Tab"), key::tab},
    std::pair{std::string_view("Backspace"), key::backspace}, std::pair{std::string_view("Insert"), key::insert},
    std::pair{std::string_view("Delete"), key::del},          std::pair{std::string_view("Right"), key::right},
    std::pair{std::string_view("Left"), key::left},           std::pair{std::string_view("Down"), key::down},
    std::pair{std::string_view("Up"), key::up},               std::pair{std::string_view("PageUp"), key::page_up},
    std::pair{std::string_view("PageDown"), key::page_down},  std::pair{std::string_view("Home"), key::home},
    std::pair{std::string_view("End"), key::end},             std::pair{std::string_view("Menu"), key::menu},
    std::pair{std::string_view("Ctrl"), key::left_ctrl},
    std::pair{std::string_view("Shift"), key::left_shift},    std::pair{std::string_view("Alt"), key::left_alt},
};

bool is_letter_or_digit(char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

}

int key_from_name(std::string_view name)
{
    for (const auto& [known, number] : names)
        if (known == name)
            return number;
    if (name.size() >= 2 && name[0] == 'F') {
        const int n = std::atoi(std::string(name.substr(1)).c_str());
        return n >= 1 && n <= 12 ? key::f1 + n - 1 : key::none;
    }
    if (name.size() != 1 || name[0] <= ' ' || name[0] > '~')
        return key::none;
    // GLFW numbers printable keys by their unshifted ASCII character, letters as capitals.
    return name[0] >= 'a' && name[0] <= 'z' ? name[0] - 'a' + 'A' : name[0];
}

std::optional<Chord> parse_chord(std::string_view text)
{
    Chord chord;
    const auto take = [&](std::string_view modifier) {
        if (!text.starts_with(modifier) || text.size() == modifier.size())
            return false;
        text.remove_prefix(modifier.size());
        return true;
    };
    for (bool more = true; more;) {
        more = false;
        if (take("Ctrl+"))
            chord.modifiers.ctrl = more = true;
        if (take("Alt+"))
            chord.modifiers.alt = more = true;
        if (take("Shift+"))
            chord.modifiers.shift = more = true;
    }
    chord.key = key_from_name(text);
    if (chord.key == key::none)
        return std::nullopt;
    if (text.size() == 1 && !is_letter_or_digit(text[0]) && !chord.modifiers.ctrl && !chord.modifiers.alt)
        chord.character = static_cast<unsigned char>(text[0]);
    return chord;
}

bool is_modifier(int key) { return key >= key::left_shift && key <= key::right_super; }

bool matches_key(const Chord& chord, int key, Modifiers modifiers)
{
    if (chord.character != 0)
        return false;
    const bool is_same = key == chord.key || (key == key::keypad_enter && chord.key == key::enter);
    return is_same && modifiers == chord.modifiers;
}

bool matches_character(const Chord& chord, char32_t character) { return chord.character != 0 && chord.character == character; }

bool belongs_to_lists(const Chord& chord)
{
    if (chord.modifiers.alt)
        return false;
    if (chord.modifiers.ctrl)
        return chord.key == 'A' || chord.key == 'C';
    return (chord.key >= key::right && chord.key <= key::end) || chord.key == key::enter;
}

bool works_in_fields(const Chord& chord)
{
    if ((chord.key >= key::f1 && chord.key < key::f1 + 12) || chord.key == key::escape)
        return true;
    if (!chord.modifiers.ctrl)
        return chord.modifiers.alt;
    // Text fields cut, copy, paste, select and undo with these.
    return std::string_view("ACVXYZ").find(static_cast<char>(chord.key)) == std::string_view::npos || chord.key > 'Z';
}

}
