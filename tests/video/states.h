#pragma once
// Expectations on how a stream stands, with what it said instead in the failure's text.

#include "video/stream/stream.h"

#include "tests/video/until.h"

#include <gtest/gtest.h>

namespace video_test {

inline std::string describe(const video::Status& status)
{
    return std::string(video::state_names[static_cast<int>(status.state)]) + ", " +
           video::cause_names[static_cast<int>(status.cause)] + ", " + status.detail;
}

/// Waits until the stream says so; Cause::none takes any cause.
inline testing::AssertionResult reaches(video::Stream& stream, video::State state,
                                        video::Cause cause = video::Cause::none)
{
    const bool reached = until([&] {
        const video::Status status = stream.status();
        return status.state == state && (cause == video::Cause::none || status.cause == cause);
    });
    return reached ? testing::AssertionSuccess()
                   : testing::AssertionFailure() << "stands at " << describe(stream.status());
}

}
