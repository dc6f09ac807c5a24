#pragma once
// Coordinates as the city's surveyors write them: the workspace's projected system, or the zone of CGCS2000 or UTM that fits.
// The transformation is made in the background, because PROJ reads its database. Belongs to the map panel; UI thread.

#include "console/scheduler.h"
#include "geo/crs.h"

#include <memory>
#include <optional>
#include <string>

namespace console {

/// The workspace's own system, or for an empty one: CGCS2000 / 3-degree Gauss–Krüger (EPSG 4534 + (CM − 75) / 3) within China's
/// longitudes and latitudes, UTM (326zz, 327zz) elsewhere.
std::string projected_crs_at(const std::string& workspace_crs, geo::LonLat place);

class Projected {
public:
    /// "X 3386666  Y 528770" in CGCS2000 (X is north there), "E 528770  N 3386666" elsewhere; empty until the system is known.
    std::string text(const std::string& workspace_crs, geo::LonLat place, Scheduler* background);

private:
    std::string crs_;
    std::shared_ptr<geo::CrsTransform> transform_;
    TaskHandle task_;
};

}
