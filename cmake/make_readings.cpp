// Build tool: the readings of Chinese characters out of Unicode's Unihan_Readings.txt (stdin) as the small table that
// data/search/readings.cpp reads (stdout). All readings of kMandarin, kHanyuPinlu, kXHC1983, kTGHZ2013 and kHanyuPinyin without tones, the
// most usual first. Format, little endian: u16 count of syllables, each ended by a zero; u32 count of characters; for each, ascending:
// step from the character before as a base-128 varint, u8 count of readings, a u16 number of a syllable for each.
#include <algorithm>
#include <cstdint>
#include <iostream>
#include <map>
#include <string>
#include <vector>

namespace {

constexpr const char* fields[] = {"kMandarin", "kHanyuPinlu", "kTGHZ2013", "kXHC1983", "kHanyuPinyin"};

std::uint32_t next_code(const std::string& text, std::size_t& i)
{
    const auto byte = [&](std::size_t k) { return k < text.size() ? static_cast<unsigned char>(text[k]) : 0u; };
    const unsigned c = byte(i++);
    if (c < 0x80)
        return c;
    const int more = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : 1;
    std::uint32_t code = c & (0x3Fu >> more);
    for (int k = 0; k < more; ++k)
        code = (code << 6) | (byte(i++) & 0x3F);
    return code;
}

/// Letters without their tones, ü as v; empty where something is no letter.
std::string without_tones(const std::string& text)
{
    static const std::map<std::uint32_t, char> plain = [] {
        std::map<std::uint32_t, char> table;
        const std::pair<char, std::vector<std::uint32_t>> rows[] = {
            {'a', {0x101, 0xE1, 0x1CE, 0xE0}},        {'e', {0x113, 0xE9, 0x11B, 0xE8, 0xEA, 0x1EBF, 0x1EC1}},
            {'i', {0x12B, 0xED, 0x1D0, 0xEC}},        {'o', {0x14D, 0xF3, 0x1D2, 0xF2}},
            {'u', {0x16B, 0xFA, 0x1D4, 0xF9}},        {'v', {0xFC, 0x1D6, 0x1D8, 0x1DA, 0x1DC}},
            {'n', {0x144, 0x148, 0x1F9}},             {'m', {0x1E3F}}};
        for (const auto& [letter, codes] : rows)
            for (const std::uint32_t code : codes)
                table[code] = letter;
        return table;
    }();
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const std::uint32_t code = next_code(text, i);
        if (code >= 'a' && code <= 'z')
            out += static_cast<char>(code);
        else if (const auto at = plain.find(code); at != plain.end())
            out += at->second;
        else if (code < 0x300 || code > 0x36F) // tones that stand alone are left out
            return {};
    }
    return out;
}

/// "0121.040:cháng 1456.020:zhǎng", "zhǎng(1879) cháng(1179)", "dà,dài" → chang, zhang …
std::vector<std::string> readings_in(const std::string& value)
{
    std::vector<std::string> found;
    std::string word;
    const auto end_word = [&] {
        if (const std::size_t bracket = word.find('('); bracket != std::string::npos)
            word.resize(bracket);
        if (std::string plain = without_tones(word); !plain.empty())
            found.push_back(std::move(plain));
        word.clear();
    };
    for (const char c : value) {
        if (c == ':')
            word.clear(); // the place in the dictionary
        else if (c == ' ' || c == ',')
            end_word();
        else
            word += c;
    }
    end_word();
    return found;
}

void put(std::string& out, std::uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; ++i)
        out += static_cast<char>((value >> (8 * i)) & 0xFF);
}

}

int main()
{
    std::map<std::uint32_t, std::vector<std::string>> by_field[std::size(fields)];
    for (std::string line; std::getline(std::cin, line);) {
        const std::size_t tab = line.find('\t'), second = line.find('\t', tab + 1);
        if (!line.starts_with("U+") || second == std::string::npos)
            continue;
        const std::string field = line.substr(tab + 1, second - tab - 1);
        for (std::size_t f = 0; f < std::size(fields); ++f)
            if (field == fields[f])
                by_field[f][std::stoul(line.substr(2, tab - 2), nullptr, 16)] = readings_in(line.substr(second + 1));
    }
    std::map<std::uint32_t, std::vector<std::string>> readings;
    for (const auto& field : by_field)
        for (const auto& [code, words] : field)
            for (const std::string& word : words) {
                auto& list = readings[code];
                // Who has no ü types v or u: lv and lu, nve and nue.
                std::string with_u = word;
                std::replace(with_u.begin(), with_u.end(), 'v', 'u');
                for (const std::string& form : {word, with_u})
                    if (std::find(list.begin(), list.end(), form) == list.end() && list.size() < 255)
                        list.push_back(form);
            }
    if (readings.size() < 20000) {
        std::cerr << "make_readings: only " << readings.size() << " characters: is this Unihan_Readings.txt?\n";
        return 1;
    }
    std::map<std::string, std::uint32_t> syllables;
    for (const auto& [code, list] : readings)
        for (const std::string& word : list)
            syllables.emplace(word, 0);
    std::string out;
    put(out, static_cast<std::uint32_t>(syllables.size()), 2);
    std::uint32_t number = 0;
    for (auto& [word, at] : syllables) {
        at = number++;
        out.append(word).push_back('\0');
    }
    put(out, static_cast<std::uint32_t>(readings.size()), 4);
    std::uint32_t before = 0;
    for (const auto& [code, list] : readings) {
        std::uint32_t step = code - before;
        before = code;
        for (; step >= 0x80; step >>= 7)
            out += static_cast<char>(0x80 | (step & 0x7F));
        out += static_cast<char>(step);
        out += static_cast<char>(list.size());
        for (const std::string& word : list)
            put(out, syllables[word], 2);
    }
    std::cout.write(out.data(), static_cast<std::streamsize>(out.size()));
    return std::cout.good() ? 0 : 1;
}
