#pragma once
// Reporting a place (F4): one line for where, at most six candidates, what happened, how grave, and the position; nothing is lost
// before it is saved. Drawn in the queue's head. The draft lives in the session; this keeps only the candidates.

#include "console/frame/frame_painter.h"
#include "console/panels/search/finder.h"
#include "console/panels/search/kept_enter.h"

#include <optional>

namespace console {

class Intake {
public:
    /// The height it needs at this width, window pixels.
    float height(const FramePainter& painter) const;
    void draw(const FramePainter& painter, Outbox& outbox, Rect box);
    /// It is not shown in this frame: the next time it is, it takes the keyboard.
    void close() { is_open_ = false, enter_.forget(); }

private:
    const char* said_of(const IntakeDraft& draft, const std::string& place) const;
    /// The address of the chosen position where the operator has typed none.
    void fill_address(const View& view, Outbox& outbox, const std::string& place);

    Finder finder_;
    std::vector<Hit> hits_;   // candidates; they stay where they are when one was taken
    std::string taken_;       // the title of the one taken
    std::uint64_t edition_ = 0;
    std::string filled_;      // the address that was filled in for the position; while it stands the operator has typed nothing
    std::optional<geo::LonLat> filled_for_;
    KeptEnter enter_;
    std::uint64_t dismissed_for_ = 0; // the Esc that was seen last
    bool is_open_ = false;    // it was there in the last frame
};

}
