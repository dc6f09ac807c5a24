#include "console/look/shorten.h"

#include "console/look/private_characters.h"

namespace console {
namespace {

constexpr char32_t ellipsis = 0x2026;

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
        while (front > 1 && all[front - 1] == U' ')
            --front;
    } else {
        while (take(true) && take(false)) {
        }
    }
    std::string out;
    for (std::size_t i = 0; i < front; ++i)
        append_utf8(out, all[i]);
    append_utf8(out, ellipsis);
    for (std::size_t i = all.size() - back; i < all.size(); ++i)
        append_utf8(out, all[i]);
    return out;
}

std::vector<std::string> broken_into_lines(std::string_view utf8, float width, std::size_t most, const AdvanceOf& advance)
{
    std::vector<std::string> lines(1);
    float x = 0;
    const auto is_letter = [&](std::size_t at) { return static_cast<unsigned char>(utf8[at]) < 0x80 && utf8[at] != ' ' && utf8[at] != '\n'; };
    for (std::size_t at = 0; at < utf8.size();) {
        const std::size_t begin = at;
        if (is_letter(at)) {
            while (at < utf8.size() && is_letter(at))
                ++at;
        } else {
            next_character(utf8, at);
        }
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
