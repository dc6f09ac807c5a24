#pragma once
// The diary of one dial: each step and mark on the way to a camera's first picture, and when it was reached. One thread.

#include "video/clock.h"
#include "video/dial/step.h"

#include <vector>

namespace video {

struct DiaryStep {
    Step step;
    milliseconds began{}, took{}; // since the start of the diary
    bool done = false;            // false: it stalled here
};

struct DiaryMark {
    Mark mark;
    milliseconds at{}; // since the start of the diary
};

struct DialDiary {
    std::vector<DiaryStep> steps;
    std::vector<DiaryMark> marks;
    milliseconds total{};
};

/// Writes into a diary that outlives it; the time counts from when it is made.
class DiaryWriter {
public:
    explicit DiaryWriter(DialDiary& diary) : diary_(diary) {}

    /// Ends the step before as done. A step that is under way goes on.
    void begin(Step step);
    void end(bool done);
    /// Each mark counts once.
    void mark(Mark mark);

private:
    milliseconds passed() const;

    DialDiary& diary_;
    Time start_ = std::chrono::steady_clock::now();
};

}
