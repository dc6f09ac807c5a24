#include "console/wall/guard_list.h"

#include "data/records/camera_url.h"

#include <algorithm>
#include <functional>
#include <vector>

namespace console {
namespace {

constexpr std::size_t near_one = 4; // cameras around an incident

}

bool is_guarded_by_hand(const data::World& world, data::CameraId camera)
{
    return world.setup.guarded->find(camera) != nullptr;
}

std::set<data::CameraId> guarded_cameras(const data::World& world, const Sights* sights, std::size_t most)
{
    std::set<data::CameraId> guarded, by_itself;
    for (const data::GuardedCamera& by_hand : world.setup.guarded->rows)
        if (const data::Camera* camera = world.cameras->find(by_hand.id); camera && data::is_dialled(*camera))
            guarded.insert(by_hand.id);
    std::vector<const data::Incident*> grave;
    for (const data::Incident& incident : world.incidents.rows)
        if (incident.severity == data::Severity::grave && data::is_open(incident) && incident.has_position)
            grave.push_back(&incident);
    std::ranges::sort(grave, std::greater(), &data::Incident::reported);
    for (const data::Incident* incident : grave) {
        if (by_itself.size() >= most)
            break;
        for (const NearCamera& near : make_near_cameras(world, sights, incident->position, near_one))
            if (const data::Camera* camera = world.cameras->find(near.camera); camera && data::is_dialled(*camera) && near.reason != NearReason::hidden && by_itself.size() < most)
                by_itself.insert(near.camera);
    }
    guarded.merge(by_itself);
    return guarded;
}

}
