#include "video/footage/ground.h"

#include "video/footage/dice.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace video::footage {
namespace {

constexpr Colour paving{148, 154, 158}, pavement{166, 172, 176}, kerb{192, 196, 198}, asphalt{88, 86, 84}, white{226, 228, 228},
    yellow{70, 190, 232}, grass{72, 128, 92}, water{128, 104, 70};
constexpr double seen_m = 230;     // roads
constexpr double view_fade_m = 30; // grain

/// Calls strip(a, b) for pieces of the road at most `step_m` long that are near enough to be seen.
template <class Strip> void along_road(const RoadPath& road, double from_m, double to_m, double step_m, const Strip& strip)
{
    from_m = std::max(0.0, from_m), to_m = std::min(road.length_m, to_m);
    for (double s = from_m; s < to_m - 0.01; s += step_m) {
        const double e = std::min(s + step_m, to_m);
        if (length(road.at(s)) < seen_m)
            strip(road.at(s), road.at(e));
    }
}

void draw_bands(Scenery& scenery, const std::vector<RoadPath>& roads, double wider_m, Colour colour)
{
    for (const RoadPath& road : roads) {
        const double half = road.width_m / 2 + wider_m;
        for (std::size_t i = 1; i < road.line.size(); ++i) {
            const GroundPoint a = road.line[i - 1], b = road.line[i], d = (b - a) * (1 / length(b - a));
            if (road.nearest({0, 0}).distance_m < seen_m + 100) // ends overlap a little, so that bends have no gap
                scenery.ground_strip(a - d * (0.03 * half), b + d * (0.03 * half), -half, half, colour);
        }
    }
}

void draw_lines(Scenery& scenery, const RoadPath& road)
{
    const double edge = road.lanes() * RoadPath::lane_m + 0.3;
    auto line = [&](double offset, double wide, Colour colour, double dash, double gap) {
        for (double s = 0; s < road.length_m; s += dash + gap)
            if (!road.is_at_meeting(s, 6.5) && !road.is_at_meeting(s + dash, 6.5))
                along_road(road, s, s + dash, 4, [&](GroundPoint a, GroundPoint b) {
                    scenery.ground_strip(a, b, offset - wide / 2, offset + wide / 2, colour);
                });
    };
    line(0.16, 0.14, yellow, 4, 0);
    line(-0.16, 0.14, yellow, 4, 0);
    for (const double side : {-1.0, 1.0}) {
        for (int lane = 1; lane < road.lanes(); ++lane)
            line(side * (0.3 + lane * RoadPath::lane_m), 0.15, white, 4, 5);
        line(side * edge, 0.15, white, 4, 0);
    }
}

/// Zebra and stop line on both sides of each meeting.
void draw_crossings(Scenery& scenery, const RoadPath& road)
{
    const double half = road.width_m / 2;
    for (const Meeting& m : road.meetings)
        for (const double way : {-1.0, 1.0}) {
            if (m.half_width_m < 6)
                continue;
            const double near = m.along_m + way * (m.half_width_m + 1.2), far = near + way * 3.2, stop = far + way * 1.4;
            if (std::min(near, stop) < 0 || std::max(near, stop) > road.length_m || length(road.at(near)) > 130)
                continue;
            for (double o = -half + 0.6; o < half - 0.6; o += 1.15)
                scenery.ground_strip(road.at(near), road.at(far), way * o, way * (o + 0.55), white);
            // Traffic keeps to the right: it arrives on the left when looking away from the meeting.
            const double arriving = way > 0 ? 1 : -1;
            scenery.ground_strip(road.at(stop - 0.2), road.at(stop + 0.2), arriving * 0.3, arriving * (half - 1), white);
        }
}

void draw_shadows(Scenery& scenery, const FootageScene& scene, const Light& light)
{
    for (const FootageBuilding& building : scene.buildings) {
        std::vector<cv::Point2f> both;
        for (const GroundPoint p : building.ring) {
            const GroundPoint tip = p + light.shadow * std::min(building.height_m, 60.0);
            both.emplace_back(float(p.x), float(p.y));
            both.emplace_back(float(tip.x), float(tip.y));
        }
        std::vector<cv::Point2f> hull;
        cv::convexHull(both, hull);
        std::vector<GroundPoint> ring;
        for (const cv::Point2f p : hull)
            ring.push_back({p.x, p.y});
        scenery.shade(ring);
    }
    scenery.apply_shade(0.58f);
}

/// Patches and grain, so that no surface is one flat colour.
void roughen(Scenery& scenery, unsigned seed)
{
    auto patch = [&](double x, double y) {
        const double fx = std::floor(x), fy = std::floor(y), tx = x - fx, ty = y - fy;
        auto at = [&](int dx, int dy) { return hashed(std::uint32_t(int(fx) + dx), std::uint32_t(int(fy) + dy), seed); };
        return (at(0, 0) * (1 - tx) + at(1, 0) * tx) * (1 - ty) + (at(0, 1) * (1 - tx) + at(1, 1) * tx) * ty;
    };
    for (int y = 0; y < scenery.view.height; ++y)
        for (int x = 0; x < scenery.view.width; ++x) {
            const float t = scenery.depth(y, x);
            if (t > 400)
                continue;
            const Vec p = scenery.view.eye + scenery.view.ray(x + 0.5, y + 0.5) * t;
            const double large = patch(p.x / 4.1, p.y / 4.1) + 0.6 * patch(p.x / 1.3 + 50, p.y / 1.3) - 0.8;
            const double grain = hashed(std::uint32_t(int(std::floor(p.x * 5))), std::uint32_t(int(std::floor(p.y * 5))), seed + 1) - 0.5;
            const double fine = std::clamp(1.4 - t / view_fade_m, 0.0, 1.0);
            scenery.colour(y, x) = scenery.colour(y, x) * float(1 + 0.09 * large + 0.11 * grain * fine);
        }
}

} // namespace

void draw_ground(Scenery& scenery, const FootageScene& scene, const std::vector<RoadPath>& roads, const Light& light)
{
    for (int y = 0; y < scenery.view.height; ++y)
        for (int x = 0; x < scenery.view.width; ++x) {
            const Vec d = scenery.view.ray(x + 0.5, y + 0.5);
            scenery.colour(y, x) = d.z < 0 ? paving : light.sky(d.z / std::hypot(1.0, d.z));
        }
    for (const FootageArea& area : scene.areas)
        scenery.ground(area.ring, area.is_water ? water : grass);
    draw_bands(scenery, roads, 4.6, pavement);
    draw_bands(scenery, roads, 0.25, kerb);
    draw_bands(scenery, roads, 0, scene.weather == Weather::rain ? asphalt * 0.72f : asphalt);
    for (const RoadPath& road : roads)
        if (road.is_marked()) {
            draw_lines(scenery, road);
            draw_crossings(scenery, road);
        }
    if (light.has_shadows)
        draw_shadows(scenery, scene, light);
    roughen(scenery, scene.seed);
}

}
