#include "console/map/map_tiles.h"

#include "console/map/tile_textures.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace console {

namespace {

// A tile of 512 px takes 1 MB; 160 of them hold a 4K screen with its surroundings and two more zoom steps.
constexpr std::size_t most_tiles = 160;
// An upload costs 0.3–0.5 ms by software GL; more than this at once would be felt while panning.
constexpr std::size_t uploads_a_frame = 4;
// Posted ahead so that the queue never idles between two frames, few enough that a new goal is not kept waiting.
constexpr std::size_t most_tasks = 4;
constexpr double overview_px = 1024;

ImVec2 rounded(ScreenPoint p)
{
    return {std::round(static_cast<float>(p.x)), std::round(static_cast<float>(p.y))};
}

}

MapTiles::MapTiles() : cache_(most_tiles) {}

MapTiles::~MapTiles()
{
    tasks_.clear();
    delete_tile_textures(cache_.clear());
}

void MapTiles::draw(ImDrawList& list, const Viewport& shown, const MapView& goal, const geo::LonLatBox& extent,
                    const std::shared_ptr<const TileScene>& scene, Scheduler* background)
{
    cache_.begin_frame();
    upload();

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
    // By software GL the ground is most of a frame: no blending, and no pixel twice where it can be helped.
    begin_opaque(list, 2 * uploads_ + (exact ? 1 : 0));
    for (const TileKey key : tiles_in(view_box, shown_step)) {
        const CachedTile* tile = cache_.find(key);
        if (!tile || tile->revision != scene->revision) {
            draw_missing(list, shown, tile_box(key), shown_step, *scene);
            continue;
        }
        cache_.touch(key);
        draw_patch(list, shown, {tile->texture, key, tile_box(key)}, !exact);
    }
    end_opaque(list);
}

void MapTiles::upload()
{
    std::erase_if(tasks_, [](const auto& entry) { return entry.second.done || !entry.second.handle.is_running(); });
    const std::size_t count = std::min(painted_.size(), uploads_a_frame);
    for (std::size_t i = 0; i < count; ++i) {
        const Painted& tile = painted_[i];
        ++uploads_; // a freed texture's name may come back with another tile
        delete_tile_textures(cache_.put(tile.key, tile.revision, make_tile_texture(tile.image)));
    }
    painted_.erase(painted_.begin(), painted_.begin() + static_cast<std::ptrdiff_t>(count));
}

void MapTiles::ask(const std::vector<TileKey>& wanted, const std::shared_ptr<const TileScene>& scene, Scheduler& background)
{
    const std::set<TileKey> keys(wanted.begin(), wanted.end());
    std::erase_if(tasks_, [&](const auto& entry) {
        return !entry.second.done && (!keys.contains(entry.first) || entry.second.revision != scene->revision);
    });
    for (const TileKey key : wanted)
        cache_.touch(key);

    std::vector<TileKey> next;
    std::size_t running = tasks_.size();
    for (const TileKey key : wanted) {
        if (running + next.size() >= most_tasks)
            break;
        const CachedTile* tile = cache_.find(key);
        const bool is_painted = std::any_of(painted_.begin(), painted_.end(), [&](const Painted& p) {
            return p.key == key && p.revision == scene->revision;
        });
        if ((tile && tile->revision == scene->revision) || is_painted || tasks_.contains(key) ||
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
            [scene, key](std::stop_token stop, TaskProgress&) { return paint_tile(*scene, key, stop); },
            [this, key, revision = scene->revision](geo::TileImage image) {
                painted_.push_back({key, revision, std::move(image)});
                tasks_[key].done = true;
            });
    }
}

void MapTiles::draw_missing(ImDrawList& list, const Viewport& shown, const geo::MapBox& box, int step, const TileScene& scene)
{
    const geo::MapBox view = visible_box(shown);
    const geo::MapBox part{std::max(box.min_x, view.min_x), std::max(box.min_y, view.min_y), std::min(box.max_x, view.max_x),
                           std::min(box.max_y, view.max_y)};
    if (part.width() <= 0 || part.height() <= 0)
        return;
    const auto [patches, is_covered] = cache_.stand_ins(part, step, scene.revision);
    if (!is_covered)
        list.AddRectFilled(rounded(screen_from_map(shown, {part.min_x, part.max_y})),
                           rounded(screen_from_map(shown, {part.max_x, part.min_y})), Palette(scene.theme)[Colour::land]);
    for (const TilePatch& patch : patches)
        draw_patch(list, shown, patch, patch.key.step != step || !is_exact(step, shown.metres_per_pixel()));
    blanks_ += patches.empty();
}

void MapTiles::draw_patch(ImDrawList& list, const Viewport& shown, const TilePatch& patch, bool smooth)
{
    set_tile_smooth(patch.texture, smooth);
    list.AddImage(reinterpret_cast<ImTextureID>(patch.texture), rounded(screen_from_map(shown, {patch.box.min_x, patch.box.max_y})),
                  rounded(screen_from_map(shown, {patch.box.max_x, patch.box.min_y})), {patch.u0, patch.v0}, {patch.u1, patch.v1});
}

}
