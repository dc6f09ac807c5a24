#pragma once
// Plays the guided tours: the scripts guide_ROLE.drive, embedded in the program, whose stations begin with "say SECONDS". Runs what a
// station names, waits for state, frames what it points at, and goes on when its time is over. A step that cannot be done is told and
// passed over. UI thread, between frames; all it changes it changes by commands (guide_commands).

#include "console/drive/drive.h"

#include <chrono>
#include <deque>
#include <string>
#include <vector>

namespace console {

class Guide {
public:
    /// In the window of the tour, if one is under way; begins the one that waits for the demo street.
    void step(DriveContext& context);
    /// Whether the tour made this event (and counts it as met): it is no sign of an operator.
    bool owns(const InputEvent& event);

private:
    struct Station {
        std::chrono::seconds lasts{};
        std::vector<DriveStep> steps;
    };
    enum class Outcome { done, again };

    void load(const std::string& role);
    Outcome play(const DriveStep& step, DriveContext& context);
    void press(const DriveStep& step, DriveContext& context);
    bool run(DriveContext& context, const std::string& command, std::vector<std::string> arguments = {});
    void tell(DriveContext& context, const DriveStep& step, const std::string& why);

    std::string role_;
    std::vector<Station> stations_;
    std::uint64_t moves_ = 0;      // of the station that is being shown
    std::size_t next_ = 0;         // step of it
    std::chrono::steady_clock::time_point began_; // the step
    data::TimePoint since_;        // when the station was ready, or went on, or a rest began, by the console's clock
    bool is_resting_ = false, was_held_ = false;
    std::deque<InputEvent> own_;   // made and not met yet
};

}
