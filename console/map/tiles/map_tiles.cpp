#include "console/map/tiles/map_tiles.h"

#include "console/map/tiles/open_boxes.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <iterator>
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
// The whole of that on one tile's width: at most four tiles, wherever their borders lie.
constexpr std::size_t most_base_tiles = 4;
// Around what an edit changed: half of the widest border with its halo, and what a joint adds.
constexpr double patch_margin_px = 8;
// Pixels, some 20 ms.
constexpr std::size_t most_patched_px = 1'500'000;
constexpr int whole_world_step = static_cast<int>(1 / zoom_step); // one tile of 512 px

/// The box of the map in whole pixels of the viewport, so that neighbours meet.
CanvasBox canvas_box(const Viewport& shown, const geo::MapBox& box)
{
    const double mpp = shown.metres_per_pixel(), left = std::round(shown.x) - shown.x, top = std::round(shown.y) - shown.y;
    const auto x = [&](double map) { return static_cast<int>(std::lround(shown.width / 2 + (map - shown.view.centre.x) / mpp - left)); };
    const auto y = [&](double map) { return static_cast<int>(std::lround(shown.height / 2 - (map - shown.view.centre.y) / mpp - top)); };
    return {x(box.min_x), y(box.max_y), x(box.max_x), y(box.min_y)};
}

/// Everything there is, and what lies around it: on a few tiles, and sharper on more.
struct OverviewTiles {
    std::vector<TileKey> base, sharper;
};

OverviewTiles overview_tiles(const geo::MapBox& all)
{
    const double beyond_x = all.width() * overview_margin, beyond_y = all.height() * overview_margin;
    const geo::MapBox wide{all.min_x - beyond_x, all.min_y - beyond_y, all.max_x + beyond_x, all.max_y + beyond_y};
    const int sharper = std::max(tile_step(std::max(all.width(), all.height()) / overview_px), static_cast<int>(min_zoom / zoom_step));
    // A step farther than the nearest, which may be too near.
    const int base = std::max(tile_step(std::max(wide.width(), wide.height()) / tile_pixels) - 1, whole_world_step);
    return {tiles_in(wide, std::min(base, sharper), most_base_tiles), tiles_in(wide, sharper, most_overview_tiles)};
}

struct Painted {
    TilePicture image;
    TileLayers layers;
};

Painted painted(const TileScene& scene, TileKey key, const std::stop_token& stop)
{
    TileLayers layers;
    if (scene.draft && !scene.grounds.empty())
        layers.ground = std::make_shared<const geo::TileImage>(paint_ground_tile(scene, key, stop));
    if (scene.draft && !scene.references.empty())
        layers.references = std::make_shared<const geo::TileImage>(paint_reference_tile(scene, key, stop));
    geo::TileImage image = scene.draft ? paint_draft_part(scene, key, layers.ground.get(), layers.references.get(), {0, 0, tile_pixels, tile_pixels})
                                       : paint_tile(scene, key, stop);
    exchange_red_and_blue(image);
    return {std::make_shared<const geo::TileImage>(std::move(image)), std::move(layers)};
}

CanvasBox part_of(TileKey key, const geo::MapBox& box, double margin_px)
{
    const geo::MapBox whole = tile_box(key);
    const double mpp = metres_per_window_pixel(key.step);
    const auto pixel = [&](double metres) { return static_cast<int>(std::lround(std::clamp(metres / mpp, -1e6, 1e6))); };
    const int wider = static_cast<int>(std::ceil(margin_px));
    return common_part({pixel(box.min_x - whole.min_x) - wider, pixel(whole.max_y - box.max_y) - wider, pixel(box.max_x - whole.min_x) + wider,
                        pixel(whole.max_y - box.min_y) + wider},
                       {0, 0, tile_pixels, tile_pixels});
}

/// Paints these parts of the tile anew. A picture is a value that a frame may still be drawing from: the new one is a copy.
void patch(CachedTile& tile, const TileScene& scene, const std::vector<CanvasBox>& parts)
{
    auto image = std::make_shared<geo::TileImage>(*tile.image);
    for (const CanvasBox& part : parts) {
        geo::TileImage painted = paint_draft_part(scene, tile.key, tile.layers.ground.get(), tile.layers.references.get(), part);
        exchange_red_and_blue(painted);
        const std::size_t bytes = 4 * static_cast<std::size_t>(painted.width);
        for (int y = part.top; y < part.bottom; ++y)
            std::copy_n(painted.rgba.begin() + static_cast<std::ptrdiff_t>(bytes) * (y - part.top), bytes,
                        image->rgba.begin() + 4 * (static_cast<std::ptrdiff_t>(y) * tile_pixels + part.left));
    }
    tile.image = std::move(image);
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
    take_edits(*scene, visible);
    std::vector<TileKey> wanted;
    const geo::MapBox all = extent.is_empty() ? geo::MapBox() : geo::map_box(extent);
    if (extent.is_empty()) {
        wanted = visible;
    } else {
        const auto [base, overview] = overview_tiles(all);
        // Before anything else while it was never painted: from then on no place is blank.
        std::ranges::copy_if(base, std::back_inserter(wanted), [&](TileKey key) { return !cache_.find(key); });
        for (const auto* keys : {&visible, &base, &overview})
            wanted.insert(wanted.end(), keys->begin(), keys->end());
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
        const CanvasBox box = canvas_box(shown, tile_box(key));
        lay({tile->image, key, tile_box(key)}, box, box);
    }
}

void MapTiles::take_edits(const TileScene& scene, const std::vector<TileKey>& visible)
{
    if (scene.revision != revision_) {
        edited_.clear();
        revision_ = scene.revision;
        edits_ = scene.edits;
    }
    if (!scene.draft)
        return;
    if (scene.edits != edits_) {
        assert(scene.edits == edits_ + 1); // each scene is followed
        edits_ = scene.edits;
        edited_.push_back({edits_, scene.edited});
        // What was painted of other scenes shows the borders of before, and would stand in.
        cache_.drop_if([&](const CachedTile& tile) { return tile.revision != scene.revision; });
    }
    if (edited_.empty())
        return;
    std::size_t patched_px = 0;
    for (const TileKey key : visible)
        if (CachedTile* tile = cache_.find(key))
            patched_px += bring_up_to_date(*tile, scene, edits_);
    // The others too, as far as that is soon done; the rest is painted by the queue.
    cache_.drop_if([&](CachedTile& tile) {
        if (tile.revision != revision_ || tile.edits == edits_)
            return false;
        if (patched_px > most_patched_px)
            return true;
        patched_px += bring_up_to_date(tile, scene, edits_);
        return false;
    });
    std::uint64_t oldest = edits_;
    for (const auto& [key, task] : tasks_)
        if (task.handle.is_running())
            oldest = std::min(oldest, task.edits);
    std::erase_if(edited_, [&](const Edited& one) { return one.edits <= oldest; });
}

std::size_t MapTiles::bring_up_to_date(CachedTile& tile, const TileScene& scene, std::uint64_t edits) const
{
    if (tile.revision != scene.revision || tile.edits == edits)
        return 0;
    std::vector<CanvasBox> parts;
    std::size_t pixels = 0;
    for (const Edited& one : edited_)
        if (one.edits > tile.edits)
            for (const geo::MapBox& box : one.boxes)
                if (const CanvasBox part = part_of(tile.key, box, patch_margin_px * scene.scale); !part.empty()) {
                    parts.push_back(part);
                    pixels += static_cast<std::size_t>(part.right - part.left) * static_cast<std::size_t>(part.bottom - part.top);
                }
    if (!parts.empty())
        patch(tile, scene, parts);
    tile.edits = edits;
    return pixels;
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
        task.edits = scene->edits;
        task.handle = background.run(
            Queue::tile, "map tile", [scene, key](std::stop_token stop, TaskProgress&) { return painted(*scene, key, stop); },
            [this, key, revision = scene->revision, edits = scene->edits](Painted tile) {
                cache_.put(key, revision, std::move(tile.image), std::move(tile.layers), edits);
            });
    }
}

void MapTiles::lay_missing(const Viewport& shown, const geo::MapBox& box, const geo::MapBox& all, int step, const TileScene& scene)
{
    const geo::MapBox view = visible_box(shown);
    const geo::MapBox part{std::max(box.min_x, view.min_x), std::max(box.min_y, view.min_y), std::min(box.max_x, view.max_x),
                           std::min(box.max_y, view.max_y)};
    if (part.width() <= 0 || part.height() <= 0)
        return;
    OpenBoxes open(canvas_box(shown, part));
    for (const TilePatch& patch : cache_.stand_ins(part, step, scene.revision)) {
        const CanvasBox box = canvas_box(shown, patch.box);
        taken_.clear();
        if (open.take(box, taken_))
            cache_.touch(patch.key);
        for (const CanvasBox& seen : taken_)
            lay(patch, box, seen);
        if (open.empty())
            return;
    }
    // Beyond everything there is, bare ground is the picture.
    const CanvasBox painted = all.is_empty() ? CanvasBox() : canvas_box(shown, all);
    for (const CanvasBox& seen : open.boxes()) {
        blits_.push_back({nullptr, {}, seen, seen});
        blanks_ += !common_part(seen, painted).empty();
    }
}

void MapTiles::lay(const TilePatch& patch, const CanvasBox& box, const CanvasBox& seen)
{
    blits_.push_back({patch.image, {patch.u0 * tile_pixels, patch.v0 * tile_pixels, patch.u1 * tile_pixels, patch.v1 * tile_pixels}, box, seen});
}

}
