#pragma once
// Coordinates as the city's surveyors write them: the workspace's projected system, or the zone of CGCS2000 or UTM that fits.
// The transformation is made in the background, because PROJ reads its database. Belongs to the map panel; UI thread.

#include "console/work/scheduler.h"
#include "geo/crs/position_text.h"

#include <memory>
#include <string>

namespace console {

class Projected {
public:
    /// "X 3386666  Y 528770"; empty until the system is known. `workspace_crs`: "EPSG:4547", or empty for the place's own zone.
    std::string text(const std::string& workspace_crs, geo::LonLat place, Scheduler* background);

private:
    int epsg_ = 0;
    std::shared_ptr<geo::ProjectedGrid> grid_;
    TaskHandle task_;
};

}
