#include "console/wall/places.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

namespace console {

int wall_size_from_name(std::string_view name)
{
    const auto number = [](std::string_view text) {
        int value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        return error == std::errc() && end == text.data() + text.size() && value > 0 && value <= 64 ? value : 0;
    };
    int tiles = number(name);
    if (const std::size_t plus = name.find('+'); plus != std::string_view::npos)
        tiles = name.substr(0, plus) == "1" && number(name.substr(plus + 1)) > 0 ? number(name.substr(plus + 1)) + 1 : 0;
    else if (const std::size_t by = name.find('x'); by != std::string_view::npos)
        tiles = number(name.substr(0, by)) == number(name.substr(by + 1)) ? number(name.substr(0, by)) * number(name.substr(by + 1)) : 0;
    return std::ranges::find(wall_sizes, tiles) == wall_sizes.end() ? 0 : tiles;
}

std::vector<Rect> wall_places(int tiles, Rect box, float gap)
{
    const bool has_large = tiles == 6 || tiles == 8;
    const int side = has_large ? tiles / 2 : static_cast<int>(std::ceil(std::sqrt(std::max(tiles, 1))));
    // Edges are rounded, not sizes: the wall ends at the window's edge.
    const auto edge = [&](float start, float length, int n) { return std::round(start + (length + gap) * static_cast<float>(n) / static_cast<float>(side)); };
    const auto place = [&](int column, int row, int span) {
        const float x0 = edge(box.x, box.width, column), x1 = edge(box.x, box.width, column + span) - gap;
        const float y0 = edge(box.y, box.height, row), y1 = edge(box.y, box.height, row + span) - gap;
        return Rect{x0, y0, x1 - x0, y1 - y0};
    };
    std::vector<Rect> places;
    if (has_large)
        places.push_back(place(0, 0, side - 1));
    for (int row = 0; row < side; ++row)
        for (int column = 0; column < side; ++column)
            if ((!has_large || row == side - 1 || column == side - 1) && static_cast<int>(places.size()) < tiles)
                places.push_back(place(column, row, 1));
    return places;
}

}
