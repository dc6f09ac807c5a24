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
    // Between the strips at the top and at the foot, where they are.
    const auto top = view.names.find("region.top"), foot = view.names.find("region.status");
    const float begin = top ? top->y + top->height : 0, end = foot ? foot->y : screen.y;
    return {0, begin, is_wide ? pictures->x : screen.x, end - begin};
}

}
