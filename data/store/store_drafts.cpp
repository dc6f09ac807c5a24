// What a Store does with drafts and editions.
#include "data/store/store.h"

#include "data/records/derive.h"
#include "data/store/open_store.h"
#include "data/store/process.h"
#include "data/store/tables/drafts.h"
#include "data/store/tables/editions.h"
#include "data/store/tables/tables.h"

#include <fmt/format.h>

#include <unordered_set>
#include <variant>

namespace data {
namespace {

std::string words_of(const DraftHolder& holder)
{
    return fmt::format("{} (process {}) since {}", holder.seat.empty() ? "another console" : holder.seat, holder.process, iso8601(holder.since));
}

/// Throws where the draft is not open, or another than `holder` may write it.
DraftHead require_held(store::Connection& connection, std::int64_t id, const DraftHolder& holder)
{
    std::optional<DraftHead> draft = store::read_draft(connection, id);
    if (!draft)
        throw Error(geo::remark("draft_gone"));
    if (draft->state != DraftState::open)
        throw Error(geo::remark("draft_closed", draft->name, draft_state_names[static_cast<std::size_t>(draft->state)]));
    if (!draft->holder)
        throw Error(geo::remark("draft_unheld", draft->name));
    if (!is_same_process(*draft->holder, holder))
        throw Error(geo::remark("draft_held", draft->name, words_of(*draft->holder)));
    return *std::move(draft);
}

} // namespace

std::vector<DraftHead> Store::drafts()
{
    return impl_->read([&] {
        std::vector<DraftHead> drafts = store::read_drafts(impl_->connection);
        store::forget_the_dead(drafts);
        return drafts;
    });
}

std::optional<DraftHead> Store::draft(const std::string& name)
{
    return impl_->read([&] {
        std::optional<DraftHead> draft = store::read_draft(impl_->connection, name);
        if (draft && draft->holder && !is_alive(*draft->holder))
            draft->holder.reset();
        return draft;
    });
}

std::optional<DraftHead> Store::draft_of(std::int64_t id)
{
    return impl_->read([&] { return store::read_draft(impl_->connection, id); });
}

DraftHead Store::create_draft(const std::string& name, const std::string& base_digest, const Actor& actor, TimePoint now)
{
    return impl_->write_at_once([&] { return store::add_draft(impl_->connection, name, edition_to_begin_on(store::read_editions(impl_->connection), now), base_digest, actor, now); });
}

std::optional<DraftHolder> Store::hold_draft(std::int64_t id, const DraftHolder& holder)
{
    return impl_->write_at_once([&]() -> std::optional<DraftHolder> {
        const std::optional<DraftHead> draft = store::read_draft(impl_->connection, id);
        if (!draft)
            throw Error(geo::remark("draft_gone"));
        if (draft->state != DraftState::open)
            throw Error(geo::remark("draft_not_opened", draft->name, draft_state_names[static_cast<std::size_t>(draft->state)]));
        if (draft->holder && !is_same_process(*draft->holder, holder) && is_alive(*draft->holder))
            return draft->holder;
        store::write_holder(impl_->connection, id, holder);
        return std::nullopt;
    });
}

void Store::release_draft(std::int64_t id, const DraftHolder& holder)
{
    impl_->write_at_once([&] {
        const std::optional<DraftHead> draft = store::read_draft(impl_->connection, id);
        if (draft && draft->holder && is_same_process(*draft->holder, holder))
            store::remove_holder(impl_->connection, id);
        return true;
    });
}

void Store::append(std::int64_t id, const DraftHolder& holder, std::span<const DraftEntry> entries)
{
    impl_->write_at_once([&] {
        const DraftHead draft = require_held(impl_->connection, id, holder);
        auto expected = static_cast<std::int64_t>(draft.entries);
        for (const DraftEntry& entry : entries)
            if (entry.seq != ++expected)
                throw Error(geo::remark("journal_number", draft.name, expected, entry.seq));
        store::append_entries(impl_->connection, id, entries);
        return true;
    });
}

std::vector<DraftEntry> Store::entries(std::int64_t id, std::int64_t after)
{
    return impl_->read([&] { return store::read_entries(impl_->connection, id, after); });
}

void Store::discard_draft(std::int64_t id, const DraftHolder& holder, const Actor& actor, TimePoint now)
{
    impl_->write_at_once([&] {
        const std::optional<DraftHead> draft = store::read_draft(impl_->connection, id);
        if (draft && draft->holder && !is_alive(*draft->holder))
            store::write_holder(impl_->connection, id, holder);
        const DraftHead head = draft && !draft->holder ? *draft : require_held(impl_->connection, id, holder);
        if (head.state != DraftState::open)
            throw Error(geo::remark("draft_ended", head.name, draft_state_names[static_cast<std::size_t>(head.state)]));
        store::close_draft(impl_->connection, id, DraftState::discarded, now);
        const SessionLogEntry entry{now, actor, "draft_discarded", "draft " + head.name, fmt::format("edits={}", head.entries)};
        store::append_log(impl_->connection, std::span(&entry, 1));
        return true;
    });
}

std::vector<Edition> Store::editions()
{
    return impl_->read([&] { return store::read_editions(impl_->connection); });
}

namespace {

std::vector<Grid> read_areas(store::Connection& connection, std::int64_t edition, TimePoint now)
{
    const std::vector<Edition> editions = store::read_editions(connection);
    if (edition && std::ranges::find(editions, edition, &Edition::id) == editions.end())
        throw Error(geo::remark("edition_gone"));
    std::vector<Grid> areas = store::read_grids_of(connection, edition);
    // Before the first edition areas came and went with imports.
    if (editions.empty())
        std::erase_if(areas, [&](const Grid& grid) { return !is_in_force(grid, now); });
    else if (!edition)
        std::erase_if(areas, [&](const Grid& grid) { return grid.valid_to && *grid.valid_to < editions.front().valid_from; });
    return areas;
}

} // namespace

std::vector<Grid> Store::areas_of_edition(std::int64_t edition, TimePoint now)
{
    return impl_->read([&] {
        std::vector<Grid> areas = read_areas(impl_->connection, edition, now);
        derive(areas);
        return areas;
    });
}

DraftGroundPtr Store::draft_ground(std::int64_t edition, TimePoint now)
{
    return impl_->read([&] {
        auto ground = std::make_shared<DraftGround>();
        ground->areas = read_areas(impl_->connection, edition, now);
        for (Grid& area : ground->areas)
            area.box = geo::box_of(area.shape);
        // Where no edition has ended an area none has a code that is not in use.
        if (static_cast<std::size_t>(impl_->connection.number("select count(*) from grids")) != ground->areas.size()) {
            std::unordered_set<std::string_view> in_use;
            for (const Grid& area : ground->areas)
                in_use.insert(area.code);
            for (std::string& code : store::read_codes_of_grids(impl_->connection))
                if (!in_use.contains(code))
                    ground->retired.push_back(std::move(code));
        }
        ground->rules = finding_rules(store::read_settings(impl_->connection));
        ground->units = store::read_units(impl_->connection);
        for (const store::PlacedHouseholds& place : store::read_households(impl_->connection))
            ground->places.push_back({place.point, place.households});
        return DraftGroundPtr(std::move(ground));
    });
}

Published Store::publish(const Publication& publication, const DraftHolder& holder, const Actor& actor, TimePoint now)
{
    Published done = impl_->write_at_once([&] {
        require_held(impl_->connection, publication.draft, holder);
        store::close_draft(impl_->connection, publication.draft, DraftState::published, now);
        Published done = store::publish(impl_->connection, publication, actor, now, now);
        store::log_edition(impl_->connection, "edition_published", done, actor, now);
        return done;
    });
    impl_->locator.reset();
    return done;
}

namespace {

/// Thrown to take back what a transaction did so far.
struct NothingPlanned {};

std::vector<Edition> require_to_come(store::Connection& connection, const std::vector<std::int64_t>& wanted, TimePoint now)
{
    std::vector<Edition> newest = store::read_editions(connection);
    const std::string name = newest.empty() ? "" : newest.back().name;
    newest.erase(newest.begin(), newest.end() - static_cast<std::ptrdiff_t>(std::min(wanted.size(), newest.size())));
    if (!std::ranges::equal(newest, wanted, {}, &Edition::id))
        throw OutOfDate(geo::remark("edition_meanwhile", name));
    for (const Edition& edition : newest)
        if (edition.is_applied || edition.valid_from <= now)
            throw Error(geo::remark("edition_in_force", edition.name, iso8601(edition.valid_from)));
    return newest;
}

/// Nobody's work is drawn on what goes.
void require_nothing_begun_on(store::Connection& connection, const std::vector<Edition>& withdrawn, const EditionsAnew& anew)
{
    const auto find = [&](std::int64_t id) { return std::ranges::find(withdrawn, id, &Edition::id); };
    for (const DraftHead& draft : store::read_drafts(connection))
        if (const auto base = find(draft.edition); base != withdrawn.end() && std::ranges::find(anew.steps, draft.id, &PublishStep::draft) == anew.steps.end())
            throw Error(geo::remark("draft_builds", draft.name, base->name));
    for (const PublishStep& step : anew.steps)
        if (step.was)
            if (const auto draft = store::read_draft(connection, step.draft))
                if (const auto base = find(draft->edition); base != withdrawn.end())
                    throw Error(geo::remark("edition_builds", step.was->name, base->name));
}

} // namespace

std::optional<std::vector<Published>> Store::write_anew(const EditionsAnew& anew, const DraftHolder& holder, const Actor& actor, TimePoint now)
{
    store::Connection& connection = impl_->connection;
    const auto write = [&] {
        const std::vector<Edition> withdrawn = require_to_come(connection, anew.withdrawn, now);
        require_nothing_begun_on(connection, withdrawn, anew);
        for (const PublishStep& step : anew.steps)
            if (!step.was) {
                require_held(connection, step.draft, holder);
                store::close_draft(connection, step.draft, DraftState::published, now);
            }
        for (std::size_t left = withdrawn.size(); left > 0; --left)
            store::withdraw_newest(connection, anew.is_oldest_dropped && left == 1, actor, now);
        if (anew.is_oldest_dropped)
            store::log_edition(connection, "edition_withdrawn", {withdrawn.front(), {}, 0, 0}, actor, now);
        std::vector<Published> done;
        for (const PublishStep& step : anew.steps) {
            const std::optional<Publication> plan = step.plan();
            if (!plan)
                throw NothingPlanned();
            done.push_back(store::publish(connection, *plan, step.was ? step.was->actor : actor, step.was ? step.was->published : now, now));
            store::log_edition(connection, step.was ? "edition_reissued" : "edition_published", done.back(), actor, now);
        }
        return done;
    };
    try {
        std::vector<Published> done = impl_->write_at_once(write);
        impl_->locator.reset();
        return done;
    } catch (const NothingPlanned&) {
        impl_->locator.reset();
        return std::nullopt;
    }
}

std::size_t Store::apply_due_editions(TimePoint now, const Actor& actor)
{
    if (impl_->mode == OpenMode::read_only || impl_->staging || !impl_->read([&] { return store::has_due_editions(impl_->connection, now); }))
        return 0;
    const std::size_t applied = impl_->write_at_once([&] { return store::apply_due_editions(impl_->connection, now, actor); });
    impl_->locator.reset();
    return applied;
}

Store Store::open_to_write(const std::filesystem::path& path, const Actor& actor, TimePoint now)
{
    Store store = open(path, OpenMode::read_write);
    store.apply_due_editions(now, actor);
    return store;
}

Store Store::open_to_read(const std::filesystem::path& path, const Actor& actor, TimePoint now)
{
    Store store = open(path, OpenMode::read_only);
    if (store.impl_->read([&] { return store::has_due_editions(store.impl_->connection, now); })) {
        try {
            open_to_write(path, actor, now);
        } catch (const Error&) {
            return store; // not ours to write: its records go by the edition before, as whoever reads it next will see
        }
        return open(path, OpenMode::read_only);
    }
    return store;
}

DraftsChanged Store::drafts_changed()
{
    return {frozen(drafts()), frozen(editions())};
}

} // namespace data
