#pragma once
// Two edits that put vertices on a common border, each on its own copy: both get those of the other. Pure; any thread.

#include "geo/shapes/fixed_point.h"
#include "geo/shapes/shapes.h"

#include <vector>

namespace data {

class BorderVertices {
public:
    /// Vertices of these shapes as well; call before insert_into().
    void add(const geo::MultiPolygon& shape);
    void add(geo::FixedPoint vertex) { vertices_.push_back(vertex); }
    /// Not these.
    void remove(const geo::MultiPolygon& shape);
    void settle();

    /// Puts those that lie on the shape's border, but for the rounding of two crossings, into it. False: there were none.
    bool insert_into(geo::MultiPolygon& shape) const;

private:
    bool insert_into(geo::Ring& ring) const;
    std::vector<geo::FixedPoint> vertices_, removed_; // sorted by settle()
};

} // namespace data
