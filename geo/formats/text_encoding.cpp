#include "geo/formats/text_encoding.h"

#include "geo/error.h"

#include <iconv.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <optional>

namespace geo {
namespace {

const char* iconv_name(Encoding encoding)
{
    switch (encoding) {
    case Encoding::utf8:
        return "UTF-8";
    case Encoding::gb18030:
        return "GB18030";
    case Encoding::latin1:
        return "CP1252";
    case Encoding::utf16le:
        return "UTF-16LE";
    case Encoding::utf16be:
        return "UTF-16BE";
    }
    return "UTF-8";
}

struct Converter {
    iconv_t handle;
    explicit Converter(Encoding from) : handle(iconv_open("UTF-8", iconv_name(from)))
    {
        if (handle == iconv_t(-1))
            throw Error(remark("no_libc", name_of(from)));
    }
    ~Converter() { iconv_close(handle); }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;
};

bool starts_with(std::string_view bytes, std::string_view mark)
{
    return bytes.substr(0, mark.size()) == mark;
}

/// Share of the two-byte characters that lie in GB 2312 (first and second byte ≥ A1); empty when the bytes are not
/// GB18030. `cut`: values may end inside a character.
std::optional<double> gb2312_share(std::string_view bytes, bool cut)
{
    std::size_t pairs = 0, common = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto at = [&](std::size_t k) { return static_cast<unsigned char>(bytes[k]); };
        if (at(i) < 0x80)
            continue;
        if (at(i) == 0x80 || at(i) == 0xff)
            return std::nullopt;
        if (i + 1 >= bytes.size())
            return cut ? std::optional(pairs ? double(common) / double(pairs) : 0) : std::nullopt;
        ++pairs;
        if (at(i + 1) >= 0x30 && at(i + 1) <= 0x39) {
            if (i + 3 >= bytes.size())
                return cut ? std::optional(double(common) / double(pairs)) : std::nullopt;
            if (at(i + 2) < 0x81 || at(i + 3) < 0x30 || at(i + 3) > 0x39) {
                if (!cut)
                    return std::nullopt;
                continue;
            }
            ++common; // four bytes fit by chance hardly ever
            i += 3;
            continue;
        }
        if (at(i + 1) < 0x40 || at(i + 1) == 0x7f || at(i + 1) == 0xff) {
            if (!cut)
                return std::nullopt;
            continue; // a value that a table's width cut in the middle of a character
        }
        if (at(i) >= 0xa1 && at(i) <= 0xf7 && at(i + 1) >= 0xa1)
            ++common;
        ++i;
    }
    return pairs ? double(common) / double(pairs) : 0;
}

std::size_t utf8_length(unsigned char first)
{
    return first < 0x80                     ? 1
           : first >= 0xc2 && first <= 0xdf ? 2
           : first >= 0xe0 && first <= 0xef ? 3
           : first >= 0xf0 && first <= 0xf4 ? 4
                                            : 0;
}

/// The range of the second byte, which keeps out overlong forms, surrogates and what lies beyond U+10FFFF (RFC 3629, section 4).
bool is_second(unsigned char first, unsigned char second)
{
    const unsigned char low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80, high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    return second >= low && second <= high;
}

/// First byte that is not UTF-8, or the size.
std::size_t utf8_prefix(std::string_view bytes)
{
    for (std::size_t i = 0; i < bytes.size();) {
        const std::size_t length = utf8_length(static_cast<unsigned char>(bytes[i]));
        if (length == 0 || i + length > bytes.size())
            return i;
        for (std::size_t k = 1; k < length; ++k) {
            const auto byte = static_cast<unsigned char>(bytes[i + k]);
            if (k == 1 ? !is_second(static_cast<unsigned char>(bytes[i]), byte) : (byte & 0xc0) != 0x80)
                return i;
        }
        i += length;
    }
    return bytes.size();
}

/// Texts of fixed width may be cut inside a character: its first bytes alone, once a text. A field name of four Chinese characters has 12 bytes, of
/// which a dBASE table keeps ten. Other stray bytes are no UTF-8, unless there are few among many whole characters.
bool is_mostly_utf8(std::string_view bytes)
{
    std::size_t whole = 0, stray = 0, cut = 0;
    while (!bytes.empty()) {
        const std::size_t prefix = utf8_prefix(bytes);
        for (const char c : bytes.substr(0, prefix))
            whole += static_cast<unsigned char>(c) >= 0xc0;
        bytes.remove_prefix(prefix);
        if (bytes.empty())
            break;
        const auto first = static_cast<unsigned char>(bytes[0]);
        std::size_t length = 1;
        while (length < bytes.size() && (static_cast<unsigned char>(bytes[length]) & 0xc0) == 0x80)
            ++length;
        const bool is_begun = utf8_length(first) > length && (length == 1 || is_second(first, static_cast<unsigned char>(bytes[1])));
        ++(is_begun ? cut : stray);
        bytes.remove_prefix(length);
    }
    return whole > 3 * stray && whole >= 2 * cut;
}

constexpr std::string_view replacement = "\xef\xbf\xbd"; // U+FFFD

/// What is not UTF-8 becomes U+FFFD, byte by byte.
std::string mended_utf8(std::string_view bytes)
{
    std::string text;
    while (!bytes.empty()) {
        const std::size_t prefix = utf8_prefix(bytes);
        text += bytes.substr(0, prefix);
        bytes.remove_prefix(prefix);
        if (bytes.empty())
            break;
        text += replacement;
        bytes.remove_prefix(1);
    }
    return text;
}

} // namespace

const char* name_of(Encoding encoding)
{
    switch (encoding) {
    case Encoding::utf8:
        return "UTF-8";
    case Encoding::gb18030:
        return "GB18030";
    case Encoding::latin1:
        return "Latin-1";
    case Encoding::utf16le:
        return "UTF-16LE";
    case Encoding::utf16be:
        return "UTF-16BE";
    }
    return "";
}

bool is_utf8(std::string_view bytes)
{
    return utf8_prefix(bytes) == bytes.size();
}

std::string beginning_of(std::string_view utf8, std::size_t most)
{
    std::size_t end = std::min(most, utf8.size());
    while (end > 0 && end < utf8.size() && (static_cast<unsigned char>(utf8[end]) & 0xc0) == 0x80)
        --end;
    return std::string(utf8.substr(0, end));
}

Encoding guess_encoding(std::string_view bytes, bool cut)
{
    if (starts_with(bytes, "\xff\xfe"))
        return Encoding::utf16le;
    if (starts_with(bytes, "\xfe\xff"))
        return Encoding::utf16be;
    if (is_utf8(bytes) || (cut && is_mostly_utf8(bytes)))
        return Encoding::utf8;
    const auto share = gb2312_share(bytes, cut);
    return share && *share >= 0.6 ? Encoding::gb18030 : Encoding::latin1;
}

Encoding encoding_from_name(std::string_view name)
{
    std::string plain;
    for (const char c : name)
        if (std::isalnum(static_cast<unsigned char>(c)))
            plain += char(std::toupper(static_cast<unsigned char>(c)));
    if (plain == "UTF8" || plain == "65001")
        return Encoding::utf8;
    for (const char* gb : {"GB18030", "GBK", "GB2312", "CP936", "936", "EUCCN", "ANSI936", "54936"})
        if (plain == gb)
            return Encoding::gb18030;
    for (const char* latin : {"LATIN1", "ISO88591", "CP1252", "1252", "WINDOWS1252", "88591", "ANSI1252"})
        if (plain == latin)
            return Encoding::latin1;
    if (plain == "UTF16" || plain == "UTF16LE")
        return Encoding::utf16le;
    if (plain == "UTF16BE")
        return Encoding::utf16be;
    throw Error(remark("no_encoding", std::string(name)));
}

std::string utf8_from(std::string_view bytes, Encoding encoding)
{
    if (starts_with(bytes, "\xef\xbb\xbf"))
        bytes.remove_prefix(3);
    if ((encoding == Encoding::utf16le && starts_with(bytes, "\xff\xfe")) ||
        (encoding == Encoding::utf16be && starts_with(bytes, "\xfe\xff")))
        bytes.remove_prefix(2);
    if (encoding == Encoding::utf8)
        return mended_utf8(bytes);

    Converter converter(encoding);
    std::string text(bytes.size() * 3 + 16, '\0');
    char* in = const_cast<char*>(bytes.data());
    std::size_t in_left = bytes.size();
    char* out = text.data();
    std::size_t out_left = text.size();
    while (in_left > 0) {
        if (iconv(converter.handle, &in, &in_left, &out, &out_left) != std::size_t(-1))
            break;
        if (errno == E2BIG) {
            const std::size_t done = text.size() - out_left;
            text.resize(text.size() * 2);
            out = text.data() + done, out_left = text.size() - done;
            continue;
        }
        if (out_left < 3) {
            const std::size_t done = text.size() - out_left;
            text.resize(text.size() + 64);
            out = text.data() + done, out_left = text.size() - done;
        }
        out = std::ranges::copy(replacement, out).out, out_left -= replacement.size();
        ++in, --in_left;
    }
    text.resize(text.size() - out_left);
    return text;
}

} // namespace geo
