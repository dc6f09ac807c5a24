#include "console/panels/shell/palette_rows.h"
#include "console/text/folding.h"
#include "data/search/match.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <sstream>

namespace console {
namespace {

constexpr int spelt_rank = 3; // after what the words themselves say

/// "this tile alone" → "tta": the first letters of its words.
std::string initials(const std::string& title)
{
    std::string out;
    bool is_new = true;
    for (const char c : title) {
        const bool is_letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (is_letter && is_new)
            out += c;
        is_new = !is_letter && c != '\'';
    }
    return out;
}

/// What people call it who do not know our word: "also.NAME" in data/i18n, the words of both languages in each.
std::string also_called(const CommandRow& row, const Texts& text)
{
    const char* words = text.in(text.language(), std::string("also.") + row.name);
    return words ? folded(words) : std::string();
}

/// The Chinese titles by the letters of their readings, "dsq" and "dianshiqiang" for 电视墙; records are rows of the command table. UI thread.
const data::TextMatcher& spelt_titles(const Texts& text)
{
    static std::optional<data::TextMatcher> titles;
    if (!titles) {
        titles.emplace();
        std::uint32_t number = 0;
        for (const CommandRow& row : command_table()) {
            const char* title = text.in(Language::zh, row.title);
            titles->add(folded(title ? title : ""), number++);
        }
        titles->freeze();
    }
    return *titles;
}

/// 0: its title begins with it; 1: holds it; 2: the other language's does, what people say, its initials or its name; -1: no match.
int rank(const CommandRow& row, const Texts& text, const std::string& typed)
{
    const std::string title = folded(text(row.title));
    if (title.starts_with(typed))
        return 0;
    if (title.find(typed) != std::string::npos)
        return 1;
    const char* other = text.in(text.language() == Language::zh ? Language::en : Language::zh, row.title);
    const bool is_known = folded(other ? other : "").find(typed) != std::string::npos || also_called(row, text).find(typed) != std::string::npos ||
                          initials(title).starts_with(typed) || std::string(row.name).find(typed) != std::string::npos;
    return is_known ? 2 : -1;
}

}

std::vector<PaletteRow> make_palette_rows(const data::World& world, const Session& session, const Texts& text, std::string_view typed)
{
    std::vector<PaletteRow> rows;
    std::istringstream words{std::string(typed)};
    std::string first, word;
    words >> first;
    if (const CommandRow* named = find_command(first); named && (!named->enabled || named->enabled(world, session))) {
        Command command{first, {}};
        std::string title = text(named->title);
        while (words >> word) {
            command.arguments.push_back(word);
            title += " " + word;
        }
        rows.push_back({std::move(command), std::move(title), named->key});
    }
    std::vector<std::pair<int, PaletteRow>> ranked;
    const std::string small = folded(typed);
    std::vector<data::MatchRank> spelt(spelt_titles(text).records(), data::MatchRank::none);
    if (small.size() > 1)
        spelt_titles(text).match(small, spelt);
    std::size_t number = 0;
    for (const CommandRow& row : command_table()) {
        const bool is_spelt = spelt[number++] != data::MatchRank::none;
        if (row.menu == Menu::internal || (row.enabled && !row.enabled(world, session)) || first == row.name)
            continue;
        if (const int known = rank(row, text, small), at = known < 0 && is_spelt ? spelt_rank : known; at >= 0) {
            Command command{row.name, {}};
            std::string title(text(row.title));
            if (needs_form(row))
                command = {"form.open", {row.name}}, title += "…";
            ranked.emplace_back(at, PaletteRow{std::move(command), std::move(title), row.key});
        }
    }
    std::ranges::stable_sort(ranked, {}, [](const auto& entry) { return entry.first; });
    for (auto& [at, row] : ranked)
        rows.push_back(std::move(row));
    return rows;
}

}
