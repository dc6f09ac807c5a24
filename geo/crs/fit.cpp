#include "geo/crs/fit.h"

#include "geo/error.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace geo {
namespace {

constexpr std::string_view head = "FITTED:";
constexpr double largest_extent_m = 200e3;

/// Metres east and north of the origin, on the geodesic polar plane around it: exact at the origin, and a fit's pairs lie near it.
struct Plane {
    LonLat origin;

    std::array<double, 2> from(LonLat p) const
    {
        const double distance = distance_m(origin, p), turn = azimuth_deg(origin, p) * rad;
        return {distance * std::sin(turn), distance * std::cos(turn)};
    }
    LonLat to(double east, double north) const
    {
        return destination(origin, std::atan2(east, north) * 180 / std::numbers::pi, std::hypot(east, north));
    }
};

/// Solves a small symmetric system by elimination with pivoting; false when it has no single answer.
template <std::size_t N> bool solve(std::array<std::array<double, N + 1>, N>& rows, std::array<double, N>& out)
{
    for (std::size_t i = 0; i < N; ++i) {
        std::size_t best = i;
        for (std::size_t k = i + 1; k < N; ++k)
            if (std::abs(rows[k][i]) > std::abs(rows[best][i]))
                best = k;
        std::swap(rows[i], rows[best]);
        if (std::abs(rows[i][i]) < 1e-9)
            return false;
        for (std::size_t k = 0; k < N; ++k)
            if (k != i) {
                const double share = rows[k][i] / rows[i][i];
                for (std::size_t c = i; c <= N; ++c)
                    rows[k][c] -= share * rows[i][c];
            }
    }
    for (std::size_t i = 0; i < N; ++i)
        out[i] = rows[i][N] / rows[i][i];
    return true;
}

/// The matrix from centred, scaled coordinates back to those of the file.
std::array<double, 6> uncentred(std::array<double, 6> m, double x0, double y0, double unit)
{
    for (const int i : {1, 2, 4, 5})
        m[std::size_t(i)] /= unit;
    m[0] -= m[1] * x0 + m[2] * y0;
    m[3] -= m[4] * x0 + m[5] * y0;
    return m;
}

void measure(Fit& fit)
{
    fit.residuals_m.clear();
    fit.largest_m = 0;
    for (const PointPair& pair : fit.pairs) {
        fit.residuals_m.push_back(distance_m(fit.lonlat(pair.x, pair.y), pair.goal));
        fit.largest_m = std::max(fit.largest_m, fit.residuals_m.back());
    }
}

Fit fit_once(std::span<const PointPair> pairs, FitKind kind, bool mirrored)
{
    Fit fit{.kind = kind, .is_mirrored = mirrored, .pairs = {pairs.begin(), pairs.end()}};
    LonLatBox box;
    double x0 = 0, y0 = 0, unit = 0;
    for (const PointPair& pair : pairs) {
        box.add(pair.goal);
        x0 += pair.x / double(pairs.size()), y0 += pair.y / double(pairs.size());
    }
    fit.origin = box.centre();
    for (const PointPair& pair : pairs)
        unit = std::max({unit, std::abs(pair.x - x0), std::abs(pair.y - y0)});
    if (!(unit > 0) || !std::isfinite(unit))
        throw Error(remark("fit_spot"));
    const Plane plane{fit.origin};
    std::array<double, 6> m{};
    bool done = false;
    if (kind == FitKind::similarity) {
        // east = a + c·x − s·y, north = b + s·x + c·y; mirrored: x and y exchanged.
        std::array<std::array<double, 5>, 4> rows{};
        std::array<double, 4> answer{};
        for (const PointPair& pair : pairs) {
            const auto [east, north] = plane.from(pair.goal);
            double x = (pair.x - x0) / unit, y = (pair.y - y0) / unit;
            if (mirrored)
                std::swap(x, y);
            const std::array<std::array<double, 5>, 2> equations{{{1, 0, x, -y, east}, {0, 1, y, x, north}}};
            for (const auto& equation : equations)
                for (std::size_t i = 0; i < 4; ++i)
                    for (std::size_t k = 0; k < 5; ++k)
                        rows[i][k] += equation[i] * equation[k];
        }
        done = solve<4>(rows, answer);
        const auto [a, b, c, s] = answer;
        m = mirrored ? std::array<double, 6>{a, -s, c, b, c, s} : std::array<double, 6>{a, c, -s, b, s, c};
        fit.scale = std::hypot(c, s) / unit;
        fit.turn_deg = std::atan2(s, c) * 180 / std::numbers::pi;
    } else {
        for (const int side : {0, 1}) {
            std::array<std::array<double, 4>, 3> rows{};
            std::array<double, 3> answer{};
            for (const PointPair& pair : pairs) {
                const double goal = plane.from(pair.goal)[std::size_t(side)];
                const std::array<double, 4> equation{1, (pair.x - x0) / unit, (pair.y - y0) / unit, goal};
                for (std::size_t i = 0; i < 3; ++i)
                    for (std::size_t k = 0; k < 4; ++k)
                        rows[i][k] += equation[i] * equation[k];
            }
            done = solve<3>(rows, answer);
            if (!done)
                break;
            std::ranges::copy(answer, m.begin() + side * 3);
        }
        fit.scale = std::sqrt(std::abs(m[1] * m[5] - m[2] * m[4])) / unit;
        fit.turn_deg = std::atan2(m[4], m[1]) * 180 / std::numbers::pi;
    }
    if (!done || !(fit.scale > 0))
        throw Error(remark("fit_line"));
    fit.matrix = uncentred(m, x0, y0, unit);
    measure(fit);
    return fit;
}

} // namespace

LonLat Fit::lonlat(double x, double y) const
{
    return Plane{origin}.to(matrix[0] + matrix[1] * x + matrix[2] * y, matrix[3] + matrix[4] * x + matrix[5] * y);
}

MapPoint Fit::source(LonLat p) const
{
    const auto [east, north] = Plane{origin}.from(p);
    const double e = east - matrix[0], n = north - matrix[3], whole = matrix[1] * matrix[5] - matrix[2] * matrix[4];
    return {(e * matrix[5] - n * matrix[2]) / whole, (n * matrix[1] - e * matrix[4]) / whole};
}

Fit fit_points(std::span<const PointPair> pairs, FitKind kind, bool mirrored)
{
    const std::size_t least = kind == FitKind::affine ? 3 : 2;
    if (pairs.size() < least)
        throw Error(remark("fit_few", pairs.size(), kind == FitKind::affine ? "an affine fit" : "a fit", least));
    for (const PointPair& pair : pairs)
        if (!std::isfinite(pair.x) || !std::isfinite(pair.y) || std::abs(pair.goal.lon) > 180 || std::abs(pair.goal.lat) > 89)
            throw Error(remark("fit_point"));
        else if (distance_m(pairs.front().goal, pair.goal) > largest_extent_m)
            throw Error(remark("fit_far"));
    if (kind == FitKind::affine || mirrored || pairs.size() == 2)
        return fit_once(pairs, kind, kind == FitKind::similarity && mirrored);
    Fit straight = fit_once(pairs, kind, false), turned = fit_once(pairs, kind, true);
    return turned.largest_m < straight.largest_m ? turned : straight;
}

std::string text_of(const Fit& fit)
{
    nlohmann::ordered_json object{{"kind", fit.kind == FitKind::affine ? "affine" : "similarity"},
                                  {"origin", {fit.origin.lon, fit.origin.lat}},
                                  {"matrix", fit.matrix},
                                  {"mirrored", fit.is_mirrored},
                                  {"scale", fit.scale},
                                  {"turn_deg", fit.turn_deg},
                                  {"pairs", nlohmann::ordered_json::array()}};
    for (std::size_t i = 0; i < fit.pairs.size(); ++i)
        object["pairs"].push_back({{"x", fit.pairs[i].x}, {"y", fit.pairs[i].y}, {"lon", fit.pairs[i].goal.lon}, {"lat", fit.pairs[i].goal.lat},
                                   {"residual_m", fit.residuals_m[i]}});
    return std::string(head) + object.dump();
}

bool is_fit_text(std::string_view text)
{
    return text.starts_with(head) && text.find('{') != std::string_view::npos;
}

Fit fit_from_text(std::string_view text)
{
    if (text.starts_with(head))
        text.remove_prefix(head.size());
    try {
        const auto object = nlohmann::json::parse(text);
        Fit fit;
        fit.kind = object.at("kind") == "affine" ? FitKind::affine : FitKind::similarity;
        fit.origin = {object.at("origin").at(0).get<double>(), object.at("origin").at(1).get<double>()};
        fit.matrix = object.at("matrix").get<std::array<double, 6>>();
        fit.is_mirrored = object.value("mirrored", false);
        fit.scale = object.value("scale", 1.0), fit.turn_deg = object.value("turn_deg", 0.0);
        for (const auto& pair : object.at("pairs"))
            fit.pairs.push_back({pair.at("x").get<double>(), pair.at("y").get<double>(), {pair.at("lon").get<double>(), pair.at("lat").get<double>()}});
        if (!(std::abs(fit.matrix[1] * fit.matrix[5] - fit.matrix[2] * fit.matrix[4]) > 0) || std::abs(fit.origin.lat) > 90 ||
            std::abs(fit.origin.lon) > 180)
            throw Error(remark("fit_nowhere"));
        measure(fit);
        return fit;
    } catch (const nlohmann::json::exception&) {
        throw Error(remark("no_local_fit"));
    }
}

} // namespace geo
