#pragma once
// Draws what a camera would see of a street: roads with markings and traffic, buildings, trees, lamps, weather and night, as a
// clip that loops without a seam. No people. Inputs are plain values in metres around the camera. Blocking; any thread.

#include "video/frame.h"

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace video {

/// Metres east and north of the camera's foot.
struct GroundPoint {
    double x = 0, y = 0;
};

struct FootageRoad {
    std::vector<GroundPoint> line;
    double width_m = 0;     // kerb to kerb; from 12 m on it has markings, from 26 m on six lanes
};
struct FootageArea {
    std::vector<GroundPoint> ring;
    bool is_water = false;  // else green
};
struct FootageBuilding {
    std::vector<GroundPoint> ring; // either way round
    double height_m = 0;
    unsigned look = 0;      // the same house looks the same from every camera
};
/// A short burnt-in text that the caller has drawn: coverage 0–255, rows top down.
struct FootageLabel {
    int width = 0, height = 0;
    std::vector<std::uint8_t> coverage;
};

enum class Weather { clear, rain, fog };
enum class Daylight { day, dusk, night };

struct FootageScene {
    double height_m = 6, azimuth_deg = 0, tilt_deg = 12, hfov_deg = 66; // tilt: down positive
    std::vector<FootageRoad> roads;
    std::vector<FootageArea> areas;
    std::vector<FootageBuilding> buildings;
    std::vector<GroundPoint> lamps;   // feet of lamp poles
    Weather weather = Weather::clear;
    Daylight daylight = Daylight::day;
    unsigned seed = 1;                // of vehicles, facades and trees
    std::string clock_date;           // "2026-11-22"; the clock counts up from clock_seconds within the day
    int clock_seconds = 0;
    std::string number;               // "217", Latin only
    FootageLabel name;                // in any script
};

struct FootageOptions {
    int width = 640, height = 360;    // even
    int frames_per_s = 12;
    int seconds = 20;
};

/// One picture of the clip, 0 ≤ frame < frames_per_s · seconds.
Frame draw_footage_frame(const FootageScene& scene, const FootageOptions& options, int frame);

/// Draws the clip and encodes it into `out` (MP4; H.264, or MPEG-4 part 2 where FFmpeg has no x264), under another name until it is
/// whole. Works on a thread of its own at low priority while the caller waits. `progress` gets 0 to 1, on that thread.
/// Throws Error when stopped or when the file cannot be written.
void draw_footage(const FootageScene& scene, const FootageOptions& options, const std::filesystem::path& out,
                  const std::function<void(double)>& progress = {}, std::stop_token stop = {});

}
