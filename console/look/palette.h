#pragma once
// Colours by meaning (docs/SCREENS.md). The only place where a literal colour may stand is palette.cpp; a test holds that.

#include <cstdint>

namespace console {

enum class Theme { day, dim, night };

enum class Colour {
    ground, panel, text, secondary, line, accent,
    severity_1, severity_1_label, severity_2, severity_2_label, severity_3, severity_3_label,
    selected, ink, not_taken, drill,
    panel_raised, panel_pressed, veil, mask, focus, shadow, picture_ground,
    land, road, road_casing, water, green, building, rail, grid_line, community_line, street_line, district_line, label, label_halo,
    camera, camera_wedge, camera_label,
    count
};

/// 0xAABBGGRR as ImGui takes it (IM_COL32's order).
using Rgba = std::uint32_t;

class Palette {
public:
    explicit Palette(Theme theme) : theme_(theme) {}
    Theme theme() const { return theme_; }
    Rgba operator[](Colour colour) const;
    /// The colour with its opacity multiplied by `alpha` in [0, 1].
    Rgba with_alpha(Colour colour, float alpha) const;
    /// Cividis at t in [0, 1] for choropleths (Nuñez, Anderton, Renslow 2018), at the theme's strength.
    Rgba choropleth(float t) const;

private:
    Theme theme_;
};

}
