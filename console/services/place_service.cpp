#include "console/services/place_service.h"

namespace console {

void PlaceService::follow(const data::World& world, data::TimePoint now)
{
    if (world.grids != grids_of_ || world.cameras != cameras_of_ || world.places != places_of_) {
        grids_of_ = world.grids, cameras_of_ = world.cameras, places_of_ = world.places;
        // The old book answers until the new one is there, except that of another workspace.
        if (world.workspace.path != workspace_)
            places_.book.reset();
        records_task_ = scheduler_.run(
            Queue::slow, "search_index",
            [grids = grids_of_, cameras = cameras_of_, places = places_of_, now](std::stop_token, TaskProgress&) { return make_place_book(grids, cameras, places, now); },
            [this](std::shared_ptr<const PlaceBook> book) { places_.book = std::move(book), ++places_.edition; });
    }
    follow_incidents(world);
}

void PlaceService::follow_incidents(const data::World& world)
{
    const auto& rows = world.incidents.rows;
    const bool is_other = world.workspace.path != workspace_ || rows.size() < incidents_indexed_ ||
                          (incidents_indexed_ > 0 && rows[incidents_indexed_ - 1].id != last_indexed_);
    if (is_other) {
        // As of the book: the old index answers until the new one is there, except that of another workspace.
        if (world.workspace.path != workspace_)
            places_.incidents.clear(), places_.has_incidents = false, ++places_.edition;
        workspace_ = world.workspace.path;
        incidents_indexed_ = 0;
        incidents_task_.cancel();
    }
    if (rows.empty() && (!places_.has_incidents || !places_.incidents.empty()))
        places_.incidents.clear(), places_.has_incidents = true, ++places_.edition;
    if (rows.size() == incidents_indexed_ || incidents_task_.is_running())
        return;
    const bool is_first = incidents_indexed_ == 0;
    auto names = data::names_of(rows, incidents_indexed_);
    incidents_indexed_ = rows.size();
    last_indexed_ = rows.back().id;
    incidents_task_ = scheduler_.run(
        Queue::slow, "incident_index",
        [names = std::move(names)](std::stop_token, TaskProgress&) mutable {
            auto index = std::make_shared<data::SearchIndex>();
            index->add(std::move(names));
            index->freeze();
            return std::shared_ptr<const data::SearchIndex>(std::move(index));
        },
        [this, is_first](std::shared_ptr<const data::SearchIndex> index) {
            if (is_first)
                places_.incidents.clear();
            places_.incidents.push_back(std::move(index));
            places_.has_incidents = true;
            ++places_.edition;
        });
}

}
