#include "data/records/facts.h"

#include "data/records/condition.h"

#include <algorithm>

namespace data {
namespace {

struct Apply {
    World& world;

    void operator()(WorkspaceLoaded& fact) const
    {
        // The same workspace read again, after an import: the streams go on and say nothing new of themselves.
        const bool is_same = world.loaded && world.workspace.path == fact.info.path;
        world.workspace = std::move(fact.info);
        world.loaded = true;
        world.grids = std::move(fact.grids);
        world.places = std::move(fact.places);
        world.cameras = std::move(fact.cameras);
        world.units = std::move(fact.units);
        world.accounts = std::move(fact.accounts);
        world.posts = std::move(fact.posts);
        world.layers = std::move(fact.layers);
        world.setup = std::move(fact.setup);
        world.drafts = std::move(fact.drafts);
        world.editions = std::move(fact.editions);
        world.settings = std::move(fact.settings);
        world.imported = std::move(fact.imported);
        world.incidents = fact.incidents ? Table<Incident>(std::move(*fact.incidents)) : Table<Incident>();
        world.newest_report = {};
        for (const Incident& incident : world.incidents.rows)
            world.newest_report = std::max(world.newest_report, incident.reported);
        world.histories.clear();
        if (!is_same)
            world.conditions.clear();
        ++world.conditions_revision;
        ++world.incidents_revision;
    }

    void operator()(WorkspaceClosed&) const
    {
        // The revisions never go back: who remembers one must see that something changed.
        const std::uint64_t revision = world.incidents_revision, conditions = world.conditions_revision;
        World empty;
        world = std::move(empty);
        world.incidents_revision = revision + 1;
        world.conditions_revision = conditions + 1;
    }

    void operator()(IncidentSaved& fact) const
    {
        const IncidentId id = fact.incident.id;
        world.newest_report = std::max(world.newest_report, fact.incident.reported);
        const auto at = world.incidents.index.find(id);
        if (at != world.incidents.index.end()) {
            world.incidents.rows[at->second] = std::move(fact.incident);
        } else {
            world.incidents.index.emplace(id, world.incidents.rows.size());
            world.incidents.rows.push_back(std::move(fact.incident));
        }
        ++world.incidents_revision;
        // A history that was not loaded stays so: one event alone would pass for all of it.
        const auto history = world.histories.find(id);
        if (history == world.histories.end())
            return;
        std::vector<IncidentEvent>& events = history->second;
        const bool is_known =
            std::any_of(events.begin(), events.end(), [&](const IncidentEvent& e) { return e.id == fact.event.id; });
        if (!is_known)
            events.push_back(std::move(fact.event));
    }

    void operator()(HistoryLoaded& fact) const { world.histories[fact.incident] = std::move(fact.events); }
    void operator()(LayersSaved& fact) const { world.layers = std::move(fact.layers); }
    void operator()(SettingSaved& fact) const { world.settings[fact.key] = std::move(fact.value); }
    void operator()(MasksSaved& fact) const { world.setup.masks = std::move(fact.masks); }
    void operator()(RecordersSaved& fact) const { world.setup.recorders = std::move(fact.recorders); }
    void operator()(GuardSaved& fact) const { world.setup.guarded = std::move(fact.guarded); }
    void operator()(WallViewsSaved& fact) const { world.setup.wall_views = std::move(fact.views); }
    void operator()(SeatPlansSaved& fact) const { world.setup.seat_plans = std::move(fact.plans); }
    void operator()(DraftsChanged& fact) const { world.drafts = std::move(fact.drafts), world.editions = std::move(fact.editions); }
    void operator()(CameraConditionChanged& fact) const
    {
        CameraCondition& known = world.conditions[fact.camera];
        const TimePoint asked = std::max(known.asked, fact.condition.asked);
        const bool was_well = known.was_well || is_well(known.state);
        known = std::move(fact.condition);
        known.asked = asked;
        known.was_well = was_well && !is_well(known.state);
        ++world.conditions_revision;
    }
    void operator()(SaveChanged& fact) const { world.save = std::move(fact.state); }
};

} // namespace

void apply(World& world, Fact fact)
{
    std::visit(Apply{world}, fact);
}

} // namespace data
