#pragma once
// The map region: ground tiles, grids, cameras and incidents, with what the pointer does on it. Widget state only (where the map
// is on its way to, tiles); what the operator decides leaves as commands. UI thread.

#include "console/frame/frame_painter.h"
#include "console/frame/panel.h"
#include "console/map/panel/map_layers.h"
#include "console/map/panel/map_legend.h"
#include "console/map/panel/motion.h"
#include "console/map/picture/map_renderer.h"
#include "console/map/projected.h"
#include "console/map/symbols/draft_selection.h"
#include "console/map/sheet/map_sheet.h"
#include "console/map/symbols/map_labels.h"
#include "console/map/symbols/text_widths.h"
#include "console/map/tiles/map_tiles.h"
#include "console/map/tools/area.h"
#include "console/map/tools/compare_overlay.h"
#include "console/map/tools/map_tools.h"
#include "console/map/tools/snap_ground.h"

#include <deque>

namespace console {

class MapPanel final : public Panel {
public:
    void draw(const View& view, Outbox& outbox) override;

    /// Everything that was asked for is on the screen, exactly.
    bool is_settled() const;
    /// All was read, and nothing of it says where to look.
    bool has_nothing() const { return !has_view_ && !layers_.is_building() && layers_.extent().is_empty(); }
    /// Why layers that are switched on are not shown, or not wholly.
    const std::map<data::LayerId, Said>& layer_faults() const { return layers_.faults(); }
    std::size_t tiles_missing() const { return tiles_.missing(); }
    /// The frame drawn last had a part with nothing painted on it, not even an old tile.
    bool is_blank() const { return tiles_.blanks() > 0; }
    bool wants_frame() const { return motion_.is_moving() || dragging_; }
    const Viewport& viewport() const { return viewport_; }
    const MapMotion& motion() const { return motion_; }
    /// Shows this box at the next frame instead of the session's view (`shot --bbox`).
    void show(const geo::LonLatBox& box) { wanted_box_ = box; }
    /// Leaves out what is only for hands: scale of the layer list, hover, hints (`shot`).
    void set_bare(bool bare) { bare_ = bare; }

private:
    void rest_on_pixels();
    void make_labels(const FramePainter& painter);
    void follow_view(const View& view, Outbox& outbox);
    /// Goes there and says so, so that the view is kept.
    void go_to(const View& view, const MapView& goal, Outbox& outbox);
    /// Glides, or is there at once where nothing was shown before.
    void arrive(const View& view, const MapView& goal);
    void glide(const View& view, const MapView& goal);
    void tell_view(const View& view, Outbox& outbox);
    MapScene scene(const FramePainter& painter) const;
    void take_pointer(const FramePainter& painter, Rect box, Outbox& outbox);
    void drag_map(const View& view, bool held);
    void draw_selection(const FramePainter& painter);
    void draw_hover(const FramePainter& painter) const;
    void draw_area(const FramePainter& painter) const;
    void draw_area_card(const FramePainter& painter, Outbox& outbox);
    void draw_comparison(const FramePainter& painter);
    void draw_foot(const FramePainter& painter, Rect box) const;
    void make_sheet(const View& view, Outbox& outbox);
    void put_names(const View& view) const;
    /// The level coloured is that of where the map rests.
    bool is_level_settled() const { return layers_.at_rest() == motion_.goal().metres_per_pixel; }
    void wish_next_frame(const View& view, Outbox& outbox) const;

    MapMotion motion_;
    MapView told_;                 // the session's view as last seen or said
    bool has_view_ = false;
    std::optional<geo::LonLatBox> wanted_box_;
    std::string import_shown_;     // the file that the map went to by itself
    std::shared_ptr<const MapSheet> sheet_; // until it is taken
    bool bare_ = false;
    std::uint64_t focused_for_ = 0; // the session's wish that the map has the keyboard, as last met

    MapLayers layers_;
    mutable Projected projected_;
    MapTiles tiles_;
    std::unique_ptr<MapRenderer> renderer_ = make_map_renderer();
    TextWidths widths_;
    MapSymbols symbols_;
    DraftLabels draft_labels_;
    DraftSelection draft_selection_;
    MapLabels labels_;
    std::vector<MapRule> rules_;
    std::optional<Rect> point_plate_; // of the words at the point that is selected
    Viewport viewport_;            // of the frame being drawn

    std::optional<ScreenPoint> pointer_; // over the map, not over what lies on it
    bool dragging_ = false;
    bool has_moved_ = false;       // since the button went down, further than a hand that clicks
    ScreenPoint drag_from_;
    MapTools tools_;
    SnapGround snap_ground_;
    CompareOverlay comparison_;
    MapLegend legend_;
    MapTool* pressed_ = nullptr;         // whose the button held down is; null: the map's
    std::deque<std::pair<double, ScreenPoint>> drag_trail_; // the last tenth of a second, for the fling

    /// What the area's contents were counted from.
    struct AreaCounted {
        std::vector<geo::LonLat> area;
        const void *grids = nullptr, *cameras = nullptr, *incidents = nullptr;
        bool operator==(const AreaCounted&) const = default;
    };
    AreaCounted area_counted_;
    AreaContents area_contents_;
};

std::unique_ptr<Panel> make_map_panel();

/// Where a place lies in the map's region of the last frame ("map@114.305,30.602" in drive scripts); empty when outside.
std::optional<Rect> map_anchor(const Viewport& viewport, geo::LonLat place);

}
