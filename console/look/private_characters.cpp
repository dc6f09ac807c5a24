#include "console/look/private_characters.h"

namespace console {

char32_t next_character(std::string_view utf8, std::size_t& at)
{
    const auto byte = [&](std::size_t i) -> unsigned { return i < utf8.size() ? static_cast<unsigned char>(utf8[i]) : 0U; };
    const unsigned first = byte(at);
    if (first < 0x80) {
        ++at;
        return first;
    }
    const int more = first >= 0xC2 && first <= 0xDF ? 1 : first >= 0xE0 && first <= 0xEF ? 2 : first >= 0xF0 && first <= 0xF4 ? 3 : 0;
    char32_t character = more == 1 ? first & 0x1F : more == 2 ? first & 0x0F : first & 0x07;
    for (int i = 1; i <= more; ++i) {
        const unsigned next = byte(at + i);
        if ((next & 0xC0) != 0x80) {
            ++at;
            return 0xFFFD;
        }
        character = character << 6 | (next & 0x3F);
    }
    const bool is_overlong = (more == 2 && character < 0x800) || (more == 3 && character < 0x10000);
    const bool is_surrogate = character >= 0xD800 && character <= 0xDFFF;
    if (more == 0 || is_overlong || is_surrogate || character > 0x10FFFF) {
        ++at;
        return 0xFFFD;
    }
    at += static_cast<std::size_t>(more) + 1;
    return character;
}

void append_utf8(std::string& text, char32_t c)
{
    const auto put = [&](char32_t byte) { text.push_back(static_cast<char>(byte)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | c >> 6), put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | c >> 12), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | c >> 18), put(0x80 | (c >> 12 & 0x3F)), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
    }
}

char32_t PrivateCharacters::carried(char32_t character)
{
    if (character <= 0xFFFF)
        return character;
    if (const auto at = slot_of_.find(character); at != slot_of_.end())
        return at->second;
    const char32_t slot = highest - static_cast<char32_t>(of_slot_.size());
    if (slot < lowest)
        return 0xFFFD;
    of_slot_.push_back(character);
    slot_of_.emplace(character, slot);
    return slot;
}

char32_t PrivateCharacters::whole(char32_t carried) const
{
    const bool is_slot = carried <= highest && carried > highest - of_slot_.size();
    return is_slot ? of_slot_[highest - carried] : carried;
}

std::string PrivateCharacters::whole(std::string_view from_imgui) const
{
    std::string text;
    text.reserve(from_imgui.size());
    for (std::size_t at = 0; at < from_imgui.size();)
        append_utf8(text, whole(next_character(from_imgui, at)));
    return text;
}

}
