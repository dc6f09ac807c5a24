#include "geo/formats/drawing_text.h"

#include "geo/formats/text_encoding.h"
#include "geo/formats/vsi_bytes.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace geo {
namespace {

constexpr std::size_t header_bytes = 65536;

/// What stands behind a variable of the header: "AC1032".
std::string header_value(const std::string& head, std::string_view name)
{
    const std::size_t at = head.find(name);
    if (at == std::string::npos)
        return {};
    const std::size_t code = head.find('\n', at);                                        // the group code's line
    const std::size_t value = code == std::string::npos ? code : head.find('\n', code + 1); // the value's line
    if (value == std::string::npos)
        return {};
    std::string text = head.substr(value + 1, head.find('\n', value + 1) - value - 1);
    std::erase_if(text, [](char c) { return std::isspace(static_cast<unsigned char>(c)); });
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return char(std::toupper(c)); });
    return text;
}

void append_utf8(std::string& out, unsigned code)
{
    if (code < 0x80) {
        out += char(code);
    } else if (code < 0x800) {
        out += char(0xc0 | code >> 6);
        out += char(0x80 | (code & 0x3f));
    } else {
        out += char(0xe0 | code >> 12);
        out += char(0x80 | (code >> 6 & 0x3f));
        out += char(0x80 | (code & 0x3f));
    }
}

} // namespace

bool has_plain_bytes(const std::string& drawing)
{
    constexpr std::string_view first_in_utf8 = "AC1021"; // of 2007
    const std::string head = vsi_bytes(drawing, header_bytes);
    const std::string version = header_value(head, "$ACADVER"), page = header_value(head, "$DWGCODEPAGE");
    return (version.size() == first_in_utf8.size() && version.starts_with("AC") && version >= first_in_utf8) || page.empty() || page == "ANSI_1252";
}

std::string drawing_text(std::string_view bytes)
{
    const std::string text = is_utf8(bytes) ? std::string(bytes) : utf8_from(bytes, guess_encoding(bytes, true));
    constexpr std::size_t digits = 4;
    constexpr std::string_view mark = "\\U+";
    std::string out;
    std::size_t done = 0;
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
        const std::size_t from = at + mark.size();
        unsigned code = 0;
        const char* const end = text.data() + std::min(text.size(), from + digits);
        if (const auto [stop, error] = std::from_chars(text.data() + from, end, code, 16); error != std::errc{} || stop != text.data() + from + digits || code < 0x20 || (code >= 0xd800 && code < 0xe000))
            continue;
        out.append(text, done, at - done);
        append_utf8(out, code);
        done = from + digits;
    }
    return out.append(text, done);
}

} // namespace geo
