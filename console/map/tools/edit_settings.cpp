#include "console/map/tools/edit_settings.h"

#include "console/map/tools/edit_feedback.h"

#include <fmt/format.h>
#include <imgui.h>

namespace console {

void draw_snap_settings(const MapScene& scene, Outbox& outbox)
{
    const View& view = scene.view();
    const EditorState& editor = view.session.editor;
    const FramePainter& painter = scene.painter;
    const float row = painter.px(28), pad = painter.px(8);
    const std::string title = view.text("edit.snap");
    const float button = painter.button_width(title);
    float width = std::max(painter.px(190), button + 2 * pad);
    for (const char* kind : snap_kind_names)
        width = std::max(width, painter.width(view.text(std::string("edit.snap.") + kind)) + 3 * row);
    const float rows = editor.settings_open ? static_cast<float>(snap_kind_names.size() + 2) : 1;
    const float wide = editor.settings_open ? width : button + 2 * pad;
    const Rect frame{static_cast<float>(scene.viewport.x + scene.viewport.width) - wide - pad, static_cast<float>(scene.viewport.y) + pad, wide, rows * row + pad};
    ImGui::SetCursorScreenPos({frame.x, frame.y});
    ImGui::BeginChild("edit.snap", {frame.width, frame.height}, false, ImGuiWindowFlags_NoScrollbar);
    {
        const FramePainter list(view);
        list.fill(frame, Colour::panel_raised);
        list.frame(frame, Colour::line);
        Rect left = inset(frame, pad, pad / 2);
        if (list.button("edit.settings", {left.x, left.y, button, row}, title, {}, true, editor.settings_open))
            outbox.run("edit.settings");
        cut_top(left, row);
        for (std::size_t i = 0; editor.settings_open && i < snap_kind_names.size(); ++i) {
            const auto kind = static_cast<SnapKind>(i);
            Rect box = cut_top(left, row);
            const AreaState area = list.area(fmt::format("edit.snap.{}", snap_kind_names[i]), box);
            if (area.hovered)
                list.fill(box, Colour::panel_pressed);
            const Rect mark = cut_left(box, row);
            const bool is_on = editor.snap.kinds.contains(kind);
            const Rect check{mark.x + row / 4, mark.y + row / 4, row / 2, row / 2};
            list.frame(check, Colour::secondary);
            if (is_on)
                list.fill(inset(check, list.px(3), list.px(3)), Colour::accent);
            const Rect sign = cut_left(box, row);
            draw_snap_sign(list, kind, {sign.x + row / 2, sign.y + row / 2}, {});
            list.text(box, view.text(std::string("edit.snap.") + snap_kind_names[i]), {.colour = is_on ? Colour::text : Colour::secondary});
            if (area.clicked)
                outbox.run("edit.snap", {snap_kind_names[i]});
        }
        if (editor.settings_open) {
            Rect box = cut_top(left, row);
            if (list.button("edit.reach_less", cut_left(box, row), "−"))
                outbox.run("edit.reach", {std::to_string(editor.snap.reach_px - 2)});
            if (list.button("edit.reach_more", cut_right(box, row), "+"))
                outbox.run("edit.reach", {std::to_string(editor.snap.reach_px + 2)});
            list.text(box, view.text.format("edit.reach", {std::to_string(editor.snap.reach_px)}), {.align = Align::centre});
        }
    }
    ImGui::EndChild();
}

} // namespace console
