#include "console/look/palette.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace console {
namespace {

/// 0xRRGGBB as written in docs/SCREENS.md, with an opacity in [0, 1].
constexpr Rgba colour(std::uint32_t rrggbb, double opacity = 1)
{
    const auto red = rrggbb >> 16 & 0xFF, green = rrggbb >> 8 & 0xFF, blue = rrggbb & 0xFF;
    return static_cast<Rgba>(opacity * 255 + 0.5) << 24 | blue << 16 | green << 8 | red;
}

struct Row {
    Colour meaning;
    Rgba day, dim, night;
};

// The columns are those of docs/SCREENS.md, "Colours by meaning"; rows it does not fix are greys between its own.
constexpr std::array rows{
    Row{Colour::ground, colour(0xE9ECEF), colour(0x14181C), colour(0x090B0D)},
    Row{Colour::panel, colour(0xF6F7F8), colour(0x1B2026), colour(0x0F1215)},
    Row{Colour::text, colour(0x1B2127), colour(0xD3D9DF), colour(0xA9B0B8)},
    Row{Colour::secondary, colour(0x4E5963), colour(0x9AA5B0), colour(0x78828C)},
    Row{Colour::line, colour(0xB8C0C7), colour(0x39424B), colour(0x22282E)},
    Row{Colour::accent, colour(0x2F6468), colour(0x5C8A8F), colour(0x527A7E)},
    Row{Colour::severity_1, colour(0xB3261E), colour(0xD93A2E), colour(0xB8352B)},
    Row{Colour::severity_1_label, colour(0xFFFFFF), colour(0xFFFFFF), colour(0xF4F6F8)},
    Row{Colour::severity_2, colour(0xF2C230), colour(0xFFD23F), colour(0xCFA51A)},
    Row{Colour::severity_2_label, colour(0x1B2127), colour(0x14181C), colour(0x0A0C0E)},
    Row{Colour::severity_3, colour(0x0B5CAD), colour(0x4C9BF5), colour(0x2F6FB5)},
    Row{Colour::severity_3_label, colour(0xFFFFFF), colour(0x0A1015), colour(0xF4F6F8)},
    Row{Colour::selected, colour(0x000000), colour(0xFFFFFF), colour(0xD0D5DA)},
    Row{Colour::ink, colour(0x00707D), colour(0x00E5FF), colour(0x12A9BD)},
    Row{Colour::not_taken, colour(0xA3159A), colour(0xF07BE6), colour(0xC362BB)},
    Row{Colour::drill, colour(0x5B3FB0), colour(0xA98BF0), colour(0x8168C4)},
    Row{Colour::panel_raised, colour(0xE3E7EA), colour(0x272E36), colour(0x181C21)},
    Row{Colour::panel_pressed, colour(0xCDD4DA), colour(0x343D47), colour(0x22282E)},
    Row{Colour::veil, colour(0xE9ECEF), colour(0x14181C), colour(0x090B0D)},
    Row{Colour::mask, colour(0x7A7F85), colour(0x7A7F85), colour(0x5E6369)},
    Row{Colour::focus, colour(0x000000), colour(0xFFFFFF), colour(0xD0D5DA)},
    Row{Colour::shadow, colour(0x1B2127, 0.25), colour(0x000000, 0.5), colour(0x000000, 0.6)},
    Row{Colour::picture_ground, colour(0xD9DEE2), colour(0x0E1114), colour(0x050607)},
    Row{Colour::land, colour(0xF1F3F4), colour(0x1E242A), colour(0x0D1114)},
    Row{Colour::road, colour(0xFFFFFF), colour(0x3A444E), colour(0x20272D)},
    Row{Colour::road_casing, colour(0xC6CDD3), colour(0x161B20), colour(0x07090B)},
    Row{Colour::water, colour(0xC3D6DF), colour(0x16303F), colour(0x0B1A23)},
    Row{Colour::green, colour(0xD5E2D6), colour(0x1F2E26), colour(0x0F1813)},
    Row{Colour::building, colour(0xDCE1E5), colour(0x2A323A), colour(0x161B20)},
    Row{Colour::rail, colour(0xA9B2BA), colour(0x4B5661), colour(0x2A323A)},
    Row{Colour::grid_line, colour(0x6A7681), colour(0x8A96A2), colour(0x56616B)},
    Row{Colour::community_line, colour(0x3E4953), colour(0xC2CBD4), colour(0x7F8891)},
    Row{Colour::street_line, colour(0x1B2127), colour(0xDCE2E7), colour(0xA9B0B8)},
    Row{Colour::district_line, colour(0x000000), colour(0xF2F5F7), colour(0xC4CAD0)},
    Row{Colour::label, colour(0x1B2127), colour(0xD3D9DF), colour(0xA9B0B8)},
    Row{Colour::label_halo, colour(0xF6F7F8, 0.9), colour(0x14181C, 0.9), colour(0x090B0D, 0.9)},
    Row{Colour::camera, colour(0x4E5963), colour(0x9AA5B0), colour(0x78828C)},
    Row{Colour::camera_wedge, colour(0x000000, 0.12), colour(0xFFFFFF, 0.12), colour(0xD0D5DA, 0.12)},
    Row{Colour::camera_label, colour(0xFFFFFF), colour(0x14181C), colour(0x090B0D)},
};
static_assert(rows.size() == static_cast<std::size_t>(Colour::count));
static_assert([] {
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i].meaning != static_cast<Colour>(i))
            return false;
    return true;
}());

struct Rgb {
    unsigned char red, green, blue;
};

// Samples of cividis at equal steps from 0 to 1 (Nuñez, Anderton, Renslow 2018, doi:10.1371/journal.pone.0199239).
constexpr std::array cividis{Rgb{0, 32, 76},     Rgb{0, 42, 102},    Rgb{0, 52, 110},    Rgb{39, 63, 108},   Rgb{60, 74, 107},
                             Rgb{76, 85, 107},   Rgb{91, 95, 109},   Rgb{104, 106, 112}, Rgb{117, 117, 117}, Rgb{131, 129, 120},
                             Rgb{146, 140, 120}, Rgb{161, 152, 118}, Rgb{176, 165, 114}, Rgb{192, 177, 109}, Rgb{209, 191, 102},
                             Rgb{225, 204, 92},  Rgb{243, 219, 79},  Rgb{255, 233, 69}};

}

Rgba Palette::operator[](Colour meaning) const
{
    assert(meaning < Colour::count);
    const Row& row = rows[static_cast<std::size_t>(meaning)];
    return theme_ == Theme::day ? row.day : theme_ == Theme::dim ? row.dim : row.night;
}

Rgba Palette::with_alpha(Colour meaning, float alpha) const
{
    const Rgba full = (*this)[meaning];
    const auto opacity = static_cast<Rgba>(std::lround(static_cast<float>(full >> 24) * std::clamp(alpha, 0.F, 1.F)));
    return (full & 0x00FFFFFFU) | opacity << 24;
}

Rgba Palette::choropleth(float t) const
{
    const float at = std::clamp(std::isnan(t) ? 0.F : t, 0.F, 1.F) * static_cast<float>(cividis.size() - 1);
    const auto below = std::min(static_cast<std::size_t>(at), cividis.size() - 2);
    const float part = at - static_cast<float>(below);
    const auto mix = [part](unsigned char a, unsigned char b) {
        return static_cast<Rgba>(std::lround(static_cast<float>(a) + part * (static_cast<float>(b) - static_cast<float>(a))));
    };
    const Rgb a = cividis[below], b = cividis[below + 1];
    const Rgba opacity = theme_ == Theme::night ? 84 : 140; // 55 %, at night × 0.6
    return opacity << 24 | mix(a.blue, b.blue) << 16 | mix(a.green, b.green) << 8 | mix(a.red, b.red);
}

}
