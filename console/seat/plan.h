#pragma once
// The windows of a seat as they are set up once: what each shows, on which monitor, how far away it is read. Kept in the workspace as
// a data::SeatPlan. Pure.

#include "console/seat/session.h"

#include <optional>
#include <string>
#include <vector>

namespace console {

struct WindowPlan {
    Layout layout = Layout::wall;
    std::string view;      // of the wall (wall_views.h); empty: what it showed last
    WindowPlace place;
    bool operator==(const WindowPlan&) const = default;
};

data::SeatPlan record_from(const std::string& seat, const std::vector<WindowPlan>& plan);
/// Without what is not known of it: a newer version may have written that. At most most_windows are taken.
std::vector<WindowPlan> find_seat_plan(const data::World& world, const std::string& seat);
/// The windows as they stand now.
std::vector<WindowPlan> make_seat_plan(const Session& session);

/// Pixels of 16-pixel text ÷ 16 that are read from that distance as well as on a desk (16 minutes of arc, NUREG-0700: 0.00635 ×
/// distance ÷ pitch), 1 to 4. `pitch_mm`: of a pixel; 0 or less: 96 dpi. 1 for a distance of 0.
float scale_for_distance(int distance_mm, double pitch_mm);

/// The scale of a seat's first start on a monitor: 96 dpi ÷ its own, in quarters, 1 to most_scale. `content_scale`: what the desktop
/// enlarges already. `pitch_mm`: of a pixel; 0 or less: not known, 1.
float scale_for_density(double pitch_mm, float content_scale);

/// The least window that every screen has room in, in logical pixels.
inline constexpr double least_room_width = 640, least_room_height = 480;
/// And of a wall that is read from afar, which gives way by itself (docs/SCREENS.md).
inline constexpr double least_far_width = 480, least_far_height = 270;
/// The scale that is wanted, or less where the window (pixels at 100 %) would have less than that room; never under 1.
float scale_with_room(float wanted, double width, double height, double least_width = least_room_width, double least_height = least_room_height);

inline constexpr std::size_t most_windows = 8;

}
