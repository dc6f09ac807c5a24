#include "console/commands/functions.h"
#include "console/map/tools/area.h"
#include "console/text/layer_words.h"
#include "console/wall/near_cameras.h"
#include "console/wall/places.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace console::map_commands {
namespace {

constexpr std::size_t steps_kept = 50;
constexpr double finest_metres_per_pixel = 0.02, coarsest_metres_per_pixel = 160000;

void remember(MapState& map)
{
    map.back.push_back(map.view);
    if (map.back.size() > steps_kept)
        map.back.erase(map.back.begin());
    map.forward.clear();
}

MapView view_argument(Arguments arguments)
{
    const MapView view{{decimal_argument(arguments, 0, "x"), decimal_argument(arguments, 1, "y")},
                       decimal_argument(arguments, 2, "metres per pixel")};
    if (!std::isfinite(view.centre.x) || !std::isfinite(view.centre.y) || !(view.metres_per_pixel > 0))
        throw Error(geo::remark("no_map_view"));
    return view;
}

const data::Layer& layer_argument(CommandContext& context, Arguments arguments)
{
    const data::Layer* layer = context.world.layers->find({number_argument(arguments, 0, "layer")});
    if (!layer)
        throw Error(geo::remark("no_layer", text_argument(arguments, 0, "layer")));
    return *layer;
}

/// All layers are counted anew, so that equal numbers of old files come apart.
void move_layer(CommandContext& context, Arguments arguments, int places)
{
    const data::LayerId moved = layer_argument(context, arguments).id;
    std::vector<data::Layer> layers = context.world.layers->rows;
    std::ranges::stable_sort(layers, {}, &data::Layer::order);
    // Reference layers lie over the grids, base maps under them: none passes from one to the other.
    const auto first_reference = std::ssize(layers) - std::ssize(std::ranges::stable_partition(layers, [](const data::Layer& layer) { return layer.kind != data::LayerKind::reference; }));
    const auto at = std::ranges::find(layers, moved, &data::Layer::id) - layers.begin();
    const bool is_reference = at >= first_reference;
    const auto to = std::clamp<std::ptrdiff_t>(at + places, is_reference ? first_reference : 0, (is_reference ? std::ssize(layers) : first_reference) - 1);
    if (to == at)
        throw Error(geo::remark(places > 0 ? "message.layer_top" : "message.layer_bottom", layer_title(layers[static_cast<std::size_t>(at)], context.text)));
    std::swap(layers[static_cast<std::size_t>(at)], layers[static_cast<std::size_t>(to)]);
    for (std::size_t i = 0; i < layers.size(); ++i)
        if (layers[i].order != static_cast<int>(i)) {
            layers[i].order = static_cast<int>(i);
            context.services.records.change(data::ChangeLayer{layers[i]});
        }
}

std::size_t bookmark_argument(Arguments arguments)
{
    const auto number = number_argument(arguments, 0, "bookmark");
    if (number < 1 || number > 9)
        throw Error(geo::remark("bookmark_range"));
    return static_cast<std::size_t>(number - 1);
}

void zoom(MapState& map, double factor)
{
    show_view(map, {map.view.centre, std::clamp(map.view.metres_per_pixel * factor, finest_metres_per_pixel, coarsest_metres_per_pixel)});
}

/// To the newest view of `from`; the one left is the newest of `to`.
void step(MapState& map, std::vector<MapView>& from, std::vector<MapView>& to)
{
    to.push_back(map.view);
    map.view = from.back();
    map.fit_wanted = false;
    map.fit_box.reset();
    from.pop_back();
}

/// Takes the mode into hand, or lays it aside where it is there already. Whether it is in hand now.
bool change_mode(Session& session, MapMode mode, const char* hint)
{
    const bool is_on = session.map.mode != mode;
    session.map.mode = is_on ? mode : MapMode::look;
    session.hint = is_on ? hint : "";
    return is_on;
}

/// Ends the drawing, if one was going on.
void take_area(Session& session, std::vector<geo::LonLat> ring)
{
    session.map.area = std::move(ring);
    if (session.map.mode == MapMode::area)
        session.map.mode = MapMode::look;
    session.map.area_drawn.clear();
    session.hint.clear();
}

}

void move(CommandContext& context, Arguments arguments)
{
    context.session.map.view = view_argument(arguments);
    context.session.map.fit_wanted = false;
    context.session.map.fit_box.reset();
}

void go(CommandContext& context, Arguments arguments) { show_view(context.session.map, view_argument(arguments)); }

void centre(CommandContext& context, Arguments arguments)
{
    const geo::LonLat p = lonlat_argument(arguments, 0);
    MapState& map = context.session.map;
    const double scale = arguments.size() > 2 ? decimal_argument(arguments, 2, "metres per pixel") : map.view.metres_per_pixel;
    show_view(map, {geo::map_from_lonlat(p), std::clamp(scale, finest_metres_per_pixel, coarsest_metres_per_pixel)});
}

void fit(CommandContext& context, Arguments)
{
    remember(context.session.map);
    context.session.map.fit_wanted = true;
    context.session.map.fit_box.reset();
}

void zoom_in(CommandContext& context, Arguments) { zoom(context.session.map, 0.5); }
void zoom_out(CommandContext& context, Arguments) { zoom(context.session.map, 2); }

void back(CommandContext& context, Arguments) { step(context.session.map, context.session.map.back, context.session.map.forward); }
void forward(CommandContext& context, Arguments) { step(context.session.map, context.session.map.forward, context.session.map.back); }

void measure(CommandContext& context, Arguments)
{
    if (change_mode(context.session, MapMode::measure, "hint.measure"))
        context.session.map.measured.clear();
}

void measure_add(CommandContext& context, Arguments arguments)
{
    context.session.map.measured.push_back(lonlat_argument(arguments, 0));
}

void measure_undo(CommandContext& context, Arguments)
{
    if (!context.session.map.measured.empty())
        context.session.map.measured.pop_back();
}

void area(CommandContext& context, Arguments)
{
    change_mode(context.session, MapMode::area, "hint.area");
    context.session.map.area_drawn.clear();
}

void area_add(CommandContext& context, Arguments arguments)
{
    std::vector<geo::LonLat>& corners = context.session.map.area_drawn;
    if (const geo::LonLat corner = lonlat_argument(arguments, 0); corners.empty() || corners.back() != corner)
        corners.push_back(corner);
}

void area_undo(CommandContext& context, Arguments)
{
    if (!context.session.map.area_drawn.empty())
        context.session.map.area_drawn.pop_back();
}

void area_close(CommandContext& context, Arguments)
{
    const std::vector<geo::LonLat>& drawn = context.session.map.area_drawn;
    if (drawn.size() < 3)
        throw Error(geo::remark("message.area_corners"));
    if (crosses_itself(drawn))
        throw Error(geo::remark("message.area_crosses"));
    take_area(context.session, drawn);
}

void area_box(CommandContext& context, Arguments arguments)
{
    geo::LonLatBox box;
    box.add(lonlat_argument(arguments, 0));
    box.add(lonlat_argument(arguments, 2));
    if (!(box.west < box.east && box.south < box.north))
        throw Error(geo::remark("message.area_corners"));
    take_area(context.session, {{box.west, box.south}, {box.east, box.south}, {box.east, box.north}, {box.west, box.north}});
}

void area_clear(CommandContext& context, Arguments) { context.session.map.area.clear(); }

void area_list(CommandContext& context, Arguments)
{
    context.session.queue.area = context.session.map.area;
    context.session.layout = Layout::list;
}

void area_wall(CommandContext& context, Arguments)
{
    WallState& wall = context.session.wall;
    std::vector<data::CameraId> cameras = cameras_in_area(context.session.map.area, *context.world.cameras);
    if (cameras.empty())
        throw Error(geo::remark("message.area_no_camera"));
    // Nothing is taken from a tile: a larger layout where there is one, the free tiles of it, and a word about the rest.
    const auto is_shown = [&](data::CameraId camera) {
        return std::ranges::find(wall.tiles.begin(), wall.tiles.begin() + wall.tiles_shown, camera, &WallTile::camera) != wall.tiles.begin() + wall.tiles_shown;
    };
    std::erase_if(cameras, is_shown);
    const auto is_free = [](const WallTile& tile) { return !tile.camera && !tile.locked; };
    for (const int size : wall_sizes)
        if (size > wall.tiles_shown && std::count_if(wall.tiles.begin(), wall.tiles.begin() + wall.tiles_shown, is_free) < std::ssize(cameras))
            wall.tiles_shown = size;
    const std::size_t put = wall_commands::put_into_free(context, cameras, "area");
    context.session.layout = Layout::wall;
    if (put < cameras.size())
        throw Error(geo::remark("message.area_cameras_left", std::to_string(put), std::to_string(cameras.size())));
}

void layers(CommandContext& context, Arguments) { context.session.map.layers_open = !context.session.map.layers_open; }

namespace {

void answer_for_host(CommandContext& context, const std::string& host, bool may_dial)
{
    constexpr std::size_t most_hosts = 200;
    auto& hosts = context.session.map.hosts;
    if (hosts.size() >= most_hosts && !hosts.contains(host))
        hosts.erase(hosts.begin());
    hosts[host] = may_dial;
    context.services.records.log(may_dial ? "map_server_allowed" : "map_server_denied", host, "");
}

}

void allow_host(CommandContext& context, Arguments arguments) { answer_for_host(context, text_argument(arguments, 0, "host"), true); }
void deny_host(CommandContext& context, Arguments arguments) { answer_for_host(context, text_argument(arguments, 0, "host"), false); }

void toggle_layer(CommandContext& context, Arguments arguments)
{
    const std::string name = text_argument(arguments, 0, "layer");
    const bool is_number = !name.empty() && std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; });
    if (is_number) {
        const data::Layer* layer = context.world.layers->find({number_argument(arguments, 0, "layer")});
        if (!layer)
            throw Error(geo::remark("no_layer", name));
        data::Layer changed = *layer;
        changed.visible = !changed.visible;
        context.services.records.change(data::ChangeLayer{changed, *layer});
        return;
    }
    auto& hidden = context.session.map.hidden;
    if (!hidden.erase(name))
        hidden.insert(name);
}

void layer_opacity(CommandContext& context, Arguments arguments)
{
    data::Layer changed = layer_argument(context, arguments);
    const double opacity = decimal_argument(arguments, 1, "opacity");
    if (!(opacity >= 0 && opacity <= 1))
        throw Error(geo::remark("opacity_range"));
    changed.opacity = opacity;
    context.services.records.change(data::ChangeLayer{changed});
}

void raise_layer(CommandContext& context, Arguments arguments) { move_layer(context, arguments, 1); }
void lower_layer(CommandContext& context, Arguments arguments) { move_layer(context, arguments, -1); }

void measure_days(CommandContext& context, Arguments arguments)
{
    const auto days = number_argument(arguments, 0, "days");
    if (days < 0 || days > 36500)
        throw Error(geo::remark("days_range"));
    context.session.map.measure_days = static_cast<int>(days);
}

void measure_steps(CommandContext& context, Arguments)
{
    context.session.map.measure_equal_steps = !context.session.map.measure_equal_steps;
}

void keep_bookmark(CommandContext& context, Arguments arguments)
{
    MapState& map = context.session.map;
    map.bookmarks[bookmark_argument(arguments)] = map.view;
}

void go_to_bookmark(CommandContext& context, Arguments arguments)
{
    MapState& map = context.session.map;
    if (const auto& view = map.bookmarks[bookmark_argument(arguments)])
        show_view(map, *view);
}

void ring(CommandContext& context, Arguments arguments)
{
    MapState& map = context.session.map;
    if (!arguments.empty()) {
        const double metres = decimal_argument(arguments, 0, "metres");
        if (!(metres >= 1 && metres <= 100'000))
            throw Error(geo::remark("range_range"));
        map.ring_m = metres;
    } else if (map.ring) {
        map.ring.reset();
        return;
    }
    const Selection& selected = context.session.selection;
    if (selected.record == Record::place && selected.point) // what is read beside the incident
        map.ring = selected.point;
    else if (const data::Incident* incident = context.world.incidents.find(selected.incident); incident && incident->has_position)
        map.ring = incident->position;
    else if (const data::Camera* camera = context.world.cameras->find(selected.camera))
        map.ring = camera->position;
    else if (selected.point)
        map.ring = selected.point;
    else if (!map.ring)
        map.ring = geo::lonlat_from_map(map.view.centre);
}

void set_measure(CommandContext& context, Arguments arguments)
{
    MapState& map = context.session.map;
    map.measure = text_argument(arguments, 0, "measure");
    if (arguments.size() < 2)
        return;
    const auto at = std::ranges::find(data::level_names, arguments[1]);
    if (at == data::level_names.end())
        throw Error(geo::remark("no_level", arguments[1]));
    map.measure_level = static_cast<data::Level>(at - data::level_names.begin());
}

void select_grid(CommandContext& context, Arguments arguments)
{
    context.session.selection.grid = {number_argument(arguments, 0, "grid")};
    context.session.selection.record = Record::grid;
    context.session.marked.clear();
}

void select_place(CommandContext& context, Arguments arguments)
{
    context.session.selection.place = {number_argument(arguments, 0, "place")};
    if (const data::Place* place = context.world.places->find(context.session.selection.place))
        context.session.selection.point = place->point;
    context.session.selection.record = Record::place;
    context.session.marked.clear();
}

void select_point(CommandContext& context, Arguments arguments)
{
    const geo::LonLat point = lonlat_argument(arguments, 0);
    Selection& selection = context.session.selection;
    // Beside a selected incident its record is read; without one it is what is looked at.
    if (selection.incident) {
        selection.point = point;
        selection.place = {};
        selection.record = Record::place;
        context.session.marked.clear();
    } else {
        incident_commands::look_at(context, {.point = point});
    }
}

}

namespace console {

void show_view(MapState& map, const MapView& view)
{
    map_commands::remember(map);
    map.view = view;
    map.fit_wanted = false;
    map.fit_box.reset();
}

void go_to(CommandContext& context, geo::LonLat at, double metres_per_pixel)
{
    MapState& map = context.session.map;
    show_view(map, {geo::map_from_lonlat(at), std::min(map.view.metres_per_pixel, metres_per_pixel)});
    if (context.session.layout != Layout::editor)
        context.session.layout = Layout::desk;
}

}
