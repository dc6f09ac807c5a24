#pragma once
// What comes to a seat from outside in `gridwatch bench day`: incidents, tables, backups, cameras that fail. One thread with a connection of
// its own, as another program's.

#include "console/cli/day_cameras.h"

#include <chrono>
#include <filesystem>
#include <string>
#include <thread>

namespace console {

inline constexpr int day_cameras = 9, first_day_camera = 90001;
/// So many at once, every hour alike: each has a connection, and open files are compared hour by hour.
inline constexpr int cameras_away = 4;

struct DayPlan {
    double hours = 24;
    std::chrono::duration<double> hour{60}; // so long an hour of the day takes
    int incidents_an_hour = 6;
    int incidents() const { return static_cast<int>(hours * incidents_an_hour); }
};

struct DayDone {
    int incidents = 0, imports = 0, backups = 0, outages = 0;
    std::string fault; // why it ended early; empty: it did not
};

/// Twenty cameras (even hours) or incidents (odd ones) of another system, the same ones each time and changed, imported.
void hand_over(const std::filesystem::path& workspace, const std::filesystem::path& folder, int hour);

class DayOutside {
public:
    DayOutside(std::filesystem::path workspace, std::filesystem::path folder, const DayPlan& plan, DayCameras& cameras);
    /// Ends it if it has not ended, and tells what was done.
    DayDone end();

private:
    void play(const std::stop_token& stop);
    void minute(int of_day);
    void report_incident();

    const std::filesystem::path workspace_, folder_;
    const DayPlan plan_;
    DayCameras& cameras_;
    DayDone done_;
    std::jthread thread_;
};

}
