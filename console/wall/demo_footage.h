#pragma once
// The demo's own footage: what a camera of the workspace would see of the workspace's places, drawn as a clip and kept in a cache
// folder. Pure functions of records and time but for the file they write; for the slow queue.

#include "data/records/world.h"
#include "video/footage/footage.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <stop_token>

namespace console {

/// The camera's surroundings in metres around it: roads, buildings, greens, lamps within sight. Day, dusk or night by the local
/// time; the weather changes from day to day.
video::FootageScene footage_scene_for(const data::Table<data::Place>& places, const data::Camera& camera, data::TimePoint now,
                                      std::chrono::minutes utc_offset);

/// The clip's place in the cache: its name says camera, pose, workspace, time of day and version of the renderer, so that a stale clip is
/// never played. The date is part of it, as it is burnt in.
std::filesystem::path demo_footage_path(const std::filesystem::path& folder, const data::Table<data::Place>& places,
                                        const data::Camera& camera, data::TimePoint now, std::chrono::minutes utc_offset);

/// Draws the clip if it is not there yet (some seconds of one core); clips of the same camera older than a week are removed.
/// Several programs may draw one clip at once.
/// `progress` gets 0 to 1 on another thread. Throws video::Error when stopped or when it cannot be written.
void draw_demo_footage(const data::Table<data::Place>& places, const data::Camera& camera, data::TimePoint now,
                       std::chrono::minutes utc_offset, const std::filesystem::path& out,
                       const std::function<void(double)>& progress = {}, std::stop_token stop = {});

}
