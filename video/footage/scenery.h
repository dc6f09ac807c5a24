#pragma once
// The still part of a scene while it is drawn: colour, own light and depth of every pixel, at twice the clip's size.

#include "video/footage/plane.h"
#include "video/footage/view.h"

#include <functional>

namespace video::footage {

/// What a surface looks like at a spot: its colour under white light and what it gives off itself.
struct Surface {
    Colour colour, glow;
};

class Scenery {
public:
    Scenery(const FootageScene& scene, int width, int height);

    View view;
    Plane<Colour> colour, glow;
    Plane<float> depth;          // metres along the axis; the sky is at sky_m

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
    Plane<std::uint8_t> shade_;
};

}
