#pragma once
// Keeps the search and the addresses ready: prepared on the slow queue whenever the tables of grids, cameras or places are replaced;
// incidents are added in chunks as they come, since what is searched of them does not change. UI thread.

#include "console/work/place_book.h"
#include "console/work/scheduler.h"

namespace console {

class PlaceService {
public:
    explicit PlaceService(Scheduler& scheduler) : scheduler_(scheduler) {}

    void follow(const data::World& world, data::TimePoint now);
    const Places& places() const { return places_; }

private:
    void follow_incidents(const data::World& world);

    Scheduler& scheduler_;
    data::Frozen<data::Grid> grids_of_;
    data::Frozen<data::Camera> cameras_of_;
    data::Frozen<data::Place> places_of_;
    std::string workspace_;               // whose incidents are indexed
    std::size_t incidents_indexed_ = 0;   // or being indexed
    data::IncidentId last_indexed_;       // the last of them: another one there means another table
    Places places_;
    TaskHandle records_task_, incidents_task_;
};

}
