#pragma once
// Cameras and incidents as frozen cluster indexes that follow the world: copied on the UI thread when a table changes, sorted and
// clustered in the background, swapped in when ready. Belongs to the map panel; UI thread.

#include "console/map/symbols/clusters.h"
#include "console/work/scheduler.h"
#include "data/records/world.h"

namespace console {

std::vector<MapItem> camera_items(const data::Table<data::Camera>& cameras);
/// Open incidents with a position; closed ones too when asked.
std::vector<MapItem> incident_items(const data::Table<data::Incident>& incidents, bool closed_too);

class MapPoints {
public:
    void follow(const data::World& world, bool closed_too, Scheduler* background);
    const ClusterIndex& cameras() const { return *cameras_; }
    const ClusterIndex& incidents() const { return *incidents_; }
    bool is_building() const { return cameras_task_.is_running() || incidents_task_.is_running(); }

private:
    std::shared_ptr<const ClusterIndex> cameras_ = std::make_shared<const ClusterIndex>();
    std::shared_ptr<const ClusterIndex> incidents_ = std::make_shared<const ClusterIndex>();
    data::Frozen<data::Camera> cameras_of_;
    std::uint64_t incidents_of_ = ~std::uint64_t{0};
    bool closed_of_ = false;
    TaskHandle cameras_task_, incidents_task_;
};

}
