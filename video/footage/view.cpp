#include "video/footage/view.h"

#include <numbers>

namespace video::footage {

View::View(const FootageScene& scene, int width, int height) : width(width), height(height)
{
    constexpr double rad = std::numbers::pi / 180;
    focal = width / 2.0 / std::tan(scene.hfov_deg / 2 * rad);
    const double sa = std::sin(scene.azimuth_deg * rad), ca = std::cos(scene.azimuth_deg * rad);
    const double st = std::sin(scene.tilt_deg * rad), ct = std::cos(scene.tilt_deg * rad);
    eye = {0, 0, scene.height_m};
    right = {ca, -sa, 0};
    forward = {sa * ct, ca * ct, -st};
    down = {-sa * st, -ca * st, -ct};
}

Vec View::camera_from_world(Vec p) const
{
    const Vec d = p - eye;
    return {dot(d, right), dot(d, down), dot(d, forward)};
}

Vec View::ray(double px, double py) const
{
    return forward + right * ((px - width / 2.0) / focal) + down * ((py - height / 2.0) / focal);
}

std::vector<Pixel> View::project(const std::vector<Vec>& polygon) const
{
    std::vector<Vec> in;
    for (const Vec p : polygon)
        in.push_back(camera_from_world(p));
    std::vector<Pixel> out;
    for (std::size_t i = 0; i < in.size(); ++i) {
        const Vec a = in[i], b = in[(i + 1) % in.size()];
        if (a.z >= near_m)
            out.push_back(pixel_from_camera(a));
        if ((a.z >= near_m) != (b.z >= near_m))
            out.push_back(pixel_from_camera(a + (b - a) * ((near_m - a.z) / (b.z - a.z))));
    }
    return out;
}

}
