#include "console/look/shorten.h"

#include "console/look/private_characters.h"

#include <algorithm>
#include <array>
#include <span>

namespace console {
namespace {

constexpr char32_t ellipsis = 0x2026;

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

/// Whether a cut before `at` goes through a number: 104|3217, 02|:14, 2.|5.
bool is_within_number(const std::vector<char32_t>& all, std::size_t at)
{
    const auto is_joint = [](char32_t c) { return c == U':' || c == U'.' || c == U'-' || c == U','; };
    const auto digit = [&](std::size_t i) { return i < all.size() && is_digit(all[i]); };
    return (digit(at - 1) && (digit(at) || (at < all.size() && is_joint(all[at]) && digit(at + 1)))) || (at >= 2 && is_joint(all[at - 1]) && digit(at - 2) && digit(at));
}

/// How many characters from the last number on, where hardly anything follows it: 1043217号.
std::size_t number_at_end(const std::vector<char32_t>& all)
{
    constexpr std::size_t most_behind = 2;
    std::size_t end = all.size();
    while (end > 0 && all.size() - end < most_behind && !is_digit(all[end - 1]))
        --end;
    std::size_t begin = end;
    while (begin > 0 && is_digit(all[begin - 1]))
        --begin;
    return begin == end ? 0 : all.size() - begin;
}

}

float width_of(std::string_view utf8, const AdvanceOf& advance)
{
    float width = 0;
    for (std::size_t at = 0; at < utf8.size();)
        width += advance(next_character(utf8, at));
    return width;
}

std::string shortened(std::string_view utf8, float width, Shorten how, const AdvanceOf& advance)
{
    if (width_of(utf8, advance) <= width)
        return std::string(utf8);
    std::vector<char32_t> all;
    for (std::size_t at = 0; at < utf8.size();)
        all.push_back(next_character(utf8, at));
    float room = width - advance(ellipsis);
    std::size_t front = 0, back = 0; // characters kept at either end
    const auto take = [&](bool from_front) {
        if (front + back >= all.size())
            return false;
        const float needed = advance(from_front ? all[front] : all[all.size() - 1 - back]);
        if (needed > room)
            return false;
        room -= needed;
        ++(from_front ? front : back);
        return true;
    };
    if (how == Shorten::end) {
        while (take(true)) {
        }
    } else {
        // Names differ in their numbers most of all: one that ends the text stays, if it leaves the front its share.
        const std::size_t ends = number_at_end(all);
        float wide = 0;
        for (std::size_t i = all.size() - ends; i < all.size(); ++i)
            wide += advance(all[i]);
        if (ends > 0 && wide <= room * 0.8F)
            back = ends, room -= wide;
        while (take(true) && take(false)) {
        }
    }
    // Half a number is another number.
    while (front > 0 && front + back < all.size() && is_within_number(all, front))
        --front;
    while (back > 0 && front + back < all.size() && is_within_number(all, all.size() - back))
        --back;
    while (how == Shorten::end && front > 1 && all[front - 1] == U' ')
        --front;
    std::string out;
    for (std::size_t i = 0; i < front; ++i)
        append_utf8(out, all[i]);
    append_utf8(out, ellipsis);
    for (std::size_t i = all.size() - back; i < all.size(); ++i)
        append_utf8(out, all[i]);
    return out;
}

namespace {

/// What never begins a line, and what never ends one: it stays with its neighbour.
constexpr std::array<std::string_view, 13> closing{"，", "。", "、", "：", "；", "！", "？", "）", "》", "”", "’", "】", "…"};
constexpr std::array<std::string_view, 5> opening{"（", "《", "“", "‘", "【"};

/// Behind the unit of a number that ends at `at`: "12 s", "38 m". Without one: `at`.
std::size_t behind_unit(std::string_view utf8, std::size_t at)
{
    constexpr std::size_t longest = 3; // of what follows: "km,"
    const auto is_ascii_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    if (at == 0 || utf8[at - 1] < '0' || utf8[at - 1] > '9' || at + 1 >= utf8.size() || utf8[at] != ' ' || !is_ascii_letter(utf8[at + 1]))
        return at;
    std::size_t end = at + 1;
    while (end < utf8.size() && utf8[end] > ' ')
        ++end;
    return end - at - 1 <= longest ? end : at;
}

bool begins_with_one_of(std::string_view text, std::span<const std::string_view> signs)
{
    return std::ranges::any_of(signs, [&](std::string_view sign) { return text.starts_with(sign); });
}

}

std::vector<std::string> broken_into_lines(std::string_view utf8, float width, std::size_t most, const AdvanceOf& advance)
{
    std::vector<std::string> lines(1);
    float x = 0;
    const auto is_letter = [&](std::size_t at) { return static_cast<unsigned char>(utf8[at]) < 0x80 && utf8[at] != ' ' && utf8[at] != '\n'; };
    for (std::size_t at = 0; at < utf8.size();) {
        const std::size_t begin = at;
        while (begins_with_one_of(utf8.substr(at), opening))
            next_character(utf8, at);
        if (at < utf8.size() && is_letter(at)) {
            while (at < utf8.size() && is_letter(at))
                ++at;
            at = behind_unit(utf8, at);
        } else if (at < utf8.size()) {
            next_character(utf8, at);
        }
        while (utf8[begin] != '\n' && begins_with_one_of(utf8.substr(at), closing))
            next_character(utf8, at);
        const std::string_view word = utf8.substr(begin, at - begin);
        const float wide = width_of(word, advance);
        const bool is_break = word == "\n";
        if (is_break || (x > 0 && word != " " && x + wide > width)) {
            if (most > 0 && lines.size() == most) {
                lines.back() += utf8.substr(begin);
                return lines;
            }
            while (lines.back().ends_with(' '))
                lines.back().pop_back();
            lines.emplace_back();
            x = 0;
        }
        if (is_break || (x == 0 && word == " "))
            continue;
        lines.back() += word;
        x += wide;
    }
    while (lines.back().ends_with(' '))
        lines.back().pop_back();
    return lines;
}

}
