// What plays in the console: the drive script it was started with, and a guided tour.

#include "console/app/app.h"

#include "console/work/process_figures.h"

#include <algorithm>
#include <optional>
#include <ostream>

namespace console {
namespace {

constexpr std::size_t frame_times_kept = 240;

}

DriveContext App::drive_context(AppWindow& window)
{
    return {world_, session_, services_->pictures(), figures_, window.names, *window.surface, clock_, services_->services(), text_,
            window.frame_count, window.frames_due <= 0 && window.hold_input <= 0 && window.surface->input().is_empty(),
            services_->sights(), windows_.size(), 0, services_->draft(), services_->edition(), window.styled_scale};
}

/// Before the seat is kept: what it showed before the tour is what it comes back with.
void App::stop_guide()
{
    if (!session_.guide)
        return;
    const InWindow entered(session_, session_.guide->window);
    CommandContext context = command_context();
    run_command(context, {"guide.stop", {}});
}

/// One step of the guided tour in its window.
void App::play_guide()
{
    if (!session_.guide && session_.guide_wanted.empty())
        return;
    if (session_.guide && session_.guide->window >= windows_.size())
        session_.guide.reset(); // its window was closed
    const std::size_t index = session_.guide ? session_.guide->window : 0;
    AppWindow& window = *windows_[index];
    const InWindow entered(session_, index);
    DriveContext context = drive_context(window);
    if (context.is_settled || session_.guide_wanted.empty())
        guide_.step(context);
    if (context.frames_wanted > 0)
        ask_frames(context.frames_wanted);
}

/// One step of the drive script in the window it acts in. False: the script is over.
bool App::play(bool& has_failed)
{
    const std::size_t index = std::min(drive_->window(), windows_.size() - 1);
    AppWindow& window = *windows_[index];
    std::optional<InWindow> entered(std::in_place, session_, index);
    DriveContext context = drive_context(window);
    const int width = window.surface->width(), height = window.surface->height();
    const Drive::State state = drive_->step(context);
    if (window.surface->width() != width || window.surface->height() != height)
        window.must_present = true; // another buffer, of which nothing is drawn yet
    entered.reset();
    if (context.frames_wanted > 0)
        ask_frames(context.frames_wanted);
    follow_windows();
    has_failed = state == Drive::State::failed;
    if (has_failed)
        err_ << drive_->failure() << '\n';
    return state == Drive::State::playing;
}

/// What the frame cost, for the figures and the benchmarks.
void App::measure(Steady::duration spent, double cpu_ms)
{
    figures_.frame_ms = milliseconds(spent);
    if (meter_)
        meter_->add_frame(figures_.frame_ms);
    if (const Drive::Measured* asked = drive_ ? &drive_->measured() : nullptr; asked && !asked->name.empty())
        spans_.add_frame(asked->name, asked->serial, figures_.frame_ms, cpu_ms, !asked->widget.empty() && windows_[0]->names.find(asked->widget).has_value());
    if (frame_times_ms_.size() >= frame_times_kept)
        frame_times_ms_.erase(frame_times_ms_.begin());
    frame_times_ms_.push_back(figures_.frame_ms);
    std::vector<double> sorted = frame_times_ms_;
    const auto at = sorted.begin() + static_cast<std::ptrdiff_t>((sorted.size() - 1) * 99 / 100);
    std::ranges::nth_element(sorted, at);
    figures_.frame_ms_p99 = *at;
}

}
