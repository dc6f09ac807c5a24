#include "data/records/world.h"

#include "data/records/rules.h"

namespace data {
namespace {

// A file whose parents form a ring must not hang the screen; there are six levels.

} // namespace

std::vector<const Grid*> grid_path(const World& world, GridId id)
{
    std::vector<const Grid*> path;
    for (const Grid* grid = world.grids->find(id); grid && path.size() < most_levels;
         grid = world.grids->find(grid->parent))
        path.push_back(grid);
    return path;
}

const Unit* responsible_unit(const World& world, GridId id)
{
    for (const Grid* grid : grid_path(world, id))
        if (const Unit* unit = world.units->find(grid->unit))
            return unit;
    return nullptr;
}

std::string number_of_camera(const World& world, CameraId id)
{
    const Camera* camera = world.cameras->find(id);
    return camera ? std::to_string(camera->number) : std::string();
}

const Camera* find_camera_by_number(const World& world, int number)
{
    if (number <= 0)
        return nullptr;
    for (const Camera& camera : world.cameras->rows)
        if (camera.number == number)
            return &camera;
    return nullptr;
}

Lateness lateness(const Incident& incident, TimePoint now)
{
    const auto left = time_left(incident, now);
    if (!left)
        return Lateness::on_time;
    if (left->count() < 0)
        return Lateness::overdue;
    const auto whole = *incident.due - incident.reported;
    const auto risk_begins = std::chrono::duration<double, std::micro>(whole) * (1 - at_risk_share);
    return *left <= risk_begins ? Lateness::at_risk : Lateness::on_time;
}

LocalZone local_zone(const WorkspaceInfo& info)
{
    using namespace std::chrono;
    LocalZone zone{info.time_zone, zone_from_text(info.utc_offset)};
    constexpr auto some_winter = sys_days(year(2024) / 1 / 1), some_summer = sys_days(year(2024) / 7 / 1);
    if (!zone.name.empty() && zone.offset_at(some_winter) != zone.offset && zone.offset_at(some_summer) != zone.offset)
        zone.name.clear();
    return zone;
}

} // namespace data
