#include "console/app/meter.h"

#include "console/window/keys.h"
#include "console/work/clock.h"
#include "console/work/process_figures.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <ctime>
#include <fstream>
#include <mutex>

namespace console {
namespace {

using namespace std::chrono_literals;

// The first picture of the map, its tiles and the first rows of the session log are over by then.
constexpr auto idle_warm_up = 8s, wall_patience = 30s;

double process_cpu_s() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

double rounded(double value, double step) { return std::round(value / step) * step; }

bool is_picture_live(video::State state)
{
    using enum video::State;
    return state == live || state == unchanged || state == too_dark || state == still || state == delayed;
}

}

bool Meter::is_warm(const Session& session, const Pictures& pictures, Steady::time_point now) const
{
    if (!is_wall_)
        return now - *opened_at_ >= idle_warm_up;
    if (now - *opened_at_ >= wall_patience)
        return true;
    for (int i = 0; i < session.wall.tiles_shown; ++i) {
        const data::CameraId camera = session.wall.tiles[static_cast<std::size_t>(i)].camera;
        if (camera && !is_picture_live(pictures.picture(camera).status.state))
            return false;
    }
    return now - *opened_at_ >= 3s;
}

void Meter::begin(const Session& session, const Pictures& pictures, std::uint64_t frames)
{
    cpu_before_s_ = process_cpu_s();
    frames_before_ = frames;
    frames_ms_.clear();
    if (is_wall_)
        for (int i = 0; i < session.wall.tiles_shown; ++i)
            tiles_.push_back({.camera = session.wall.tiles[static_cast<std::size_t>(i)].camera});
    look_at(pictures, true);
}

void Meter::look_at(const Pictures& pictures, bool is_first)
{
    const auto now = AppClock::system_now();
    for (Tile& tile : tiles_) {
        const Picture picture = pictures.picture(tile.camera);
        tile.state = video::state_names[static_cast<std::size_t>(picture.status.state)];
        tile.shown = picture.serial;
        tile.dropped = picture.dropped;
        if (is_first) {
            tile.shown_before = tile.shown;
            tile.dropped_before = tile.dropped;
        }
        if (picture.shown_arrived != video::SystemTime{})
            tile.max_age_ms = std::max(tile.max_age_ms, std::chrono::duration<double, std::milli>(now - picture.shown_arrived).count());
    }
}

/// From when the key went down, be the loop busy or asleep then, until the frame stands on the screen that shows the next tile focused.
void Meter::press_keys(const Session& session, InputQueue& input)
{
    if (pressed_at_ != Steady::time_point{}) {
        is_answered_ = session.wall.focused != focused_before_;
        return;
    }
    const Steady::duration due = key_due_.exchange({});
    if (due == Steady::duration{})
        return;
    pressed_at_ = Steady::time_point(due);
    focused_before_ = session.wall.focused;
    input.push({.kind = InputEvent::Kind::key, .code = key::tab, .down = true});
    input.push({.kind = InputEvent::Kind::key, .code = key::tab, .down = false});
}

bool Meter::step(const data::World& world, Session& session, const Pictures& pictures, std::uint64_t frames, InputQueue& input)
{
    if (!world.loaded)
        return false;
    const auto now = Steady::now();
    if (!opened_at_) {
        // An incident is open, as on a desk where somebody has just looked at one.
        if (!is_wall_ && !world.incidents.rows.empty())
            session.selection.incident = world.incidents.rows.front().id;
        opened_at_ = now;
    }
    if (!from_ && is_warm(session, pictures, now)) {
        begin(session, pictures, frames);
        from_ = Steady::now();
        if (is_wall_)
            keyboard_ = std::jthread([this](const std::stop_token& stop) {
                std::mutex mutex;
                std::condition_variable_any stopped;
                std::unique_lock lock(mutex);
                // Uneven, so that keys meet every moment of the pictures' rhythm.
                for (int i = 0; !stopped.wait_for(lock, stop, 900ms + i % 10 * 23ms, [] { return false; }) && !stop.stop_requested(); ++i) {
                    key_due_ = Steady::now().time_since_epoch();
                    wake_();
                }
            });
    }
    if (!from_)
        return false;
    look_at(pictures, false);
    if (is_wall_)
        press_keys(session, input);
    measured_s_ = std::chrono::duration<double>(now - *from_).count();
    if (measured_s_ < seconds_)
        return false;
    cpu_s_ = process_cpu_s() - cpu_before_s_;
    frames_ = frames - frames_before_;
    return true;
}

void Meter::add_frame(double milliseconds)
{
    frames_ms_.push_back(milliseconds);
    if (!is_answered_)
        return;
    keys_ms_.push_back(std::chrono::duration<double, std::milli>(Steady::now() - pressed_at_).count());
    pressed_at_ = {};
    is_answered_ = false;
}

std::string Meter::result(const std::string& renderer) const
{
    nlohmann::ordered_json json;
    json["seconds"] = rounded(measured_s_, 0.01);
    json["frames"] = frames_;
    json["cpu_seconds"] = rounded(cpu_s_, 0.01);
    json["cpu_percent"] = rounded(100 * cpu_s_ / std::max(measured_s_, 1e-3), 0.01);
    json["rss_mb"] = rounded(resident_mb(), 0.1);
    json["renderer"] = renderer;
    if (!is_wall_)
        return json.dump();
    const auto spread = [](std::vector<double> sorted) {
        std::ranges::sort(sorted);
        const auto share = [&](double part) {
            return sorted.empty() ? 0 : rounded(sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(part * static_cast<double>(sorted.size())))], 0.01);
        };
        return nlohmann::ordered_json{{"p50", share(0.5)}, {"p95", share(0.95)}, {"p99", share(0.99)}, {"max", share(1)}};
    };
    json["ui_frame_ms"] = spread(frames_ms_);
    json["keys"] = keys_ms_.size();
    json["key_ms"] = spread(keys_ms_);
    json["tiles"] = nlohmann::ordered_json::array();
    for (const Tile& tile : tiles_)
        json["tiles"].push_back({{"state", tile.state},
                                 {"shown", tile.shown - tile.shown_before},
                                 {"dropped", tile.dropped - tile.dropped_before},
                                 {"max_age_ms", rounded(tile.max_age_ms, 1)}});
    return json.dump();
}

}
