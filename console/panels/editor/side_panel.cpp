#include "console/frame/draft_view.h"
#include "console/frame/edition_view.h"
#include "console/frame/frame_painter.h"
#include "console/look/rows.h"
#include "console/panels/editor/side_pages.h"
#include "console/panels/panels.h"

#include <array>

namespace console {
namespace {

/// The right column: one tab each for the grid in hand, what the checks found, what publishing would move, and how even the grids are.
class SidePanel final : public Panel {
public:
    SidePanel() : pages_{make_grid_page(), make_findings_page(), make_preview_page(), make_balance_page()} {}

    void draw(const View& view, Outbox& outbox) override
    {
        const WholeRegion region;
        const FramePainter p(view);
        p.fill(region.box, Colour::panel);
        Rect box = region.box;
        if (view.edition)
            return draw_edition(p, outbox, box);
        draw_tabs(p, outbox, inset(cut_top(box, p.px(40)), p.px(8), p.px(4)));
        p.horizontal(box.x, box.x + box.width, box.y);
        if (view.draft)
            return pages_[static_cast<std::size_t>(view.session.editor.tab)]->draw(p, outbox, box);
        const bool is_opening = !view.session.editor.draft.empty();
        if (p.empty_screen(box, "edit.closed", view.text(is_opening ? "draft.opening" : "edit.closed"), view.text(is_opening ? "draft.opening_why" : "edit.closed_why"),
                           is_opening ? "" : view.text("draft.new")))
            outbox.run("draft.new");
    }

private:
    /// The draft waits; what moved is read as its preview is.
    void draw_edition(const FramePainter& p, Outbox& outbox, Rect box) const
    {
        const View& view = p.view();
        draw_heading(p, cut_top(box, p.px(40)), view.text("edition.comparison"));
        if (view.edition->older)
            return pages_[static_cast<std::size_t>(EditTab::preview)]->draw(p, outbox, box);
        if (p.empty_screen(box, "edition.alone", view.text("edition.alone"), view.text("edition.alone_why"), view.text("edition.compare")))
            outbox.run("edition.compare");
    }

    static void draw_tabs(const FramePainter& p, Outbox& outbox, Rect row)
    {
        const View& view = p.view();
        const float wide = std::floor((row.width - 3 * p.px(4)) / 4);
        for (std::size_t i = 0; i < edit_tab_names.size(); ++i) {
            const std::string name = std::string("edit.tab.") + edit_tab_names[i];
            if (p.button(name, cut_left(row, wide), view.text(name), {}, true, view.session.editor.tab == static_cast<EditTab>(i)))
                outbox.run("editor.tab", {edit_tab_names[i]});
            cut_left(row, p.px(4));
        }
    }

    std::array<std::unique_ptr<SidePage>, 4> pages_; // as EditTab
};

}

std::unique_ptr<Panel> make_edit_side_panel() { return std::make_unique<SidePanel>(); }

}
