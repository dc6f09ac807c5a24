#include "console/services/edition_service.h"

#include "data/drafts/edition_difference.h"
#include "data/records/derive.h"

#include <algorithm>

namespace console {

EditionService::EditionService(Scheduler& scheduler, StoreService& store, const AppClock& clock, std::function<void(Said)> failed)
    : scheduler_(scheduler), store_(store), clock_(clock), failed_(std::move(failed))
{
}

std::optional<EditionService::Wanted> EditionService::wanted(const data::World& world, const Session& session, data::TimePoint now)
{
    if (!session.edition.shown || session.layout != Layout::editor || !world.loaded)
        return std::nullopt;
    Wanted out{*session.edition.shown, *session.edition.shown, compared_edition(world, session, now)};
    // Ids grow with time, and so does the instant from which editions rule.
    if (out.older && *out.older > out.on_map)
        std::swap(*out.older, out.on_map);
    return out;
}

void EditionService::follow(const data::World& world, const Session& session)
{
    const std::optional<Wanted> now = wanted(world, session, clock_.now());
    if (now != wanted_) {
        wanted_ = now;
        reading_ = {}, comparing_ = {};
        view_.reset();
        has_failed_ = false;
        std::erase_if(read_, [&](const auto& entry) { return !now || (entry.first != now->on_map && now->older != entry.first); });
        if (now)
            view_.emplace(EditionView{now->shown, now->older, now->on_map, nullptr, nullptr});
    }
    if (!wanted_ || !store_.is_open())
        return;
    if (!view_->areas)
        if (const auto at = read_.find(wanted_->on_map); at != read_.end())
            view_->areas = at->second.areas;
    if (has_failed_ || reading_.is_running())
        return;
    if (!read_.contains(wanted_->on_map))
        read(wanted_->on_map);
    else if (wanted_->older && !read_.contains(*wanted_->older))
        read(*wanted_->older);
    else if (wanted_->older && !view_->comparison && !comparing_.is_running())
        compare(world);
}

void EditionService::read(std::int64_t edition)
{
    reading_ = store_.ask(
        "edition.task_read",
        [this, edition, now = clock_.now()](data::Store& store) -> std::function<void()> {
            Read found{store.draft_ground(edition, now), nullptr};
            std::vector<data::Grid> areas = found.ground->areas;
            data::derive(areas);
            // On the map they are what there is, whenever they ruled.
            for (data::Grid& area : areas)
                area.valid_from.reset(), area.valid_to.reset();
            found.areas = data::frozen(std::move(areas));
            return [this, edition, found] { read_[edition] = found; };
        },
        [this](Said words) { give_up(std::move(words)); });
}

void EditionService::give_up(Said words)
{
    has_failed_ = true;
    failed_(std::move(words));
}

void EditionService::compare(const data::World& world)
{
    std::vector<data::Incident> incidents;
    std::ranges::copy_if(world.incidents.rows, std::back_inserter(incidents), data::is_open);
    comparing_ = scheduler_.run(
        Queue::slow, "edition.task_compare",
        [before = read_[*wanted_->older].ground, after = read_[wanted_->on_map].ground, incidents = std::move(incidents),
         cameras = world.cameras](std::stop_token stop, TaskProgress&) {
            return std::make_shared<const data::Preview>(data::compare_editions(*before, *after, incidents, cameras->rows, stop));
        },
        [this](std::shared_ptr<const data::Preview> found) {
            if (view_)
                view_->comparison = std::move(found);
        },
        [this](Said words) { give_up(std::move(words)); });
}

}
