#include "console/wall/views.h"

#include "console/wall/places.h"

#include <algorithm>

namespace console {
namespace {

bool can_be_shown(const data::WallView& view) { return std::ranges::find(wall_sizes, view.tiles) != wall_sizes.end(); }

}

std::optional<data::WallView> find_wall_view(const data::World& world, const std::string& name)
{
    for (const data::WallView& view : world.setup.wall_views->rows)
        if (view.name == name && can_be_shown(view))
            return view;
    return std::nullopt;
}

std::vector<std::string> wall_view_names(const data::World& world)
{
    std::vector<std::string> names;
    for (const data::WallView& view : world.setup.wall_views->rows)
        if (can_be_shown(view))
            names.push_back(view.name);
    return names;
}

std::string words_of(const data::WallView& view)
{
    std::string words;
    for (const int number : view.numbers)
        if (number > 0)
            words += (words.empty() ? "cameras=" : " ") + std::to_string(number);
    return words;
}

}
