#pragma once
// Pieces that more than one panel draws: an incident's row, tabs, the lights of a severity, scrolled rows. UI thread.

#include "console/look/painter.h"

#include <functional>
#include <span>
#include <string>

namespace console {

/// Lets the current region draw to its edges in spite of the window's padding. Begin and end of a panel's draw().
class WholeRegion {
public:
    WholeRegion();
    ~WholeRegion();
    Rect box;
};

/// A place whose content needs `least_height`: where the box is lower, it scrolls. `box` is what to draw on; painters for it are made while
/// this lives.
class Scrolled {
public:
    Scrolled(const Painter& painter, const std::string& name, Rect where, float least_height);
    ~Scrolled();
    Scrolled(const Scrolled&) = delete;
    Scrolled& operator=(const Scrolled&) = delete;
    Rect box;

private:
    bool is_needed_;
};

/// Rows of equal height that scroll inside the box, only the visible ones drawn: draw(painter, index, row box). Returns whether
/// the operator's hands are on it: the pointer is over it, or its bar is dragged. `from_top`: other rows than before. `into_sight`: a row
/// to be scrolled to, as little as that takes; −1: none.
bool draw_rows(const Painter& painter, const std::string& name, Rect box, int count, float row_height,
               const std::function<void(const Painter&, int, Rect)>& draw, bool from_top = false, int into_sight = -1);

/// The background and mark of a row that can be selected.
void draw_row_ground(const Painter& painter, Rect row, bool is_selected, const AreaState& state);

/// Ground, frame and heading of what lies over the regions; returns the place for its content.
Rect draw_card(const Painter& painter, Rect box, Colour frame, std::string_view title, std::string_view right);

/// A small heading in capitals with a line below it.
void draw_heading(const Painter& painter, Rect box, std::string_view title, std::string_view right = {});

}
