#include "console/map/tiles/map_tiles.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace console {

namespace {

// A tile of 512 px takes 1 MiB; 128 of them hold a 4K screen with its surroundings and another zoom step.
constexpr std::size_t most_tiles = 128;
// Posted ahead so that the queue never idles between two frames, few enough that a new goal is not kept waiting.
constexpr std::size_t most_tasks = 4;
constexpr double overview_px = 1024;
// Half the extent beyond each of its edges, so that a pan over an edge finds something painted too.
constexpr double overview_margin = 0.5;
constexpr std::size_t most_overview_tiles = 25;

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
    const geo::MapBox all = extent.is_empty() ? geo::MapBox() : geo::map_box(extent);
    if (!extent.is_empty()) {
        const int far = std::max(tile_step(std::max(all.width(), all.height()) / overview_px), static_cast<int>(min_zoom / zoom_step));
        const double beyond_x = all.width() * overview_margin, beyond_y = all.height() * overview_margin;
        const auto overview = tiles_in({all.min_x - beyond_x, all.min_y - beyond_y, all.max_x + beyond_x, all.max_y + beyond_y}, far, most_overview_tiles);
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
            lay_missing(shown, tile_box(key), all, shown_step, *scene);
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

void MapTiles::lay_missing(const Viewport& shown, const geo::MapBox& box, const geo::MapBox& all, int step, const TileScene& scene)
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
    // Beyond everything there is, bare ground is the picture.
    blanks_ += patches.empty() && part.meets(all);
}

void MapTiles::lay(const Viewport& shown, const TilePatch& patch)
{
    blits_.push_back({patch.image,
                      {patch.u0 * tile_pixels, patch.v0 * tile_pixels, patch.u1 * tile_pixels, patch.v1 * tile_pixels},
                      canvas_box(shown, patch.box)});
}

}
