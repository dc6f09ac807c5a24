#include "data/store/publish_draft.h"

namespace data {
namespace {

// So often another console may publish between the plan and its writing.
constexpr int most_tries = 5;

} // namespace

PublishTarget publish_target(Store& store, const DraftHead& head, TimePoint valid_from, std::string crosswalk, TimePoint now)
{
    PublishTarget target{head.id, head.edition, head.name, valid_from, store.editions(), {}, {}, std::move(crosswalk)};
    const auto remember = [&](const std::vector<Grid>& areas) {
        for (const Grid& area : areas)
            target.codes.emplace(area.id, area.code);
    };
    remember(store.draft_ground(head.edition, head.edition ? now : head.created)->areas);
    for (const Edition& edition : target.editions)
        if (edition.id > head.edition) {
            target.newest = store.draft_ground(edition.id, now)->areas;
            remember(target.newest);
        }
    return target;
}

PublishOutcome publish_draft(Store& store, const DraftDesk& desk, const Actor& actor, TimePoint valid_from, const std::string& crosswalk, TimePoint now)
{
    for (int tries = 1;; ++tries) {
        PublicationOutcome plan = plan_publication(desk.draft(), publish_target(store, desk.head(), valid_from, crosswalk, now));
        if (RefusedPublication* no = std::get_if<RefusedPublication>(&plan))
            return std::move(*no);
        try {
            return store.publish(std::get<Publication>(plan), desk.holder(), actor, now);
        } catch (const OutOfDate&) {
            if (tries == most_tries)
                throw;
        }
    }
}

} // namespace data
