#include "console/text/crs_words.h"

#include <algorithm>
#include <array>
#include <optional>

namespace console {
namespace {

struct Wording {
    std::string_view english;
    const char* key;
    bool has_number = false; // one follows, with a letter behind it where it is a zone or a meridian: {0} and {1}
};

/// Longer ones before those they begin with.
constexpr std::array wordings{
    Wording{"China Geodetic Coordinate System 2000", "crs.cgcs2000"},
    Wording{"Xian 1980", "crs.xian_1980"},
    Wording{"New Beijing", "crs.new_beijing"},
    Wording{"Beijing 1954", "crs.beijing_1954"},
    Wording{"Hong Kong 1980 Grid System", "crs.hong_kong_grid"},
    Wording{"Hong Kong 1980", "crs.hong_kong_1980"},
    Wording{"3-degree Gauss-Kruger CM ", "crs.gauss_3_meridian", true},
    Wording{"3-degree Gauss-Kruger zone ", "crs.gauss_3_zone", true},
    Wording{"Gauss-Kruger CM ", "crs.gauss_6_meridian", true},
    Wording{"Gauss-Kruger zone ", "crs.gauss_6_zone", true},
    Wording{"UTM zone ", "crs.utm_zone", true},
    Wording{"Pseudo-Mercator", "crs.web_mercator"},
    Wording{"World Mercator", "crs.world_mercator"},
    Wording{" to WGS 84", "crs.to_wgs84"},
    Wording{"China - Ordos basin", "crs.area.ordos"},
    Wording{"China - offshore - Yellow Sea", "crs.area.yellow_sea"},
    Wording{"China - offshore - Pearl River basin", "crs.area.pearl_river"},
    Wording{"China - Tarim - 77.5°E to 88°E and 37°N to 42°N", "crs.area.tarim"},
    Wording{"China - offshore - Bei Bu", "crs.area.bei_bu"},
    Wording{"an area that is not named", "crs.area.unnamed"},
    Wording{"accuracy", "crs.accuracy"},
    Wording{"FITTED local system", "crs.fitted"},
    Wording{"GCJ-02", "crs.gcj02"},
    Wording{"BD-09", "crs.bd09"},
};

/// Cuts a number and the letter behind it off the text; nothing where none is there.
std::optional<std::array<std::string, 2>> cut_number(std::string_view& text)
{
    const auto end = std::ranges::find_if_not(text, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
    std::array<std::string, 2> parts{std::string(text.begin(), end), {}};
    if (parts[0].empty())
        return std::nullopt;
    text.remove_prefix(parts[0].size());
    if (!text.empty() && std::string_view("EWNS").find(text.front()) != std::string_view::npos) {
        parts[1] = text.front();
        text.remove_prefix(1);
    }
    return parts;
}

}

std::string worded_system(std::string_view name, const KeyWords& of_key)
{
    std::string words;
    while (!name.empty()) {
        const auto at = std::ranges::find_if(wordings, [&](const Wording& one) { return name.starts_with(one.english); });
        std::string_view rest = at == wordings.end() ? name : name.substr(at->english.size());
        const auto number = at != wordings.end() && at->has_number ? cut_number(rest) : std::nullopt;
        if (at == wordings.end() || (at->has_number && !number)) {
            words += name.front();
            name.remove_prefix(1);
            continue;
        }
        words += number ? of_key(at->key, (*number)[0], (*number)[1]) : of_key(at->key, {}, {});
        name = rest;
    }
    return words;
}

}
