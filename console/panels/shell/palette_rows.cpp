#include "console/panels/shell/palette_rows.h"

#include <algorithm>
#include <cctype>
#include <sstream>

namespace console {
namespace {

/// ASCII letters small; other characters as they are.
std::string folded(std::string_view text)
{
    std::string small(text);
    std::ranges::transform(small, small.begin(), [](unsigned char c) { return c < 128 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c); });
    return small;
}

/// 0: begins with it; 1: holds it; 2: only its name does; -1: no match.
int rank(const std::string& title, const std::string& name, const std::string& typed)
{
    if (title.starts_with(typed))
        return 0;
    if (title.find(typed) != std::string::npos)
        return 1;
    return name.find(typed) != std::string::npos ? 2 : -1;
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
    for (const CommandRow& row : command_table()) {
        // Without key and menu a command needs arguments, or answers something on screen.
        if ((row.menu == Menu::none && *row.key == 0) || (row.enabled && !row.enabled(world, session)) || first == row.name)
            continue;
        if (const int at = rank(folded(text(row.title)), row.name, small); at >= 0)
            ranked.emplace_back(at, PaletteRow{{row.name, {}}, text(row.title), row.key});
    }
    std::ranges::stable_sort(ranked, {}, [](const auto& entry) { return entry.first; });
    for (auto& [at, row] : ranked)
        rows.push_back(std::move(row));
    return rows;
}

}
