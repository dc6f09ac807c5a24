#include "video/footage/facade.h"

#include "video/footage/dice.h"

#include <algorithm>
#include <array>

namespace video::footage {
namespace {

constexpr std::array<Colour, 9> walls{{{186, 204, 216}, {196, 204, 206}, {150, 172, 196}, {120, 140, 176}, {208, 214, 216},
                                       {170, 186, 192}, {132, 146, 156}, {178, 196, 214}, {158, 166, 170}}};
constexpr std::array<Colour, 7> signs{{{52, 52, 196}, {190, 96, 40}, {64, 140, 60}, {60, 160, 220}, {150, 60, 130}, {210, 210, 214},
                                       {70, 100, 200}}};
constexpr Colour glass{118, 104, 88}, glass_dark{58, 52, 48};
constexpr double shop_m = 4.2;

Colour lamp_colour(float dice)
{
    return dice < 0.6f ? Colour{112, 186, 236} : dice < 0.85f ? Colour{206, 224, 228} : Colour{150, 170, 190};
}

} // namespace

Surface Facade::look(double u, double v, double pixel_m) const
{
    const Colour wall = walls[std::size_t(hashed(seed, 1) * walls.size())] * light;
    const bool dark = daylight == Daylight::night;
    if (has_shops && v < shop_m) {
        const double pitch = 5 + 2 * hashed(seed, 2);
        const auto shop = std::uint32_t(std::max(0.0, u / pitch));
        const double within = u / pitch - shop;
        const bool open = hashed(seed, shop, 3) < (dark ? 0.3f : 0.85f);
        if (v > 3.1) {
            const Colour sign = signs[std::size_t(hashed(seed, shop, 4) * signs.size())];
            return {sign * (0.8f * light), open && daylight != Daylight::day ? sign * (dark ? 0.55f : 0.3f) : Colour{}};
        }
        if (within < 0.06 || within > 0.94)
            return {wall * 0.8f, {}};
        if (!open) {
            const bool rib = std::fmod(v, 0.24) < 0.05 && pixel_m < 0.08;
            return {Colour{150, 152, 154} * (light * (rib ? 0.75f : 0.92f)), {}};
        }
        const Colour inside = daylight == Daylight::day ? Colour{} : Colour{150, 196, 226} * (dark ? 0.72f : 0.5f);
        const bool door = within > 0.42 && within < 0.58;
        return {(door ? glass_dark : glass) * light, inside * float(0.7 + 0.3 * hashed(seed, shop, std::uint32_t(within * 9)))};
    }
    const bool office = hashed(seed, 5) < 0.22f;
    const double storey = office ? 3.8 : 3.0, base = has_shops ? shop_m : 0.5;
    if (v < base || v > height_m - 0.7)
        return {wall * (v < base ? 0.72f : 0.9f), {}};
    const double pitch = office ? 1.9 : 2.7 + 1.3 * hashed(seed, 6);
    const double margin = std::fmod(width_m, pitch) / 2;
    const double cu = (u - margin) / pitch, cv = (v - base) / storey;
    const auto column = std::uint32_t(std::max(0.0, std::floor(cu))), row = std::uint32_t(std::max(0.0, std::floor(cv)));
    const double fu = cu - std::floor(cu), fv = cv - std::floor(cv);
    const bool in_range = u > margin && u < width_m - margin && (row + 1) * storey < height_m - base;
    const double wide = office ? 0.07 : 0.20, low = office ? 0.22 : 0.32, high = office ? 0.93 : 0.84;

    Surface s{wall, {}};
    const float streak = 0.95f + 0.07f * hashed(seed, std::uint32_t(u * 1.4), 7);
    s.colour = s.colour * streak;
    const bool balcony = !office && hashed(seed, 8) < 0.55f && column % 3 == std::uint32_t(hashed(seed, 9) * 3);
    if (in_range && balcony && fv < 0.36 && fu > 0.06 && fu < 0.94)
        s.colour = wall * (fv > 0.33 ? 0.6f : 0.86f);
    else if (in_range && fu > wide && fu < 1 - wide && fv > low && fv < high) {
        const float dice = hashed(seed + 77, column, row);
        const bool frame = pixel_m < 0.09 && (std::abs(fu - 0.5) < 0.025 || fu < wide + 0.03 || fu > 0.97 - wide);
        s.colour = (frame ? Colour{178, 180, 182} : mix(glass_dark, glass, dice)) * light;
        const float share = dark ? 0.16f : daylight == Daylight::dusk ? 0.3f : 0.f;
        if (!frame && hashed(seed + 5, column, row) < share)
            s.glow = lamp_colour(dice) * ((dark ? 0.62f : 0.5f) * (0.6f + 0.4f * hashed(seed + 9, column, row)));
    } else if (in_range && !office && fv < 0.24 && fv > 0.06 && fu > 0.62 && fu < 0.86 && hashed(seed + 3, column, row) < 0.5f)
        s.colour = Colour{196, 200, 202} * (0.9f * light); // air conditioners
    else if (office && fv < 0.08)
        s.colour = wall * 0.8f;
    // Far away a pixel covers several windows: towards the mean of wall and glass.
    const float far = float(std::clamp(pixel_m / pitch * 2.2 - 0.35, 0.0, 1.0));
    const Colour mean = mix(wall, glass_dark * light, 0.34f);
    s.colour = mix(s.colour, mean, far);
    s.glow = s.glow * (1 - 0.6f * far);
    return s;
}

}
