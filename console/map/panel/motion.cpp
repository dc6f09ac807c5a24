#include "console/map/panel/motion.h"

#include <cmath>

namespace console {

namespace {

constexpr double fling_decay_s = 0.18;   // speed falls to 1/e in this time
constexpr double slowest_px_per_s = 20;  // below this a fling is at rest

}

void MapMotion::jump(const MapView& view)
{
    shown_ = goal_ = from_ = view;
    gliding_ = flinging_ = false;
}

void MapMotion::glide(const MapView& goal, double seconds)
{
    if (seconds <= 0) {
        jump(goal);
        return;
    }
    from_ = shown_;
    goal_ = goal;
    passed_s_ = 0;
    length_s_ = seconds;
    gliding_ = !(from_ == goal_);
    flinging_ = false;
}

void MapMotion::fling(double x, double y)
{
    gliding_ = false;
    flinging_ = std::hypot(x, y) > slowest_px_per_s * shown_.metres_per_pixel;
    speed_x_ = x;
    speed_y_ = y;
    goal_ = shown_;
    if (flinging_) {
        goal_.centre.x += x * fling_decay_s;
        goal_.centre.y += y * fling_decay_s;
        goal_ = clamped(goal_);
    }
}

bool MapMotion::advance(double seconds)
{
    if (gliding_) {
        passed_s_ += seconds;
        const double left = 1 - std::min(passed_s_ / length_s_, 1.0);
        shown_ = between(from_, goal_, 1 - left * left * left);
        gliding_ = left > 0;
    } else if (flinging_) {
        const double decay = std::exp(-seconds / fling_decay_s);
        shown_.centre.x += speed_x_ * fling_decay_s * (1 - decay);
        shown_.centre.y += speed_y_ * fling_decay_s * (1 - decay);
        shown_ = clamped(shown_);
        speed_x_ *= decay;
        speed_y_ *= decay;
        if (std::hypot(speed_x_, speed_y_) < slowest_px_per_s * shown_.metres_per_pixel)
            jump(shown_);
    }
    return is_moving();
}

}
