#include "console/panels/shell/free_room.h"

#include <imgui.h>

namespace console {
namespace {

constexpr float least_free_px = 300;

}

Rect free_room(const View& view)
{
    if (const auto aside = view.names.find("region.aside"))
        return *aside;
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    const auto pictures = view.names.find("region.case");
    const bool is_wide = pictures && pictures->x >= least_free_px * view.scale;
    return {0, 0, is_wide ? pictures->x : screen.x, screen.y};
}

}
