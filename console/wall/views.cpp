#include "console/wall/views.h"

#include "console/wall/places.h"

#include <algorithm>
#include <charconv>
#include <sstream>

namespace console {
namespace {

constexpr std::string_view prefix = "wall.view.";

}

std::string wall_view_key(const std::string& name) { return std::string(prefix) + name; }

std::string text_from_wall_view(const WallView& view)
{
    std::string text = std::to_string(view.tiles);
    for (const int number : view.numbers)
        text += " " + std::to_string(number);
    for (const int tile : view.hot)
        text += (tile == view.hot.front() ? " hot " : " ") + std::to_string(tile);
    return text;
}

std::optional<WallView> wall_view_from_text(const std::string& text)
{
    std::istringstream words(text);
    WallView view;
    if (!(words >> view.tiles) || std::ranges::find(wall_sizes, view.tiles) == wall_sizes.end())
        return std::nullopt;
    std::vector<int>* list = &view.numbers;
    for (std::string word; words >> word;) {
        if (word == "hot" && list == &view.numbers) {
            list = &view.hot;
            continue;
        }
        int number = 0;
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
        if (error != std::errc() || end != word.data() + word.size())
            return std::nullopt;
        list->push_back(number);
    }
    if (std::ranges::any_of(view.hot, [&](int tile) { return tile < 1 || tile > view.tiles; }) || view.numbers.size() > static_cast<std::size_t>(view.tiles))
        return std::nullopt;
    return view;
}

std::optional<WallView> find_wall_view(const data::World& world, const std::string& name)
{
    const auto at = world.settings.find(wall_view_key(name));
    return at == world.settings.end() ? std::nullopt : wall_view_from_text(at->second);
}

std::vector<std::string> wall_view_names(const data::World& world)
{
    std::vector<std::string> names;
    for (const auto& [key, value] : world.settings)
        if (key.starts_with(prefix) && wall_view_from_text(value))
            names.push_back(key.substr(prefix.size()));
    return names;
}

}
