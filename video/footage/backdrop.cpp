#include "video/footage/backdrop.h"

#include "video/error.h"
#include "video/footage/dice.h"
#include "video/footage/facade.h"
#include "video/footage/ground.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <numbers>

namespace video::footage {
namespace {

constexpr int finer = 2;           // drawn at twice the size, for smooth edges
constexpr double lamp_m = 8.6;

bool is_inside(const std::vector<GroundPoint>& ring, GroundPoint p)
{
    bool inside = false;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        if ((ring[i].y > p.y) != (ring[j].y > p.y) &&
            p.x < ring[i].x + (ring[j].x - ring[i].x) * (p.y - ring[i].y) / (ring[j].y - ring[i].y))
            inside = !inside;
    return inside;
}

struct RoadSide {
    const RoadPath* road = nullptr;
    RoadPath::Nearest near{0, 1e9};
};

RoadSide nearest_road(const std::vector<RoadPath>& roads, GroundPoint p)
{
    RoadSide best;
    for (const RoadPath& road : roads)
        if (const auto near = road.nearest(p); near.distance_m - road.width_m / 2 < best.near.distance_m - (best.road ? best.road->width_m / 2 : 0))
            best = {&road, near};
    return best;
}

void draw_building(Scenery& scenery, const FootageBuilding& building, std::uint32_t seed, const FootageScene& scene,
                   const std::vector<RoadPath>& roads, const Light& light)
{
    double turn = 0;
    const auto& ring = building.ring;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        turn += cross(ring[j] - ring[0], ring[i] - ring[0]);
    for (std::size_t i = 0; i < ring.size(); ++i) {
        GroundPoint a = ring[i], b = ring[(i + 1) % ring.size()];
        if (turn < 0)
            std::swap(a, b);
        const double wide = length(b - a);
        if (wide < 0.5)
            continue;
        const GroundPoint out{(b - a).y / wide, -(b - a).x / wide};
        const GroundPoint front = (a + b) * 0.5 + out * 12;
        const RoadSide side = nearest_road(roads, front);
        const bool shops = side.road && side.road->is_marked() && side.near.distance_m < side.road->width_m / 2 + 14 && building.height_m < 70;
        const Facade facade{seed, wide, building.height_m, light.facing(out.x, out.y), shops, scene.daylight};
        scenery.wall(a, b, 0, building.height_m, [&](double u, double v, double pixel_m) { return facade.look(u, v, pixel_m); });
    }
    if (scenery.view.eye.z > building.height_m)
        scenery.plate(ring, building.height_m, [](double, double, double) { return Surface{{150, 152, 154}, {}}; });
}

/// Blocks beyond the street, so that the horizon is a city's.
void draw_skyline(Scenery& scenery, const FootageScene& scene, const Light& light)
{
    for (int i = 0; i < 96; ++i) {
        Dice dice(scene.seed / 64 + 1000 + i);
        const double angle = i * 2 * std::numbers::pi / 96 + 0.03 * dice.unit(), far = dice.uniform(420, 900);
        const double wide = dice.uniform(14, 34), tall = dice.chance(0.3f) ? dice.uniform(60, 130) : dice.uniform(18, 55);
        const GroundPoint c{std::sin(angle) * far, std::cos(angle) * far}, side{std::cos(angle) * wide, -std::sin(angle) * wide};
        const Facade facade{std::uint32_t(i) + 500, 2 * wide, tall, light.is_dark ? 1.f : 0.82f, false, scene.daylight};
        scenery.wall(c - side, c + side, 0, tall, [&](double u, double v, double pixel_m) { return facade.look(u, v, pixel_m); });
    }
}

void draw_tree(Scenery& scenery, GroundPoint p, std::uint32_t seed)
{
    Dice dice(seed);
    const double tall = dice.uniform(4.6, 6.4), wide = dice.uniform(1.5, 2.2);
    scenery.bar({p.x, p.y, 0}, {p.x, p.y, tall - 1}, 0.24, {52, 62, 72});
    const Colour leaf = mix({46, 92, 62}, {58, 110, 92}, dice.unit());
    for (int i = 0; i < 150; ++i) {
        const double a = dice.uniform(0, 6.283f), r = std::sqrt(dice.unit()), h = dice.uniform(-1, 1);
        const double fat = std::sqrt(std::max(0.0, 1 - h * h * 0.9)) * (0.85 + 0.3 * hashed(seed, std::uint32_t(a * 2)));
        const Vec at{p.x + wide * r * fat * std::cos(a), p.y + wide * r * fat * std::sin(a), tall + 1.6 * h};
        scenery.disc(at, dice.uniform(0.12, 0.34), leaf * float(0.70 + 0.22 * h + 0.34 * (dice.unit() - 0.5)));
    }
}

void draw_trees(Scenery& scenery, const FootageScene& scene, const std::vector<RoadPath>& roads)
{
    std::uint32_t n = scene.seed * 31;
    for (const RoadPath& road : roads) {
        if (!road.is_marked())
            continue;
        for (double s = 5; s < road.length_m; s += 9)
            for (const double side : {-1.0, 1.0}) {
                ++n;
                const GroundPoint p = road.at(s, side * (road.width_m / 2 + 2.6));
                const Vec c = scenery.view.camera_from_world({p.x, p.y, 4});
                // Trees are cut where they would hide what the camera is for.
                if (c.z < 1 || length(p) > 150 || length(p) < 17 || (c.z < 42 && std::abs(c.x) < 0.3 * c.z) || road.is_at_meeting(s, 9) ||
                    hashed(n, 3) < 0.12f)
                    continue;
                const bool blocked = std::any_of(roads.begin(), roads.end(),
                                                 [&](const RoadPath& r) { return r.nearest(p).distance_m < r.width_m / 2 + 1.2; }) ||
                                     std::any_of(scene.buildings.begin(), scene.buildings.end(),
                                                 [&](const FootageBuilding& b) { return is_inside(b.ring, p); });
                if (!blocked)
                    draw_tree(scenery, p, n);
            }
    }
}

void draw_lamps(Scenery& scenery, const FootageScene& scene, const Light& light)
{
    const Colour glow = scene.daylight == Daylight::day ? Colour{} : Colour{170, 226, 255};
    for (std::size_t i = 0; i < scene.lamps.size(); ++i) {
        const GroundPoint foot = scene.lamps[i];
        const Vec head = light.lamps()[i];
        // A pole close by would stand in the picture's way: nobody would mount a camera so.
        if (length(foot) < 14 || length(foot) > 180)
            continue;
        scenery.bar({foot.x, foot.y, 0}, {foot.x, foot.y, lamp_m - 0.6}, 0.18, {128, 132, 134});
        scenery.bar({foot.x, foot.y, lamp_m - 0.6}, head, 0.11, {128, 132, 134});
        scenery.disc(head, 0.26, {190, 196, 200}, glow);
    }
}

/// A closing console waits for this thread, and at low priority a second of work may take long.
void stop_if_asked(const std::stop_token& stop)
{
    if (stop.stop_requested())
        throw Error(Cause::stopped, "draw a clip: stopped");
}

/// Light, air and the camera's eye; then down to the clip's size.
Backdrop develop(const Scenery& scenery, const Light& light, int width, int height, const std::stop_token& stop)
{
    cv::Mat3f lit(scenery.view.height, scenery.view.width);
    for (int y = 0; y < lit.rows; ++y) {
        stop_if_asked(stop);
        for (int x = 0; x < lit.cols; ++x) {
            const Colour c = scenery.colour(y, x), g = scenery.glow(y, x);
            const float t = scenery.depth(y, x);
            if (t >= Scenery::sky_m) {
                lit(y, x) = {c.b, c.g, c.r};
                continue;
            }
            const Colour k = light.at(scenery.view.eye + scenery.view.ray(x + 0.5, y + 0.5) * t);
            const Colour seen = light.through_air({c.b * k.b + g.b, c.g * k.g + g.g, c.r * k.r + g.r}, t);
            lit(y, x) = {seen.b, seen.g, seen.r};
        }
    }
    cv::Mat3f small, glow;
    cv::resize(lit, small, {width, height}, 0, 0, cv::INTER_AREA);
    const cv::Mat3f own(scenery.view.height, scenery.view.width,
                        reinterpret_cast<cv::Vec3f*>(const_cast<Colour*>(scenery.glow.values.data())));
    cv::resize(own, glow, {width, height}, 0, 0, cv::INTER_AREA);
    if (light.is_dark) { // a small lens flares
        cv::GaussianBlur(glow, glow, {0, 0}, width / 90.0);
        small += glow * 0.55f;
    }
    Backdrop out{Picture(width, height), Plane<float>(width, height)};
    cv::Mat3b target(height, width, reinterpret_cast<cv::Vec3b*>(out.picture.values.data()));
    small.convertTo(target, CV_8U);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            out.depth(y, x) = std::min({scenery.depth(finer * y, finer * x), scenery.depth(finer * y, finer * x + 1),
                                        scenery.depth(finer * y + 1, finer * x), scenery.depth(finer * y + 1, finer * x + 1)});
    return out;
}

} // namespace

std::vector<Vec> lamp_heads(const FootageScene& scene, const std::vector<RoadPath>& roads)
{
    std::vector<Vec> heads;
    for (const GroundPoint foot : scene.lamps) {
        GroundPoint head = foot;
        if (const RoadSide side = nearest_road(roads, foot); side.road) {
            const GroundPoint way = side.road->at(side.near.along_m) - foot;
            if (const double far = length(way); far > 0.1)
                head = foot + way * (2.2 / far);
        }
        heads.push_back({head.x, head.y, lamp_m});
    }
    return heads;
}

Backdrop draw_backdrop(const FootageScene& scene, const std::vector<RoadPath>& roads, const Light& light, int width, int height,
                       const std::stop_token& stop)
{
    Scenery scenery(scene, width * finer, height * finer);
    draw_ground(scenery, scene, roads, light);
    draw_skyline(scenery, scene, light);
    for (const FootageBuilding& building : scene.buildings) {
        stop_if_asked(stop);
        draw_building(scenery, building, building.look, scene, roads, light);
    }
    draw_trees(scenery, scene, roads);
    draw_lamps(scenery, scene, light);
    return develop(scenery, light, width, height, stop);
}

}
