#include "console/wall/demo_views.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace console {
namespace {

/// Numbers between 0 and 1 that differ from view to view and stay.
class Choice {
public:
    explicit Choice(int view) : view_(static_cast<unsigned>(view)) {}
    double operator()()
    {
        std::uint32_t h = (view_ * 2654435769U) ^ (++drawn_ * 2246822519U);
        h = (h ^ (h >> 15)) * 2654435761U;
        return ((h ^ (h >> 13)) & 0xFFFFU) / 65536.0;
    }
    double between(double low, double high) { return low + (high - low) * (*this)(); }

private:
    unsigned view_, drawn_ = 0;
};

/// A rectangle between two distances beside the street and two along it.
std::vector<video::GroundPoint> block(double left, double right, double from, double to) { return {{left, from}, {right, from}, {right, to}, {left, to}}; }

}

video::FootageScene make_demo_view(int view)
{
    Choice choice(view);
    video::FootageScene scene;
    scene.seed = static_cast<unsigned>(7000 + view);
    scene.height_m = choice.between(4.5, 8);
    scene.tilt_deg = choice.between(13, 19);
    scene.hfov_deg = choice.between(58, 86);
    scene.azimuth_deg = choice.between(-14, 14);
    // The camera stands beside a street that runs north, and looks along it over a crossing.
    const double width = view % 3 == 0 ? 30 : view % 3 == 1 ? 18 : 12, crossing = choice.between(26, 48), other = choice.between(12, 20);
    const double axis = (view % 2 == 0 ? -1 : 1) * (width / 2 + 1), kerb = width / 2 + 4;
    scene.roads = {{{{axis, -250}, {axis, crossing}, {axis, 320}}, width}, {{{-240, crossing}, {axis, crossing}, {240, crossing}}, other}};
    const double corner = other / 2 + 5;
    unsigned house = 0;
    for (const double side : {-1.0, 1.0})
        for (const bool is_behind : {false, true}) {
            const double end = is_behind ? crossing + 150 : crossing - corner;
            double along = is_behind ? crossing + corner : -20;
            for (double gap = choice.between(3, 16); along + 12 < end; along += gap) {
                const double depth = choice.between(10, 22), length = std::min(choice.between(14, 38), end - along), back = choice.between(0, 9);
                const double near = axis + side * (kerb + back), far = near + side * depth;
                // Behind the camera nothing is seen, and in its face there would be a wall.
                if (along + length > 6 && !(std::abs(near) < 5 && along < 12))
                    scene.buildings.push_back({block(std::min(near, far), std::max(near, far), along, along + length), choice.between(7, 42),
                                               static_cast<unsigned>(view) * 100 + ++house});
                if (choice() < 0.35)
                    scene.areas.push_back({block(std::min(near, axis + side * kerb), std::max(near, axis + side * kerb), along, along + length), false});
                along += length;
            }
        }
    for (double along = 10; along < 140; along += 28)
        for (const double side : {-1.0, 1.0})
            if (std::abs(along - crossing) > other / 2)
                scene.lamps.push_back({axis + side * (width / 2 + 1.2), along});
    return scene;
}

}
