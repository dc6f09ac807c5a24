#pragma once
// A rectangle of values, row after row from the top; what OpenCV's matrices look at without a copy.

#include <cstdint>
#include <vector>

namespace video::footage {

/// Blue, green, red; 0–255 and beyond while light is added.
struct Colour {
    float b = 0, g = 0, r = 0;
};
inline Colour operator*(Colour c, float s) { return {c.b * s, c.g * s, c.r * s}; }
inline Colour operator+(Colour a, Colour c) { return {a.b + c.b, a.g + c.g, a.r + c.r}; }
inline Colour mix(Colour a, Colour b, float t) { return a * (1 - t) + b * t; }

struct Bgr {
    std::uint8_t b = 0, g = 0, r = 0;
};

template <class Value> struct Plane {
    int width = 0, height = 0;
    std::vector<Value> values;

    Plane() = default;
    Plane(int width, int height, Value value = {}) : width(width), height(height), values(std::size_t(width) * height, value) {}
    Value& operator()(int y, int x) { return values[std::size_t(y) * width + x]; }
    const Value& operator()(int y, int x) const { return values[std::size_t(y) * width + x]; }
};

using Picture = Plane<Bgr>;

}
