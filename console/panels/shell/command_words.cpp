#include "console/panels/shell/command_words.h"

#include "console/text/folding.h"
#include "data/search/match.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <sstream>

namespace console {
namespace {

// What the words of the title say comes first, then the other language and what people call it, then its name and its letters.
constexpr int title_begins = 0, title_word = 1, title_holds = 2, also_known = 3, by_letters = 4, each_word = 5;
constexpr int choice_is = 0, choice_begins = 2, choice_holds = 4;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

/// "this tile alone" → "tta": the first letters of its words.
std::string initials(const std::string& title)
{
    std::string out;
    bool is_new = true;
    for (const char c : title) {
        if (is_letter(c) && is_new)
            out += c;
        is_new = !is_letter(c) && c != '\'';
    }
    return out;
}

/// Whether a word of the text begins so.
bool begins_word(const std::string& text, const std::string& typed)
{
    for (std::size_t at = text.find(typed); at != std::string::npos; at = text.find(typed, at + 1))
        if (at == 0 || !is_letter(text[at - 1]))
            return true;
    return false;
}

/// Whether it is a whole word of the text.
bool is_word_of(const std::string& text, const std::string& typed)
{
    for (std::size_t at = text.find(typed); at != std::string::npos; at = text.find(typed, at + 1)) {
        const std::size_t end = at + typed.size();
        if ((at == 0 || !is_letter(text[at - 1])) && (end == text.size() || !is_letter(text[end])))
            return true;
    }
    return false;
}

/// "4 × 4" is typed as 4x4, "× 2" as x2.
std::string as_typed(std::string_view text)
{
    constexpr std::string_view sign = "×";
    std::string out = folded(text);
    const auto is_digit = [&](std::size_t at) { return at < out.size() && out[at] >= '0' && out[at] <= '9'; };
    for (std::size_t at = out.find(sign); at != std::string::npos; at = out.find(sign)) {
        out.replace(at, sign.size(), "x");
        if (at + 1 < out.size() && out[at + 1] == ' ' && is_digit(at + 2))
            out.erase(at + 1, 1);
        if (at > 1 && out[at - 1] == ' ' && is_digit(at - 2))
            out.erase(at - 1, 1);
    }
    return out;
}

/// Words of a command in both languages, as they are typed.
struct CommandWords {
    std::array<std::string, 2> titles, initials_of; // by Language
    std::string also, name;
};

const CommandWords& words_of_command(const CommandRow& row, const Texts& text)
{
    static const std::vector<CommandWords> all = [&] {
        std::vector<CommandWords> made;
        for (const CommandRow& each : command_table()) {
            CommandWords words;
            for (const Language language : {Language::zh, Language::en}) {
                const char* title = text.in(language, each.title);
                words.titles[static_cast<std::size_t>(language)] = as_typed(title ? title : "");
                words.initials_of[static_cast<std::size_t>(language)] = initials(words.titles[static_cast<std::size_t>(language)]);
            }
            const char* also = text.in(Language::en, std::string("also.") + each.name);
            words.also = as_typed(also ? also : "");
            words.name = each.name;
            made.push_back(std::move(words));
        }
        return made;
    }();
    return all[static_cast<std::size_t>(&row - command_table().data())];
}

/// The words of a list that are not English.
std::string chinese_words(std::string_view list)
{
    std::istringstream in{std::string(list)};
    std::string words;
    for (std::string word; in >> word;)
        if (std::ranges::any_of(word, [](char c) { return static_cast<unsigned char>(c) > 127; }))
            words += (words.empty() ? "" : "、") + word;
    return words;
}

/// The Chinese titles by the letters of their readings, "dsq" and "dianshiqiang" for 电视墙; records are rows of the command table.
const data::TextMatcher& spelt_titles(const Texts& text)
{
    static const data::TextMatcher titles = [&] {
        data::TextMatcher made;
        std::uint32_t number = 0;
        for (const CommandRow& row : command_table()) {
            const char* title = text.in(Language::zh, row.title);
            made.add(folded(title ? title : ""), number++);
        }
        made.freeze();
        return made;
    }();
    return titles;
}

TypedWord make_typed_word(std::string word, const Texts& text)
{
    TypedWord made{std::move(word), std::vector<bool>(command_table().size())};
    if (made.word.size() < 2)
        return made;
    std::vector<data::MatchRank> ranks(spelt_titles(text).records(), data::MatchRank::none);
    spelt_titles(text).match(made.word, ranks);
    for (std::size_t i = 0; i < std::min(ranks.size(), made.spells.size()); ++i)
        made.spells[i] = ranks[i] != data::MatchRank::none;
    return made;
}

std::optional<int> rank_of_word(const CommandRow& row, const Texts& text, const TypedWord& wanted)
{
    const std::string& typed = wanted.word;
    const CommandWords& words = words_of_command(row, text);
    const auto own = static_cast<std::size_t>(text.language());
    const std::string& title = words.titles[own];
    if (title.starts_with(typed))
        return title_begins;
    if (begins_word(title, typed))
        return title_word;
    if (title.find(typed) != std::string::npos)
        return title_holds;
    if (words.titles[1 - own].find(typed) != std::string::npos || words.also.find(typed) != std::string::npos)
        return also_known;
    if (std::ranges::any_of(words.initials_of, [&](const std::string& letters) { return letters.starts_with(typed); }) || words.name.find(typed) != std::string::npos ||
        wanted.spells[static_cast<std::size_t>(&row - command_table().data())])
        return by_letters;
    return std::nullopt;
}

std::optional<int> rank_of_choice(const ArgumentChoice& choice, const std::string& typed)
{
    const std::string label = as_typed(choice.label), value = as_typed(choice.value);
    if (value == typed || label == typed || is_word_of(label, typed))
        return choice_is;
    if (begins_word(label, typed) || value.starts_with(typed))
        return choice_begins;
    if (typed.size() > 1 && label.find(typed) != std::string::npos)
        return choice_holds;
    return std::nullopt;
}

bool is_number(const std::string& text, double& value)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size();
}

/// A value behind the words of the command: "scale 150", "favourite 217".
std::optional<SaidChoice> said_value(const CommandRow& row, const data::World& world, const Texts& text, const TypedWords& typed)
{
    const ArgumentRow& argument = row.arguments.front();
    double value = 0;
    if (typed.words.size() < 2 || !is_number(typed.words.back().word, value))
        return std::nullopt;
    const bool is_one = argument.type == ArgumentType::camera ? data::find_camera_by_number(world, static_cast<int>(value)) != nullptr
                                                              : argument.type == ArgumentType::number && (argument.least >= argument.most || (value >= argument.least && value <= argument.most));
    const bool is_meant = std::ranges::all_of(typed.words.begin(), std::prev(typed.words.end()), [&](const TypedWord& word) { return rank_of_word(row, text, word).has_value(); });
    return is_one && is_meant ? std::optional(SaidChoice{{typed.words.back().word, ""}, choice_is}) : std::nullopt;
}

}

std::string foot_words(const CommandRow& row, const Texts& text)
{
    if (text.language() == Language::en)
        return row.name;
    const char* also = text.in(Language::zh, std::string("also.") + row.name);
    const std::string words = chinese_words(also ? also : "");
    return words.empty() ? std::string() : text.format("menu.also", {words});
}

TypedWords::TypedWords(std::string_view typed, const Texts& text)
{
    std::istringstream in(as_typed(typed));
    std::string all;
    for (std::string word; in >> word;) {
        all += (all.empty() ? "" : " ") + word;
        words.push_back(make_typed_word(std::move(word), text));
    }
    whole = make_typed_word(std::move(all), text);
}

std::optional<int> rank_of(const CommandRow& row, const Texts& text, const TypedWords& typed)
{
    if (typed.words.empty())
        return 0;
    if (const auto rank = rank_of_word(row, text, typed.whole))
        return rank;
    // Words in any order, each of which it answers to.
    if (typed.words.size() > 1 && std::ranges::all_of(typed.words, [&](const TypedWord& word) { return rank_of_word(row, text, word).has_value(); }))
        return each_word;
    return std::nullopt;
}

std::vector<SaidChoice> said_choices(const CommandRow& row, const data::World& world, const Session& session, const Texts& text, const TypedWords& typed)
{
    std::vector<SaidChoice> said;
    if (typed.words.empty() || row.arguments.empty() || !row.arguments.front().required)
        return said;
    if (row.arguments.front().type != ArgumentType::choice) {
        if (const auto value = said_value(row, world, text, typed))
            said.push_back(*value);
        return said;
    }
    const auto& choices_of = row.arguments.front().choices;
    const std::vector<ArgumentChoice> choices = choices_of(world, session, text);
    const std::vector<ArgumentChoice> others = choices_of(world, session, text.speaking(text.language() == Language::zh ? Language::en : Language::zh));
    for (std::size_t i = 0; i < choices.size(); ++i) {
        std::optional<int> best;
        const bool is_meant = std::ranges::all_of(typed.words, [&](const TypedWord& word) {
            auto rank = rank_of_choice(choices[i], word.word);
            if (const auto other = i < others.size() ? rank_of_choice(others[i], word.word) : std::nullopt; other && (!rank || *other < *rank))
                rank = other;
            if (rank && (!best || *rank < *best))
                best = rank;
            return rank || rank_of_word(row, text, word).has_value();
        });
        if (is_meant && best)
            said.push_back({choices[i], *best});
    }
    return said;
}

}
