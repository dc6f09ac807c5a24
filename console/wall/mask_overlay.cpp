#include "console/wall/mask_overlay.h"

#include "console/wall/camera_masks.h"

#include <fmt/format.h>
#include <imgui.h>

#include <cmath>
#include <vector>

namespace console {
namespace {

/// A line in ink, dashed 3-3 with a dark halo: what is being drawn, on any ground.
void draw_ink(const FramePainter& p, const std::vector<ImVec2>& points, bool is_closed, bool is_dashed, Colour colour)
{
    const auto count = static_cast<int>(points.size());
    p.list().AddPolyline(points.data(), count, p.colour(Colour::label_halo), is_closed ? ImDrawFlags_Closed : ImDrawFlags_None, p.px(5));
    if (!is_dashed) {
        p.list().AddPolyline(points.data(), count, p.colour(colour), is_closed ? ImDrawFlags_Closed : ImDrawFlags_None, p.px(2));
        return;
    }
    const float dash = p.px(3);
    float at = 0; // along the line, so that the dashes go on around corners
    for (std::size_t i = 0; i + (is_closed ? 0 : 1) < points.size(); ++i) {
        const ImVec2 a = points[i], b = points[(i + 1) % points.size()];
        const float length = std::hypot(b.x - a.x, b.y - a.y);
        for (float from = -std::fmod(at, 2 * dash); from < length; from += 2 * dash) {
            const float t0 = std::max(from, 0.F) / length, t1 = std::min(from + dash, length) / length;
            if (t1 > t0)
                p.list().AddLine({a.x + (b.x - a.x) * t0, a.y + (b.y - a.y) * t0}, {a.x + (b.x - a.x) * t1, a.y + (b.y - a.y) * t1}, p.colour(colour), p.px(2));
        }
        at += length;
    }
}

}

bool is_mask_drawn_on(const Session& session, data::CameraId camera) { return session.mask_drawing && camera && session.mask_drawing->camera == camera; }

void draw_mask_overlay(const FramePainter& p, Outbox& outbox, const TileModel& model, Rect box, const AreaState& state)
{
    const View& view = p.view();
    if (!is_mask_drawn_on(view.session, model.camera) || model.texture == 0)
        return;
    const PicturePlace place = picture_place(view, model, box);
    view.names.put("mask.picture", place.at);
    const auto screen = [&](double x, double y) {
        const ScreenPoint at = screen_from_picture(place, {x, y});
        return ImVec2(at.x, at.y);
    };
    p.list().PushClipRect({place.at.x, place.at.y}, {place.at.x + place.at.width, place.at.y + place.at.height}, true);
    const MaskDrawing& drawing = *view.session.mask_drawing;
    const std::vector<data::MaskPolygon>& masks = camera_masks(view.world, model.camera);
    for (std::size_t i = 0; i < masks.size(); ++i) {
        std::vector<ImVec2> outline;
        for (const data::MaskCorner& corner : masks[i])
            outline.push_back(screen(corner.x, corner.y));
        draw_ink(p, outline, true, false, static_cast<int>(i) == drawing.chosen ? Colour::selected : Colour::accent);
    }
    std::vector<ImVec2> points;
    if (const auto drawn = view.session.masks_drawn.find(model.camera); drawn != view.session.masks_drawn.end())
        for (const PicturePoint& corner : drawn->second)
            points.push_back(screen(corner.x, corner.y));
    const std::size_t corners = points.size();
    const ImVec2 mouse = ImGui::GetMousePos();
    const auto pointed = state.hovered ? picture_from_screen(place, {mouse.x, mouse.y}) : std::nullopt;
    if (pointed && corners > 0 && !drawing.is_sent)
        points.push_back(mouse);
    if (points.size() > 1)
        draw_ink(p, points, drawing.is_sent || (corners >= 3 && !pointed), true, Colour::ink);
    for (std::size_t i = 0; i < corners; ++i) {
        p.list().AddCircleFilled(points[i], p.px(i == 0 ? 6.5F : 5), p.colour(Colour::label_halo), 16);
        p.list().AddCircleFilled(points[i], p.px(i == 0 ? 5 : 3.5F), p.colour(Colour::ink), 16);
    }
    p.list().PopClipRect();
    if (state.hovered && pointed)
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    if (state.clicked && pointed)
        outbox.run("mask.click", {fmt::format("{:.5f}", pointed->x), fmt::format("{:.5f}", pointed->y)});
}

}
