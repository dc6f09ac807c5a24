#pragma once
// Turns coastlines (land to the left, as OpenStreetMap draws them) into areas of sea inside a box.
// Pure functions; any thread.

#include "geo/shapes/shapes.h"

namespace geo {

/// Lines are joined end to end, cut to the box and closed along its edge; closed lines are islands or lagoons. An end that
/// lies inside the box (an incomplete extract) is led straight to the nearest edge. No coastline: no sea.
MultiPolygon sea_from_coastlines(const MultiLine& coastlines, const LonLatBox& box);

}
