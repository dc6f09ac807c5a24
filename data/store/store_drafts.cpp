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

DraftHead Store::create_draft(const std::string& name, const std::string& base_digest, const Actor& actor, TimePoint now)
{
    return impl_->write_at_once([&] { return store::add_draft(impl_->connection, name, base_digest, actor, now); });
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
        return store::publish(impl_->connection, publication, actor, now);
    });
    impl_->locator.reset();
    return done;
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

DraftsChanged Store::drafts_changed()
{
    return {frozen(drafts()), frozen(editions())};
}

} // namespace data
