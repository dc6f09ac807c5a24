#pragma once
// Keeps the answer to "which cameras see this place" ready: prepared on the slow queue whenever the tables of cameras or places
// are replaced. UI thread.

#include "console/wall/near_cameras.h"
#include "console/work/scheduler.h"

#include <functional>

namespace console {

class SightService {
public:
    /// `ready` is called when new sights are there.
    SightService(Scheduler& scheduler, std::function<void()> ready) : scheduler_(scheduler), ready_(std::move(ready)) {}

    void follow(const data::World& world);
    /// Null until the first ones are ready.
    const std::shared_ptr<const Sights>& sights() const { return sights_; }

private:
    Scheduler& scheduler_;
    std::function<void()> ready_;
    data::Frozen<data::Camera> cameras_of_;
    data::Frozen<data::Place> places_of_;
    std::shared_ptr<const Sights> sights_;
    TaskHandle task_;
};

}
