#pragma once
// The one search field of the top strip: places, grids, cameras, incidents, coordinates and commands. Hits hang below it and take no room
// from the map; a hit is chosen by click, by arrows and Enter. Esc leaves the field and keeps the words.

#include "console/frame/frame_painter.h"
#include "console/frame/panel.h"
#include "console/look/field.h"
#include "console/panels/search/finder.h"
#include "console/panels/search/kept_enter.h"

namespace console {

class SearchField : public Panel {
public:
    /// The field fills the current window; its hits have a window of their own below it.
    void draw(const View& view, Outbox& outbox) override;

private:
    void draw_field_and_hits(const View& view, Outbox& outbox);
    void draw_hits(const View& view, Outbox& outbox, Rect field);
    void choose(Outbox& outbox, std::size_t index);
    /// Enter as the field has it this frame, and what makes an earlier one void.
    void follow_enter(const View& view, const FieldState& field);

    Finder finder_;
    std::string text_;
    std::uint64_t edition_ = 0;
    std::size_t marked_ = 0;
    std::uint64_t focused_for_ = 0; // the request of "/" that was answered last
    bool is_open_ = false, told_ = false; // what was found is shown; the session has been told so
    bool was_active_ = false; // the field had the keyboard in the last frame
    KeptEnter enter_;
    Selection entered_at_;            // what was chosen when Enter was pressed
    std::uint64_t dismissed_for_ = 0; // the Esc that was seen last
};

}
