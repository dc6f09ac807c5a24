#pragma once
// How the shown view gets to the wanted one: a short glide after wheel, key and command, a fling after a drag. Time comes in
// as steps, so that tests and reduced motion decide how fast. Belongs to the map panel; UI thread.

#include "console/map/viewport.h"

namespace console {

class MapMotion {
public:
    /// There at once, and at rest.
    void jump(const MapView& view);
    /// There within `seconds`; a new goal on the way starts from where the map is.
    void glide(const MapView& goal, double seconds = 0.22);
    /// Rolls on at so many mercator metres a second and slows down.
    void fling(double x_m_per_s, double y_m_per_s);
    /// Stops where it is.
    void stop() { jump(shown_); }
    /// One step of time. True while it moves.
    bool advance(double seconds);

    bool is_moving() const { return gliding_ || flinging_; }
    const MapView& shown() const { return shown_; }
    /// Where it comes to rest.
    const MapView& goal() const { return goal_; }

private:
    MapView shown_, from_, goal_;
    double passed_s_ = 0, length_s_ = 0;
    double speed_x_ = 0, speed_y_ = 0;
    bool gliding_ = false, flinging_ = false;
};

}
