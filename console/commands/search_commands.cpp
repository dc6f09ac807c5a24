#include "console/commands/functions.h"
#include "geo/shapes/map_shapes.h"

#include <algorithm>

namespace console::search_commands {
namespace {

constexpr double close_metres_per_pixel = 0.8;                  // a block of houses around a hit
constexpr double map_width_px = 900, map_height_px = 900;       // about what a desk has at 100 %: a grid found fills most of it

void show_grid(CommandContext& context, data::GridId id)
{
    const data::Grid* grid = context.world.grids->find(id);
    if (!grid)
        throw Error(geo::remark("message.no_place"));
    incident_commands::look_at(context, {.grid = id});
    if (grid->box.is_empty())
        return;
    const geo::MapBox box = geo::map_box(grid->box);
    const double scale = std::max(box.width() / map_width_px, box.height() / map_height_px) * 1.2;
    context.session.map.view.metres_per_pixel = std::max(context.session.map.view.metres_per_pixel, scale);
    go_to(context, grid->box.centre(), std::max(scale, 0.1));
}

}

void show(CommandContext& context, Arguments arguments)
{
    const std::string kind = text_argument(arguments, 0, "grid, camera, incident, place or point");
    const std::int64_t id = number_argument(arguments, 1, "what was found");
    if (kind == "grid")
        return show_grid(context, {id});
    if (kind == "incident") {
        incident_commands::open(context, arguments.subspan(1, 1));
    } else if (kind == "camera") {
        // On a wall a camera that was found goes to the focused tile.
        if (context.session.layout == Layout::wall)
            return camera_commands::open(context, std::array{arguments[1], std::string("search")});
        incident_commands::look_at(context, {});
        camera_commands::select(context, arguments.subspan(1, 1));
    } else if (kind == "place") {
        const data::Place* place = context.world.places->find({id});
        if (!place)
            throw Error(geo::remark("message.no_place"));
        incident_commands::look_at(context, {.place = {id}, .point = place->point});
    } else if (kind == "point") {
        incident_commands::look_at(context, {.point = lonlat_argument(arguments, 2)});
    } else {
        throw Error(geo::remark("no_found_kind", kind));
    }
    if (arguments.size() >= 4)
        go_to(context, lonlat_argument(arguments, 2), close_metres_per_pixel);
}

}
