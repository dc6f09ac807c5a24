#pragma once
// The rulers of the map: scale bar, graticule, and lengths and areas in words. Pure.

#include "geo/shapes/shapes.h"

#include <string>
#include <vector>

namespace console {

struct ScaleBar {
    double metres = 0;     // 1, 2 or 5 times a power of ten
    double pixels = 0;     // its length on the screen
};

/// The longest round length that fits into `max_pixels`.
ScaleBar make_scale_bar(double ground_metres_per_pixel, double max_pixels);

struct GraticuleLine {
    double degrees = 0;
    std::string label;     // "114°18′E", "30°36′00″N"
};

struct Graticule {
    std::vector<GraticuleLine> meridians, parallels;
};

/// Lines at round degrees, minutes or seconds, about `wanted` of them across the box.
Graticule make_graticule(const geo::LonLatBox& box, int wanted);

/// "38 m", "1.24 km", "312 km".
std::string length_text(double metres);
/// "41,230 m²", "3.24 km²".
std::string area_text(double square_metres);
/// "114.30512 E  30.60211 N".
std::string degrees_text(geo::LonLat p);

struct Measurement {
    double length_m = 0;   // along the points, geodesic
    double area_m2 = 0;    // of the closed polygon; 0 with fewer than three points
};

Measurement measure_line(const std::vector<geo::LonLat>& points);

}
