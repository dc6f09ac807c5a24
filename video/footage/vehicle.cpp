#include "video/footage/vehicle.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <span>

namespace video::footage {
namespace {

constexpr int fixed_shift = 4;
constexpr Colour pane{66, 56, 48}, tyre{30, 30, 30};

struct Spot {
    double along, up; // metres from the middle, forward; above the ground
};

/// Side view, from the rear bumper's foot forwards and over the roof back; `pane[i]` tells whether the face from i to i + 1 is pane.
struct Shape {
    double half_width;
    std::vector<Spot> outline;
    std::vector<bool> pane;
    std::vector<Spot> side_window;
    std::array<double, 2> wheels;
    double wheel_radius;
};

const Shape& shape_of(Body body)
{
    static const Shape car{0.9,
                           {{-2.2, .3}, {2.2, .3}, {2.25, .72}, {1.3, .93}, {.55, 1.43}, {-1.15, 1.45}, {-1.95, .98}, {-2.25, .82}},
                           {false, false, false, true, false, true, false, false},
                           {{1.0, .95}, {.5, 1.36}, {-1.1, 1.38}, {-1.65, .98}},
                           {-1.35, 1.4},
                           .32};
    static const Shape van{1.0,
                           {{-2.5, .35}, {2.4, .35}, {2.5, .95}, {1.95, 1.15}, {1.25, 1.95}, {-2.45, 2.0}},
                           {false, false, false, true, false, false},
                           {{1.6, 1.15}, {1.15, 1.78}, {-.2, 1.78}, {-.2, 1.15}},
                           {-1.6, 1.6},
                           .34};
    static const Shape bus{1.25,
                           {{-5.5, .35}, {5.4, .35}, {5.5, 1.2}, {5.4, 3.0}, {-5.4, 3.05}, {-5.5, 1.2}},
                           {false, false, true, false, true, false},
                           {{5.1, 1.35}, {5.1, 2.4}, {-5.0, 2.4}, {-5.0, 1.35}},
                           {-3.2, 3.4},
                           .48};
    return body == Body::car ? car : body == Body::van ? van : bus;
}

class Painter {
public:
    Painter(cv::Mat3b& picture, const View& view, const PlacedVehicle& vehicle) : picture_(picture), view_(view), v_(vehicle) {}

    Vec world(double along, double left, double up) const
    {
        return {v_.at.x + v_.way.x * along - v_.way.y * left, v_.at.y + v_.way.y * along + v_.way.x * left, up};
    }
    void polygon(const std::vector<Vec>& points, Colour c)
    {
        const std::vector<Pixel> pixels = view_.project(points);
        if (pixels.size() < 3)
            return;
        std::vector<cv::Point> fixed;
        for (const Pixel p : pixels)
            fixed.emplace_back(int(std::lround(p.x * (1 << fixed_shift))), int(std::lround(p.y * (1 << fixed_shift))));
        cv::fillConvexPoly(picture_, fixed, cv::Scalar(c.b, c.g, c.r), cv::LINE_AA, fixed_shift);
    }
    bool faces_us(Vec p, Vec normal) const { return dot(view_.eye - p, normal) > 0; }
    Vec turned(double along, double left, double up) const
    {
        return {v_.way.x * along - v_.way.y * left, v_.way.y * along + v_.way.x * left, up};
    }

private:
    cv::Mat3b& picture_;
    const View& view_;
    const PlacedVehicle& v_;
};

/// Adds a soft spot of light.
void add_glow(cv::Mat3b& picture, Pixel at, double rx, double ry, Colour c)
{
    rx = std::min(rx, picture.cols / 3.0), ry = std::min(ry, picture.rows / 3.0);
    for (int y = std::max(0, int(at.y - ry)); y <= std::min(picture.rows - 1, int(at.y + ry)); ++y)
        for (int x = std::max(0, int(at.x - rx)); x <= std::min(picture.cols - 1, int(at.x + rx)); ++x) {
            const double dx = (x - at.x) / (rx + 0.5), dy = (y - at.y) / (ry + 0.5), d = 1 - dx * dx - dy * dy;
            if (d <= 0)
                continue;
            const float k = float(d * d);
            cv::Vec3b& p = picture(y, x);
            p = {cv::saturate_cast<uchar>(p[0] + c.b * k), cv::saturate_cast<uchar>(p[1] + c.g * k), cv::saturate_cast<uchar>(p[2] + c.r * k)};
        }
}

void draw_body(Painter& paint, const Shape& shape, const PlacedVehicle& v, Colour k)
{
    auto lit = [&](Colour c, float factor) { return Colour{c.b * k.b, c.g * k.g, c.r * k.r} * factor; };
    const double w = shape.half_width;
    paint.polygon({paint.world(shape.outline[0].along - .1, w + .1, 0), paint.world(shape.outline[1].along + .1, w + .1, 0),
                   paint.world(shape.outline[1].along + .1, -w - .1, 0), paint.world(shape.outline[0].along - .1, -w - .1, 0)},
                  lit({40, 40, 40}, 1));
    auto side = [&](double left) {
        std::vector<Vec> outline, window;
        for (const Spot s : shape.outline)
            outline.push_back(paint.world(s.along, left, s.up));
        paint.polygon(outline, lit(v.paint, 0.82f));
        for (const Spot s : shape.side_window)
            window.push_back(paint.world(s.along, left, s.up));
        paint.polygon(window, lit(pane, 1.f));
        for (const double wheel : shape.wheels) {
            std::vector<Vec> rim;
            for (int i = 0; i < 12; ++i) {
                const double a = i * 0.5236;
                rim.push_back(paint.world(wheel + shape.wheel_radius * std::cos(a), left, shape.wheel_radius * (1 + std::sin(a))));
            }
            paint.polygon(rim, lit(tyre, 1));
        }
    };
    const bool left_seen = paint.faces_us(paint.world(0, w, 1), paint.turned(0, 1, 0));
    for (std::size_t i = 0; i < shape.outline.size(); ++i) {
        const Spot a = shape.outline[i], b = shape.outline[(i + 1) % shape.outline.size()];
        // The outline runs counter-clockwise seen from the right: outward is to the right of each step.
        const Vec normal = paint.turned(b.up - a.up, 0, a.along - b.along);
        if (!paint.faces_us(paint.world(a.along, 0, a.up), normal) || b.along > a.along + 3)
            continue;
        const bool level = std::abs(b.along - a.along) > std::abs(b.up - a.up);
        paint.polygon({paint.world(a.along, w, a.up), paint.world(a.along, -w, a.up), paint.world(b.along, -w, b.up), paint.world(b.along, w, b.up)},
                      shape.pane[i] ? lit(pane, level ? 1.5f : 1.2f) : lit(v.paint, level ? 1.04f : 0.72f));
    }
    side(left_seen ? w : -w);
}

void draw_lights(cv::Mat3b& picture, const View& view, const Light& light, const Painter& paint, const Shape& shape, const PlacedVehicle& v)
{
    const double front = shape.outline[1].along + 0.03, rear = shape.outline[0].along - 0.03, w = shape.half_width - 0.28;
    const bool front_seen = paint.faces_us(paint.world(front, 0, 0.7), paint.turned(1, 0, 0));
    if (!light.is_dark && !v.is_braking && front_seen)
        return;
    for (const double left : {-w, w}) {
        const Vec c = view.camera_from_world(paint.world(front_seen ? front : rear, left, 0.72));
        if (c.z < 2)
            continue;
        const Pixel p = view.pixel_from_camera(c);
        const double metre = view.focal / c.z;
        if (front_seen && light.is_dark)
            {
            add_glow(picture, p, 0.5 * metre + 1.5, 0.44 * metre + 1.5, {96, 108, 116});
            add_glow(picture, p, 0.2 * metre + 1, 0.17 * metre + 1, {230, 236, 240});
        }
        else if (!front_seen)
            add_glow(picture, p, (v.is_braking ? 0.34 : 0.26) * metre + 1, 0.22 * metre + 1,
                     Colour{30, 24, 230} * (light.is_dark ? 1.f : v.is_braking ? 0.8f : 0.25f));
    }
    if (!light.is_dark)
        return;
    for (const double ahead : {2.5, 5.0, 8.0}) { // the beam on the road
        const Vec c = view.camera_from_world(paint.world(front + ahead, 0, 0));
        if (c.z > 2) {
            const double metre = view.focal / c.z;
            add_glow(picture, view.pixel_from_camera(c), 2.6 * metre, std::max(2.0, 2.6 * metre * view.eye.z / c.z * 1.6), Colour{34, 42, 47} * float(1.05 - ahead / 11));
        }
    }
}

} // namespace

void draw_vehicle(Picture& values, const Backdrop& backdrop, const View& view, const Light& light, const PlacedVehicle& v)
{
    cv::Mat3b picture(values.height, values.width, reinterpret_cast<cv::Vec3b*>(values.values.data()));
    const cv::Mat1f depth(backdrop.depth.height, backdrop.depth.width, const_cast<float*>(backdrop.depth.values.data()));
    const Shape& shape = shape_of(v.body);
    Painter paint(picture, view, v);
    double x0 = 1e9, x1 = -1e9, y0 = 1e9, y1 = -1e9;
    for (const double along : {shape.outline[0].along - 0.5, shape.outline[1].along + 0.5})
        for (const double left : {-shape.half_width - 0.4, shape.half_width + 0.4})
            for (const double up : {0.0, 3.2}) {
                const Vec c = view.camera_from_world(paint.world(along, left, up));
                if (c.z < 1.2)
                    return;
                const Pixel p = view.pixel_from_camera(c);
                x0 = std::min(x0, p.x), x1 = std::max(x1, p.x), y0 = std::min(y0, p.y), y1 = std::max(y1, p.y);
            }
    const cv::Rect box = cv::Rect(cv::Point(int(std::clamp(x0, -2e4, 2e4)) - 2, int(std::clamp(y0, -2e4, 2e4)) - 2),
                                  cv::Point(int(std::clamp(x1, -2e4, 2e4)) + 3, int(std::clamp(y1, -2e4, 2e4)) + 3)) &
                         cv::Rect(0, 0, picture.cols, picture.rows);
    if (box.empty())
        return;
    const double reach = v.body == Body::bus ? 6.5 : 3.2;
    const cv::Mat1b before_us = depth(box) < v.distance_m - reach;
    const bool hidden = cv::countNonZero(before_us) > 0;
    cv::Mat3b behind;
    if (hidden)
        behind = picture(box).clone();
    const Colour k = light.at({v.at.x, v.at.y, 1});
    const Colour air = light.through_air({0, 0, 0}, float(v.distance_m)), clear = light.through_air({1, 1, 1}, float(v.distance_m));
    PlacedVehicle seen = v; // haze as a share of the paint: near enough at these distances
    seen.paint = Colour{v.paint.b * (clear.b - air.b), v.paint.g * (clear.g - air.g), v.paint.r * (clear.r - air.r)} +
                 Colour{air.b / std::max(k.b, 0.2f), air.g / std::max(k.g, 0.2f), air.r / std::max(k.r, 0.2f)};
    draw_body(paint, shape, seen, k);
    if (hidden)
        behind.copyTo(picture(box), before_us);
    const Vec middle = view.camera_from_world(paint.world(0, 0, 0.8));
    const Pixel at = view.pixel_from_camera(middle);
    const cv::Point pixel(int(at.x), int(at.y));
    if (cv::Rect(0, 0, picture.cols, picture.rows).contains(pixel) && depth(pixel) < v.distance_m - reach)
        return; // behind a wall or a crown: no lights either
    draw_lights(picture, view, light, paint, shape, v);
}

}
