#include "video/percent.h"

#include <cctype>

namespace video {
namespace {

int value_of_hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const int lower = std::tolower(static_cast<unsigned char>(c));
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

}

std::string percent_encoded(std::string_view text)
{
    constexpr char digits[] = "0123456789ABCDEF";
    std::string result;
    for (const unsigned char c : text) {
        if (std::isalnum(c) || c == '-' || c == '.' || c == '_' || c == '~')
            result += static_cast<char>(c);
        else
            result.append({'%', digits[c >> 4], digits[c & 15]});
    }
    return result;
}

std::string percent_decoded(std::string_view text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && value_of_hex(text[i + 1]) >= 0 && value_of_hex(text[i + 2]) >= 0) {
            result += static_cast<char>(value_of_hex(text[i + 1]) * 16 + value_of_hex(text[i + 2]));
            i += 2;
        } else {
            result += text[i];
        }
    }
    return result;
}

}
