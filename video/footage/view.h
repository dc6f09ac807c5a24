#pragma once
// A pinhole camera over a flat world: metres east, north, up; the camera stands at (0, 0, height). Pixels from the top left.

#include "video/footage/scene.h"

#include <cmath>
#include <vector>

namespace video::footage {

struct Vec {
    double x = 0, y = 0, z = 0;
};
inline Vec operator+(Vec a, Vec b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
inline Vec operator-(Vec a, Vec b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
inline Vec operator*(Vec a, double s) { return {a.x * s, a.y * s, a.z * s}; }
inline double dot(Vec a, Vec b) { return a.x * b.x + a.y * b.y + a.z * b.z; }

inline GroundPoint operator+(GroundPoint a, GroundPoint b) { return {a.x + b.x, a.y + b.y}; }
inline GroundPoint operator-(GroundPoint a, GroundPoint b) { return {a.x - b.x, a.y - b.y}; }
inline GroundPoint operator*(GroundPoint a, double s) { return {a.x * s, a.y * s}; }
inline double dot(GroundPoint a, GroundPoint b) { return a.x * b.x + a.y * b.y; }
inline double cross(GroundPoint a, GroundPoint b) { return a.x * b.y - a.y * b.x; }
inline double length(GroundPoint a) { return std::hypot(a.x, a.y); }

struct Pixel {
    double x = 0, y = 0;
};

class View {
public:
    View(const FootageScene& scene, int width, int height);

    int width, height;
    double focal;             // pixels
    Vec eye, right, down, forward;

    /// x right, y down, z forward; metres.
    Vec camera_from_world(Vec p) const;
    /// Of a point with z > 0.
    Pixel pixel_from_camera(Vec p) const { return {width / 2.0 + focal * p.x / p.z, height / 2.0 + focal * p.y / p.z}; }
    /// World direction through a pixel, one metre forward.
    Vec ray(double px, double py) const;
    /// The part of a polygon in front of the camera, as pixels; fewer than three when nothing is.
    std::vector<Pixel> project(const std::vector<Vec>& polygon) const;

    static constexpr double near_m = 0.4;
};

}
