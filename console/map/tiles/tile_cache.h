#pragma once
// Which painted tiles are kept, and which of them stand in where the right one is not there yet. UI thread.

#include "console/map/tiles/tile_key.h"
#include "geo/paint/tile_paint.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace console {

using TilePicture = std::shared_ptr<const geo::TileImage>;

/// What an edit of a draft is painted between, in the painters' order of colours.
struct TileLayers {
    TilePicture ground;           // null: bare land
    TilePicture references;       // null: none
};

struct CachedTile {
    TileKey key;
    std::uint64_t revision = 0;   // of the scene it was painted from
    TilePicture image;
    std::uint64_t used = 0;       // frame in which it was last drawn or wanted
    TileLayers layers;            // with a draft
    std::uint64_t edits = 0;      // of the draft: how many of them it shows
};

/// A part of a tile laid over a part of the map.
struct TilePatch {
    TilePicture image;
    TileKey key;
    geo::MapBox box;              // what of the map it covers
    double u0 = 0, v0 = 0, u1 = 1, v1 = 1;
};

class TileCache {
public:
    explicit TileCache(std::size_t most_tiles) : most_tiles_(most_tiles) {}

    void begin_frame() { ++frame_; }
    const CachedTile* find(TileKey key) const;
    CachedTile* find(TileKey key)
    {
        const auto at = tiles_.find(key);
        return at == tiles_.end() ? nullptr : &at->second;
    }
    /// Marks it as used in this frame, so that it is not dropped.
    void touch(TileKey key);
    /// Takes the tile in the place of an older one; drops the least recently used ones over the limit, never one used in this
    /// frame.
    void put(TileKey key, std::uint64_t revision, TilePicture image, TileLayers layers = {}, std::uint64_t edits = 0);
    /// `is` may also change the tile.
    template <class Is> void drop_if(Is is)
    {
        for (auto at = tiles_.begin(); at != tiles_.end();)
            at = is(at->second) ? tiles_.erase(at) : std::next(at);
    }

    /// What to draw for a part of the map shown near `step`, the best first; none behind those that cover it. Tiles of `revision`
    /// beat older ones, near steps beat far ones.
    std::vector<TilePatch> stand_ins(const geo::MapBox& box, int step, std::uint64_t revision) const;

    std::size_t size() const { return tiles_.size(); }

private:
    std::size_t most_tiles_;
    std::uint64_t frame_ = 0;
    std::map<TileKey, CachedTile> tiles_;
};

}
