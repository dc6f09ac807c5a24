#pragma once
// A painter that knows the frame it draws: what panels, tiles and the map draw with. UI thread.

#include "console/frame/view.h"
#include "console/look/painter.h"
#include "console/look/rows.h"

namespace console {

class FramePainter : public Painter {
public:
    explicit FramePainter(const View& view) : Painter(view), view_(view) {}
    const View& view() const { return view_; }

private:
    const View& view_;
};

/// As draw_rows() of console/look/rows.h; each row gets a painter of the same frame.
bool draw_rows(const FramePainter& painter, const std::string& name, Rect box, int count, float row_height,
               const std::function<void(const FramePainter&, int, Rect)>& draw, bool from_top = false, int into_sight = -1);

/// A right click on it opens the context menu of the thing (or of several that lie there) at the pointer. `subject`: what commands about it are told (console/frame/command.h).
void offer_menu(Outbox& outbox, const AreaState& state, unsigned thing, std::string title, std::vector<std::string> subject);

/// The opacity of a new incident's ring now: still for all but severity 1, which pulses at 1 Hz (asks for redraws through `wanted`).
float ring_of(const View& view, data::Severity severity, Wanted& wanted);

}
