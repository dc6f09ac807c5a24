#include "data/store/tables/editions.h"

#include "data/error.h"
#include "data/store/tables/drafts.h"
#include "data/store/tables/tables.h"

#include <fmt/format.h>
#include <soci/soci.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <unordered_map>

namespace data::store {
namespace {

std::string text_of_ids(std::vector<GridId> ids)
{
    std::ranges::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    std::string text;
    for (const GridId id : ids)
        text += fmt::format("{}{}", text.empty() ? "" : ",", id.value);
    return text;
}

std::vector<GridId> ids_from_text(const std::string& text)
{
    std::vector<GridId> ids;
    for (const char *at = text.data(), *end = at + text.size(); at < end;) {
        GridId id;
        const auto [after, fault] = std::from_chars(at, end, id.value);
        if (fault != std::errc{})
            break;
        ids.push_back(id);
        at = after + 1;
    }
    return ids;
}

/// One publication at work: areas that end, and those that begin with the ids they get.
class Publishing {
public:
    Publishing(Connection& connection, const Publication& publication, std::int64_t edition)
        : connection_(connection), publication_(publication), edition_(edition), opens_(publication.opens),
          closes_(publication.closes.begin(), publication.closes.end())
    {
        next_id_ = connection_.last_id("grids") + 1;
    }

    /// Gives ids, and carries along what lies below an area that is made anew.
    void prepare()
    {
        for (Grid& grid : opens_)
            number(grid);
        std::map<std::pair<Level, std::string>, GridId> by_code;
        for (const Grid& grid : opens_)
            if (!grid.code.empty())
                by_code.emplace(std::pair(grid.level, grid.code), grid.id);
        for (const GridId id : closes_)
            if (const std::optional<Grid> closed = read_grid(connection_, id); closed && !closed->code.empty())
                if (const auto at = by_code.find({closed->level, closed->code}); at != by_code.end())
                    followers_.emplace(id, at->second);
        std::vector<GridId> parents;
        for (const auto& [closed, follower] : followers_)
            parents.push_back(closed);
        for (std::size_t i = 0; i < parents.size(); ++i)
            for (const GridId child : still_there_below(parents[i]))
                if (std::optional<Grid> grid = read_grid(connection_, child); grid && closes_.insert(child).second) {
                    grid->id = {};
                    number(*grid);
                    followers_.emplace(child, grid->id);
                    parents.push_back(child);
                    opens_.push_back(*std::move(grid));
                }
        for (Grid& grid : opens_) {
            grid.parent = now_called(grid.parent);
            grid.valid_from = publication_.valid_from;
            grid.valid_to.reset();
            grid.from_edition = edition_;
            grid.to_edition = 0;
        }
        std::ranges::stable_sort(opens_, {}, &Grid::level); // an area refers to those above it
    }

    void close()
    {
        long long id = 0, edition = edition_, until = micros_from_time(publication_.valid_from);
        soci::statement keep = (connection_.sql().prepare << "insert into edition_ends (grid_id, edition_id, valid_to_us) select id, :edition, valid_to_us from grids "
                                                             "where id = :id and to_edition is null and valid_to_us is not null",
                                soci::use(edition), soci::use(id));
        soci::statement end = (connection_.sql().prepare
                                   << "update grids set to_edition = :edition, valid_to_us = case when valid_to_us is null or valid_to_us > :until then :same else "
                                      "valid_to_us end where id = :id and to_edition is null",
                               soci::use(edition), soci::use(until), soci::use(until), soci::use(id));
        for (const GridId closed : closes_) {
            id = closed.value;
            keep.execute(true);
            end.execute(true);
            if (end.get_affected_rows() != 1)
                throw Error(geo::remark("area_old", closed.value));
        }
        // What an import ended before is of no edition either.
        connection_.sql() << "update grids set to_edition = :edition where to_edition is null and valid_to_us <= :until", soci::use(edition), soci::use(until);
    }

    void open() { write_in_one(connection_, opens_); }

    GridId now_called(GridId id) const
    {
        const auto numbered = numbered_.find(id);
        if (numbered != numbered_.end())
            return numbered->second;
        const auto follower = followers_.find(id);
        return follower == followers_.end() ? id : follower->second;
    }

    std::vector<std::pair<GridId, GridId>> ids() const
    {
        std::vector<std::pair<GridId, GridId>> ids(numbered_.begin(), numbered_.end());
        ids.insert(ids.end(), followers_.begin(), followers_.end());
        std::ranges::sort(ids);
        return ids;
    }

private:
    void number(Grid& grid)
    {
        const GridId id{next_id_++};
        if (grid.id.value < 0)
            numbered_.emplace(grid.id, id);
        grid.id = id;
    }

    std::vector<GridId> still_there_below(GridId parent) const
    {
        std::vector<GridId> below;
        long long id = 0, above = parent.value, until = micros_from_time(publication_.valid_from);
        soci::statement statement = (connection_.sql().prepare << "select id from grids where parent_id = :above and to_edition is null and "
                                                                  "(valid_to_us is null or valid_to_us > :until) order by id",
                                     soci::use(above), soci::use(until), soci::into(id));
        statement.execute();
        while (statement.fetch())
            below.push_back({id});
        return below;
    }

    Connection& connection_;
    const Publication& publication_;
    std::int64_t edition_, next_id_ = 0;
    std::vector<Grid> opens_;
    std::set<GridId> closes_;
    std::unordered_map<GridId, GridId> numbered_;  // the draft's own id → that of the row
    std::map<GridId, GridId> followers_;           // closed → the one of its code
};

void log_of(Connection& connection, const char* kind, const Edition& edition, const Reassigned& moved, const Actor& actor, TimePoint now)
{
    const SessionLogEntry entry{now, actor, kind, "edition " + edition.name,
                                fmt::format("valid_from={} incidents={} cameras={}", iso8601(edition.valid_from), moved.incidents, moved.cameras)};
    append_log(connection, std::span(&entry, 1));
}

/// Grids are to be read again by everybody: what changed of incidents without an event is seen only so.
void touch_grids(Connection& connection)
{
    connection.sql() << "update revisions set value = value + 1 where name = 'grids'";
}

} // namespace

std::vector<Edition> read_editions(Connection& connection)
{
    std::vector<Edition> editions;
    long long id = 0, valid_from = 0, published = 0, account = 0, post = 0, is_applied = 0, draft = 0;
    std::string name, seat, communities, crosswalk;
    soci::statement statement =
        (connection.sql().prepare << "select id, name, valid_from_us, published_us, coalesce(account_id, 0), coalesce(post_id, 0), seat, communities, crosswalk, "
                                     "case when applied_us is null then 0 else 1 end, draft_id from editions order by id",
         soci::into(id), soci::into(name), soci::into(valid_from), soci::into(published), soci::into(account), soci::into(post), soci::into(seat),
         soci::into(communities), soci::into(crosswalk), soci::into(is_applied), soci::into(draft));
    statement.execute();
    while (statement.fetch())
        editions.push_back({id, name, time_from_micros(valid_from), time_from_micros(published), {{account}, {post}, seat}, is_applied != 0,
                            ids_from_text(communities), crosswalk, draft});
    return editions;
}

Published publish(Connection& connection, const Publication& publication, const Actor& actor, TimePoint published, TimePoint now)
{
    const std::vector<Edition> before = read_editions(connection);
    const std::int64_t newest = before.empty() ? 0 : before.back().id;
    if (newest != publication.newest)
        throw OutOfDate(geo::remark("edition_meanwhile", before.empty() ? "" : before.back().name));
    if (!before.empty() && publication.valid_from < before.back().valid_from)
        throw Error(geo::remark("edition_order", before.back().name, iso8601(before.back().valid_from)));
    if (std::ranges::find(before, publication.name, &Edition::name) != before.end())
        throw Error(geo::remark("edition_there", publication.name));

    Published done;
    Edition& edition = done.edition;
    edition = {connection.last_id("editions") + 1, publication.name, publication.valid_from, published, actor, publication.valid_from <= now, {}, publication.crosswalk, publication.draft};
    Publishing publishing(connection, publication, edition.id);
    publishing.prepare();
    for (const GridId community : publication.communities)
        edition.communities.push_back(publishing.now_called(community));
    std::ranges::sort(edition.communities);
    edition.communities.erase(std::unique(edition.communities.begin(), edition.communities.end()), edition.communities.end());
    long long id = edition.id, draft = publication.draft, valid_from = micros_from_time(edition.valid_from), time = micros_from_time(published),
              applied = micros_from_time(now), account = actor.account.value, post = actor.post.value, is_applied = edition.is_applied;
    std::string name = edition.name, seat = actor.seat, communities = text_of_ids(edition.communities), crosswalk = edition.crosswalk;
    connection.sql() << "insert into editions (id, name, draft_id, valid_from_us, published_us, account_id, post_id, seat, communities, crosswalk, applied_us) "
                        "values (:id, :name, :draft, :valid_from, :time, nullif(:account, 0), nullif(:post, 0), :seat, :communities, :crosswalk, "
                        "case when :is_applied = 1 then :same else null end)",
        soci::use(id), soci::use(name), soci::use(draft), soci::use(valid_from), soci::use(time), soci::use(account), soci::use(post), soci::use(seat),
        soci::use(communities), soci::use(crosswalk), soci::use(is_applied), soci::use(applied);
    publishing.close();
    publishing.open();
    done.ids = publishing.ids();
    Reassigned moved;
    if (edition.is_applied)
        moved = reassign_with_events(connection, GridLocator(read_grids(connection), now), actor, now, true);
    done.incidents = moved.incidents, done.cameras = moved.cameras;
    touch_grids(connection);
    return done;
}

void log_edition(Connection& connection, const char* kind, const Published& published, const Actor& actor, TimePoint now)
{
    log_of(connection, kind, published.edition, {published.incidents, published.cameras}, actor, now);
}

Edition withdraw_newest(Connection& connection, bool is_draft_open_again, const Actor& actor, TimePoint now)
{
    const std::vector<Edition> editions = read_editions(connection);
    const Edition edition = editions.back();
    long long id = edition.id, draft = edition.draft, from = micros_from_time(edition.valid_from), published = micros_from_time(edition.published),
              time = micros_from_time(now), account = actor.account.value, post = actor.post.value;
    std::string name = edition.name, seat = actor.seat;
    connection.sql() << "insert into withdrawn_editions (id, name, draft_id, valid_from_us, published_us, withdrawn_us, account_id, post_id, seat) values "
                        "(:id, :name, :draft, :from, :published, :time, nullif(:account, 0), nullif(:post, 0), :seat)",
        soci::use(id), soci::use(name), soci::use(draft), soci::use(from), soci::use(published), soci::use(time), soci::use(account), soci::use(post),
        soci::use(seat);
    // What an import had ended before keeps its end.
    connection.sql() << "update grids set to_edition = null, valid_to_us = case when valid_to_us < :from then valid_to_us else (select e.valid_to_us from "
                        "edition_ends e where e.grid_id = grids.id and e.edition_id = :id) end where to_edition = :same",
        soci::use(from), soci::use(id), soci::use(id);
    connection.sql() << "delete from edition_ends where edition_id = :id", soci::use(id);
    connection.sql() << "delete from grids where from_edition = :id", soci::use(id);
    connection.sql() << "update drafts set edition_id = null where edition_id = :id and state <> 'open'", soci::use(id);
    if (is_draft_open_again)
        connection.sql() << "update drafts set state = 'open', ended_us = null where id = :draft", soci::use(draft);
    connection.sql() << "delete from editions where id = :id", soci::use(id);
    touch_grids(connection);
    return edition;
}

bool has_due_editions(Connection& connection, TimePoint now)
{
    return connection.number(fmt::format("select count(*) from editions where applied_us is null and valid_from_us <= {}", micros_from_time(now))) > 0;
}

std::size_t apply_due_editions(Connection& connection, TimePoint now, const Actor& actor)
{
    std::vector<Edition> due = read_editions(connection);
    std::erase_if(due, [&](const Edition& edition) { return edition.is_applied || edition.valid_from > now; });
    if (due.empty()) // another console was first
        return 0;
    // One after the other, each at its own instant and in the name of who published it, whenever somebody was there to do it.
    const std::vector<Grid> areas = read_grids(connection);
    for (const Edition& edition : due) {
        const bool is_newest = &edition == &due.back();
        const Reassigned moved = reassign_with_events(connection, GridLocator(areas, is_newest ? now : edition.valid_from),
                                                      {edition.actor.account, edition.actor.post, actor.seat}, edition.valid_from, is_newest);
        long long id = edition.id, time = micros_from_time(now);
        connection.sql() << "update editions set applied_us = :time where id = :id", soci::use(time), soci::use(id);
        log_of(connection, "edition_applied", edition, moved, actor, now);
    }
    touch_grids(connection);
    return due.size();
}

} // namespace data::store
