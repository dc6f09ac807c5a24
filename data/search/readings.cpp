#include "data/search/readings.h"

#include <embedded/embedded_readings.h>

#include <algorithm>
#include <array>
#include <vector>

namespace data {
namespace {

/// The embedded table taken apart; its format stands in cmake/make_readings.cpp.
struct ReadingTable {
    std::vector<std::string_view> syllables;
    std::vector<char32_t> characters;   // ascending
    std::vector<std::uint32_t> begins;  // into numbers, one more than characters
    std::vector<std::uint16_t> numbers;

    ReadingTable()
    {
        const std::string_view bytes = embedded::embedded_readings()[0].bytes;
        std::size_t at = 0;
        const auto byte = [&] { return static_cast<unsigned char>(bytes[at++]); };
        const auto number = [&](int count) {
            std::uint32_t value = 0;
            for (int i = 0; i < count; ++i)
                value |= std::uint32_t{byte()} << (8 * i);
            return value;
        };
        const std::uint32_t words = number(2);
        for (std::uint32_t i = 0; i < words; ++i) {
            syllables.push_back(bytes.substr(at, bytes.find('\0', at) - at));
            at += syllables.back().size() + 1;
        }
        const std::uint32_t count = number(4);
        char32_t code = 0;
        for (std::uint32_t i = 0; i < count; ++i) {
            std::uint32_t step = 0;
            for (int shift = 0;; shift += 7) {
                const unsigned char b = byte();
                step |= std::uint32_t{b & 0x7Fu} << shift;
                if (b < 0x80)
                    break;
            }
            code += step;
            characters.push_back(code);
            begins.push_back(static_cast<std::uint32_t>(numbers.size()));
            for (int left = byte(); left > 0; --left)
                numbers.push_back(static_cast<std::uint16_t>(number(2)));
        }
        begins.push_back(static_cast<std::uint32_t>(numbers.size()));
    }
};

const ReadingTable& table()
{
    static const ReadingTable table;
    return table;
}

struct Ending {
    std::string_view han, english;
};
/// What names of roads and places end in; longer ones first.
constexpr std::array endings{
    Ending{"大道", "Av"},      Ending{"大街", "Street"},     Ending{"胡同", "Hutong"},   Ending{"广场", "Square"},     Ending{"公园", "Park"},
    Ending{"社区", "Community"}, Ending{"街道", "Subdistrict"}, Ending{"小区", "Estate"},   Ending{"学校", "School"},     Ending{"小学", "Primary School"},
    Ending{"中学", "Middle School"}, Ending{"大学", "University"}, Ending{"医院", "Hospital"}, Ending{"市场", "Market"},     Ending{"灯杆", "lamp post"},
    Ending{"路口", "Crossing"}, Ending{"高速", "Expressway"}, Ending{"大桥", "Bridge"},   Ending{"路", "Rd"},           Ending{"街", "St"},
    Ending{"巷", "Lane"},      Ending{"弄", "Alley"},        Ending{"桥", "Bridge"},     Ending{"村", "Village"},      Ending{"江", "River"},
    Ending{"河", "River"},     Ending{"湖", "Lake"},         Ending{"山", "Hill"},       Ending{"镇", "Town"},         Ending{"区", "District"}};

struct Known {
    std::string_view han, letters;
};
/// Names whose everyday reading is not that of their characters one by one.
constexpr std::array known{Known{"长江", "changjiang"}, Known{"厦门", "xiamen"}, Known{"重庆", "chongqing"}, Known{"长沙", "changsha"},
                           Known{"长春", "changchun"},  Known{"长安", "changan"}, Known{"长乐", "changle"},   Known{"长青", "changqing"},
                           Known{"长征", "changzheng"}, Known{"长城", "changcheng"}, Known{"六安", "luan"},  Known{"音乐", "yinyue"},
                           Known{"银行", "yinhang"},    Known{"都市", "dushi"},  Known{"成都", "chengdu"},    Known{"首都", "shoudu"}};

std::string capitalised(std::string text)
{
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

std::string letters_of(std::string_view han)
{
    std::string out;
    for (std::size_t at = 0; at < han.size();) {
        const auto place = std::ranges::find_if(known, [&](const Known& k) { return han.substr(at).starts_with(k.han); });
        if (place != known.end()) {
            out += place->letters;
            at += place->han.size();
            continue;
        }
        const std::size_t begin = at;
        const auto readings = readings_of(next_character(han, at));
        if (readings.empty())
            out.append(han.substr(begin, at - begin));
        else
            out.append(syllable(readings[0]));
    }
    return out;
}

/// One run of Chinese characters: "东风一巷" → "Dongfengyi Lane".
std::string run_in_letters(std::string_view han)
{
    for (const Ending& ending : endings)
        if (han.ends_with(ending.han) && han.size() > ending.han.size())
            return capitalised(letters_of(han.substr(0, han.size() - ending.han.size()))) + " " + std::string(ending.english);
    return capitalised(letters_of(han));
}

} // namespace

std::span<const std::uint16_t> readings_of(char32_t character)
{
    const ReadingTable& t = table();
    const auto at = std::ranges::lower_bound(t.characters, character);
    if (at == t.characters.end() || *at != character)
        return {};
    const auto i = static_cast<std::size_t>(at - t.characters.begin());
    return std::span(t.numbers).subspan(t.begins[i], t.begins[i + 1] - t.begins[i]);
}

std::string_view syllable(std::uint16_t number)
{
    return table().syllables.at(number);
}

char32_t next_character(std::string_view text, std::size_t& at)
{
    const auto c = static_cast<unsigned char>(text[at++]);
    if (c < 0x80)
        return c;
    const int more = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : c >= 0xC0 ? 1 : 0;
    char32_t code = c & (0x3Fu >> more);
    for (int i = 0; i < more; ++i) {
        if (at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80)
            return 0xFFFD;
        code = (code << 6) | (static_cast<unsigned char>(text[at++]) & 0x3F);
    }
    return more == 0 ? 0xFFFD : code;
}

std::string name_in_letters(std::string_view name)
{
    std::string out;
    std::size_t at = 0;
    while (at < name.size()) {
        const std::size_t begin = at;
        std::size_t end = at;
        while (end < name.size() && !readings_of(next_character(name, at)).empty())
            end = at;
        at = end;
        if (end > begin) {
            const std::string_view run = name.substr(begin, end - begin);
            // The 号 of a house number and the 口 of a crossing say what the form says already.
            if ((run == "号" || run == "口") && !out.empty())
                continue;
            if (!out.empty() && out.back() != ' ' && out.back() != '/')
                out += ' ';
            out += run_in_letters(run.ends_with("口") && name.find('/') != std::string_view::npos ? run.substr(0, run.size() - 3) : run);
            continue;
        }
        const char32_t c = next_character(name, at);
        const std::string_view piece = name.substr(begin, at - begin);
        const bool after_run = !out.empty() && begin > 0 && static_cast<unsigned char>(name[begin - 1]) >= 0x80;
        if (after_run && ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'z')))
            out += ' ';
        if (c == '/')
            out += out.ends_with(' ') ? "/ " : " / ";
        else if (c == ' ' && out.ends_with(' '))
            continue;
        else
            out.append(piece);
    }
    while (out.ends_with(' '))
        out.pop_back();
    return out;
}

} // namespace data
