#pragma once
// Whole-number coordinates of the partition: 1e-9 degree (0.1 mm), so that equality, orientation and undo are exact.
// Pure functions; any thread.

#include "geo/shapes/coordinates.h"

#include <cmath>
#include <cstdint>

namespace geo {

/// Units of 1e-9 degree; |x| ≤ 1.8e11, |y| ≤ 9e10.
struct FixedPoint {
    std::int64_t x = 0, y = 0;
    bool operator==(const FixedPoint&) const = default;
    auto operator<=>(const FixedPoint&) const = default;
};

inline FixedPoint fixed_from_lonlat(LonLat p)
{
    return {std::llround(p.lon * 1e9), std::llround(p.lat * 1e9)};
}

inline LonLat lonlat_from_fixed(FixedPoint p)
{
    return {static_cast<double>(p.x) / 1e9, static_cast<double>(p.y) / 1e9};
}

__extension__ typedef __int128 WideInt;

/// Twice the signed area of a-b-c, exact: positive when c lies to the left of a→b.
inline WideInt cross(FixedPoint a, FixedPoint b, FixedPoint c)
{
    return static_cast<WideInt>(b.x - a.x) * (c.y - a.y) - static_cast<WideInt>(b.y - a.y) * (c.x - a.x);
}

/// Its sign: -1, 0, 1.
inline int side(FixedPoint a, FixedPoint b, FixedPoint c)
{
    const double l = static_cast<double>(b.x - a.x) * static_cast<double>(c.y - a.y);
    const double r = static_cast<double>(b.y - a.y) * static_cast<double>(c.x - a.x);
    // The factors are exact in a double; products and difference are off by less than 1e-15 of their size.
    if (const double d = l - r; std::abs(d) > 1e-14 * (std::abs(l) + std::abs(r)))
        return d > 0 ? 1 : -1;
    const WideInt exact = cross(a, b, c);
    return exact > 0 ? 1 : exact < 0 ? -1 : 0;
}

}
