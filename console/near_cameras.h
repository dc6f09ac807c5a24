#pragma once
// Which cameras are worth opening for a place, best first, and why: those whose field of view holds it, then those that could be
// turned to it, then by distance (docs/GLOSSARY.md, "near cameras"). Pure.

#include "data/world.h"

#include <vector>

namespace console {

enum class NearReason { sees, can_turn, near };

struct NearCamera {
    data::CameraId camera;
    NearReason reason = NearReason::near;
    double distance_m = 0;
    double pixels_per_m = 0; // across the picture at that distance; 0: not known
};

/// At most `count`, within 400 m; cameras in repair or removed are left out.
std::vector<NearCamera> make_near_cameras(const data::World& world, geo::LonLat place, std::size_t count);
/// The same judgement for one camera, however far away it is.
NearCamera judge_near_camera(const data::Camera& camera, geo::LonLat place);

}
