#include "data/store/tables/revisions.h"

#include <soci/soci.h>

namespace data::store {

Revisions read_revisions(Connection& connection)
{
    Revisions now;
    now.version = connection.version();
    now.last_event = connection.number("select coalesce(max(id), 0) from incident_events");
    std::string name;
    long long value = 0;
    soci::statement statement =
        (connection.sql().prepare << "select name, value from revisions", soci::into(name), soci::into(value));
    statement.execute();
    while (statement.fetch())
        now.tables[name] = value;
    // An entry of a journal is one row written and nothing else: it is seen by the journals' lengths. All that concerns drafts is told
    // together.
    const auto entries = connection.number("select coalesce(sum((select coalesce(max(seq), 0) from draft_entries where draft_id = drafts.id)), 0) from drafts");
    now.tables["drafts"] += now.tables["draft_holders"] + now.tables["editions"] + entries;
    now.tables.erase("draft_holders");
    now.tables.erase("editions");
    return now;
}

std::vector<IncidentEvent> read_events_after(Connection& connection, std::int64_t last_event, std::size_t limit)
{
    std::vector<IncidentEvent> events;
    long long after = last_event, most = static_cast<long long>(limit), id = 0, incident = 0, time = 0, account = 0, post = 0;
    std::string kind, text, seat;
    soci::statement statement =
        (connection.sql().prepare
             << "select id, incident_id, time_us, kind, text, coalesce(account_id, 0), coalesce(post_id, 0), seat "
                "from incident_events where id > :after order by id limit :most",
         soci::use(after), soci::use(most), soci::into(id), soci::into(incident), soci::into(time), soci::into(kind), soci::into(text),
         soci::into(account), soci::into(post), soci::into(seat));
    statement.execute();
    while (statement.fetch())
        events.push_back({{id}, {incident}, time_from_micros(time), kind, text, {{account}, {post}, seat}});
    return events;
}

}
