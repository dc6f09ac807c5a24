#include "data/store/tables/drafts.h"

#include "data/error.h"

#include <fmt/format.h>
#include <soci/soci.h>

#include <algorithm>

namespace data::store {
namespace {

constexpr std::size_t longest_name = 100;

DraftState draft_state_from(const std::string& word)
{
    const auto at = std::ranges::find(draft_state_names, word);
    return static_cast<DraftState>(at - draft_state_names.begin());
}

/// `where` names one variable.
template <class Value> std::vector<DraftHead> read_heads(Connection& connection, const std::string& where, Value value)
{
    std::vector<DraftHead> drafts;
    long long id = 0, edition = 0, created = 0, account = 0, post = 0, entries = 0, process = 0, held_by = 0, since = 0;
    std::string name, digest, seat, state, start, held_at;
    const std::string query = "select d.id, d.name, coalesce(d.edition_id, 0), d.base_digest, d.created_us, coalesce(d.account_id, 0), "
                              "coalesce(d.post_id, 0), d.seat, d.state, (select coalesce(max(e.seq), 0) from draft_entries e where e.draft_id = d.id), "
                              "coalesce(h.process, 0), coalesce(h.process_start, ''), coalesce(h.seat, ''), coalesce(h.account_id, 0), "
                              "coalesce(h.since_us, 0) from drafts d left join draft_holders h on h.draft_id = d.id where " + where + " order by d.id";
    soci::statement statement =
        (connection.sql().prepare << query, soci::use(value), soci::into(id), soci::into(name), soci::into(edition), soci::into(digest),
         soci::into(created), soci::into(account), soci::into(post), soci::into(seat), soci::into(state), soci::into(entries),
         soci::into(process), soci::into(start), soci::into(held_at), soci::into(held_by), soci::into(since));
    statement.execute();
    while (statement.fetch()) {
        DraftHead& draft = drafts.emplace_back(DraftHead{id, name, edition, digest, time_from_micros(created), {{account}, {post}, seat},
                                                         draft_state_from(state), static_cast<std::size_t>(entries), std::nullopt});
        if (process)
            draft.holder = DraftHolder{held_at, {held_by}, process, start, time_from_micros(since)};
    }
    return drafts;
}

std::optional<DraftHead> first_of(std::vector<DraftHead> drafts)
{
    return drafts.empty() ? std::nullopt : std::optional(std::move(drafts.front()));
}

/// Why a name is none; empty: it is one.
const char* fault_of_name(const std::string& name)
{
    if (name.empty())
        return "it is empty";
    if (name.size() > longest_name)
        return "it is longer than 100 bytes";
    if (std::ranges::any_of(name, [](unsigned char c) { return c < ' ' || c == 127; }))
        return "it has control characters in it";
    if (name.front() == ' ' || name.back() == ' ')
        return "it begins or ends with a blank";
    return "";
}

} // namespace

std::vector<DraftHead> read_drafts(Connection& connection)
{
    return read_heads(connection, "d.state = :state", std::string("open"));
}

std::optional<DraftHead> read_draft(Connection& connection, std::string name)
{
    return first_of(read_heads(connection, "d.state = 'open' and d.name = :name", std::move(name)));
}

std::optional<DraftHead> read_draft(Connection& connection, std::int64_t id)
{
    return first_of(read_heads(connection, "d.id = :id", static_cast<long long>(id)));
}

DraftHead add_draft(Connection& connection, const std::string& name, std::int64_t begun_on, const std::string& base_digest, const Actor& actor, TimePoint now)
{
    if (const std::string fault = fault_of_name(name); !fault.empty())
        throw Error(geo::remark("draft_name", name.substr(0, longest_name), fault));
    if (read_draft(connection, name))
        throw Error(geo::remark("draft_there", name));
    long long taken = 0;
    std::string wanted = name;
    connection.sql() << "select count(*) from editions where name = :name", soci::use(wanted), soci::into(taken);
    if (taken)
        throw Error(geo::remark("edition_there_draft", name));
    long long edition = begun_on, time = micros_from_time(now), account = actor.account.value, post = actor.post.value;
    long long id = connection.last_id("drafts") + 1;
    std::string digest = base_digest, seat = actor.seat;
    connection.sql() << "insert into drafts (id, name, edition_id, base_digest, created_us, account_id, post_id, seat, state) values (:id, :name, "
                        "nullif(:edition, 0), :digest, :time, nullif(:account, 0), nullif(:post, 0), :seat, 'open')",
        soci::use(id), soci::use(wanted), soci::use(edition), soci::use(digest), soci::use(time), soci::use(account), soci::use(post), soci::use(seat);
    return {id, name, edition, base_digest, now, actor, DraftState::open, 0, std::nullopt};
}

void write_holder(Connection& connection, std::int64_t draft, const DraftHolder& holder)
{
    remove_holder(connection, draft);
    long long id = draft, process = holder.process, account = holder.account.value, since = micros_from_time(holder.since);
    std::string start = holder.process_start, seat = holder.seat;
    connection.sql() << "insert into draft_holders (draft_id, process, process_start, seat, account_id, since_us) values (:id, :process, :start, :seat, "
                        "nullif(:account, 0), :since)",
        soci::use(id), soci::use(process), soci::use(start), soci::use(seat), soci::use(account), soci::use(since);
}

void remove_holder(Connection& connection, std::int64_t draft)
{
    long long id = draft;
    connection.sql() << "delete from draft_holders where draft_id = :id", soci::use(id);
}

void close_draft(Connection& connection, std::int64_t draft, DraftState state, TimePoint now)
{
    long long id = draft, time = micros_from_time(now);
    std::string word = draft_state_names[static_cast<std::size_t>(state)];
    remove_holder(connection, draft);
    connection.sql() << "update drafts set state = :state, ended_us = :time where id = :id", soci::use(word), soci::use(time), soci::use(id);
}

void append_entries(Connection& connection, std::int64_t draft, std::span<const DraftEntry> entries)
{
    long long id = draft, seq = 0, time = 0, account = 0, post = 0, of = 0;
    std::string seat, op, subject, script;
    soci::blob delta(connection.sql());
    soci::statement statement =
        (connection.sql().prepare
             << "insert into draft_entries (draft_id, seq, time_us, account_id, post_id, seat, op, subject, script, delta, of_seq) values (:id, :seq, :time, "
                "nullif(:account, 0), nullif(:post, 0), :seat, :op, :subject, :script, :delta, nullif(:of, 0))",
         soci::use(id), soci::use(seq), soci::use(time), soci::use(account), soci::use(post), soci::use(seat), soci::use(op), soci::use(subject),
         soci::use(script), soci::use(delta), soci::use(of));
    for (const DraftEntry& entry : entries) {
        seq = entry.seq, time = micros_from_time(entry.time), of = entry.of;
        account = entry.actor.account.value, post = entry.actor.post.value, seat = entry.actor.seat;
        op = entry.op, subject = entry.subject, script = entry.script;
        delta.trim(0);
        if (!entry.delta.empty())
            delta.append(entry.delta.data(), entry.delta.size());
        statement.execute(true);
    }
}

std::vector<DraftEntry> read_entries(Connection& connection, std::int64_t draft, std::int64_t after)
{
    std::vector<DraftEntry> entries;
    long long id = draft, since = after, seq = 0, time = 0, account = 0, post = 0, of = 0;
    std::string seat, op, subject, script;
    soci::blob delta(connection.sql());
    soci::indicator has_delta = soci::i_null;
    soci::statement statement =
        (connection.sql().prepare << "select seq, time_us, coalesce(account_id, 0), coalesce(post_id, 0), seat, op, subject, script, delta, coalesce(of_seq, 0) "
                                     "from draft_entries where draft_id = :id and seq > :since order by seq",
         soci::use(id), soci::use(since), soci::into(seq), soci::into(time), soci::into(account), soci::into(post), soci::into(seat), soci::into(op), soci::into(subject),
         soci::into(script), soci::into(delta, has_delta), soci::into(of));
    statement.execute();
    while (statement.fetch()) {
        std::string packed(has_delta == soci::i_ok ? delta.get_len() : 0, '\0');
        if (!packed.empty())
            delta.read(0, packed.data(), packed.size());
        entries.push_back({seq, time_from_micros(time), {{account}, {post}, seat}, op, subject, script, std::move(packed), of});
    }
    return entries;
}

} // namespace data::store
