#pragma once
// How a command is found by what is typed: the words of its title in either language, what people call it ("also.NAME" in data/i18n), initials,
// the readings of Chinese titles, its typed name. For Ctrl+K, the list of keys and the search field. Pure functions; UI thread.

#include "console/frame/command.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace console {

/// A word that was typed, folded, and which commands' Chinese titles are spelt so, in the order of the command table.
struct TypedWord {
    std::string word;
    std::vector<bool> spells;
};

/// What was typed, ready to be compared.
struct TypedWords {
    TypedWords(std::string_view typed, const Texts& text);
    TypedWord whole;
    std::vector<TypedWord> words;
};

/// How well it answers; less is better. Nothing typed: everything answers with 0. None: it does not answer.
std::optional<int> rank_of(const CommandRow& row, const Texts& text, const TypedWords& typed);

/// For the line below a list of commands: its typed name; in Chinese, where that would be English, what people call it; may be empty.
std::string foot_words(const CommandRow& row, const Texts& text);

/// A choice that is said with what is typed: "16" of the sizes of a wall, "theme night" of the themes.
struct SaidChoice {
    ArgumentChoice choice;
    int rank = 0;
};
/// Those of its first argument, where that is a required one of choices or, behind the command's own words, a number within its bounds
/// or a camera's short number.
std::vector<SaidChoice> said_choices(const CommandRow& row, const data::World& world, const Session& session, const Texts& text, const TypedWords& typed);

}
