#pragma once
// Which encoding a text is in, and its way to UTF-8: what tables and attribute files come in. Pure functions; any
// thread.

#include <string>
#include <string_view>

namespace geo {

enum class Encoding { utf8, gb18030, latin1, utf16le, utf16be };
const char* name_of(Encoding encoding);

bool is_utf8(std::string_view bytes);

/// The first `most` bytes at most, no character cut.
std::string beginning_of(std::string_view utf8, std::size_t most);

/// UTF-16 by its byte order mark, else UTF-8 where it is valid, else GB18030 where it is valid and mostly common
/// Chinese characters (both bytes of GB 2312), else Latin-1 as Windows uses it (CP1252), which accepts any byte and so
/// may be wrong: say so. `cut`: the text holds values that a table's width may have cut inside a character.
Encoding guess_encoding(std::string_view bytes, bool cut = false);

/// Encoding by the names people write: "UTF-8", "GBK", "GB2312", "CP936", "GB18030", "Latin-1" …; throws Error on
/// another.
Encoding encoding_from_name(std::string_view name);

/// Without a byte order mark. GBK and GB 2312 are read as GB18030, which contains both (read as GBK, four-byte
/// characters would be lost). What cannot be decoded becomes U+FFFD.
std::string utf8_from(std::string_view bytes, Encoding encoding);

} // namespace geo
