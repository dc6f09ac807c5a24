#pragma once
// What people set up once and look at every day: privacy masks, recorders, guarded cameras, views of the wall, windows of a seat.
// Values; owned by data::World.

#include "data/records/ids.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace data {

/// A corner, 0 to 1 from the left and the top of the upright picture.
struct MaskCorner {
    double x = 0, y = 0;
    bool operator==(const MaskCorner&) const = default;
};
/// At least three corners; sides do not cross.
using MaskPolygon = std::vector<MaskCorner>;
/// For what cannot be read: never show what somebody wanted hidden.
inline MaskPolygon whole_picture() { return {{0, 0}, {1, 0}, {1, 1}, {0, 1}}; }

/// What of a camera's picture nobody may see.
struct CameraMasks {
    CameraId id; // the camera's
    std::vector<MaskPolygon> masks;
};

/// Which recorder keeps a camera's pictures. Never a password.
struct CameraRecorder {
    CameraId id;                                    // the camera's
    std::string model;                              // "hikvision"; what each asks for is known where recorders are read
    std::string url;                                // of the recording, "rtsp://10.1.2.3:554/Streaming/tracks/101"
    std::optional<std::chrono::minutes> utc_offset; // of the recorder's clock; none: that of the city
    std::string credential;                         // name of a credential; empty: the camera's
    bool operator==(const CameraRecorder&) const = default;
};

/// A camera that stays connected though nobody looks, because somebody said so.
struct GuardedCamera {
    CameraId id; // the camera's
};

/// More than any wall has.
inline constexpr long long most_tiles = 1024;

/// How many tiles of the wall show which cameras.
struct WallView {
    WallViewId id;
    std::string name;         // unique
    int tiles = 4;
    std::vector<int> numbers; // short numbers of cameras, tile by tile; 0: empty
    std::vector<int> hot;     // tiles where grave incidents may appear, from 1, rising
};

/// One window of a seat.
struct PlannedWindow {
    std::string layout;  // "desk", "wall", …
    std::string view;    // of the wall; empty: what it showed last
    std::string monitor; // name of its output, "DP-1"; empty: any
    bool fullscreen = false;
    int distance_mm = 0; // from which it is read; 0: as on a desk
    bool operator==(const PlannedWindow&) const = default;
};

struct SeatPlan {
    SeatPlanId id;
    std::string seat; // unique
    std::vector<PlannedWindow> windows;
};

}
