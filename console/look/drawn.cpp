#include "console/look/drawn.h"

#include <algorithm>
#include <sstream>

namespace console {
namespace {

constexpr float slack = 1.5F;  // of a pixel and its rounding
constexpr float bearing = 0.22F; // of a line's height above and below its letters: lines may share it

float overlap(float a, float a_size, float b, float b_size) { return std::min(a + a_size, b + b_size) - std::max(a, b); }

bool is_seen(const Rect& box, const Rect& clip)
{
    return overlap(box.x, box.width, clip.x, clip.width) > 0 && overlap(box.y, box.height, clip.y, clip.height) > 0;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// "+01:12", "340104-003", "2 h", "1.0万": no word of four letters, and nothing without a figure that is longer than a unit.
bool is_number(const std::string& text)
{
    constexpr std::ptrdiff_t longest_unit = 3;
    bool has_digit = false;
    std::istringstream in(text);
    for (std::string word; in >> word;) {
        int letters = 0;
        // A Chinese character has one byte that leads.
        for (const char c : word)
            if ((static_cast<unsigned char>(c) & 0xC0) != 0x80)
                letters += is_ascii_letter(c) || static_cast<unsigned char>(c) >= 0xE3;
        const bool is_figure = std::ranges::any_of(word, is_digit);
        const auto characters = std::ranges::count_if(word, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
        if (letters > longest_unit || (!is_figure && characters > longest_unit))
            return false;
        has_digit = has_digit || is_figure;
    }
    return has_digit;
}

/// Names and sentences may be shortened, the whole of them stands under the pointer; what must be read at once may not.
bool is_lost(const DrawnText& text)
{
    if (text.whole.empty())
        return false;
    const bool is_in_sight = text.clip.width > 0 && overlap(text.ink.y, text.ink.height, text.clip.y, text.clip.height) > 0;
    const bool has_nothing_left = text.words.empty() || text.words == "…";
    return is_in_sight && (has_nothing_left || is_number(text.whole));
}

Rect letters(const Rect& ink) { return {ink.x, ink.y + ink.height * bearing, ink.width, ink.height * (1 - 2 * bearing)}; }

}

std::vector<std::string> clipped_texts(const Names& names)
{
    std::vector<std::string> out;
    for (const DrawnText& text : names.texts()) {
        if (is_lost(text)) {
            out.push_back(text.words + " of " + text.whole);
            continue;
        }
        if (!is_seen(text.ink, text.clip))
            continue;
        const Rect ink = letters(text.ink);
        const bool is_cut_across = !text.scrolls_across && (ink.x < text.clip.x - slack || ink.x + ink.width > text.clip.x + text.clip.width + slack);
        const bool is_cut_along = ink.y < text.clip.y - slack || ink.y + ink.height > text.clip.y + text.clip.height + slack;
        if (is_cut_across || (is_cut_along && !text.scrolls))
            out.push_back(text.words);
    }
    return out;
}

std::vector<std::string> overlapping_texts(const Names& names)
{
    std::vector<const DrawnText*> seen;
    for (const DrawnText& text : names.texts())
        if (is_seen(text.ink, text.clip))
            seen.push_back(&text);
    std::ranges::stable_sort(seen, {}, [](const DrawnText* text) { return text->ink.y; });
    std::vector<std::string> out;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        const Rect a = letters(seen[i]->ink);
        for (std::size_t j = i + 1; j < seen.size() && seen[j]->ink.y < seen[i]->ink.y + seen[i]->ink.height; ++j) {
            const Rect b = letters(seen[j]->ink);
            if (seen[i]->layer == seen[j]->layer && overlap(a.x, a.width, b.x, b.width) > slack && overlap(a.y, a.height, b.y, b.height) > slack)
                out.push_back(seen[i]->words + " | " + seen[j]->words);
        }
    }
    return out;
}

std::vector<std::string> dead_controls(const Names& names)
{
    std::vector<std::string> out;
    for (const DrawnControl& control : names.controls())
        if (!control.scrolls && (control.box.width < 1 || control.box.height < 1 || !is_seen(control.box, control.clip)))
            out.push_back(control.name);
    return out;
}

}
