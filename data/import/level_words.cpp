#include "data/import/level_words.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace data {
namespace {

constexpr std::int64_t certainly_grids = 1500; // a city has some hundred communities, but thousands of grids

} // namespace

std::string in_small_letters(std::string text)
{
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    return text;
}

bool has_any(std::string_view text, const std::vector<std::string_view>& words)
{
    return std::ranges::any_of(words, [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

std::optional<Level> level_by_words(const std::vector<std::string>& columns, const std::string& any_name, std::int64_t count)
{
    const std::string name = in_small_letters(any_name);
    std::string all;
    for (const std::string& column : columns)
        all += column + "|";
    all = in_small_letters(std::move(all));
    const std::pair<Level, std::vector<std::string_view>> words[] = {
        {Level::grid, {"gridcode", "grid_code", "gridname", "网格编", "网格代", "网格名"}},
        {Level::community, {"villcode", "villname", "communitycode", "社区代", "社区编", "社区名"}},
        {Level::street, {"towncode", "townname", "街道代", "街道编", "街道名", "乡镇"}},
        {Level::district, {"countycode", "districtcode", "区县代", "区县名"}}};
    for (const auto& [level, hints] : words)
        if (has_any(all, hints))
            return level;
    const std::pair<Level, std::vector<std::string_view>> names[] = {
        {Level::grid, {"grid", "网格"}},
        {Level::community, {"communit", "village", "neighb", "社区"}},
        {Level::street, {"town", "街道", "乡镇", "ward"}},
        {Level::district, {"district", "county", "counties", "borough", "区县", "行政区", "区划"}}};
    for (const auto& [level, hints] : names)
        if (has_any(name, hints))
            return level;
    return count >= certainly_grids ? std::optional(Level::grid) : std::nullopt;
}

} // namespace data
