#pragma once
// The outline of a stroked polyline, handed to a Coverage as one quadrilateral a segment and round corners between them.

#include "geo/paint/coverage.h"

#include <span>

namespace geo {

/// run: pixels, at least 2 points; a run whose last point equals its first is closed. width: pixels, over 0.
void add_stroke(Coverage& coverage, std::span<const PixelPoint> run, double width);

}
