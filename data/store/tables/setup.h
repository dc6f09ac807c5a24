#pragma once
// What people set up (data/records/setup.h) as rows. Writing happens inside the caller's transaction.

#include "data/records/world.h"
#include "data/store/tables/connection.h"

#include <span>
#include <string>
#include <vector>

namespace data::store {

/// A mask with fewer than three corners, as another program may leave it, hides the whole picture: never show what
/// somebody wanted hidden.
std::vector<CameraMasks> read_masks(Connection& connection);
/// All masks of the camera; none: nothing is masked.
void write_masks(Connection& connection, CameraId camera, std::span<const MaskPolygon> masks);

std::vector<CameraRecorder> read_recorders(Connection& connection);
void write(Connection& connection, const CameraRecorder& recorder);
void remove_recorder(Connection& connection, CameraId camera);

std::vector<GuardedCamera> read_guarded(Connection& connection);
void write_guarded(Connection& connection, CameraId camera, bool is_guarded);

/// Sorted by the bytes of their names; `numbers` has a place for each tile.
std::vector<WallView> read_wall_views(Connection& connection);
/// In place of the one of that name.
void write(Connection& connection, const WallView& view);
/// False: there is none of that name.
bool remove_wall_view(Connection& connection, std::string name);
/// False: there is none of that name, or `to` is another one's.
bool rename_wall_view(Connection& connection, std::string name, std::string to);

std::vector<SeatPlan> read_seat_plans(Connection& connection);
/// In place of the seat's; without windows it has none any more.
void write(Connection& connection, const SeatPlan& plan);

Setup read_setup(Connection& connection);

/// Numbers of the cameras, among these, that have a mask or a recorder or are guarded.
std::vector<int> numbers_set_up(Connection& connection, std::span<const std::int64_t> cameras);

} // namespace data::store
