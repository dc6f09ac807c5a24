#include "console/map/map_tiles.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace console {

namespace {

// A tile of 512 px takes 1 MB; 160 of them hold a 4K screen with its surroundings and two more zoom steps.
constexpr std::size_t most_tiles = 160;
// Posted ahead so that the queue never idles between two frames, few enough that a new goal is not kept waiting.
constexpr std::size_t most_tasks = 4;
constexpr double overview_px = 1024;

/// The box of the map in whole pixels of the viewport, so that neighbours meet.
CanvasBox canvas_box(const Viewport& shown, const geo::MapBox& box)
{
    const double mpp = shown.metres_per_pixel(), left = std::round(shown.x) - shown.x, top = std::round(shown.y) - shown.y;
    const auto x = [&](double map) { return static_cast<int>(std::lround(shown.width / 2 + (map - shown.view.centre.x) / mpp - left)); };
    const auto y = [&](double map) { return static_cast<int>(std::lround(shown.height / 2 - (map - shown.view.centre.y) / mpp - top)); };
    return {x(box.min_x), y(box.max_y), x(box.max_x), y(box.min_y)};
}

}

MapTiles::MapTiles() : cache_(most_tiles) {}

void MapTiles::follow(const Viewport& shown, const MapView& goal, const geo::LonLatBox& extent,
                      const std::shared_ptr<const TileScene>& scene, Scheduler* background)
{
    cache_.begin_frame();
    std::erase_if(tasks_, [](const auto& entry) { return !entry.second.handle.is_running(); });

    Viewport rest = shown;
    rest.view = goal;
    const int step = tile_step(rest.metres_per_pixel());
    const auto visible = tiles_in(visible_box(rest), step);
    std::vector<TileKey> wanted = visible;
    if (!extent.is_empty()) {
        const geo::MapBox all = geo::map_box(extent);
        const int far = std::max(tile_step(std::max(all.width(), all.height()) / overview_px), static_cast<int>(min_zoom / zoom_step));
        const auto overview = tiles_in(all, far, 16);
        wanted.insert(wanted.end(), overview.begin(), overview.end());
    }
    const auto around = tiles_in(visible_box(rest, tile_pixels / 2.0), step);
    wanted.insert(wanted.end(), around.begin(), around.end());
    if (background)
        ask(wanted, scene, *background);

    blanks_ = 0;
    const int shown_step = tile_step(shown.metres_per_pixel());
    const geo::MapBox view_box = visible_box(shown);
    missing_ = std::count_if(visible.begin(), visible.end(), [&](TileKey key) {
        const CachedTile* tile = cache_.find(key);
        return !tile || tile->revision != scene->revision;
    });
    const bool exact = is_exact(shown_step, shown.metres_per_pixel());
    if (!exact)
        missing_ = std::max<std::size_t>(missing_, 1);
    blits_.clear();
    for (const TileKey key : tiles_in(view_box, shown_step)) {
        const CachedTile* tile = cache_.find(key);
        if (!tile || tile->revision != scene->revision) {
            lay_missing(shown, tile_box(key), shown_step, *scene);
            continue;
        }
        cache_.touch(key);
        lay(shown, {tile->image, key, tile_box(key)});
    }
}

void MapTiles::ask(const std::vector<TileKey>& wanted, const std::shared_ptr<const TileScene>& scene, Scheduler& background)
{
    const std::set<TileKey> keys(wanted.begin(), wanted.end());
    std::erase_if(tasks_, [&](const auto& entry) {
        return !keys.contains(entry.first) || entry.second.revision != scene->revision;
    });
    for (const TileKey key : wanted)
        cache_.touch(key);

    std::vector<TileKey> next;
    std::size_t running = tasks_.size();
    for (const TileKey key : wanted) {
        if (running + next.size() >= most_tasks)
            break;
        const CachedTile* tile = cache_.find(key);
        if ((tile && tile->revision == scene->revision) || tasks_.contains(key) ||
            std::find(next.begin(), next.end(), key) != next.end())
            continue;
        next.push_back(key);
    }
    // The queue takes the newest request first: the most wanted one is posted last.
    std::reverse(next.begin(), next.end());
    for (const TileKey key : next) {
        Task& task = tasks_[key];
        task.revision = scene->revision;
        task.handle = background.run(
            Queue::tile, "map tile",
            [scene, key](std::stop_token stop, TaskProgress&) {
                geo::TileImage image = paint_tile(*scene, key, stop);
                exchange_red_and_blue(image);
                return std::make_shared<const geo::TileImage>(std::move(image));
            },
            [this, key, revision = scene->revision](TilePicture image) { cache_.put(key, revision, std::move(image)); });
    }
}

void MapTiles::lay_missing(const Viewport& shown, const geo::MapBox& box, int step, const TileScene& scene)
{
    const geo::MapBox view = visible_box(shown);
    const geo::MapBox part{std::max(box.min_x, view.min_x), std::max(box.min_y, view.min_y), std::min(box.max_x, view.max_x),
                           std::min(box.max_y, view.max_y)};
    if (part.width() <= 0 || part.height() <= 0)
        return;
    const auto [patches, is_covered] = cache_.stand_ins(part, step, scene.revision);
    if (!is_covered)
        blits_.push_back({nullptr, {}, canvas_box(shown, part)});
    for (const TilePatch& patch : patches)
        lay(shown, patch);
    blanks_ += patches.empty();
}

void MapTiles::lay(const Viewport& shown, const TilePatch& patch)
{
    blits_.push_back({patch.image,
                      {patch.u0 * tile_pixels, patch.v0 * tile_pixels, patch.u1 * tile_pixels, patch.v1 * tile_pixels},
                      canvas_box(shown, patch.box)});
}

}
