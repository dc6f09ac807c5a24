#pragma once
// The demo's own footage: what a camera of the workspace would see of the workspace's places, drawn as a clip and kept in a cache
// folder. Pure functions of records and time but for the file they write; for the slow queue.

#include "data/records/world.h"
#include "video/footage/footage.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>

namespace console {

/// The camera's surroundings in metres around it: roads, buildings, greens, lamps within sight; or the shared view that its address
/// names. Day, dusk or night by the local
/// time; the weather changes from day to day.
video::FootageScene footage_scene_for(const data::Table<data::Place>& places, const data::Camera& camera, data::TimePoint now,
                                      std::chrono::minutes utc_offset);

/// The clip's place in the cache: its name says camera and pose, or the shared view, and light, weather and version of the renderer, so
/// that a stale clip is never played.
std::filesystem::path demo_footage_path(const std::filesystem::path& folder, const data::Table<data::Place>& places,
                                        const data::Camera& camera, data::TimePoint now, std::chrono::minutes utc_offset);

/// Draws the clip if it is not there yet (some seconds of one core), then keeps the folder within most_footage_bytes.
/// Several programs may draw one clip at once.
/// `progress` gets 0 to 1 on another thread. Throws video::Error when stopped or when it cannot be written.
void draw_demo_footage(const data::Table<data::Place>& places, const data::Camera& camera, data::TimePoint now,
                       std::chrono::minutes utc_offset, const std::filesystem::path& out,
                       const std::function<void(double)>& progress = {}, std::stop_token stop = {});

/// One picture of it, small, without the clip: some 20 ms of a core.
video::Frame demo_still(const data::Table<data::Place>& places, const data::Camera& camera, data::TimePoint now, std::chrono::minutes utc_offset,
                        int width, int height);

inline constexpr std::uintmax_t most_footage_bytes = std::uintmax_t(200) << 20; // some 350 clips

/// Removes what was not used for a week, and the clips used longest ago until the others are no more than that; never one used within the
/// last hour, which somebody may be playing.
void bound_demo_footage(const std::filesystem::path& folder, std::uintmax_t most_bytes, std::filesystem::file_time_type now);

}
