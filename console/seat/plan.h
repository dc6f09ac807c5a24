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

inline constexpr std::size_t most_windows = 8;

}
