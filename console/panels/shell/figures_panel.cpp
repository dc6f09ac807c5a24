#include "console/frame/frame_painter.h"
#include "console/panels/shell/free_room.h"
#include "console/panels/shell/shell_panels.h"

#include <fmt/format.h>
#include <imgui.h>

namespace console {
namespace {

constexpr ImGuiWindowFlags window_flags = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoSavedSettings |
                                   ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoFocusOnAppearing;

void row(const View& view, const char* label, const std::string& value)
{
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    ImGui::TextDisabled("%s", label);
    ImGui::TableNextColumn();
    ImGui::TextUnformatted(view.glyphs.shown(value));
}

/// F12: frame time, queues, wanted against running.
class FiguresPanel final : public Panel {
public:
    void draw(const View& view, Outbox&) override
    {
        const Figures& figures = view.figures;
        const Rect room = free_room(view);
        ImGui::SetNextWindowPos({room.x + room.width - 12 * view.scale, room.y + room.height - 40 * view.scale}, ImGuiCond_Always, {1, 1});
        ImGui::Begin("figures", nullptr, window_flags);
        if (ImGui::BeginTable("figures", 2)) {
            row(view, view.tr("figures.frame"), fmt::format("{:.1f} ms   p99 {:.1f} ms", figures.frame_ms, figures.frame_ms_p99));
            row(view, view.tr("figures.streams"), fmt::format("{} / {}", figures.streams_wanted, figures.streams_running));
            row(view, view.tr("figures.still_or_delayed"), std::to_string(figures.still_or_delayed));
            row(view, view.tr("figures.not_live"), std::to_string(figures.not_live));
            row(view, view.tr("figures.past"), fmt::format("{:.1f} / {} MB", static_cast<double>(figures.past_bytes) / (1 << 20), figures.past_limit >> 20));
            row(view, view.tr("figures.guarded"), fmt::format("{} · {:.1f} / {} MB", figures.guarded, static_cast<double>(figures.disk_bytes) / (1 << 20), figures.disk_limit >> 20));
            if (figures.roll_call_cameras > 0)
                row(view, view.tr("figures.roll_call"), fmt::format("{} / {}", figures.roll_call_asked, figures.roll_call_cameras));
            row(view, view.tr("figures.stills"), fmt::format("{} / {} · {:.1f} MB", figures.stills, figures.stills_most, static_cast<double>(figures.stills_bytes) / (1 << 20)));
            row(view, view.tr("figures.tiles"), std::to_string(figures.tile_queue));
            row(view, view.tr("figures.slow"), std::to_string(figures.slow_queue));
            row(view, view.tr("figures.archive"), std::to_string(figures.archive_waiting));
            row(view, view.tr("figures.renderer"), figures.renderer);
            for (const std::string& task : figures.tasks)
                row(view, view.tr("figures.task"), task);
            ImGui::EndTable();
        }
        const ImVec2 at = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
        view.names.put("figures", {at.x, at.y, size.x, size.y});
        ImGui::End();
    }
};

}

std::unique_ptr<Panel> make_figures_panel() { return std::make_unique<FiguresPanel>(); }

}
