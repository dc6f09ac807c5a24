#include "console/wall/camera_drag.h"

#include <fmt/format.h>
#include <imgui.h>

namespace console {

void offer_camera_drag(const data::Camera& camera, const FramePainter& painter, int wall_tile, std::span<const std::int64_t> others)
{
    if (!ImGui::BeginDragDropSource(ImGuiDragDropFlags_None))
        return;
    CameraDrag drag{camera.id.value, wall_tile};
    for (const std::int64_t other : others)
        if (other != drag.camera && drag.more < static_cast<int>(drag.others.size()))
            drag.others[static_cast<std::size_t>(drag.more++)] = other;
    ImGui::SetDragDropPayload(camera_payload, &drag, sizeof drag);
    ImGui::TextUnformatted(painter.view().glyphs.shown(fmt::format("{:04} {}{}", camera.number, camera.name, drag.more > 0 ? fmt::format("  + {}", drag.more) : "")));
    ImGui::EndDragDropSource();
}

std::optional<CameraDrag> accept_camera_drop(bool* is_over)
{
    std::optional<CameraDrag> dropped;
    if (!ImGui::BeginDragDropTarget())
        return dropped;
    if (const ImGuiPayload* payload = ImGui::AcceptDragDropPayload(camera_payload, ImGuiDragDropFlags_AcceptNoDrawDefaultRect | ImGuiDragDropFlags_AcceptBeforeDelivery)) {
        if (is_over)
            *is_over = true;
        if (payload->IsDelivery())
            dropped = *static_cast<const CameraDrag*>(payload->Data);
    }
    ImGui::EndDragDropTarget();
    return dropped;
}

}
