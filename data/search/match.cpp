#include "data/search/match.h"

#include "data/search/readings.h"

#include <algorithm>
#include <array>

namespace data {

namespace {

constexpr std::size_t longest_word = 60;       // bits of a state
constexpr std::size_t longest_text = 200;      // units; what comes after is not searched
constexpr std::uint16_t first_character = 128; // units below are ASCII

bool is_letter(std::uint16_t unit)
{
    return unit >= 'a' && unit <= 'z';
}
bool is_word_unit(std::uint16_t unit)
{
    return is_letter(unit) || (unit >= '0' && unit <= '9');
}

} // namespace

/// The word as bit masks: bit i of a mask says that the word's character i is that one; bit i of a state, that i characters of the
/// word are matched by what was read. States are followed along the sorted texts, one a unit, so a common beginning costs once.
class WordMatch {
public:
    using Bits = std::uint64_t;

    WordMatch(const TextMatcher& texts, std::string_view word) : texts_(texts)
    {
        std::vector<char32_t> characters;
        for (std::size_t at = 0; at < word.size();)
            characters.push_back(next_character(word, at));
        length_ = characters.size();
        if (length_ == 0 || length_ > longest_word)
            return;
        is_usable_ = true;
        end_ = Bits{1} << length_;
        is_of_.assign(first_character + texts.characters_.size(), 0);
        for (std::size_t i = 0; i < length_; ++i) {
            const Bits bit = Bits{1} << i;
            if (characters[i] < first_character) {
                is_of_[characters[i]] |= bit;
                if (is_letter(static_cast<std::uint16_t>(characters[i])))
                    letters_ |= bit;
            } else {
                han_ |= bit;
                if (const auto at = texts.place_of_.find(characters[i]); at != texts.place_of_.end())
                    is_of_[at->second] |= bit;
            }
        }
        // What a character can go on with at all: its own bits and the first letters of its readings.
        goes_on_.assign(is_of_.begin() + first_character, is_of_.end());
        if (letters_)
            for (std::size_t c = 0; c < texts.characters_.size(); ++c)
                for (const std::string_view reading : texts.characters_[c].readings)
                    goes_on_[c] |= is_of_[static_cast<unsigned char>(reading[0])];
    }

    bool is_usable() const { return is_usable_; }
    bool may_be_mistyped() const
    {
        const auto count = [](Bits bits) { return __builtin_popcountll(bits); };
        return is_usable_ && (count(letters_) >= 4 || count(han_) >= 4);
    }

    void run_exact(std::vector<MatchRank>& ranks);
    void run_mistyped(std::vector<MatchRank>& ranks);

private:
    Bits step(Bits state, std::uint16_t unit) const { return (state & is_of_[unit]) << 1; }

    /// By readings: literally, in full, the first letter (or zh, ch, sh), or any beginning where the word ends there.
    Bits spelt_step(Bits state, std::uint16_t unit) const
    {
        if (unit < first_character) {
            const Bits next = step(state, unit);
            return is_word_unit(unit) ? next : next | state; // signs and blanks in a name need not be typed
        }
        if (!(state & goes_on_[unit - first_character]))
            return 0;
        Bits next = step(state, unit);
        for (const std::string_view reading : texts_.characters_[unit - first_character].readings) {
            Bits at = state;
            for (std::size_t i = 0; i < reading.size(); ++i) {
                at = (at & is_of_[static_cast<unsigned char>(reading[i])]) << 1;
                if (!at)
                    break;
                const bool may_stop = i == 0 || i + 1 == reading.size() || (i == 1 && reading[1] == 'h');
                next |= may_stop ? at : at & end_;
            }
        }
        return next;
    }

    const TextMatcher& texts_;
    bool is_usable_ = false;
    std::size_t length_ = 0;
    Bits end_ = 0, letters_ = 0, han_ = 0;
    std::vector<Bits> is_of_;   // by unit
    std::vector<Bits> goes_on_; // by character
};

void WordMatch::run_exact(std::vector<MatchRank>& ranks)
{
    struct Depth {
        Bits begun = 1, word = 0, inside = 0, spelt_begun = 1, spelt_word = 0;
        MatchRank best = MatchRank::none;
    };
    std::array<Depth, longest_text + 1> depths;
    std::size_t valid = 0; // depths[0 … valid] belong to the text looked at last
    for (const TextMatcher::Text& text : texts_.texts_) {
        const std::uint16_t* const units = texts_.units_.data() + text.begin;
        for (std::size_t d = std::min<std::size_t>(text.common, valid); d < text.length; ++d) {
            const Depth& from = depths[d];
            Depth& to = depths[d + 1];
            const std::uint16_t unit = units[d];
            const bool begins_word = unit >= first_character || d == 0 || !is_word_unit(units[d - 1]) || units[d - 1] >= first_character ||
                                     is_letter(unit) != is_letter(units[d - 1]);
            const Bits word = from.word | (d > 0 && begins_word), inside = from.inside | !begins_word;
            to.begun = step(from.begun, unit);
            to.word = step(word, unit);
            to.inside = step(inside, unit);
            to.spelt_begun = spelt_step(from.spelt_begun, unit);
            to.spelt_word = spelt_step(from.spelt_word | (d > 0 && begins_word), unit);
            to.best = std::min(from.best, to.begun & end_         ? MatchRank::begins
                                          : to.spelt_begun & end_ ? MatchRank::spelt_begins
                                          : to.word & end_        ? MatchRank::word
                                          : to.inside & end_      ? MatchRank::inside
                                          : to.spelt_word & end_  ? MatchRank::spelt_word
                                                                  : MatchRank::none);
        }
        valid = text.length;
        const Depth& last = depths[text.length];
        MatchRank rank = last.best;
        if (last.begun & end_)
            rank = MatchRank::whole;
        else if (last.spelt_begun & end_)
            rank = std::min(rank, MatchRank::spelt_whole);
        ranks[text.record] = std::min(ranks[text.record], rank);
    }
}

void WordMatch::run_mistyped(std::vector<MatchRank>& ranks)
{
    // Bits without and with one error so far; `before`: without, one letter earlier (for letters changed over).
    struct Errors {
        Bits none = 0, one = 0, before = 0;
        std::uint16_t letter = 0;
        bool is_found = false;
    };
    const auto skipping = [&](Bits bits) { return (bits & (letters_ | han_)) << 1; }; // a character typed too much
    const auto read = [&](const Errors& from, std::uint16_t unit) {
        Errors to;
        to.none = step(from.none, unit);
        to.one = step(from.one, unit);
        to.letter = unit;
        to.before = from.none;
        if (is_letter(unit)) {
            to.one |= (from.none & letters_) << 1; // another letter was typed
            to.one |= from.none & ~Bits{1};        // none was typed
            if (from.letter)
                to.one |= (from.before & is_of_[unit] & (is_of_[from.letter] >> 1)) << 2;
        } else if (unit >= first_character) {
            to.one |= (from.none & han_) << 1;
            to.one |= han_ ? from.none & ~Bits{1} : 0;
        } else if (!is_word_unit(unit)) {
            to.none |= from.none, to.one |= from.one;
        }
        to.one |= skipping(to.none);
        return to;
    };
    const auto read_character = [&](const Errors& from, std::uint16_t unit) {
        Errors to = read(from, unit);
        if (!letters_)
            return to;
        for (const std::string_view reading : texts_.characters_[unit - first_character].readings) {
            const Bits initial = is_of_[static_cast<unsigned char>(reading[0])];
            to.none |= (from.none & initial) << 1;
            to.one |= (from.one & initial) << 1;
            Errors at{from.none, from.one, 0, 0, false};
            for (const char letter : reading) {
                at = read(at, static_cast<unsigned char>(letter));
                if (!(at.none | at.one))
                    break;
                to.is_found = to.is_found || ((at.none | at.one) & end_);
            }
            to.none |= at.none, to.one |= at.one;
        }
        to.one |= skipping(to.none);
        return to;
    };
    // Every character begins a word, so the step from the beginning is the same each time: it is taken once.
    const Errors start{1, skipping(1), 0, 0, false};
    std::vector<Errors> from_start(texts_.characters_.size());
    for (std::size_t c = 0; c < from_start.size(); ++c)
        from_start[c] = read_character(start, static_cast<std::uint16_t>(first_character + c));

    std::array<Errors, longest_text + 1> depths;
    depths[0] = {};
    std::size_t valid = 0;
    for (const TextMatcher::Text& text : texts_.texts_) {
        const std::uint16_t* const units = texts_.units_.data() + text.begin;
        for (std::size_t d = std::min<std::size_t>(text.common, valid); d < text.length; ++d) {
            const Errors& from = depths[d];
            const std::uint16_t unit = units[d];
            Errors to;
            if (unit >= first_character) {
                to = from_start[unit - first_character];
                if (from.none | from.one) {
                    const Errors further = read_character(from, unit);
                    to.none |= further.none, to.one |= further.one;
                    to.is_found = to.is_found || further.is_found;
                }
                to.letter = 0;
            } else {
                const bool begins_word = is_word_unit(unit) && (d == 0 || units[d - 1] >= first_character || !is_word_unit(units[d - 1]));
                Errors with_start = from;
                if (begins_word)
                    with_start.none |= start.none, with_start.one |= start.one;
                if (with_start.none | with_start.one | with_start.before)
                    to = read(with_start, unit);
            }
            to.is_found = from.is_found || to.is_found || ((to.none | to.one) & end_);
            depths[d + 1] = to;
        }
        valid = text.length;
        if (depths[text.length].is_found)
            ranks[text.record] = std::min(ranks[text.record], MatchRank::mistyped);
    }
}

void TextMatcher::add(std::string_view folded, std::uint32_t record)
{
    records_ = std::max<std::size_t>(records_, record + std::size_t{1});
    Text text{static_cast<std::uint32_t>(units_.size()), 0, record, 0};
    for (std::size_t at = 0; at < folded.size() && text.length < longest_text; ++text.length) {
        const char32_t c = next_character(folded, at);
        if (c < first_character) {
            units_.push_back(static_cast<std::uint16_t>(c));
            continue;
        }
        const auto [place, is_new] = place_of_.emplace(c, static_cast<std::uint16_t>(first_character + characters_.size()));
        if (is_new) {
            if (characters_.size() >= 0xFF00) { // more characters than any city has: they are all one
                place->second = static_cast<std::uint16_t>(first_character + characters_.size() - 1);
            } else {
                Han character{c, {}};
                for (const std::uint16_t number : readings_of(c))
                    character.readings.push_back(syllable(number));
                characters_.push_back(std::move(character));
            }
        }
        units_.push_back(place->second);
    }
    if (text.length > 0)
        texts_.push_back(text);
}

void TextMatcher::freeze()
{
    const auto of = [this](const Text& t) { return std::basic_string_view<std::uint16_t>(units_.data() + t.begin, t.length); };
    std::ranges::sort(texts_, [&](const Text& a, const Text& b) { return of(a) < of(b); });
    for (std::size_t i = 1; i < texts_.size(); ++i) {
        const auto a = of(texts_[i - 1]), b = of(texts_[i]);
        texts_[i].common = static_cast<std::uint32_t>(std::ranges::mismatch(a, b).in2 - b.begin());
    }
}

void TextMatcher::match(std::string_view word, std::vector<MatchRank>& ranks) const
{
    ranks.assign(records_, MatchRank::none);
    if (WordMatch match(*this, word); match.is_usable())
        match.run_exact(ranks);
}

void TextMatcher::match_mistyped(std::string_view word, std::vector<MatchRank>& ranks) const
{
    ranks.assign(records_, MatchRank::none);
    if (WordMatch match(*this, word); match.may_be_mistyped())
        match.run_mistyped(ranks);
}

} // namespace data
