#pragma once
// One typed word against many texts at once: literally, by the readings of Chinese characters (in full, by initials, mixed), and with
// one wrong letter. Texts are kept sorted, so that what they begin with in common is compared once; a keystroke over 200,000 names
// takes some milliseconds (docs/BENCHMARKS.md). Frozen after freeze(); then any thread.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace data {

/// How well a text answers; less is better.
enum class MatchRank : std::uint8_t { whole, begins, spelt_whole, spelt_begins, word, inside, spelt_word, mistyped, none };

class TextMatcher {
public:
    /// A folded text (search_query.h) that stands for a record; several texts may stand for one.
    void add(std::string_view folded, std::uint32_t record);
    void freeze();
    std::size_t records() const { return records_; }

    /// The best rank of each record for a folded word; `ranks` has one value a record. Words over 60 characters match nothing.
    void match(std::string_view word, std::vector<MatchRank>& ranks) const;
    /// The same where a letter more, less, another or two changed over are forgiven: MatchRank::mistyped. Words of fewer than
    /// four letters or Chinese characters are too short for that and match nothing.
    void match_mistyped(std::string_view word, std::vector<MatchRank>& ranks) const;

private:
    friend class WordMatch;
    struct Text {
        std::uint32_t begin = 0, length = 0, record = 0, common = 0; // common: units shared with the text before
    };
    struct Han { // or any other character beyond ASCII
        char32_t character = 0;
        std::vector<std::string_view> readings;
    };
    std::vector<std::uint16_t> units_; // below 128 ASCII, else 128 + place in characters_
    std::vector<Text> texts_;          // ascending by their units after freeze()
    std::vector<Han> characters_;
    std::unordered_map<char32_t, std::uint16_t> place_of_;
    std::size_t records_ = 0;
};

} // namespace data
