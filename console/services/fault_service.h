#pragma once
// Says once of cameras that fail together that they do, and once that it is over: a message and a row of the session log. Looks once a
// second. UI thread.

#include "console/services/answers.h"
#include "console/services/view_log.h"
#include "console/wall/fault_groups.h"

namespace console {

class FaultService {
public:
    FaultService(const Texts& text, Answers& answers, LogRowSink log) : text_(text), answers_(answers), log_(std::move(log)) {}

    /// Once a frame, of an open workspace.
    void follow(const data::World& world);
    void forget() { news_ = {}; }

private:
    const Texts& text_;
    Answers& answers_;
    LogRowSink log_;
    FaultNews news_;
    std::chrono::steady_clock::time_point next_look_;
};

}
