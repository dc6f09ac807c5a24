#pragma once
// Keeps the map's tiles in step with the scene: asks for the ones that are wanted, says which to lay where, and what comes
// nearest where they are not there yet. UI thread; the painting runs on Queue::tile.

#include "console/map/canvas.h"
#include "console/map/tiles/tile_cache.h"
#include "console/map/tiles/tile_painting.h"
#include "console/work/scheduler.h"

#include <map>

namespace console {

/// A part of a tile and the pixels of the viewport it covers.
struct TileBlit {
    TilePicture image;   // in the canvas's order of colours; null: nothing was painted there yet, the land's colour stands in
    SourceBox part;      // of the image, in its pixels
    CanvasBox box;       // where the part lies, from the viewport's top left pixel
    CanvasBox seen;      // what of it is laid: no two blits have a pixel in common
    bool operator==(const TileBlit&) const = default;
};

class MapTiles {
public:
    MapTiles();
    MapTiles(const MapTiles&) = delete;
    MapTiles& operator=(const MapTiles&) = delete;

    /// Decides the ground of `shown`; asks for the tiles of `goal` (where the map comes to rest), then for an overview of `extent`
    /// that fills gaps while moving, then for the surroundings.
    void follow(const Viewport& shown, const MapView& goal, const geo::LonLatBox& extent,
                const std::shared_ptr<const TileScene>& scene, Scheduler* background);

    /// In any order: they do not overlap, and leave nothing out.
    const std::vector<TileBlit>& blits() const { return blits_; }
    /// Exact tiles of the view that are not on the screen yet.
    std::size_t missing() const { return missing_; }
    /// Parts of the frame drawn last, within the extent, on which nothing was ever painted.
    std::size_t blanks() const { return blanks_; }

private:
    struct Task {
        std::uint64_t revision = 0, edits = 0;
        TaskHandle handle;
    };
    /// Paints what edits of the draft changed into the tiles that are there, at once.
    void take_edits(const TileScene& scene, const std::vector<TileKey>& visible);
    /// How many pixels were painted.
    std::size_t bring_up_to_date(CachedTile& tile, const TileScene& scene, std::uint64_t edits) const;
    void ask(const std::vector<TileKey>& wanted, const std::shared_ptr<const TileScene>& scene, Scheduler& background);
    void lay_missing(const Viewport& shown, const geo::MapBox& box, const geo::MapBox& all, int step, const TileScene& scene);
    void lay(const TilePatch& patch, const CanvasBox& box, const CanvasBox& seen);

    TileCache cache_;
    std::map<TileKey, Task> tasks_;
    std::vector<TileBlit> blits_;
    std::vector<CanvasBox> taken_;
    std::size_t missing_ = 0, blanks_ = 0;

    /// What each of the newest edits of the draft changed; older ones no tile or task waits for.
    struct Edited {
        std::uint64_t edits = 0;
        std::vector<geo::MapBox> boxes;
    };
    std::vector<Edited> edited_;
    std::uint64_t revision_ = 0, edits_ = 0;
};

}
