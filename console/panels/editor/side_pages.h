#pragma once
// The pages of the editor's right column, one a tab, and one of the drawer under the map. Each keeps widget state only. UI thread.

#include "console/frame/frame_painter.h"

#include <memory>

namespace console {

class SidePage {
public:
    virtual ~SidePage() = default;
    /// view().draft is there.
    virtual void draw(const FramePainter& painter, Outbox& outbox, Rect box) = 0;
};

std::unique_ptr<SidePage> make_grid_page();
std::unique_ptr<SidePage> make_findings_page();
std::unique_ptr<SidePage> make_preview_page();
std::unique_ptr<SidePage> make_balance_page();
/// Of the drawer.
std::unique_ptr<SidePage> make_zones_page();

}
