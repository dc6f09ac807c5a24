#pragma once
// Reporting a place (F4): one line for where, at most six candidates, what happened, how grave, and the position; nothing is lost
// before it is saved. Drawn in the queue's head. The draft lives in the session; this keeps only the candidates.

#include "console/look/painter.h"
#include "console/panels/finder.h"

namespace console {

class Intake {
public:
    /// The height it needs at this width, window pixels.
    float height(const Painter& painter) const;
    void draw(const Painter& painter, Outbox& outbox, Rect box);
    /// It is not shown in this frame: the next time it is, it takes the keyboard.
    void close() { is_open_ = false; }

private:
    Finder finder_;
    std::string asked_;       // the text the hits are for
    std::uint64_t edition_ = 0;
    std::vector<Hit> hits_;
    bool is_open_ = false;    // it was there in the last frame
};

}
