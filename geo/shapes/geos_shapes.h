#pragma once
// Set operations on shapes by GEOS, for the few places where areas really cross. One object for each task.

#include "geo/shapes/shapes.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace geo {

class GeosShapes {
public:
    GeosShapes();
    ~GeosShapes();
    GeosShapes(const GeosShapes&) = delete;
    GeosShapes& operator=(const GeosShapes&) = delete;

    /// Empty where the shape is valid by the OGC's rules, else GEOS' reason ("Self-intersection[114.3 30.6]").
    std::string invalid_reason(const MultiPolygon& shape) const;
    /// The polygons of the result; lines and points are left out. Shapes that are not valid are made so first.
    /// Throws Error when GEOS gives up.
    MultiPolygon intersection(const MultiPolygon& a, const MultiPolygon& b) const;
    MultiPolygon difference(const MultiPolygon& a, const MultiPolygon& b) const;
    /// What of a shape lies in each box; a shape that is not valid is made so first. For a few small boxes out of a large shape: it is read once.
    std::vector<MultiPolygon> in_boxes(const MultiPolygon& shape, std::span<const LonLatBox> boxes) const;
    MultiPolygon union_of(std::span<const MultiPolygon> shapes) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}
