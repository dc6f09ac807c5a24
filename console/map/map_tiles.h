#pragma once
// Keeps the map's tiles in step with the scene: asks for the ones that are wanted, uploads what has been painted, draws the exact
// ones and, where they are not there yet, what comes nearest. UI thread; the painting runs on Queue::tile.

#include "console/map/tile_cache.h"
#include "console/map/tile_painting.h"
#include "console/scheduler.h"

#include <map>

struct ImDrawList;

namespace console {

class MapTiles {
public:
    MapTiles();
    ~MapTiles(); // with the GL context current
    MapTiles(const MapTiles&) = delete;
    MapTiles& operator=(const MapTiles&) = delete;

    /// Draws the ground of `shown`; asks for the tiles of `goal` (where the map comes to rest), then for an overview of `extent`
    /// that fills gaps while moving, then for the surroundings.
    void draw(ImDrawList& list, const Viewport& shown, const MapView& goal, const geo::LonLatBox& extent,
              const std::shared_ptr<const TileScene>& scene, Scheduler* background);

    /// Exact tiles of the view that are not on the screen yet.
    std::size_t missing() const { return missing_; }
    /// More painted tiles wait to be uploaded than one frame takes.
    bool wants_frame() const { return !painted_.empty(); }
    /// Parts of the frame drawn last on which nothing was ever painted.
    std::size_t blanks() const { return blanks_; }

private:
    struct Painted {
        TileKey key;
        std::uint64_t revision = 0;
        geo::TileImage image;
    };
    struct Task {
        std::uint64_t revision = 0;
        bool done = false;
        TaskHandle handle;
    };
    void upload();
    void ask(const std::vector<TileKey>& wanted, const std::shared_ptr<const TileScene>& scene, Scheduler& background);
    void draw_missing(ImDrawList& list, const Viewport& shown, const geo::MapBox& box, int step, const TileScene& scene);
    void draw_patch(ImDrawList& list, const Viewport& shown, const TilePatch& patch, bool smooth);

    TileCache cache_;
    std::uint64_t uploads_ = 0;
    std::map<TileKey, Task> tasks_;
    std::vector<Painted> painted_; // oldest first
    std::size_t missing_ = 0, blanks_ = 0;
};

}
