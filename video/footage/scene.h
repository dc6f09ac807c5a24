#pragma once
// What footage is drawn from: the street around a camera, its light and weather. Values.

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
};

}
