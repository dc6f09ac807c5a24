#include "console/services/sight_service.h"

namespace console {

void SightService::follow(const data::World& world)
{
    if (world.cameras == cameras_of_ && world.places == places_of_)
        return;
    cameras_of_ = world.cameras;
    places_of_ = world.places;
    if (cameras_of_->rows.empty() && places_of_->rows.empty()) {
        task_.cancel();
        sights_.reset();
        return;
    }
    task_ = scheduler_.run(
        Queue::slow, "cameras_see",
        [cameras = cameras_of_, places = places_of_](std::stop_token, TaskProgress&) { return make_sights(cameras, places); },
        [this](std::shared_ptr<const Sights> made) {
            sights_ = std::move(made);
            ready_();
        });
}

}
