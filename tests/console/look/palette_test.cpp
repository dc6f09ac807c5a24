#include "console/look/palette.h"

#include <gtest/gtest.h>

#include <cmath>

using console::Colour, console::Palette, console::Rgba, console::Theme;

namespace {

/// Relative luminance of WCAG 2.1, opacity left out.
double luminance(Rgba c)
{
    const auto part = [](unsigned byte) {
        const double v = byte / 255.0;
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(c & 0xFF) + 0.7152 * part(c >> 8 & 0xFF) + 0.0722 * part(c >> 16 & 0xFF);
}

double contrast(Rgba a, Rgba b)
{
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

int spread(Rgba c)
{
    const int r = c & 0xFF, g = c >> 8 & 0xFF, b = c >> 16 & 0xFF;
    return std::max({r, g, b}) - std::min({r, g, b});
}

class EveryTheme : public testing::TestWithParam<Theme> {
protected:
    Palette palette{GetParam()};
};

TEST_P(EveryTheme, text_is_readable_on_panels)
{
    EXPECT_GE(contrast(palette[Colour::text], palette[Colour::panel]), 7);
    EXPECT_LE(contrast(palette[Colour::text], palette[Colour::panel]), 15.2);
    EXPECT_GE(contrast(palette[Colour::secondary], palette[Colour::panel]), 4.5);
    EXPECT_GE(contrast(palette[Colour::text], palette[Colour::ground]), 7);
    EXPECT_GE(contrast(palette[Colour::text], palette[Colour::panel_raised]), 7);
    EXPECT_GE(contrast(palette[Colour::text], palette[Colour::panel_pressed]), 4.5);
    EXPECT_GE(contrast(palette[Colour::label], palette[Colour::land]), 7);
}

TEST_P(EveryTheme, digits_on_severity_chips_are_readable)
{
    const std::pair<Colour, Colour> chips[] = {{Colour::severity_1, Colour::severity_1_label},
                                               {Colour::severity_2, Colour::severity_2_label},
                                               {Colour::severity_3, Colour::severity_3_label}};
    for (const auto& [fill, label] : chips)
        EXPECT_GE(contrast(palette[fill], palette[label]), 4.5) << static_cast<int>(fill);
}

TEST_P(EveryTheme, widgets_and_grounds_are_grey)
{
    for (const Colour c : {Colour::ground, Colour::panel, Colour::text, Colour::secondary, Colour::line, Colour::panel_raised,
                           Colour::panel_pressed, Colour::veil, Colour::picture_ground, Colour::land, Colour::road})
        EXPECT_LE(spread(palette[c]), 24) << static_cast<int>(c);
    EXPECT_LE(spread(palette[Colour::accent]), 64);
}

TEST_P(EveryTheme, alpha_multiplies)
{
    EXPECT_EQ(palette.with_alpha(Colour::text, 1), palette[Colour::text]);
    EXPECT_EQ(palette.with_alpha(Colour::text, 0) >> 24, 0U);
    EXPECT_EQ(palette.with_alpha(Colour::camera_wedge, 0.5F) >> 24, 16U); // 12 % of 255 is 31
}

TEST_P(EveryTheme, choropleth_grows_lighter_and_bears_any_number)
{
    double before = -1;
    for (int i = 0; i <= 20; ++i) {
        const double now = luminance(palette.choropleth(static_cast<float>(i) / 20));
        EXPECT_GT(now, before) << i;
        before = now;
    }
    EXPECT_EQ(palette.choropleth(-3), palette.choropleth(0));
    EXPECT_EQ(palette.choropleth(9), palette.choropleth(1));
    EXPECT_EQ(palette.choropleth(std::nanf("")), palette.choropleth(0));
}

INSTANTIATE_TEST_SUITE_P(palettes, EveryTheme, testing::Values(Theme::day, Theme::dim, Theme::night),
                         [](const auto& info) {
                             return info.param == Theme::day ? "day" : info.param == Theme::dim ? "dim" : "night";
                         });

TEST(Palette, night_has_no_white)
{
    const Palette night(Theme::night);
    for (int i = 0; i < static_cast<int>(Colour::count); ++i) {
        const auto c = static_cast<Colour>(i);
        if (c == Colour::severity_1_label || c == Colour::severity_3_label)
            continue; // digits on a chip
        EXPECT_LE(luminance(night[c]), luminance(night[Colour::selected]) + 1e-9) << i;
    }
}

}
