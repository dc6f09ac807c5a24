#include "console/map/symbols/map_points.h"

namespace console {

std::vector<MapItem> camera_items(const data::Table<data::Camera>& cameras)
{
    std::vector<MapItem> items;
    items.reserve(cameras.rows.size());
    for (std::uint32_t row = 0; row < cameras.rows.size(); ++row) {
        const data::Camera& camera = cameras.rows[row];
        if (camera.status != data::CameraStatus::removed)
            items.push_back({.id = camera.id.value, .at = geo::map_from_lonlat(camera.position),
                             .struck = camera.status == data::CameraStatus::in_repair, .index = row});
    }
    return items;
}

std::vector<MapItem> incident_items(const data::Table<data::Incident>& incidents, bool closed_too)
{
    std::vector<MapItem> items;
    for (std::uint32_t row = 0; row < incidents.rows.size(); ++row) {
        const data::Incident& incident = incidents.rows[row];
        if (incident.has_position && (closed_too || data::is_open(incident)))
            items.push_back({.id = incident.id.value, .at = geo::map_from_lonlat(incident.position),
                             .rank = static_cast<std::uint8_t>(incident.severity), .index = row});
    }
    return items;
}

void MapPoints::follow(const data::World& world, bool closed_too, Scheduler* background)
{
    if (!background)
        return;
    const auto build = [](std::vector<MapItem> items) {
        return [items = std::move(items)](std::stop_token, TaskProgress&) mutable {
            return std::make_shared<const ClusterIndex>(std::move(items));
        };
    };
    if (world.cameras != cameras_of_) {
        cameras_of_ = world.cameras;
        cameras_task_ = background->run(Queue::tile, "cameras on the map", build(camera_items(*world.cameras)),
                                        [this](std::shared_ptr<const ClusterIndex> index) { cameras_ = std::move(index); });
    }
    // One rebuild at a time: incidents may change every frame, and a build cancelled each time would never end.
    const bool changed = world.incidents_revision != incidents_of_ || closed_too != closed_of_;
    if (changed && !incidents_task_.is_running()) {
        incidents_of_ = world.incidents_revision;
        closed_of_ = closed_too;
        incidents_task_ =
            background->run(Queue::tile, "incidents on the map", build(incident_items(world.incidents, closed_too)),
                            [this](std::shared_ptr<const ClusterIndex> index) { incidents_ = std::move(index); });
    }
}

}
