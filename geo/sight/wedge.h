#pragma once
// What a camera sees on the ground: its wedge cut by buildings, and whether it sees a place, how well and how far away.
// Values in, values out; any thread. Formulas: DORI ladder of EN 62676-4 and plain trigonometry on flat ground.

#include "geo/shapes/spatial_index.h"

#include <optional>
#include <string_view>
#include <vector>

namespace geo {

struct CameraPose {
    LonLat position;
    double azimuth_deg = 0;          // clockwise from north
    double hfov_deg = 60;            // 360: sees all around
    double range_m = 80;             // the farthest it is meant to see
    double height_m = 0;             // above the ground; 0: not known, then near is 0
    std::optional<double> tilt_deg;  // down positive
    std::optional<double> vfov_deg;
    int width_px = 1920;             // of the picture
};

/// The distances between which it sees the ground: near = h / tan(tilt + vfov/2), far = min(range, h / tan(tilt − vfov/2)).
struct Reach {
    double near_m = 0, far_m = 0;
};
Reach reach_of(const CameraPose& camera);

/// Pixels a metre at a distance: W / (2 d tan(hfov/2)); beyond 150° the picture is taken as a panorama, W / (d · hfov).
double pixels_per_metre(const CameraPose& camera, double distance_m);

/// The rungs of EN 62676-4 by pixels a metre: 25, 62.5, 125, 250.
enum class Detail { none, detect, observe, recognise, identify };
Detail detail_of(double pixels_per_metre);

/// The footprints of buildings, ready to be looked at from many places. height_m 0 or absent: not known, hides everything
/// behind it. A building around the camera (it hangs on its wall) hides nothing.
class Occluders {
public:
    Occluders() = default;
    explicit Occluders(std::vector<MultiPolygon> footprints, std::vector<double> heights_m = {});

    struct Building {
        const MultiPolygon& footprint;
        double height_m;
    };
    /// Those whose box meets the asked one.
    std::vector<std::uint32_t> near(const LonLatBox& box) const { return index_.query(box); }
    Building building(std::uint32_t i) const { return {footprints_[i], i < heights_m_.size() ? heights_m_[i] : 0}; }

private:
    std::vector<MultiPolygon> footprints_;
    std::vector<double> heights_m_;
    SpatialIndex index_;
};

/// The ground it sees. A building cuts a ray where it hides the ground from there to the far end; one so low that the ground
/// shows again behind it does not cut. Empty for a camera without range or angle.
MultiPolygon wedge_of(const CameraPose& camera, const Occluders& buildings = {});

struct Sight {
    double distance_m = 0;
    double bearing_deg = 0;   // from the camera to the place
    double off_axis_deg = 0;  // bearing − azimuth, in [-180, 180): how far it would have to turn
    double pixels_per_m = 0;  // as the camera stands now, were it turned there
    bool in_reach = false;    // not farther than its range: a camera that turns could see it
    bool in_wedge = false;    // within its angles and between near and far
    bool occluded = false;    // a building stands between; the building around the place itself does not count
    bool sees() const { return in_wedge && !occluded; }
};
Sight sight_of(const CameraPose& camera, LonLat place, const Occluders& buildings = {});

/// Many cameras, asked which of them see a place.
class ViewIndex {
public:
    ViewIndex() = default;
    explicit ViewIndex(std::vector<CameraPose> cameras);

    struct Entry {
        std::uint32_t camera = 0; // place in the constructor's list
        Sight sight;
    };
    /// Cameras not farther than the radius, or whose range reaches the place. Those that see it come first, then those that
    /// reach it, then the rest; nearest first within each.
    std::vector<Entry> cameras_for(LonLat place, double radius_m, const Occluders& buildings = {}) const;

private:
    std::vector<CameraPose> cameras_;
    SpatialIndex index_;
};

/// "N", "NE", "E" … for degrees clockwise from north.
std::string_view direction_word(double azimuth_deg);
/// The direction words of camera records: 1 E, 2 W, 3 S, 4 N, 5 SE, 6 NE, 7 SW, 8 NW → degrees; empty for other numbers.
std::optional<double> azimuth_of_direction_code(int code);

}
