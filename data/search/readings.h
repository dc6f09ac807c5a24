#pragma once
// How Chinese characters are read, without tones: Unicode's Unihan tables, packed at build time (docs/decisions/0062).
// The table is read once, on first use, and never changes; any thread.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace data {

/// Numbers of the syllables, the most usual reading first; empty for what is no Chinese character.
std::span<const std::uint16_t> readings_of(char32_t character);
/// "zhang"; ü is v, and where it is typed u as well, both are there.
std::string_view syllable(std::uint16_t number);

/// The code point that begins at text[at], which is moved behind it; U+FFFD for bytes that are no UTF-8.
char32_t next_character(std::string_view text, std::size_t& at);

/// A name in letters for readers of English: "解放大道" → "Jiefang Av", "长江路" → "Changjiang Rd", "Main St" as it is. The usual
/// reading, with those of well-known places; the kind of road in English.
std::string name_in_letters(std::string_view name);

} // namespace data
