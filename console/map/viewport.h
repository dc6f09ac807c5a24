#pragma once
// Where the map looks: the ways between screen, world mercator and degrees, and what pan, zoom and fit make of a view.
// Pure values; any thread.

#include "console/screen_point.h"
#include "console/seat/session.h"
#include "geo/shapes/map_shapes.h"

namespace console {

/// Half the circumference of the sphere of EPSG:3857, metres: the world is the square of ± this.
inline constexpr double world_half_m = 20037508.342789244;

/// A view laid into a rectangle of the window.
struct Viewport {
    double x = 0, y = 0, width = 0, height = 0; // window pixels
    float scale = 1;                            // window pixels per logical pixel
    MapView view;

    /// Mercator metres per window pixel.
    double metres_per_pixel() const { return view.metres_per_pixel / scale; }
    bool contains(ScreenPoint p) const { return p.x >= x && p.y >= y && p.x < x + width && p.y < y + height; }
    bool operator==(const Viewport&) const = default;
};

ScreenPoint screen_from_map(const Viewport& viewport, geo::MapPoint point);
geo::MapPoint map_from_screen(const Viewport& viewport, ScreenPoint point);
ScreenPoint screen_from_lonlat(const Viewport& viewport, geo::LonLat point);
geo::LonLat lonlat_from_screen(const Viewport& viewport, ScreenPoint point);

/// What can be seen, widened by `margin_px` window pixels on every side.
geo::MapBox visible_box(const Viewport& viewport, double margin_px = 0);

/// Zoom as web maps count it: 256 px tiles, so that zoom 0 shows the world on 256 logical pixels.
double zoom_from_metres_per_pixel(double metres_per_pixel);
double metres_per_pixel_from_zoom(double zoom);
inline constexpr double min_zoom = 3, max_zoom = 21;
/// Views rest where a window pixel is on an eighth of a zoom step, so that a place seen twice finds its tiles in the cache.
inline constexpr double zoom_step = 0.125;

/// Ground metres per logical pixel at the centre of the view: mercator stretches by 1 / cos(latitude).
double ground_metres_per_pixel(const MapView& view);

/// The view kept within zoom 3 to 21 and its centre within the world.
MapView clamped(MapView view);
/// The view with the nearest scale on which the map can rest.
MapView at_rest(const Viewport& viewport, MapView view);
/// Dragged by so many window pixels: the ground follows the pointer.
MapView panned(const Viewport& viewport, double dx, double dy);
/// Zoomed by `steps` zoom levels (positive: closer) so that what lies under `at` stays there; rests on a zoom_step.
MapView zoomed_at(const Viewport& viewport, ScreenPoint at, double steps);
/// The closest view on a zoom_step that shows the whole box with `margin_px` window pixels around it. An empty box or one
/// of no size keeps the scale, or shows zoom 17 when that is closer.
MapView fitted(const Viewport& viewport, const geo::LonLatBox& box, double margin_px);
/// Between two views at t in [0, 1]: the centre moves on a straight line, the scale geometrically, such that a point that
/// is at the same place of the screen in both stays there on the way.
MapView between(const MapView& from, const MapView& to, double t);

}
