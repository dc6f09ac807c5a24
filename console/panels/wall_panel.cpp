#include "console/look/tile.h"
#include "console/panels/camera_drag.h"
#include "console/panels/panels.h"

#include <fmt/format.h>
#include <imgui.h>

#include <cmath>

namespace console {
namespace {

/// "incident 4471" as the incident meant; null for every other reason.
const data::Incident* incident_of(const data::World& world, const std::string& why)
{
    constexpr std::string_view prefix = "incident ";
    if (!why.starts_with(prefix))
        return nullptr;
    const std::string_view number = std::string_view(why).substr(prefix.size());
    for (const data::Incident& incident : world.incidents.rows)
        if (incident.number == number)
            return &incident;
    return nullptr;
}

/// 1, 4, 9 or 16 tiles. A tile keeps its picture until the operator replaces it: by number, by dropping a camera, by double click.
class WallPanel : public Panel {
public:
    void draw(const View& view, Outbox& outbox) override
    {
        const Painter p(view);
        const Rect box = window_box();
        p.fill(box, Colour::ground);
        const WallState& wall = view.session.wall;
        const int side = wall.tiles_shown <= 1 ? 1 : wall.tiles_shown <= 4 ? 2 : wall.tiles_shown <= 9 ? 3 : 4;
        const float gap = p.px(2);
        for (int i = 0; i < side * side; ++i) {
            // Edges are rounded, not sizes: the wall ends at the window's edge.
            const auto edge = [&](float start, float length, int n) { return std::round(start + length * static_cast<float>(n) / static_cast<float>(side)); };
            const int column = i % side, row = i / side;
            const float x0 = edge(box.x, box.width + gap, column), x1 = edge(box.x, box.width + gap, column + 1) - gap;
            const float y0 = edge(box.y, box.height + gap, row), y1 = edge(box.y, box.height + gap, row + 1) - gap;
            draw_one(p, outbox, static_cast<std::size_t>(i), {x0, y0, x1 - x0, y1 - y0});
        }
    }

private:
    static void draw_one(const Painter& p, Outbox& outbox, std::size_t index, Rect box)
    {
        const View& view = p.view();
        const WallState& wall = view.session.wall;
        const WallTile& tile = wall.tiles[index];
        const std::string number = std::to_string(index + 1);
        TileInput input;
        input.camera = view.world.cameras->find(tile.camera);
        input.number = static_cast<int>(index) + 1;
        input.focused = wall.focused == static_cast<int>(index);
        input.is_on_wall = wall.tiles_shown > 1;
        input.locked = tile.locked;
        input.fill = wall.fill;
        input.typed = input.focused ? view.session.typed_digits : std::string();
        if (input.camera) {
            input.picture = view.pictures.picture(tile.camera);
            if (const data::Incident* incident = incident_of(view.world, tile.why)) {
                input.hot = incident->severity;
                input.note = fmt::format("#{} {} · {}", incident->number, incident->title, incident->place);
            }
        }
        const TileModel model = make_tile(input, view.text, view.now, [&](data::TimePoint t) { return clock_text(view, t); });
        if (input.camera) {
            const Rect most = picture_box(view, model, box);
            outbox.wanted.pictures.push_back({tile.camera, static_cast<int>(most.width), static_cast<int>(most.height), input.focused, "wall " + number, tile.why, wall.fill});
        }
        if (model.changes_at)
            outbox.wanted.redraw_by(*model.changes_at);
        const AreaState state = p.area("wall.tile." + number, box);
        if (input.camera)
            offer_camera_drag(*input.camera, p, static_cast<int>(index) + 1);
        bool is_over = false;
        if (const auto dropped = accept_camera_drop(&is_over))
            dropped->wall_tile > 0 ? outbox.run("wall.swap", {std::to_string(dropped->wall_tile), number})
                                   : outbox.run("wall.put", {std::to_string(dropped->camera), number, "drag"});
        if (state.clicked)
            outbox.run("wall.focus", {number});
        if (state.double_clicked && input.camera)
            outbox.run("camera.select", {std::to_string(tile.camera.value)});
        draw_tile(p, model, box);
        if (is_over)
            p.frame(box, Colour::ink, 3);
    }
};

}

std::unique_ptr<Panel> make_wall_panel() { return std::make_unique<WallPanel>(); }

}
