#pragma once
// Text that does not fit is shortened with an ellipsis, never clipped silently. Pure; the width of a character comes from outside.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace console {

enum class Shorten {
    end,    // "a long sentence…"
    middle, // "解放大…兴华路口": names differ at both ends
};

using AdvanceOf = std::function<float(char32_t)>;

float width_of(std::string_view utf8, const AdvanceOf& advance);
/// The text itself when it fits into `width`; otherwise as much of it as fits together with "…". At least one character stays
/// before the ellipsis when there is room for anything. A number stays whole or goes: half of one is another.
std::string shortened(std::string_view utf8, float width, Shorten how, const AdvanceOf& advance);

/// The text broken into lines of at most `width`: Latin words stay whole, Chinese breaks anywhere. With `most` lines the last one
/// holds all that is left (to be shortened when drawn); 0: as many as it takes. At least one line.
std::vector<std::string> broken_into_lines(std::string_view utf8, float width, std::size_t most, const AdvanceOf& advance);

}
