#pragma once
// Where the counts of clusters stand: those of cameras step aside from incidents, each within the ground that is nearer to it than to any other
// count of cameras, or where another one leaves room, so that none covers another. What decides is where things lie and the scale alone: panning moves no count on the map. Pure.

#include "geo/shapes/coordinates.h"

#include <cstdint>
#include <span>
#include <vector>

namespace console {

/// How far a plate reaches from its anchor, logical pixels; as wide as its words are in the wider language.
struct PlateReach {
    double left = 0, right = 0, up = 0, down = 0;
};
PlateReach camera_plate(std::uint32_t count, std::uint32_t struck);
PlateReach incident_plate(std::uint32_t count);
/// One incident by itself.
PlateReach incident_sign();

/// In logical pixels, y downwards, from any origin.
struct Plate {
    double x = 0, y = 0;
    PlateReach reach;
};

/// The farthest a plate is moved; what lies farther off than that does not concern it; and how far around a window plates have to be known for
/// those in it to stand where they stand for every window: its neighbours and theirs.
inline constexpr double most_plate_shift = 60, plate_neighbourhood = 220, plate_surroundings = 2 * plate_neighbourhood;

/// How far each of `plates` is moved to lie on none of `fixed`: as little as it takes. Where nothing is free, the least covered place.
std::vector<geo::MapPoint> plate_shifts(std::span<const Plate> plates, std::span<const Plate> fixed);

}
