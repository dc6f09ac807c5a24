#include "console/map/projected.h"

#include <cstdlib>

namespace console {

std::string Projected::text(const std::string& workspace_crs, geo::LonLat place, Scheduler* background)
{
    const bool named = workspace_crs.starts_with("EPSG:");
    const int epsg = named ? std::atoi(workspace_crs.c_str() + 5) : geo::projected_code_for(place);
    if (epsg != epsg_ && background) {
        epsg_ = epsg;
        grid_.reset();
        task_ = background->run(
            Queue::slow, "map_system",
            [epsg](std::stop_token, TaskProgress&) { return std::make_shared<geo::ProjectedGrid>(epsg); },
            [this](std::shared_ptr<geo::ProjectedGrid> grid) { grid_ = std::move(grid); });
    }
    return grid_ && grid_->epsg() == epsg ? grid_->label(place) : std::string();
}

}
