#pragma once
// Debian's ImGui holds 16-bit characters. One beyond U+FFFF travels through it as a private-use code point from this table and is
// whole again on the way out. Slots are given from the top of the private-use area downwards, because data made with GB 18030's
// user-defined characters use its bottom. One per Glyphs; UI thread.

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace console {

/// One step through UTF-8: the character at `at`, which moves behind it. Bytes that are no UTF-8 give U+FFFD, one each.
char32_t next_character(std::string_view utf8, std::size_t& at);
void append_utf8(std::string& text, char32_t character);

class PrivateCharacters {
public:
    static constexpr char32_t highest = 0xF8FF, lowest = 0xE900; // 4,096 slots

    /// What stands for the character inside ImGui: itself up to U+FFFF, else its slot; U+FFFD when all slots are taken.
    char32_t carried(char32_t character);
    /// The way back; characters that are no slot are themselves.
    char32_t whole(char32_t carried) const;
    std::string whole(std::string_view from_imgui) const;

private:
    std::vector<char32_t> of_slot_;                    // index 0 is `highest`
    std::unordered_map<char32_t, char32_t> slot_of_;
};

}
