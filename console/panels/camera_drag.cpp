#include "console/panels/camera_drag.h"

#include <fmt/format.h>
#include <imgui.h>

namespace console {

void offer_camera_drag(const data::Camera& camera, const Painter& painter)
{
    if (!ImGui::BeginDragDropSource(ImGuiDragDropFlags_None))
        return;
    ImGui::SetDragDropPayload(camera_payload, &camera.id.value, sizeof camera.id.value);
    ImGui::TextUnformatted(painter.view().glyphs.shown(fmt::format("{:04} {}", camera.number, camera.name)));
    ImGui::EndDragDropSource();
}

std::optional<data::CameraId> accept_camera_drop(bool* is_over)
{
    std::optional<data::CameraId> dropped;
    if (!ImGui::BeginDragDropTarget())
        return dropped;
    if (const ImGuiPayload* payload = ImGui::AcceptDragDropPayload(camera_payload, ImGuiDragDropFlags_AcceptNoDrawDefaultRect | ImGuiDragDropFlags_AcceptBeforeDelivery)) {
        if (is_over)
            *is_over = true;
        if (payload->IsDelivery())
            dropped = data::CameraId{*static_cast<const std::int64_t*>(payload->Data)};
    }
    ImGui::EndDragDropTarget();
    return dropped;
}

}
