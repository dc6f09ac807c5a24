#include "data/store/publish_draft.h"

#include "data/error.h"

#include <algorithm>

namespace data {
namespace {

// So often another console may publish between the plan and its writing.
constexpr int most_tries = 5;

/// Tries again what another console came before with.
template <class Try> auto again_when_out_of_date(Try attempt)
{
    for (int tries = 1;; ++tries) {
        try {
            return attempt();
        } catch (const OutOfDate&) {
            if (tries == most_tries)
                throw;
        }
    }
}

bool is_to_come(const Edition& edition, TimePoint now) { return !edition.is_applied && edition.valid_from > now; }

std::vector<std::int64_t> ids_of(std::span<const Edition> editions)
{
    std::vector<std::int64_t> ids;
    for (const Edition& edition : editions)
        ids.push_back(edition.id);
    return ids;
}

void remember_codes(PublishTarget& target, const std::vector<Grid>& areas)
{
    for (const Grid& area : areas)
        target.codes.emplace(area.id, area.code);
}

/// What was withdrawn, once more: each edition's own draft on what is there by then.
class Reissues {
public:
    Reissues(Store& store, TimePoint now) : store_(store), now_(now) {}

    PublishStep step(const Edition& edition)
    {
        const std::optional<DraftHead> head = store_.draft_of(edition.draft);
        if (!head)
            throw Error(geo::remark("draft_gone"));
        auto draft = std::make_shared<const Draft>(load_draft(store_, *head, now_));
        return {[this, head = *head, draft, edition] { return plan(head, *draft, edition); }, edition.draft, edition};
    }
    /// Why a step has no plan.
    const std::optional<RefusedPublication>& refused() const { return refused_; }

private:
    std::optional<Publication> plan(const DraftHead& head, const Draft& draft, const Edition& edition)
    {
        PublicationOutcome outcome = plan_publication(draft, publish_target(store_, head, edition.valid_from, edition.crosswalk, now_));
        if (RefusedPublication* no = std::get_if<RefusedPublication>(&outcome)) {
            const geo::Remark why = geo::remark("edition_would_not_hold", edition.name);
            refused_ = RefusedPublication{geo::error_words(why), no->at, {}, {}, why};
            return std::nullopt;
        }
        return std::get<Publication>(std::move(outcome));
    }

    Store& store_;
    TimePoint now_;
    std::optional<RefusedPublication> refused_;
};

/// Behind the date of `target` editions are to come.
PublishOutcome publish_ahead(Store& store, const DraftDesk& desk, const Actor& actor, PublishTarget target, std::vector<Edition> behind, TimePoint now)
{
    target.behind = ids_of(behind);
    if (std::optional<RefusedPublication> no = conflict_of(desk.draft(), target))
        return *std::move(no);
    const auto base = std::ranges::find(behind, target.edition, &Edition::id);
    // It could not be worked out again, were it to be.
    if (base != behind.end() && target.valid_from > now) {
        const geo::Remark why = geo::remark("draft_of_edition_to_come", target.name, base->name, iso8601(base->valid_from));
        return RefusedPublication{geo::error_words(why), {}, {}, {}, why};
    }
    Reissues reissues(store, now);
    std::optional<RefusedPublication> refused;
    EditionsAnew anew{target.behind, false, {}};
    anew.steps.push_back({[&]() -> std::optional<Publication> {
                              PublishTarget then = target;
                              then.editions = store.editions();
                              then.is_without_them = true;
                              then.newest = store.draft_ground(then.editions.empty() ? 0 : then.editions.back().id, now)->areas;
                              remember_codes(then, then.newest);
                              PublicationOutcome outcome = plan_publication(desk.draft(), then);
                              if (RefusedPublication* no = std::get_if<RefusedPublication>(&outcome)) {
                                  refused = std::move(*no);
                                  return std::nullopt;
                              }
                              return std::get<Publication>(std::move(outcome));
                          },
                          target.draft, std::nullopt});
    for (const Edition& edition : behind)
        anew.steps.push_back(reissues.step(edition));
    if (std::optional<std::vector<Published>> done = store.write_anew(anew, desk.holder(), actor, now))
        return std::move(done->front());
    return refused ? *std::move(refused) : reissues.refused().value();
}

} // namespace

PublishTarget publish_target(Store& store, const DraftHead& head, TimePoint valid_from, std::string crosswalk, TimePoint now)
{
    PublishTarget target{head.id, head.edition, head.name, valid_from, store.editions(), {}, {}, std::move(crosswalk)};
    remember_codes(target, store.draft_ground(head.edition, head.edition ? now : head.created)->areas);
    for (const Edition& edition : target.editions)
        if (edition.id > head.edition) {
            target.newest = store.draft_ground(edition.id, now)->areas;
            remember_codes(target, target.newest);
        }
    return target;
}

PublishOutcome publish_draft(Store& store, const DraftDesk& desk, const Actor& actor, TimePoint valid_from, const std::string& crosswalk, TimePoint now)
{
    return again_when_out_of_date([&]() -> PublishOutcome {
        PublishTarget target = publish_target(store, desk.head(), valid_from, crosswalk, now);
        std::vector<Edition> behind;
        for (const Edition& edition : target.editions)
            if (is_to_come(edition, now) && edition.valid_from > valid_from)
                behind.push_back(edition);
        if (!behind.empty())
            return publish_ahead(store, desk, actor, std::move(target), std::move(behind), now);
        PublicationOutcome plan = plan_publication(desk.draft(), target);
        if (RefusedPublication* no = std::get_if<RefusedPublication>(&plan))
            return std::move(*no);
        return store.publish(std::get<Publication>(plan), desk.holder(), actor, now);
    });
}

std::optional<RefusedPublication> withdraw_edition(Store& store, const std::string& name, const DraftHolder& me, const Actor& actor, TimePoint now)
{
    return again_when_out_of_date([&]() -> std::optional<RefusedPublication> {
        const std::vector<Edition> editions = store.editions();
        const auto at = std::ranges::find(editions, name, &Edition::name);
        if (at == editions.end())
            throw Error(geo::remark("no_edition_named", name));
        if (!is_to_come(*at, now))
            throw Error(geo::remark("edition_in_force", name, iso8601(at->valid_from)));
        const std::span<const Edition> withdrawn(at, editions.end());
        Reissues reissues(store, now);
        EditionsAnew anew{ids_of(withdrawn), true, {}};
        for (const Edition& edition : withdrawn.subspan(1))
            anew.steps.push_back(reissues.step(edition));
        if (store.write_anew(anew, me, actor, now))
            return std::nullopt;
        return reissues.refused();
    });
}

} // namespace data
