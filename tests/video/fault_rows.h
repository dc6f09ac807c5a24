#pragma once
// How a stream stands from the moment a fault begins: when it said what. For the table of docs/FAULTS.md.

#include "video/stream/stream.h"

#include "tests/video/states.h"
#include "tests/video/until.h"

#include <chrono>
#include <string>

namespace video_test {

struct FaultRow {
    std::string fault;
    video::State expected = video::State::live; // live: it must be called nothing else
    video::Cause cause = video::Cause::none;    // none: any
    double shown_s = -1;                        // after the fault began; -1: never
    std::string other;                          // what was said instead
};

/// Looks for at most `limit`. Where live is expected, looks that long and takes down anything else: that nothing is said takes its time.
inline void follow(video::Stream& stream, FaultRow& row, std::chrono::steady_clock::time_point begin, std::chrono::milliseconds limit)
{
    using video::State;
    const auto is_live = [](State state) { return state == State::live || state == State::unchanged; };
    const bool is_said = until(
        [&] {
            const video::Status status = stream.status();
            if (row.expected == State::live) {
                if (!is_live(status.state))
                    row.other = describe(status);
                return false;
            }
            if (status.state == row.expected && (row.cause == video::Cause::none || status.cause == row.cause))
                return true;
            row.other = describe(status);
            return false;
        },
        limit);
    if (is_said)
        row.shown_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    else if (row.expected == State::live)
        row.shown_s = 0;
}

}
