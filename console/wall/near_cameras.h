#pragma once
// Which cameras are worth opening for a place, best first, and why: those whose field of view holds it with no building
// between, then those that could be turned to it, then by distance, last those that look there but into a wall
// (docs/GLOSSARY.md, "near cameras"). Pure values; Sights is made on the slow queue and read on the UI thread.

#include "data/records/world.h"
#include "geo/sight/wedge.h"

#include <memory>
#include <vector>

namespace console {

enum class NearReason { sees, can_turn, near, unknown, hidden }; // unknown: nobody knows where it looks; by distance among those that are near

struct NearCamera {
    data::CameraId camera;
    NearReason reason = NearReason::near;
    double distance_m = 0;
    double pixels_per_m = 0; // across the picture at that distance; 0: not known
    bool has_address = false; // none: it has no picture to show
};

/// What the question needs, prepared once for frozen tables: 20,000 cameras by place, and the buildings that hide ground.
struct Sights {
    data::Frozen<data::Camera> cameras;
    data::Frozen<data::Place> places;
    geo::ViewIndex views;      // in the order of `cameras`
    geo::Occluders buildings;
};
std::shared_ptr<const Sights> make_sights(data::Frozen<data::Camera> cameras, data::Frozen<data::Place> places);

/// The pose that map and ranking share: usual angle and range where the record has none; an angle below zero, which sees
/// nothing, where the direction is not known. A dome without direction sees all around.
geo::CameraPose pose_of(const data::Camera& camera);

/// At most `count`, within 400 m; cameras in repair or removed are left out. Of equals those with an address come first, and where
/// not all have room those without one give way, however well they stand. Without sights, or with those of other tables,
/// it is answered from the world alone, as if there were no buildings.
std::vector<NearCamera> make_near_cameras(const data::World& world, const Sights* sights, geo::LonLat place, std::size_t count);
/// The same judgement for one camera, however far away it is.
NearCamera judge_near_camera(const data::Camera& camera, const Sights* sights, geo::LonLat place);

/// Cameras inside that are not removed, in the order of their short numbers.
std::vector<data::CameraId> cameras_in_area(const geo::Ring& area, const data::Table<data::Camera>& cameras);

}
