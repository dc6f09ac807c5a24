#include "console/wall/tile_presenter.h"

#include <algorithm>

namespace console {
namespace {

bool do_meet(const PixelBox& a, const PixelBox& b) { return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom; }

bool meets_any(const PixelBox& box, const std::vector<PixelBox>& boxes)
{
    return std::ranges::any_of(boxes, [&](const PixelBox& other) { return do_meet(box, other); });
}

/// As X has it.
std::uint32_t rgb_of(Rgba colour) { return (colour & 0xFF) << 16 | (colour & 0xFF00) | (colour >> 16 & 0xFF); }

bool has_size(const video::Frame& frame, const PixelBox& box)
{
    return frame.width == box.right - box.left && frame.height == box.bottom - box.top;
}

}

void TilePresenter::add_surface(int surface, std::unique_ptr<WindowPixels> pixels) { pixels_[surface] = std::move(pixels); }

void TilePresenter::remove_surface(int surface)
{
    std::erase_if(placed_, [&](const PlacedTile& tile) { return tile.surface == surface; });
    for (auto& [camera, entry] : entries_)
        if (entry.is_straight && entry.place.surface == surface)
            leave_straight(entry);
    pixels_.erase(surface);
}

bool TilePresenter::prefers_exact_frames() const
{
    return std::ranges::any_of(pixels_, [](const auto& entry) { return entry.second != nullptr; });
}

WindowPixels* TilePresenter::pixels(const Entry& entry) const
{
    const auto at = pixels_.find(entry.place.surface);
    return at == pixels_.end() ? nullptr : at->second.get();
}

void TilePresenter::flush()
{
    for (const auto& [surface, pixels] : pixels_)
        if (pixels)
            pixels->flush();
}

void TilePresenter::leave_straight(Entry& entry)
{
    upload(entry);
    ++entry.mark;
    entry.is_straight = entry.is_waiting = false;
}

bool TilePresenter::show(data::CameraId camera, std::shared_ptr<const video::Frame> frame)
{
    Entry& entry = entries_[camera];
    entry.newest = std::move(frame);
    ++entry.serial;
    if (entry.is_straight && !is_paused_ && entry.newest->order == video::PixelOrder::bgra && has_size(*entry.newest, entry.place.picture)) {
        entry.is_waiting = true;
        return false;
    }
    upload(entry);
    ++entry.mark;
    return true;
}

void TilePresenter::upload(Entry& entry)
{
    if (!entry.newest || entry.uploaded == entry.serial)
        return;
    entry.texture.put(entry.newest->width, entry.newest->height, entry.newest->rgba.data(), entry.newest->order == video::PixelOrder::bgra);
    entry.uploaded = entry.serial;
}

void TilePresenter::put(Entry& entry)
{
    const PixelBox& at = entry.place.picture;
    pixels(entry)->put(at.left, at.top, entry.newest->width, entry.newest->height, entry.place.visible, entry.newest->rgba.data());
    entry.is_waiting = false;
}

void TilePresenter::beat(const Entry& entry)
{
    const PlacedTile& place = entry.place;
    if (place.beat.is_empty())
        return;
    const int dot = place.dot_width, step = static_cast<int>(entry.serial % 10);
    const int x = place.beat.left + (place.beat.right - place.beat.left - dot) * step / 9;
    const int middle = (place.beat.top + place.beat.bottom) / 2, thick = place.line_height;
    WindowPixels& window = *pixels(entry);
    window.fill(place.beat, rgb_of(place.ground));
    window.fill({place.beat.left, middle - thick / 2, place.beat.right, middle - thick / 2 + thick}, rgb_of(place.line));
    window.fill({x, place.beat.top, x + dot, place.beat.bottom}, rgb_of(place.dot));
}

void TilePresenter::put_changed(const std::function<bool(int surface)>& is_visible)
{
    for (auto& [camera, entry] : entries_)
        if (entry.is_waiting && pixels(entry) && is_visible(entry.place.surface)) {
            put(entry);
            beat(entry);
        }
    flush();
}

void TilePresenter::drop(data::CameraId camera) { entries_.erase(camera); }

void TilePresenter::drop_all() { entries_.clear(); }

void TilePresenter::describe(data::CameraId camera, Picture& picture) const
{
    const auto at = entries_.find(camera);
    if (at == entries_.end())
        return;
    const Entry& entry = at->second;
    picture.texture = entry.texture.id();
    picture.width = entry.texture.width();
    picture.height = entry.texture.height();
    picture.part = entry.newest ? entry.newest->part : video::PicturePart();
    picture.serial = entry.serial;
    picture.mark = entry.mark;
    picture.is_straight = entry.is_straight && !is_paused_;
}

std::shared_ptr<const video::Frame> TilePresenter::newest(data::CameraId camera) const
{
    const auto at = entries_.find(camera);
    return at == entries_.end() ? nullptr : at->second.newest;
}

void TilePresenter::pause()
{
    is_paused_ = true;
    for (auto& [camera, entry] : entries_)
        if (entry.is_straight)
            leave_straight(entry);
}

void TilePresenter::prepare(int surface, const std::vector<PixelBox>& boxes)
{
    for (auto& [camera, entry] : entries_)
        if (entry.is_straight && entry.place.surface == surface && meets_any(entry.place.picture, boxes))
            upload(entry);
}

void TilePresenter::end_frame(int surface, const std::vector<PixelBox>& boxes, const std::function<bool(const PlacedTile&)>& is_covered)
{
    std::erase_if(placed_, [&](const PlacedTile& tile) { return tile.surface == surface; });
    for (PlacedTile& tile : placing_) {
        tile.surface = surface;
        placed_.push_back(tile);
    }
    placing_.clear();
    if (!prefers_exact_frames())
        return;
    for (auto& [camera, entry] : entries_) {
        const auto shown = std::ranges::count(placed_, camera, &PlacedTile::camera);
        const auto at = std::ranges::find(placed_, camera, &PlacedTile::camera);
        if (shown == 1 && at->surface != surface)
            continue; // the other window's frames decide
        // Two tiles of one camera differ in size; the one picture there is goes through GL to both.
        const bool was_straight = entry.is_straight;
        const bool can_go = shown == 1 && at->is_plain && !is_paused_ && entry.newest && has_size(*entry.newest, at->picture) && !is_covered(*at);
        if (was_straight && !can_go)
            leave_straight(entry);
        if (at != placed_.end())
            entry.place = *at;
        entry.is_straight = can_go && pixels(entry);
        if (entry.is_straight && (meets_any(entry.place.beat, boxes) || entry.is_waiting))
            beat(entry);
    }
    flush();
}

std::size_t TilePresenter::straight() const
{
    return static_cast<std::size_t>(std::ranges::count_if(entries_, [](const auto& entry) { return entry.second.is_straight; }));
}

}
