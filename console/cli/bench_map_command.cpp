#include "console/cli/bench_map_command.h"

#include "console/error.h"
#include "console/map/panel/map_stage.h"
#include "console/work/process_figures.h"
#include "data/store/store.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>
#include <ostream>
#include <thread>

namespace console {

namespace {

using Steady = std::chrono::steady_clock;
constexpr auto frame_time = std::chrono::microseconds(16'667);
constexpr int allowed_settle_ms = 300;

/// The path: a circle over the city at the scale that shows all of it, and twice on the way in by a factor of ten and out again.
MapView view_at(double t, const MapView& whole, const geo::MapBox& box)
{
    const double angle = 2 * std::numbers::pi * t;
    const double zoomed = std::max(0.0, std::sin(2 * angle));
    MapView view = whole;
    view.centre.x += 0.3 * box.width() * std::cos(angle);
    view.centre.y += 0.3 * box.height() * std::sin(angle);
    view.metres_per_pixel = whole.metres_per_pixel * std::pow(10, -zoomed);
    return view;
}

/// How many pixels of the two pictures differ.
std::size_t differing_pixels(const PixelImage& a, const PixelImage& b)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i + 3 < std::min(a.rgba.size(), b.rgba.size()); i += 4)
        count += !std::equal(a.rgba.begin() + static_cast<std::ptrdiff_t>(i), a.rgba.begin() + static_cast<std::ptrdiff_t>(i) + 4,
                             b.rgba.begin() + static_cast<std::ptrdiff_t>(i));
    return count + (a.rgba.size() != b.rgba.size());
}

}

int run_bench_map(const BenchMapArguments& arguments, std::ostream& out, std::ostream& err)
try {
    const auto began = Steady::now();
    data::World world;
    data::apply(world, data::Store::open(arguments.workspace, data::OpenMode::read_only).load());
    const auto now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    Session session;
    session.reduced_motion = true; // the path itself is the motion
    auto whole_stage = std::make_unique<MapStage>(world, session, Language::zh, arguments.width, arguments.height);
    MapStage& stage = *whole_stage;
    if (!stage.draw_until_settled(now, longest_settling))
        throw Error("The map was not complete after two minutes.");
    stage.finish();
    const double first_complete_ms = milliseconds(Steady::now() - began);

    const MapView whole = stage.session().map.view;
    const geo::MapBox box = visible_box(stage.panel().viewport());
    std::vector<double> frames, cpu;
    std::size_t blank = 0;
    const double all_cpu_began = process_cpu_ms();
    const auto start = Steady::now();
    for (auto due = start; due - start < std::chrono::duration<double>(arguments.seconds);) {
        const auto frame_began = Steady::now();
        const double cpu_began = thread_cpu_ms();
        stage.session().map.view = view_at(std::chrono::duration<double>(frame_began - start).count() / arguments.seconds, whole, box);
        stage.draw(now);
        stage.finish();
        frames.push_back(milliseconds(Steady::now() - frame_began));
        cpu.push_back(thread_cpu_ms() - cpu_began);
        blank += stage.panel().is_blank();
        due = std::max(due + frame_time, Steady::now());
        std::this_thread::sleep_until(due);
    }
    const double cpu_a_frame = (process_cpu_ms() - all_cpu_began) / static_cast<double>(frames.size());
    const auto stopped = Steady::now();
    // The path ends outside the steps on which a view rests: like any motion it comes to rest on the nearest one.
    const bool is_settled = stage.draw_until_settled(now, longest_settling);
    stage.finish();
    const double settle_ms = milliseconds(Steady::now() - stopped);
    if (milliseconds(Steady::now() - stopped) < allowed_settle_ms) {
        std::this_thread::sleep_until(stopped + std::chrono::milliseconds(allowed_settle_ms));
        stage.draw(now);
    }
    const PixelImage seen = stage.picture();
    const double rss_mb = resident_mb();
    session.map.view = stage.session().map.view;
    whole_stage.reset(); // one GL context at a time
    MapStage shot(world, session, Language::zh, arguments.width, arguments.height);
    if (!shot.draw_until_settled(now, longest_settling) || !is_settled)
        throw Error("The map did not come to rest within two minutes.");
    const std::size_t off = differing_pixels(seen, shot.picture());
    const nlohmann::json result{
        {"frames", frames.size()},
        {"frame_ms", named_spread(frames)},
        {"ui_cpu_ms", named_spread(cpu)},
        {"cpu_ms_a_frame", cpu_a_frame},
        {"blank_frames", blank},
        {"first_complete_ms", first_complete_ms},
        {"settle_ms", settle_ms},
        {"pixels_unlike_shot", off},
        {"rss_mb", rss_mb}};
    out << result.dump() << '\n';
    return 0;
} catch (const std::exception& error) {
    err << error.what() << '\n';
    return 1;
}

}
