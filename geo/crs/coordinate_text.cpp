#include "geo/crs/coordinate_text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <string>

namespace geo {
namespace {

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() &&
           (text.front() == ' ' || text.front() == '\t' || text.front() == '\r' || text.front() == '\n'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r' || text.back() == '\n'))
        text.remove_suffix(1);
    return text;
}

std::optional<double> plain_number(std::string_view text)
{
    if (!text.empty() && text.front() == '+')
        text.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

/// Signs of degrees, minutes, seconds and quarters in words; what they stand for: a blank, or a letter.
struct Sign {
    std::string_view text;
    char meaning; // ' ': separator, 'N','E','S','W': quarter
};
constexpr std::array<Sign, 26> signs{
    {{"°", ' '},    {"º", ' '},    {"′", ' '},  {"″", ' '},  {"’", ' '},  {"”", ' '},    {"'", ' '},
     {"\"", ' '},   {":", ' '},    {"度", ' '}, {"分", ' '}, {"秒", ' '}, {"北纬", 'N'}, {"南纬", 'S'},
     {"东经", 'E'}, {"西经", 'W'}, {"N", 'N'},  {"n", 'N'},  {"S", 'S'},  {"s", 'S'},    {"E", 'E'},
     {"e", 'E'},    {"W", 'W'},    {"w", 'W'},  {"d", ' '},  {"m", ' '}}};

} // namespace

std::string half_width(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto at = [&](std::size_t k) { return static_cast<unsigned char>(text[i + k]); };
        if (i + 2 < text.size() && at(0) == 0xef && ((at(1) == 0xbc && at(2) >= 0x81) || (at(1) == 0xbd && at(2) <= 0x9e))) {
            out += char(at(1) == 0xbc ? at(2) - 0x81 + 0x21 : at(2) - 0x80 + 0x60);
            i += 2;
        } else if (text.substr(i).starts_with("\u3000")) {
            out += ' ';
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

std::optional<double> parse_number(std::string_view text)
{
    text = trimmed(text);
    if (const auto value = plain_number(text))
        return value;
    // "1.234,56" and "1,234.56": the sign that stands last and once is the decimal one, the other parts thousands.
    if (const auto last = text.find_last_of(".,"); last != std::string_view::npos && text.find(text[last]) == last &&
                                                    text.find(text[last] == '.' ? ',' : '.') < last) {
        std::string whole;
        for (std::size_t i = 0; i < text.size(); ++i)
            if (i == last)
                whole += '.';
            else if (text[i] != '.' && text[i] != ',')
                whole += text[i];
            else if (last - i < 4 || (last - i) % 4 != 0)
                return std::nullopt; // thousands stand in threes
        return plain_number(whole);
    }
    const auto comma = text.find(',');
    if (comma == std::string_view::npos || text.find(',', comma + 1) != std::string_view::npos ||
        text.find('.') != std::string_view::npos)
        return std::nullopt;
    std::string pointed(text);
    pointed[comma] = '.';
    return plain_number(pointed);
}

std::optional<double> parse_angle(std::string_view wide)
{
    const std::string narrow = half_width(wide);
    std::string_view text = trimmed(narrow);
    if (const auto value = parse_number(text))
        return value;
    std::string plain;
    char quarter = 0;
    while (!text.empty()) {
        bool known = false;
        for (const Sign& sign : signs)
            if (text.starts_with(sign.text)) {
                if (sign.meaning != ' ') {
                    if (quarter)
                        return std::nullopt;
                    quarter = sign.meaning;
                }
                plain += ' ';
                text.remove_prefix(sign.text.size());
                known = true;
                break;
            }
        if (!known)
            plain += text.front(), text.remove_prefix(1);
    }
    std::array<double, 3> parts{};
    std::size_t count = 0;
    bool negative = false;
    std::string_view rest = trimmed(plain);
    if (rest.starts_with('-'))
        negative = true, rest.remove_prefix(1);
    else if (rest.starts_with('+'))
        rest.remove_prefix(1);
    else if (rest.ends_with('-'))
        negative = true, rest.remove_suffix(1);
    else if (rest.ends_with('+'))
        rest.remove_suffix(1);
    rest = trimmed(rest);
    while (!rest.empty()) {
        const auto blank = rest.find(' ');
        const auto part = parse_number(rest.substr(0, blank));
        if (!part || *part < 0 || count == parts.size() || (count > 0 && *part >= 60))
            return std::nullopt;
        parts[count++] = *part;
        rest = blank == std::string_view::npos ? std::string_view{} : trimmed(rest.substr(blank));
    }
    if (count == 0)
        return std::nullopt;
    const double value = parts[0] + parts[1] / 60 + parts[2] / 3600;
    return negative != (quarter == 'S' || quarter == 'W') ? -value : value;
}

} // namespace geo
