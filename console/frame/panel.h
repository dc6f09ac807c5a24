#pragma once
// A region of the screen. Panels are rows of the plain table in panel_table.cpp: a layout is a set of regions, a region holds one
// panel. draw() is called inside the region's own ImGui window; it may keep widget state (scroll, open folds), nothing else.

#include "console/frame/view.h"

#include <memory>
#include <span>

namespace console {

class Panel {
public:
    virtual ~Panel() = default;
    virtual void draw(const View& view, Outbox& outbox) = 0;
};

struct PanelRow {
    const char* name;                     // "queue"
    std::unique_ptr<Panel> (*make)();
};

std::span<const PanelRow> panel_table();

}
