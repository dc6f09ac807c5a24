#include "video/footage/scenery.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace video::footage {
namespace {

constexpr int shift = 4; // OpenCV's fixed point

std::vector<cv::Point> fixed(const std::vector<Pixel>& polygon)
{
    std::vector<cv::Point> out;
    for (const Pixel p : polygon)
        out.emplace_back(int(std::lround(std::clamp(p.x, -3e4, 3e4) * (1 << shift))),
                         int(std::lround(std::clamp(p.y, -3e4, 3e4) * (1 << shift))));
    return out;
}

std::vector<Vec> lifted(const std::vector<GroundPoint>& ring, double z)
{
    std::vector<Vec> out;
    for (const GroundPoint p : ring)
        out.push_back({p.x, p.y, z});
    return out;
}

} // namespace

Scenery::Scenery(const FootageScene& scene, int width, int height)
    : view(scene, width, height), colour(width, height), glow(width, height), depth(width, height), shade_(width, height)
{
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const Vec d = view.ray(x + 0.5, y + 0.5);
            const double t = d.z < 0 ? view.eye.z / -d.z : sky_m;
            depth(y, x) = float(std::min<double>(t, sky_m));
        }
}

void Scenery::ground(const std::vector<GroundPoint>& ring, Colour c)
{
    const std::vector<Pixel> polygon = view.project(lifted(ring, 0));
    if (polygon.size() < 3)
        return;
    const std::vector<std::vector<cv::Point>> rings{fixed(polygon)};
    cv::Mat3f target(colour.height, colour.width, reinterpret_cast<cv::Vec3f*>(colour.values.data()));
    cv::fillPoly(target, rings, cv::Scalar(c.b, c.g, c.r), cv::LINE_8, shift);
}

void Scenery::ground_strip(GroundPoint a, GroundPoint b, double left_m, double right_m, Colour c)
{
    const GroundPoint d = (b - a) * (1 / length(b - a)), left{-d.y, d.x};
    ground({a + left * left_m, b + left * left_m, b + left * right_m, a + left * right_m}, c);
}

void Scenery::shade(const std::vector<GroundPoint>& ring)
{
    const std::vector<Pixel> polygon = view.project(lifted(ring, 0));
    if (polygon.size() < 3)
        return;
    const std::vector<std::vector<cv::Point>> rings{fixed(polygon)};
    cv::Mat1b target(shade_.height, shade_.width, shade_.values.data());
    cv::fillPoly(target, rings, cv::Scalar(255), cv::LINE_8, shift);
}

void Scenery::apply_shade(float factor)
{
    cv::Mat1b soft;
    cv::GaussianBlur(cv::Mat1b(shade_.height, shade_.width, shade_.values.data()), soft, {5, 5}, 0);
    for (int y = 0; y < colour.height; ++y)
        for (int x = 0; x < colour.width; ++x)
            if (soft(y, x) && depth(y, x) < sky_m)
                colour(y, x) = colour(y, x) * (1 - (1 - factor) * soft(y, x) / 255.f);
    std::fill(shade_.values.begin(), shade_.values.end(), 0);
}

void Scenery::put(int x, int y, float z, const Surface& s)
{
    depth(y, x) = z;
    colour(y, x) = s.colour;
    glow(y, x) = s.glow;
}

void Scenery::fill(const std::vector<Vec>& polygon, Vec origin, Vec normal, Vec along, Vec up, const Look& look)
{
    const std::vector<Pixel> p = view.project(polygon);
    if (p.size() < 3)
        return;
    double top = 1e9, bottom = -1e9;
    for (const Pixel q : p)
        top = std::min(top, q.y), bottom = std::max(bottom, q.y);
    const double distance = dot(origin - view.eye, normal);
    for (int y = std::max(0, int(std::ceil(top - 0.5))); y < std::min(view.height, int(std::ceil(bottom - 0.5))); ++y) {
        double from = 1e9, to = -1e9; // the polygon is convex: one run a row
        for (std::size_t i = 0; i < p.size(); ++i) {
            const Pixel a = p[i], b = p[(i + 1) % p.size()];
            if ((a.y <= y + 0.5) == (b.y <= y + 0.5))
                continue;
            const double x = a.x + (b.x - a.x) * (y + 0.5 - a.y) / (b.y - a.y);
            from = std::min(from, x), to = std::max(to, x);
        }
        for (int x = std::max(0, int(std::ceil(from - 0.5))); x < std::min(view.width, int(std::ceil(to - 0.5))); ++x) {
            const Vec d = view.ray(x + 0.5, y + 0.5);
            const double t = distance / dot(d, normal);
            if (!(t > 0) || t >= depth(y, x))
                continue;
            const Vec hit = view.eye + d * t - origin;
            put(x, y, float(t), look(dot(hit, along), dot(hit, up), t / view.focal));
        }
    }
}

void Scenery::wall(GroundPoint a, GroundPoint b, double from_m, double to_m, const Look& look)
{
    const GroundPoint d = (b - a) * (1 / length(b - a));
    const Vec along{d.x, d.y, 0}, normal{d.y, -d.x, 0}, origin{a.x, a.y, 0};
    if (dot(view.eye - origin, normal) <= 0)
        return;
    fill({{a.x, a.y, from_m}, {b.x, b.y, from_m}, {b.x, b.y, to_m}, {a.x, a.y, to_m}}, origin, normal, along, {0, 0, 1}, look);
}

void Scenery::plate(const std::vector<GroundPoint>& ring, double height_m, const Look& look)
{
    fill(lifted(ring, height_m), {0, 0, height_m}, {0, 0, 1}, {1, 0, 0}, {0, 1, 0}, look);
}

void Scenery::bar(Vec a, Vec b, double width_m, Colour c, Colour light)
{
    const Vec p = view.camera_from_world(a), q = view.camera_from_world(b);
    if (p.z < view.near_m || q.z < view.near_m)
        return;
    const Pixel s = view.pixel_from_camera(p), e = view.pixel_from_camera(q);
    const double dx = e.x - s.x, dy = e.y - s.y;
    const int steps = int(std::max({std::abs(dx), std::abs(dy), 1.0}));
    if (steps > 4 * view.width)
        return;
    for (int i = 0; i <= steps; ++i) {
        const double t = double(i) / steps, z = 1 / ((1 - t) / p.z + t / q.z);
        const double half = std::max(0.5, width_m * view.focal / z / 2);
        const bool upright = std::abs(dy) > std::abs(dx);
        const double cx = s.x + dx * t, cy = s.y + dy * t;
        for (double o = -half; o <= half; o += 1) {
            const int x = int(upright ? cx + o : cx), y = int(upright ? cy : cy + o);
            if (x >= 0 && y >= 0 && x < view.width && y < view.height && z < depth(y, x)) {
                const float lit = 0.75f + 0.25f * float(-o / half);
                put(x, y, float(z), {c * lit, light});
            }
        }
    }
}

void Scenery::disc(Vec centre, double radius_m, Colour c, Colour light)
{
    const Vec p = view.camera_from_world(centre);
    if (p.z < 1)
        return;
    const Pixel m = view.pixel_from_camera(p);
    const double r = radius_m * view.focal / p.z;
    for (int y = std::max(0, int(m.y - r)); y < std::min<double>(view.height, m.y + r); ++y)
        for (int x = std::max(0, int(m.x - r)); x < std::min<double>(view.width, m.x + r); ++x) {
            const double d2 = (x - m.x) * (x - m.x) + (y - m.y) * (y - m.y);
            if (d2 < r * r && p.z < depth(y, x))
                put(x, y, float(p.z), {c, light});
        }
}

}
