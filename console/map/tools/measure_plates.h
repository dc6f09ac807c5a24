#pragma once
// Where the lengths of a measured line stand: a plate at the middle of each segment, and one with the sum at the end. A pure view model; who
// draws it knows the fonts.

#include "console/map/symbols/map_labels.h"
#include "console/map/viewport.h"

#include <string>
#include <vector>

namespace console {

struct MeasurePlate {
    LabelBox box;      // of the plate, window pixels
    std::string text;
    bool is_sum = false;
};

/// `sum`: words of the whole length, with {0} in the place of the number. The plate of a single segment is its sum. None covers another:
/// a segment that has no room beside it either is left to the sum.
std::vector<MeasurePlate> make_measure_plates(const Viewport& viewport, const std::vector<geo::LonLat>& points, const Texts& text,
                                              const MeasureText& measure);

}
