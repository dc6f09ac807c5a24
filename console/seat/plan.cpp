#include "console/seat/plan.h"

#include "console/seat/layout_names.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace console {

std::string seat_plan_key(const std::string& seat) { return "seat.plan." + seat; }

std::string text_from_seat_plan(const std::vector<WindowPlan>& plan)
{
    nlohmann::ordered_json windows = nlohmann::ordered_json::array();
    for (const WindowPlan& window : plan)
        windows.push_back({{"layout", layout_name(window.layout)},
                           {"view", window.view},
                           {"monitor", window.place.monitor},
                           {"fullscreen", window.place.fullscreen},
                           {"distance_mm", window.place.distance_mm}});
    return windows.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::vector<WindowPlan> seat_plan_from_text(const std::string& text)
{
    const auto windows = nlohmann::json::parse(text, nullptr, false);
    std::vector<WindowPlan> plan;
    if (!windows.is_array())
        return plan;
    const auto word = [](const nlohmann::json& window, const char* key) {
        const auto at = window.find(key);
        return at != window.end() && at->is_string() ? at->get<std::string>() : std::string();
    };
    for (const nlohmann::json& window : windows) {
        const auto layout = window.is_object() ? layout_from_name(word(window, "layout")) : std::nullopt;
        if (!layout || plan.size() == most_windows)
            continue;
        WindowPlan one{.layout = *layout, .view = word(window, "view"), .place = {.monitor = word(window, "monitor")}};
        if (const auto at = window.find("fullscreen"); at != window.end() && at->is_boolean())
            one.place.fullscreen = at->get<bool>();
        if (const auto at = window.find("distance_mm"); at != window.end() && at->is_number_integer())
            one.place.distance_mm = static_cast<int>(std::clamp<std::int64_t>(at->get<std::int64_t>(), 0, 50000));
        plan.push_back(std::move(one));
    }
    return plan;
}

std::vector<WindowPlan> find_seat_plan(const data::World& world, const std::string& seat)
{
    const auto at = world.settings.find(seat_plan_key(seat));
    return at == world.settings.end() ? std::vector<WindowPlan>() : seat_plan_from_text(at->second);
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

float scale_for_distance(int distance_mm, double pitch_mm)
{
    if (distance_mm <= 0)
        return 1;
    constexpr double of_96_dpi = 25.4 / 96, arc = 0.00635, desk_text = 16;
    const double pixels = arc * distance_mm / (pitch_mm > 0 ? pitch_mm : of_96_dpi);
    // Quarters, as the operator's own scale has them.
    return static_cast<float>(std::clamp(std::round(pixels / desk_text * 4) / 4, 1.0, 4.0));
}

void enter_window(Session& session, std::size_t window)
{
    if (window == session.window || window >= session.windows.size())
        return;
    session.windows[session.window] = std::move(static_cast<WindowState&>(session));
    static_cast<WindowState&>(session) = std::move(session.windows[window]);
    session.window = window;
}

const WindowState& window_state(const Session& session, std::size_t window) { return window == session.window ? session : session.windows.at(window); }

WindowState& window_state(Session& session, std::size_t window) { return window == session.window ? session : session.windows.at(window); }

}
