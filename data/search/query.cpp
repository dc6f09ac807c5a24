#include "data/search/query.h"

#include "data/search/readings.h"

#include <algorithm>
#include <array>

namespace data {
namespace {

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}
bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

/// The letter under an accent of Latin-1 and Latin Extended-A; 0 where there is none.
char without_accent(char32_t c)
{
    constexpr std::string_view latin1 = "aaaaaaaceeeeiiiidnooooo*ouuuuyts"; // U+00C0–00DF; the small ones 32 further
    constexpr std::string_view extended = "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllllllloonnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
    if (c >= 0xC0 && c <= 0xFF)
        return c == 0xD7 || c == 0xF7 ? '\0' : c == 0xFF ? 'y' : latin1[(c - 0xC0) % 32];
    if (c >= 0x100 && c < 0x100 + extended.size())
        return extended[c - 0x100];
    return '\0';
}

/// "#217" and "0217" are the camera 217; a code of many digits is typed with dashes or without.
std::string plain_number(std::string word)
{
    if (word.size() > 1 && word.front() == '#')
        word.erase(0, 1);
    const auto digits = static_cast<std::size_t>(std::ranges::count_if(word, is_digit));
    if (digits >= 12 && std::ranges::all_of(word, [](char c) { return is_digit(c) || c == '-'; }))
        std::erase(word, '-');
    if (digits == word.size() && word.size() <= 5)
        while (word.size() > 1 && word.front() == '0')
            word.erase(0, 1);
    return word;
}

void append_words(std::vector<std::string>& words, std::string_view folded)
{
    while (!folded.empty()) {
        const std::size_t end = std::min(folded.find(' '), folded.size());
        if (end > 0)
            words.push_back(plain_number(std::string(folded.substr(0, end))));
        folded.remove_prefix(std::min(end + 1, folded.size()));
    }
}

SearchQuery crossing_of(std::string_view one, std::string_view other)
{
    SearchQuery query{.words = {}, .is_crossing = true};
    append_words(query.words, one);
    const std::size_t of_one = query.words.size();
    append_words(query.words, other);
    if (of_one == 0 || query.words.size() == of_one)
        query.is_crossing = false; // one road and a stray sign
    return query;
}

} // namespace

void append_folded(std::string& out, std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        char32_t c = next_character(text, at);
        if (c >= 0xFF01 && c <= 0xFF5E)
            c = c - 0xFF01 + '!';
        else if (c == 0x3000 || c < ' ')
            c = ' ';
        if (const char letter = without_accent(c))
            c = static_cast<char32_t>(letter);
        if (c < 0x80)
            out += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
        else
            out.append(text.substr(begin, at - begin));
    }
}

SearchQuery parse_query(std::string_view text)
{
    std::string folded;
    append_folded(folded, text);
    for (const char sign : {'/', '&', '@'})
        if (const std::size_t at = folded.find(sign); at != std::string::npos)
            if (SearchQuery query = crossing_of(std::string_view(folded).substr(0, at), std::string_view(folded).substr(at + 1)); query.is_crossing)
                return query;
    SearchQuery query;
    append_words(query.words, folded);
    return query;
}

std::vector<SearchQuery> other_readings(std::string_view text)
{
    std::vector<SearchQuery> readings;
    std::string folded;
    append_folded(folded, text);
    for (const std::string_view between : {" and ", " at ", " x ", "×", "与", "和", "交"})
        for (std::size_t at = folded.find(between); at != std::string::npos; at = folded.find(between, at + 1)) {
            std::string_view other = std::string_view(folded).substr(at + between.size());
            // "新华路口" keeps its 路, "新华路路口" loses one.
            for (const std::string_view ending : {"交叉路口", "交叉口", "交汇处", "路路口", "街路口", "道路口", "路口"})
                if (other.ends_with(ending) && other.size() > ending.size()) {
                    other.remove_suffix(ending == "路口" ? 3 : ending.size() == 9 && ending.ends_with("路口") ? 6 : ending.size());
                    break;
                }
            if (SearchQuery query = crossing_of(std::string_view(folded).substr(0, at), other); query.is_crossing)
                readings.push_back(std::move(query));
        }
    SearchQuery split;
    for (const std::string& word : parse_query(text).words) {
        std::size_t begin = 0;
        for (std::size_t i = 1; i < word.size(); ++i)
            if ((is_digit(word[i]) && is_letter(word[i - 1])) || (is_letter(word[i]) && is_digit(word[i - 1]))) {
                split.words.push_back(word.substr(begin, i - begin));
                begin = i;
            }
        split.words.push_back(word.substr(begin));
    }
    if (split.words.size() != parse_query(text).words.size())
        readings.push_back(std::move(split));
    return readings;
}

} // namespace data
