#include "console/map/scales.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace console {

namespace {

constexpr double second = 1.0 / 3600, minute = 1.0 / 60;
constexpr std::array graticule_steps{second,     2 * second, 5 * second, 10 * second, 15 * second, 30 * second,
                                     minute,     2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute,
                                     1.0,        2.0,        5.0,        10.0,        15.0,        30.0};

std::string degree_label(double degrees, double step, const char* positive, const char* negative)
{
    const long seconds = std::lround(std::abs(degrees) * 3600);
    const char* side = seconds == 0 ? "" : degrees > 0 ? positive : negative;
    if (step >= 1)
        return fmt::format("{}°{}", seconds / 3600, side);
    if (step >= minute)
        return fmt::format("{}°{:02}′{}", seconds / 3600, seconds / 60 % 60, side);
    return fmt::format("{}°{:02}′{:02}″{}", seconds / 3600, seconds / 60 % 60, seconds % 60, side);
}

std::vector<GraticuleLine> lines(double from, double to, double step, const char* positive, const char* negative)
{
    std::vector<GraticuleLine> result;
    for (auto i = static_cast<long>(std::ceil(from / step)); i <= static_cast<long>(std::floor(to / step)); ++i)
        result.push_back({i * step, degree_label(i * step, step, positive, negative)});
    return result;
}

std::string grouped(long long value)
{
    if (value < 1000)
        return fmt::format("{}", value);
    return fmt::format("{},{:03}", grouped(value / 1000), value % 1000);
}

}

ScaleBar make_scale_bar(double ground_metres_per_pixel, double max_pixels)
{
    const double longest = ground_metres_per_pixel * max_pixels;
    const double power = std::pow(10, std::floor(std::log10(longest)));
    const double metres = longest >= 5 * power ? 5 * power : longest >= 2 * power ? 2 * power : power;
    return {metres, metres / ground_metres_per_pixel};
}

Graticule make_graticule(const geo::LonLatBox& box, int wanted)
{
    if (box.is_empty())
        return {};
    const double ideal = (box.east - box.west) / std::max(wanted, 1);
    const auto at = std::lower_bound(graticule_steps.begin(), graticule_steps.end(), ideal);
    const double step = at == graticule_steps.end() ? graticule_steps.back() : *at;
    return {lines(box.west, box.east, step, "E", "W"), lines(box.south, box.north, step, "N", "S")};
}

std::string length_text(double metres)
{
    if (metres < 10)
        return fmt::format("{:.1f} m", metres);
    if (metres < 1000)
        return fmt::format("{:.0f} m", metres);
    if (metres < 100'000)
        return fmt::format("{:.2f} km", metres / 1000);
    return grouped(std::llround(metres / 1000)) + " km";
}

std::string area_text(double square_metres)
{
    if (square_metres < 1'000'000)
        return grouped(std::llround(square_metres)) + " m²";
    if (square_metres < 1e9)
        return fmt::format("{:.2f} km²", square_metres / 1e6);
    return grouped(std::llround(square_metres / 1e6)) + " km²";
}

std::string degrees_text(geo::LonLat p)
{
    return fmt::format("{:.5f} {}  {:.5f} {}", std::abs(p.lon), p.lon < 0 ? "W" : "E", std::abs(p.lat),
                       p.lat < 0 ? "S" : "N");
}

Measurement measure_line(const std::vector<geo::LonLat>& points)
{
    Measurement result;
    for (std::size_t i = 1; i < points.size(); ++i)
        result.length_m += geo::distance_m(points[i - 1], points[i]);
    if (points.size() >= 3)
        result.area_m2 = geo::area_m2({{points, {}}});
    return result;
}

}
