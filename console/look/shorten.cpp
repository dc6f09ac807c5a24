#include "console/look/shorten.h"

#include "console/private_characters.h"

#include <vector>

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

}
