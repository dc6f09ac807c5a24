#pragma once
// What the pointer does on the map: one object a mode, asked with the same few calls whichever is in hand. A new mode is a new file and
// a row in map_tools.cpp. Tools keep widget state only; what the operator decides leaves as commands. UI thread.

#include "console/frame/frame_painter.h"
#include "console/map/draft/draft_shapes.h"
#include "console/map/grid_shapes.h"
#include "console/map/symbols/map_symbols.h"
#include "console/map/viewport.h"

#include <optional>

namespace console {

class SnapGround;

/// The map of this frame, as far as a tool needs it.
struct MapScene {
    const FramePainter& painter;
    const Viewport& viewport;
    const MapSymbols& symbols;
    const MapPoints& points;
    const GridShapes* grids;            // null until they are prepared
    const DraftShapes* draft;           // null: no draft is shown, or it is not prepared yet
    const SnapGround* snap;             // what is snapped to beside the draft's borders; null: nothing
    std::optional<ScreenPoint> pointer; // over the map and not over what lies on it

    const View& view() const { return painter.view(); }
    const Session& session() const { return painter.view().session; }
};

class MapTool {
public:
    virtual ~MapTool() = default;

    virtual void click(const MapScene&, ScreenPoint /*at*/, bool /*is_double*/, Outbox&) {}
    /// Takes the last step back, or names the place.
    virtual void right_click(const MapScene& scene, ScreenPoint at, Outbox& outbox);
    /// The left button goes down. True: what follows is this tool's, and the map stays where it is.
    virtual bool take_press(const MapScene&, ScreenPoint /*at*/, bool /*shift*/) { return false; }
    /// Once a frame while the button is held; `has_moved`: further than a hand that clicks.
    virtual void drag(const MapScene&, ScreenPoint /*at*/, bool /*has_moved*/, Outbox&) {}
    /// The button is let go after the pointer has moved.
    virtual void drop(const MapScene&, ScreenPoint /*at*/, Outbox&) {}
    /// The button is up again, moved or not; after drop().
    virtual void let_go() {}
    /// What is being drawn, over symbols and under lists.
    virtual void draw(const MapScene&) const {}
    /// What stands at the pointer, over everything else of the map.
    virtual void draw_list(const MapScene&, Outbox&) {}
    /// The map begins to move under the pointer: what stands at a place of the window goes.
    virtual void map_moves() {}
    /// Each click sets a point: the pointer is a hand.
    virtual bool sets_points() const { return false; }
};

/// A place as commands take it: longitude and latitude in degrees.
std::vector<std::string> words_of(geo::LonLat place);
std::vector<std::string> words_at(const MapScene& scene, ScreenPoint at);

}
