#include "console/map/viewport.h"

#include <algorithm>
#include <cmath>

namespace console {

namespace {

constexpr double metres_per_pixel_at_zoom_0 = 2 * world_half_m / 256;

double on_zoom_step(double zoom)
{
    return std::round(zoom / zoom_step) * zoom_step;
}

}

ScreenPoint screen_from_map(const Viewport& viewport, geo::MapPoint point)
{
    const double mpp = viewport.metres_per_pixel();
    return {static_cast<float>(viewport.x + viewport.width / 2 + (point.x - viewport.view.centre.x) / mpp),
            static_cast<float>(viewport.y + viewport.height / 2 - (point.y - viewport.view.centre.y) / mpp)};
}

geo::MapPoint map_from_screen(const Viewport& viewport, ScreenPoint point)
{
    const double mpp = viewport.metres_per_pixel();
    return {viewport.view.centre.x + (point.x - viewport.x - viewport.width / 2) * mpp,
            viewport.view.centre.y - (point.y - viewport.y - viewport.height / 2) * mpp};
}

ScreenPoint screen_from_lonlat(const Viewport& viewport, geo::LonLat point)
{
    return screen_from_map(viewport, geo::map_from_lonlat(point));
}

geo::LonLat lonlat_from_screen(const Viewport& viewport, ScreenPoint point)
{
    return geo::lonlat_from_map(map_from_screen(viewport, point));
}

geo::MapBox visible_box(const Viewport& viewport, double margin_px)
{
    const double half_width = (viewport.width / 2 + margin_px) * viewport.metres_per_pixel();
    const double half_height = (viewport.height / 2 + margin_px) * viewport.metres_per_pixel();
    const geo::MapPoint centre = viewport.view.centre;
    return {centre.x - half_width, centre.y - half_height, centre.x + half_width, centre.y + half_height};
}

double zoom_from_metres_per_pixel(double metres_per_pixel)
{
    return std::log2(metres_per_pixel_at_zoom_0 / metres_per_pixel);
}

double metres_per_pixel_from_zoom(double zoom)
{
    return metres_per_pixel_at_zoom_0 / std::exp2(zoom);
}

double ground_metres_per_pixel(const MapView& view)
{
    return view.metres_per_pixel * std::cos(geo::lonlat_from_map(view.centre).lat * geo::rad);
}

MapView clamped(MapView view)
{
    view.metres_per_pixel = std::clamp(view.metres_per_pixel, metres_per_pixel_from_zoom(max_zoom),
                                       metres_per_pixel_from_zoom(min_zoom));
    view.centre.x = std::clamp(view.centre.x, -world_half_m, world_half_m);
    view.centre.y = std::clamp(view.centre.y, -world_half_m, world_half_m);
    return view;
}

MapView at_rest(const Viewport& viewport, MapView view)
{
    const double shift = std::log2(viewport.scale); // a window pixel is so many zoom levels closer than a logical one
    const double lowest = std::ceil((min_zoom + shift) / zoom_step) * zoom_step, highest = std::floor((max_zoom + shift) / zoom_step) * zoom_step;
    const double zoom = on_zoom_step(zoom_from_metres_per_pixel(view.metres_per_pixel / viewport.scale));
    view.metres_per_pixel = metres_per_pixel_from_zoom(std::clamp(zoom, lowest, highest)) * viewport.scale;
    return clamped(view);
}

MapView panned(const Viewport& viewport, double dx, double dy)
{
    const double mpp = viewport.metres_per_pixel();
    MapView view = viewport.view;
    view.centre.x -= dx * mpp;
    view.centre.y += dy * mpp;
    return clamped(view);
}

MapView zoomed_at(const Viewport& viewport, ScreenPoint at, double steps)
{
    const geo::MapPoint held = map_from_screen(viewport, at);
    const double zoom = zoom_from_metres_per_pixel(viewport.view.metres_per_pixel) + steps;
    MapView view = viewport.view;
    view.metres_per_pixel = metres_per_pixel_from_zoom(zoom);
    view.metres_per_pixel = at_rest(viewport, view).metres_per_pixel;
    const double ratio = view.metres_per_pixel / viewport.view.metres_per_pixel;
    view.centre.x = held.x + (viewport.view.centre.x - held.x) * ratio;
    view.centre.y = held.y + (viewport.view.centre.y - held.y) * ratio;
    return clamped(view);
}

MapView fitted(const Viewport& viewport, const geo::LonLatBox& box, double margin_px)
{
    MapView view = viewport.view;
    if (box.is_empty())
        return clamped(view);
    const geo::MapBox map = geo::map_box(box);
    view.centre = {(map.min_x + map.max_x) / 2, (map.min_y + map.max_y) / 2};
    if (map.width() <= 0 && map.height() <= 0) {
        view.metres_per_pixel = std::min(view.metres_per_pixel, metres_per_pixel_from_zoom(17));
        return clamped(view);
    }
    const double width = std::max(viewport.width - 2 * margin_px, 32.0);
    const double height = std::max(viewport.height - 2 * margin_px, 32.0);
    const double needed = std::max(map.width() / width, map.height() / height) * viewport.scale;
    // The tiny allowance keeps a box that fits exactly from falling a whole step back by rounding.
    const double zoom = std::floor(zoom_from_metres_per_pixel(needed / viewport.scale) / zoom_step + 1e-6) * zoom_step;
    view.metres_per_pixel = metres_per_pixel_from_zoom(zoom) * viewport.scale;
    return at_rest(viewport, view);
}

MapView between(const MapView& from, const MapView& to, double t)
{
    if (t >= 1)
        return to;
    const double ratio = to.metres_per_pixel / from.metres_per_pixel;
    MapView view;
    view.metres_per_pixel = from.metres_per_pixel * std::pow(ratio, t);
    // With the scale on a geometric way, the fixed point of the zoom stays fixed when the centre moves with the scale.
    const double share = std::abs(ratio - 1) < 1e-9
                             ? t
                             : (view.metres_per_pixel - from.metres_per_pixel) /
                                   (to.metres_per_pixel - from.metres_per_pixel);
    view.centre = {from.centre.x + (to.centre.x - from.centre.x) * share,
                   from.centre.y + (to.centre.y - from.centre.y) * share};
    return view;
}

}
