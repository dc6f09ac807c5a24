#include "console/commands/functions.h"
#include "console/wall/camera_masks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace console::mask_commands {
namespace {

// Two clicks nearer than this, in parts of the picture, are a double click, not two corners.
constexpr double same_corner = 0.002;
// A click this near to the first corner means it.
constexpr double first_corner = 0.01;

double apart(PicturePoint a, PicturePoint b) { return std::hypot(a.x - b.x, a.y - b.y); }

const data::Camera& drawn_camera(CommandContext& context)
{
    const data::Camera* camera = context.world.cameras->find(context.session.mask_drawing->camera);
    if (!camera)
        throw Error(geo::remark("message.no_camera"));
    return *camera;
}

/// By the even-odd rule, as masks are filled.
bool is_inside(const data::MaskPolygon& mask, PicturePoint p)
{
    bool inside = false;
    for (std::size_t i = 0, k = mask.size() - 1; i < mask.size(); k = i++)
        if ((mask[i].y > p.y) != (mask[k].y > p.y) && p.x < (mask[k].x - mask[i].x) * (p.y - mask[i].y) / (mask[k].y - mask[i].y) + mask[i].x)
            inside = !inside;
    return inside;
}

void leave(Session& session)
{
    session.mask_drawing.reset();
    session.hint.clear();
}

}

bool is_drawing(const data::World& world, const Session& session) { return has_workspace(world, session) && session.mask_drawing; }
bool can_draw(const data::World& world, const Session& session) { return is_drawing(world, session) || camera_commands::has_one(world, session); }
bool can_close(const data::World& world, const Session& session) { return is_drawing(world, session) && session.typed_digits.empty(); }
bool has_chosen(const data::World& world, const Session& session) { return is_drawing(world, session) && session.mask_drawing->chosen >= 0; }

void draw(CommandContext& context, Arguments arguments)
{
    Session& session = context.session;
    const data::CameraId id = arguments.empty() ? camera_in_hand(session) : data::CameraId{number_argument(arguments, 0, "camera")};
    if (session.mask_drawing && (arguments.empty() || session.mask_drawing->camera == id))
        return leave(session);
    if (!context.world.cameras->find(id))
        throw Error(geo::remark("message.no_camera"));
    // Its picture has to be there to be drawn on: in its record, or beside the incident.
    if (session.layout != Layout::wall) {
        if (session.layout != Layout::list && session.layout != Layout::sheet)
            session.layout = Layout::desk;
        if (context.world.incidents.find(session.selection.incident))
            camera_commands::open(context, std::array{std::to_string(id.value)});
        session.selection.camera = id;
    }
    session.mask_drawing = MaskDrawing{.camera = id};
    session.hint = "hint.mask";
}

void click(CommandContext& context, Arguments arguments)
{
    Session& session = context.session;
    MaskDrawing& drawing = *session.mask_drawing;
    const PicturePoint point{decimal_argument(arguments, 0, "x"), decimal_argument(arguments, 1, "y")};
    if (!(point.x >= 0 && point.x <= 1 && point.y >= 0 && point.y <= 1))
        throw Error(geo::remark("corner_range"));
    if (drawing.is_sent)
        return;
    std::vector<PicturePoint>& corners = session.masks_drawn[drawing.camera];
    const std::vector<data::MaskPolygon>& masks = camera_masks(context.world, drawing.camera);
    int pointed = -1;
    for (std::size_t i = 0; corners.empty() && i < masks.size(); ++i)
        if (is_inside(masks[i], point))
            pointed = static_cast<int>(i);
    // The mask there is first; a second click on it begins a new one inside.
    if (pointed >= 0 && pointed != drawing.chosen) {
        drawing.chosen = pointed;
        session.hint = "hint.mask_chosen";
        return;
    }
    drawing.chosen = -1;
    session.hint = "hint.mask";
    if (!corners.empty() && apart(corners.back(), point) <= same_corner)
        return;
    if (corners.size() >= 3 && apart(corners.front(), point) <= first_corner)
        return close(context, {});
    corners.push_back(point);
}

void undo(CommandContext& context, Arguments)
{
    const auto at = context.session.masks_drawn.find(context.session.mask_drawing->camera);
    if (at != context.session.masks_drawn.end() && !at->second.empty() && !context.session.mask_drawing->is_sent)
        at->second.pop_back();
}

void close(CommandContext& context, Arguments)
{
    MaskDrawing& drawing = *context.session.mask_drawing;
    if (drawing.is_sent)
        return;
    const std::vector<PicturePoint>& corners = context.session.masks_drawn[drawing.camera];
    if (corners.size() < 3)
        throw Error(geo::remark("message.mask_corners"));
    data::MaskPolygon polygon;
    for (const PicturePoint& corner : corners)
        polygon.push_back({corner.x, corner.y});
    camera_commands::mask(context, std::array{std::to_string(drawn_camera(context).number), text_from_mask(polygon)});
    drawing.is_sent = true;
}

void saved(CommandContext& context, Arguments arguments)
{
    Session& session = context.session;
    if (!session.mask_drawing || number_argument(arguments, 0, "camera") != session.mask_drawing->camera.value)
        return;
    if (!session.mask_drawing->is_sent) {
        session.mask_drawing->chosen = -1; // one was taken away
        session.hint = "hint.mask";
        return;
    }
    session.masks_drawn.erase(session.mask_drawing->camera);
    leave(session);
}

void refused(CommandContext& context, Arguments arguments)
{
    std::optional<MaskDrawing>& drawing = context.session.mask_drawing;
    if (drawing && number_argument(arguments, 0, "camera") == drawing->camera.value)
        drawing->is_sent = false; // the corners are still there
}

void remove(CommandContext& context, Arguments)
{
    Session& session = context.session;
    session.palette_text = fmt::format("camera.unmask {}:{} ", drawn_camera(context).number, session.mask_drawing->chosen + 1);
    session.palette_open = true;
    session.keys_open = false;
}

}
