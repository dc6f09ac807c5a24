#pragma once
// How a stream stands from the moment a fault begins: when it said what. For the table of docs/FAULTS.md.

#include "video/stream/stream.h"

#include "tests/video/states.h"

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

/// Looks each 20 ms for at most `limit`. Where live is expected, looks that long and takes down anything else.
inline void follow(video::Stream& stream, FaultRow& row, std::chrono::steady_clock::time_point begin, std::chrono::milliseconds limit)
{
    using video::State;
    const auto end = begin + limit;
    const auto is_live = [](State state) { return state == State::live || state == State::unchanged; };
    while (std::chrono::steady_clock::now() < end) {
        const video::Status status = stream.status();
        if (row.expected == State::live) {
            if (!is_live(status.state))
                row.other = describe(status);
        } else if (status.state == row.expected && (row.cause == video::Cause::none || status.cause == row.cause)) {
            row.shown_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
            return;
        } else {
            row.other = describe(status);
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    if (row.expected == State::live)
        row.shown_s = 0;
}

}
