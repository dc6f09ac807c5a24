#pragma once
// The window's content: one ImGui window per region with its panel, the splits between them, and what lies over them. UI thread.

#include "console/frame/panel.h"
#include "console/layout/regions.h"

#include <map>
#include <memory>
#include <string>

namespace console {

class Screen {
public:
    void draw(const View& view, Outbox& outbox, float width, float height);
    /// Where the region of this name lies in the frame drawn last; null when not shown.
    const PlacedRegion* region(std::string_view name) const { return placement_.find(name); }

private:
    Panel* panel(const std::string& name);
    /// The panel of this name, made as a row of the panel table says: one row may stand in two places.
    Panel* panel(const std::string& name, const std::string& kind);
    void draw_unfolded(const View& view, Outbox& outbox);
    void draw_region(const PlacedRegion& region, const View& view, Outbox& outbox);
    void draw_guide(const View& view, Outbox& outbox, float width, float height);
    void draw_split(const PlacedSplit& split, const View& view, Outbox& outbox);

    Placement placement_;
    std::map<std::string, std::unique_ptr<Panel>> panels_; // made when first shown
    float drag_offset_ = 0;
};

}
