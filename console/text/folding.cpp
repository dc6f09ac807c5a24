#include "console/text/folding.h"

#include <algorithm>
#include <cctype>

namespace console {

std::string folded(std::string_view text)
{
    std::string small(text);
    std::ranges::transform(small, small.begin(), [](unsigned char c) { return c < 128 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c); });
    return small;
}

}
