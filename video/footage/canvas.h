#pragma once
// The still part of a scene while it is drawn: colour, own light and depth of every pixel, at twice the clip's size.

#include "video/footage/view.h"

#include <opencv2/core.hpp>

#include <functional>

namespace video::footage {

/// Blue, green, red; 0–255 and beyond while light is added.
struct Colour {
    float b = 0, g = 0, r = 0;
};
inline Colour operator*(Colour c, float s) { return {c.b * s, c.g * s, c.r * s}; }
inline Colour operator+(Colour a, Colour c) { return {a.b + c.b, a.g + c.g, a.r + c.r}; }
inline Colour mix(Colour a, Colour b, float t) { return a * (1 - t) + b * t; }

/// What a surface looks like at a spot: its colour under white light and what it gives off itself.
struct Surface {
    Colour colour, glow;
};

class Canvas {
public:
    Canvas(const FootageScene& scene, int width, int height);

    View view;
    cv::Mat3f colour, glow;
    cv::Mat1f depth;          // metres along the axis; the sky is at sky_m

    static constexpr float sky_m = 1e6f;

    /// Layers on the ground, later ones over earlier ones, before anything that stands.
    void ground(const std::vector<GroundPoint>& ring, Colour colour);
    void ground_strip(GroundPoint a, GroundPoint b, double left_m, double right_m, Colour colour);
    /// Darkens what lies in a ring, once however often rings overlap: collect with `shade`, then `apply_shade`.
    void shade(const std::vector<GroundPoint>& ring);
    void apply_shade(float factor);

    /// An upright wall from a to b, seen from its right-hand side when walking from a to b reversed; `look(u, v, pixel_m)`
    /// gets metres along and up, and how many metres a pixel covers there.
    using Look = std::function<Surface(double u, double v, double pixel_m)>;
    void wall(GroundPoint a, GroundPoint b, double from_m, double to_m, const Look& look);
    /// A level polygon at a height.
    void plate(const std::vector<GroundPoint>& ring, double height_m, const Look& look);
    void bar(Vec a, Vec b, double width_m, Colour colour, Colour glow = {});
    void disc(Vec centre, double radius_m, Colour colour, Colour glow = {});

private:
    void fill(const std::vector<Vec>& polygon, Vec origin, Vec normal, Vec along, Vec up, const Look& look);
    void put(int x, int y, float z, const Surface& surface);
    cv::Mat1b shade_;
};

}
