#include "console/seat/plan.h"

#include "console/seat/layout_names.h"

#include <algorithm>
#include <cmath>

namespace console {
namespace {

constexpr double of_96_dpi = 25.4 / 96;

}

data::SeatPlan record_from(const std::string& seat, const std::vector<WindowPlan>& plan)
{
    data::SeatPlan record{.seat = seat};
    for (const WindowPlan& window : plan)
        record.windows.push_back({layout_name(window.layout), window.view, window.place.monitor, window.place.fullscreen, window.place.distance_mm});
    return record;
}

std::vector<WindowPlan> find_seat_plan(const data::World& world, const std::string& seat)
{
    std::vector<WindowPlan> plan;
    const auto& plans = world.setup.seat_plans->rows;
    const auto at = std::ranges::find(plans, seat, &data::SeatPlan::seat);
    if (at == plans.end())
        return plan;
    for (const data::PlannedWindow& window : at->windows) {
        const auto layout = layout_from_name(window.layout);
        if (layout && plan.size() < most_windows)
            plan.push_back({*layout, window.view, {window.monitor, window.fullscreen, std::clamp(window.distance_mm, 0, 50000)}});
    }
    return plan;
}

std::vector<WindowPlan> make_seat_plan(const Session& session)
{
    std::vector<WindowPlan> plan;
    for (std::size_t i = 0; i < session.windows.size(); ++i) {
        const WindowState& window = window_state(session, i);
        plan.push_back({window.layout, window.layout == Layout::wall ? window.wall.view : std::string(), window.place});
    }
    return plan;
}

float scale_for_density(double pitch_mm, float content_scale)
{
    if (pitch_mm <= 0 || content_scale <= 0)
        return 1;
    // Down to the quarter: too large leaves less room, too small is one key away.
    constexpr double nearly = 0.02;
    const double scale = of_96_dpi / pitch_mm / static_cast<double>(content_scale);
    return static_cast<float>(std::clamp(std::floor((scale + nearly) * 4) / 4, 1.0, static_cast<double>(most_scale)));
}

float scale_with_room(float wanted, double width, double height, double least_width, double least_height)
{
    const double most = std::floor(std::min(width / least_width, height / least_height) * 4) / 4;
    return std::min(wanted, static_cast<float>(std::max(most, 1.0)));
}

float scale_for_distance(int distance_mm, double pitch_mm)
{
    if (distance_mm <= 0)
        return 1;
    constexpr double arc = 0.00635, desk_text = 16;
    const double pixels = arc * distance_mm / (pitch_mm > 0 ? pitch_mm : of_96_dpi);
    // Quarters, as the operator's own scale has them.
    return static_cast<float>(std::clamp(std::round(pixels / desk_text * 4) / 4, 1.0, 4.0));
}

}
