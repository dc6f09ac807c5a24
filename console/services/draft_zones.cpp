// What the draft service does about zones that ought to be unions of grids.
#include "console/error.h"
#include "console/frame/draft_view.h"
#include "console/services/draft_service.h"

namespace console {

/// A file to be read and up to a second of work for a city, so not here.
void DraftService::check_zones(const data::ZoneFile& file, const std::string& title)
{
    if (!open_)
        return events_.say(said("draft.not_yet"), true);
    open_->zones_awaited = title;
    open_->zones_task = scheduler_.run(
        Queue::slow, "zones.task",
        [file, title, version = open_->draft->version(), seq = open_->draft->newest_seq()](std::stop_token stop, TaskProgress&) {
            auto check = std::make_shared<ZoneCheck>();
            check->title = title, check->seq = seq;
            const std::vector<data::Zone> zones = data::read_zones(file, stop);
            for (const data::Zone& zone : zones)
                check->boxes.push_back(geo::box_of(zone.shape));
            check->zones = data::check_unions(version, zones, {}, stop);
            return std::shared_ptr<const ZoneCheck>(std::move(check));
        },
        [this, open = open_.get()](std::shared_ptr<const ZoneCheck> check) {
            if (open == open_.get())
                open_->zones = std::move(check), open_->zones_awaited.clear();
        },
        [this, open = open_.get()](Said words) {
            if (open == open_.get())
                open_->zones_awaited.clear();
            events_.say(said("zones.failed", words), true);
        });
}

void DraftService::cancel_zones()
{
    if (!open_)
        return;
    open_->zones_task.cancel();
    open_->zones_awaited.clear();
}

}
