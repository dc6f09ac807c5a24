// What the pointer does to the map itself: wheel and drag move it; clicks, presses and lists are the tool's in hand.

#include "console/map/panel/map_panel.h"

#include <imgui.h>

#include <cmath>
#include <utility>

namespace console {

namespace {

constexpr double steps_a_notch = 0.5;       // two notches double the scale
constexpr float click_slack_px = 4;         // a hand that clicks moves this much
constexpr double trail_s = 0.1;

ScreenPoint pointer_now()
{
    const ImVec2 p = ImGui::GetIO().MousePos;
    return {p.x, p.y};
}

}

MapScene MapPanel::scene(const FramePainter& painter) const
{
    return {painter, viewport_, symbols_, layers_.points(), layers_.grids(), layers_.draft().get(), &snap_ground_, pointer_};
}

void MapPanel::take_pointer(const FramePainter& painter, Rect box, Outbox& outbox)
{
    const View& view = painter.view();
    const ImGuiIO& io = ImGui::GetIO();
    ImGui::SetCursorScreenPos({box.x, box.y});
    ImGui::InvisibleButton("map", {std::max(1.f, box.width), std::max(1.f, box.height)},
                           ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonRight);
    const bool hovered = ImGui::IsItemHovered(), held = ImGui::IsItemActive();
    const ScreenPoint at = pointer_now();
    pointer_ = hovered || held ? std::optional(at) : std::nullopt;

    if (hovered && io.MouseWheel != 0) {
        Viewport from = viewport_;
        // Zooming again before the map has come to rest goes on from where it is going, about the same place.
        if (motion_.is_moving())
            from.view = motion_.goal();
        glide(view, zoomed_at(from, at, io.MouseWheel * (io.KeyCtrl ? zoom_step : steps_a_notch)));
        tools_.map_moves();
    }
    const MapScene map = scene(painter);
    MapTool& tool = tools_.in_hand(view.session);
    if (ImGui::IsItemActivated() && ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
        motion_.stop();
        drag_from_ = at;
        has_moved_ = false;
        drag_trail_.clear();
        pressed_ = tools_.take_press(map, at, io.KeyShift);
    }
    // A ring ends where it began: having moved is remembered.
    has_moved_ = has_moved_ || std::hypot(at.x - drag_from_.x, at.y - drag_from_.y) > click_slack_px * viewport_.scale;
    if (!pressed_) {
        drag_map(view, held && ImGui::IsMouseDown(ImGuiMouseButton_Left) && (dragging_ || has_moved_));
    } else if (held) {
        pressed_->drag(map, at, has_moved_, outbox);
    } else {
        if (has_moved_)
            pressed_->drop(map, at, outbox);
        std::exchange(pressed_, nullptr)->let_go();
    }
    if (hovered && ImGui::IsItemDeactivated() && !has_moved_ && ImGui::IsMouseReleased(ImGuiMouseButton_Left))
        tool.click(map, at, io.MouseDoubleClicked[0] || io.MouseClickedLastCount[0] == 2, outbox);
    if (hovered && ImGui::IsMouseReleased(ImGuiMouseButton_Right))
        tool.right_click(map, at, outbox);
    if (hovered && tool.sets_points())
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
}

void MapPanel::drag_map(const View& view, bool held)
{
    const ScreenPoint at = pointer_now();
    if (held) {
        if (!dragging_)
            tools_.map_moves();
        const ScreenPoint before = dragging_ && !drag_trail_.empty() ? drag_trail_.back().second : drag_from_;
        viewport_.view = motion_.shown();
        motion_.jump(panned(viewport_, at.x - before.x, at.y - before.y));
        dragging_ = true;
        const double now = ImGui::GetTime();
        drag_trail_.emplace_back(now, at);
        while (drag_trail_.size() > 2 && now - drag_trail_.front().first > trail_s)
            drag_trail_.pop_front();
        return;
    }
    if (!dragging_)
        return;
    dragging_ = false;
    const auto [began, from] = drag_trail_.front();
    const double passed = ImGui::GetTime() - began;
    if (view.session.reduced_motion || drag_trail_.size() < 3 || passed <= 0 || ImGui::GetTime() - drag_trail_.back().first > trail_s / 2)
        return;
    const double speed = viewport_.metres_per_pixel() / passed;
    motion_.fling(-(at.x - from.x) * speed, (at.y - from.y) * speed);
}

}
