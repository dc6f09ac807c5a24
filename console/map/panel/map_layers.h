#pragma once
// Everything the map draws from, kept in step with the world: areas, ground, points, the choropleth, and the tile scene made of
// them. Heavy parts are built in the background and swapped in. Belongs to the map panel; UI thread.

#include "console/frame/draft_view.h"
#include "console/frame/edition_view.h"
#include "console/map/draft/draft_shapes.h"
#include "console/map/symbols/map_points.h"
#include "console/map/tiles/choropleth.h"
#include "console/map/tiles/tile_painting.h"
#include "console/seat/session.h"

#include <array>
#include <chrono>
#include <map>
#include <string>

namespace console {

class MapLayers {
public:
    /// What the map shows, before follow(): pieces of base maps from servers come in its order. `at_rest`: logical, where the map is on its
    /// way to: what is coloured follows that, and not each step of the way.
    void look_at(const geo::MapBox& box, double metres_per_pixel, double at_rest) { sight_ = {box, metres_per_pixel}, at_rest_ = at_rest; }
    /// The scale at rest that follow() went by.
    double at_rest() const { return at_rest_; }
    /// `draft` or `edition`: shown in the place of the grids in force; null: none.
    void follow(const data::World& world, const Session& session, const DraftView* draft, const EditionView* edition, float scale, data::TimePoint now,
                Scheduler* background);

    const std::shared_ptr<const TileScene>& scene() const { return scene_; }
    const MapPoints& points() const { return points_; }
    const GridShapes* grids() const { return grids_.get(); }
    /// The draft's borders as of this frame; null: no draft is shown, or it is not prepared yet.
    const std::shared_ptr<const DraftShapes>& draft() const { return draft_; }
    const Choropleth* choropleth() const { return choropleth_ ? &*choropleth_ : nullptr; }
    /// The grounds and reference layers that are switched on, lowest first.
    std::vector<std::shared_ptr<const Ground>> grounds() const;
    /// Attribution lines of the layers that are shown.
    const std::vector<std::string>& attributions() const { return attributions_; }
    /// Why a layer is not shown, in the words of who tried to read it; by layer.
    const std::map<data::LayerId, Said>& faults() const { return faults_; }
    /// The server that a layer wants to dial, of which nobody was asked yet, or to which this seat said no; empty: none.
    std::string asks_for(data::LayerId layer) const;
    /// When the file of a layer that was read was written last.
    std::optional<data::TimePoint> file_time(data::LayerId layer) const;
    /// Whether there is any base map at all.
    bool has_ground() const;
    /// Of everything there is, for fit and overview; empty in an empty workspace.
    const geo::LonLatBox& extent() const { return extent_; }
    /// Something is still being read or built.
    bool is_building() const;
    /// Pieces of a base map are on their way from a server.
    bool is_fetching() const;
    /// When to look again for pieces of base maps that a server did not give; empty: nothing waits.
    std::optional<std::chrono::steady_clock::time_point> next_fetch() const;

private:
    /// What was read from a layer's file.
    struct LayerSource {
        std::shared_ptr<const Ground> ground;
        std::shared_ptr<RasterReader> raster;
        std::string attribution;
        geo::LonLatBox extent;
        std::optional<data::TimePoint> file_time;
        std::vector<std::string> hosts; // that it dials
        std::string waits_for;          // one of them that this seat has not allowed: nothing was read
    };
    struct FollowedLayer {
        std::string path, crs;
        std::map<std::string, bool> hosts;      // as they were answered when it was read
        LayerSource source;
        TaskHandle task;
        std::array<TaskHandle, 2> fetches;      // of a server
        std::uint64_t arrived = 0;              // pieces in the scene
        std::chrono::steady_clock::time_point taken_at; // when they came into it
    };
    static LayerSource read_layer(const std::string& path, const std::string& crs, data::LayerKind kind, const std::map<std::string, bool>& hosts, std::stop_token stop);
    void follow_grids(const data::World& world, const EditionView* edition, data::TimePoint now, Scheduler* background);
    void follow_draft(const DraftView* draft, Scheduler* background);
    void follow_grounds(const data::World& world, const std::map<std::string, bool>& hosts, Scheduler* background);
    void fetch_pieces(Scheduler& background);
    void follow_choropleth(const data::World& world, const Session& session, data::TimePoint now);
    void follow_scene(const data::World& world, const Session& session, float scale);
    void measure_extent(const data::World& world);
    std::vector<GroundLayer> shown_layers(const data::World& world, const Session& session, bool references) const;

    MapPoints points_;
    data::Frozen<data::Grid> grids_of_;
    std::shared_ptr<const GridShapes> grids_;
    std::optional<std::int64_t> edition_; // whose they are; empty: those in force
    TaskHandle grids_task_;

    const data::Draft* draft_of_ = nullptr;
    std::int64_t draft_id_ = 0;
    std::uint64_t draft_revision_ = 0;
    std::shared_ptr<const DraftShapes> draft_;
    TaskHandle draft_task_;
    std::vector<geo::MapBox> edited_;   // since the last scene

    data::Frozen<data::Place> places_of_;
    std::shared_ptr<const Ground> places_ground_;
    TaskHandle places_task_;
    std::map<data::LayerId, FollowedLayer> layers_;
    RasterReader::Sight sight_;
    double at_rest_ = 0;
    std::map<data::LayerId, Said> faults_;
    std::vector<std::string> attributions_;

    std::optional<Choropleth> choropleth_;
    std::shared_ptr<const std::vector<Rgba>> fills_;
    std::shared_ptr<const GridShapes> choropleth_grids_;
    std::uint64_t choropleth_incidents_ = 0;
    data::MeasureOptions choropleth_options_;
    Theme choropleth_theme_ = Theme::dim;
    data::TimePoint choropleth_time_;

    std::shared_ptr<const TileScene> scene_ = std::make_shared<const TileScene>();
    geo::LonLatBox extent_;
    std::array<const void*, 4> extent_of_{}; // what it was measured from
};

}
