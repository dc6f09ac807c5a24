#include "console/map/tiles/tile_cache.h"

#include <algorithm>
#include <cstdlib>

namespace console {

namespace {

geo::MapBox common_part(const geo::MapBox& a, const geo::MapBox& b)
{
    return {std::max(a.min_x, b.min_x), std::max(a.min_y, b.min_y), std::min(a.max_x, b.max_x),
            std::min(a.max_y, b.max_y)};
}

TilePatch patch_of(const CachedTile& tile, const geo::MapBox& part)
{
    const geo::MapBox whole = tile_box(tile.key);
    return {tile.image,
            tile.key,
            part,
            ((part.min_x - whole.min_x) / whole.width()),
            ((whole.max_y - part.max_y) / whole.height()),
            ((part.max_x - whole.min_x) / whole.width()),
            ((whole.max_y - part.min_y) / whole.height())};
}

}

const CachedTile* TileCache::find(TileKey key) const
{
    const auto at = tiles_.find(key);
    return at == tiles_.end() ? nullptr : &at->second;
}

void TileCache::touch(TileKey key)
{
    const auto at = tiles_.find(key);
    if (at != tiles_.end())
        at->second.used = frame_;
}

void TileCache::put(TileKey key, std::uint64_t revision, TilePicture image, TileLayers layers, std::uint64_t edits)
{
    tiles_[key] = {key, revision, std::move(image), frame_, std::move(layers), edits};
    while (tiles_.size() > most_tiles_) {
        const auto oldest = std::min_element(tiles_.begin(), tiles_.end(), [](const auto& a, const auto& b) {
            return a.second.used < b.second.used;
        });
        if (oldest->second.used == frame_)
            break;
        tiles_.erase(oldest);
    }
}

std::vector<TilePatch> TileCache::stand_ins(const geo::MapBox& box, int step, std::uint64_t revision) const
{
    struct Candidate {
        const CachedTile* tile;
        geo::MapBox part;
        int worth; // lower is better
    };
    std::vector<Candidate> candidates;
    for (const auto& [key, tile] : tiles_) {
        const geo::MapBox part = common_part(tile_box(key), box);
        if (part.width() <= 0 || part.height() <= 0)
            continue;
        // An out-of-date tile counts as a whole zoom level farther away: a sharp picture of yesterday's colours is
        // still better than a very blurred one of today's.
        const int distance = 2 * std::abs(key.step - step) + (key.step < step ? 1 : 0);
        candidates.push_back({&tile, part, distance + (tile.revision == revision ? 0 : 16)});
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.worth < b.worth; });
    // Tiles of one step and revision do not overlap, so a group that covers the whole box hides everything worse.
    std::vector<TilePatch> patches;
    const double whole = box.width() * box.height();
    for (std::size_t i = 0; i < candidates.size();) {
        double covered = 0;
        const int worth = candidates[i].worth;
        for (; i < candidates.size() && candidates[i].worth == worth; ++i) {
            covered += candidates[i].part.width() * candidates[i].part.height();
            patches.push_back(patch_of(*candidates[i].tile, candidates[i].part));
        }
        if (covered >= whole * (1 - 1e-9))
            break;
    }
    return patches;
}

}
