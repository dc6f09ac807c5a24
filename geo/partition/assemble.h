#pragma once
// Makes the editor's document out of any areas, also such as overlap, leave gaps or cross themselves: borders are cut where they cross or
// touch, and each cell between them belongs to those whose rings are around it an odd number of times. Exact; see decision 0086.
// Pure; any thread.

#include "geo/partition/check.h"
#include "geo/partition/tessellation.h"

#include <stop_token>

namespace geo {

struct Assembled {
    /// Face i is shape i; one without area has no face. After them one face for each set of shapes that overlap.
    Tessellation map;
    /// Points where borders crossed or touched without a common vertex; crossings are rounded to a unit there. 0 in a true partition.
    std::size_t noded = 0;
    /// Shapes that are no valid polygons (an area that crosses itself was read even-odd), with GEOS' reason; by face.
    std::vector<InvalidFace> invalid;
};

/// Throws Error for a coordinate that is not a number or off the Earth, Cancelled when stop is asked for.
Assembled assemble(std::span<const MultiPolygon> shapes, std::stop_token stop = {});
/// The same of shapes that lie somewhere else.
Assembled assemble_those(std::span<const MultiPolygon* const> shapes, std::stop_token stop = {});

} // namespace geo
