#include "data/records/plain_text.h"

#include <cctype>

namespace data {

std::string_view trimmed(std::string_view text)
{
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && blank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && blank(text.back()))
        text.remove_suffix(1);
    return text;
}

std::string one_line(std::string_view text)
{
    std::string line;
    for (const char c : trimmed(text)) {
        const char plain = c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
        if (plain != ' ' || line.empty() || line.back() != ' ')
            line += plain;
    }
    return line;
}

std::string letters(std::string_view text)
{
    std::string plain;
    for (const char c : text)
        if (static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c)))
            plain += char(std::tolower(static_cast<unsigned char>(c)));
    return plain;
}

} // namespace data
