#include "data/store/tables/incidents.h"

#include "data/store/tables/words.h"

#include <soci/soci.h>

#include <algorithm>

namespace data::store {
namespace {

/// The variables that SOCI reads from and writes to.
struct IncidentRow {
    long long id = 0, severity = 0, has_position = 0, reported = 0, due = 0, closed = 0, post = 0, grid = 0;
    std::string number, class_code, title, source, place, state, attention, geometry;
    double lon = 0, lat = 0;
};

struct EventRow {
    long long id = 0, incident = 0, time = 0, account = 0, post = 0;
    std::string kind, text, seat;
};

Incident incident_from_row(const IncidentRow& row)
{
    Incident i;
    i.id = {row.id};
    i.number = row.number;
    i.class_code = row.class_code;
    i.title = row.title;
    i.severity = static_cast<Severity>(row.severity);
    i.source = from_word<IncidentSource>(row.source);
    i.place = row.place;
    i.position = {row.lon, row.lat};
    i.has_position = row.has_position != 0;
    i.reported = time_from_micros(row.reported);
    i.due = time_or_none(row.due);
    i.closed = time_or_none(row.closed);
    i.state = from_word<IncidentState>(row.state);
    i.attention = from_word<Attention>(row.attention);
    i.post = {row.post};
    i.grid = {row.grid};
    return i;
}

void fill(IncidentRow& row, const Incident& i)
{
    row.id = i.id.value;
    row.number = i.number;
    row.class_code = i.class_code;
    row.title = i.title;
    row.severity = static_cast<int>(i.severity);
    row.source = word(i.source);
    row.place = i.place;
    row.has_position = i.has_position;
    row.geometry = i.has_position ? geo::ewkb_hex_from_wkb(geo::wkb_from_point(i.position)) : "";
    row.reported = micros_from_time(i.reported);
    row.due = value_or_none(i.due);
    row.closed = value_or_none(i.closed);
    row.state = word(i.state);
    row.attention = word(i.attention);
    row.post = i.post.value;
    row.grid = i.grid.value;
}

constexpr const char* select_incidents =
    "select id, number, class_code, title, severity, source, place, has_position, reported_us, "
    "coalesce(due_us, -9000000000000000000), coalesce(closed_us, -9000000000000000000), state, attention, "
    "coalesce(post_id, 0), coalesce(grid_id, 0), coalesce(ST_X(geom), 0.0), coalesce(ST_Y(geom), 0.0) from incidents ";

std::vector<Incident> read(Connection& connection, IncidentId id)
{
    std::vector<Incident> incidents;
    if (!id)
        incidents.reserve(static_cast<std::size_t>(connection.number("select count(*) from incidents")));
    IncidentRow r;
    long long wanted = id.value;
    // Without a condition of its own the look for one incident would run through all of them.
    const std::string query = std::string(select_incidents) + (id ? "where id = :id" : "where id > :none");
    soci::statement statement =
        (connection.sql().prepare << query, soci::use(wanted), soci::into(r.id), soci::into(r.number),
         soci::into(r.class_code), soci::into(r.title), soci::into(r.severity), soci::into(r.source),
         soci::into(r.place), soci::into(r.has_position), soci::into(r.reported), soci::into(r.due),
         soci::into(r.closed), soci::into(r.state), soci::into(r.attention), soci::into(r.post), soci::into(r.grid),
         soci::into(r.lon), soci::into(r.lat));
    statement.execute();
    while (statement.fetch())
        incidents.push_back(incident_from_row(r));
    return incidents;
}

} // namespace

std::vector<Incident> read_incidents(Connection& connection)
{
    return read(connection, {});
}

std::optional<Incident> read_incident(Connection& connection, IncidentId id)
{
    if (!id)
        return std::nullopt;
    std::vector<Incident> found = read(connection, id);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<IncidentEvent> read_history(Connection& connection, IncidentId id)
{
    std::vector<IncidentEvent> events;
    EventRow r;
    long long wanted = id.value;
    soci::statement statement =
        (connection.sql().prepare
             << "select id, incident_id, time_us, kind, text, coalesce(account_id, 0), coalesce(post_id, 0), seat "
                "from incident_events where incident_id = :id order by id",
         soci::use(wanted), soci::into(r.id), soci::into(r.incident), soci::into(r.time), soci::into(r.kind),
         soci::into(r.text), soci::into(r.account), soci::into(r.post), soci::into(r.seat));
    statement.execute();
    while (statement.fetch())
        events.push_back(
            {{r.id}, {r.incident}, time_from_micros(r.time), r.kind, r.text, {{r.account}, {r.post}, r.seat}});
    return events;
}

struct IncidentWriter::Statements {
    explicit Statements(soci::session& sql)
        : write(
              (sql.prepare
                   << "insert into incidents (id, number, class_code, title, severity, source, place, has_position, "
                      "reported_us, "
                      "due_us, closed_us, state, attention, post_id, grid_id, geom) values (:id, :number, :class_code, "
                      ":title, "
                      ":severity, :source, :place, :has_position, :reported, nullif(:due, -9000000000000000000), "
                      "nullif(:closed, -9000000000000000000), :state, :attention, nullif(:post, 0), nullif(:grid, 0), "
                      "GeomFromEWKB(:geometry)) on conflict (id) do update set number = excluded.number, "
                      "class_code = excluded.class_code, title = excluded.title, severity = excluded.severity, "
                      "source = excluded.source, place = excluded.place, has_position = excluded.has_position, "
                      "reported_us = excluded.reported_us, due_us = excluded.due_us, closed_us = excluded.closed_us, "
                      "state = excluded.state, attention = excluded.attention, post_id = excluded.post_id, "
                      "grid_id = excluded.grid_id, geom = excluded.geom",
               soci::use(row.id), soci::use(row.number), soci::use(row.class_code), soci::use(row.title),
               soci::use(row.severity), soci::use(row.source), soci::use(row.place), soci::use(row.has_position),
               soci::use(row.reported), soci::use(row.due), soci::use(row.closed), soci::use(row.state),
               soci::use(row.attention), soci::use(row.post), soci::use(row.grid), soci::use(row.geometry))),
          append((
              sql.prepare
                  << "insert into incident_events (incident_id, time_us, kind, text, account_id, post_id, seat) values "
                     "(:incident, :time, :kind, :text, nullif(:account, 0), nullif(:post, 0), :seat)",
              soci::use(event.incident), soci::use(event.time), soci::use(event.kind), soci::use(event.text),
              soci::use(event.account), soci::use(event.post), soci::use(event.seat)))
    {
    }
    IncidentRow row;
    EventRow event;
    soci::statement write, append;
};

IncidentWriter::IncidentWriter(Connection& connection)
    : connection_(connection), statements_(std::make_unique<Statements>(connection.sql()))
{
}
IncidentWriter::~IncidentWriter() = default;

void IncidentWriter::write(const Incident& incident)
{
    fill(statements_->row, incident);
    statements_->write.execute(true);
}

EventId IncidentWriter::append(const IncidentEvent& event)
{
    EventRow& row = statements_->event;
    row.incident = event.incident.value;
    row.time = micros_from_time(event.time);
    row.kind = event.kind;
    row.text = event.text;
    row.account = event.actor.account.value;
    row.post = event.actor.post.value;
    row.seat = event.actor.seat;
    statements_->append.execute(true);
    long long id = 0;
    std::string table = "incident_events";
    return connection_.sql().get_last_insert_id(table, id) ? EventId{id} : EventId{};
}

long long short_number(const std::string& text)
{
    if (text.empty() || text.size() > 6 ||
        !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return 0;
    return std::stoll(text);
}

void note_incident_numbers(Connection& connection, long long highest)
{
    long long value = highest;
    connection.sql() << "update counters set value = :highest where name = 'incident' and value < :same", soci::use(value), soci::use(value);
}

std::string next_incident_number(Connection& connection)
{
    long long next = connection.number("select value from counters where name = 'incident'");
    long long taken = 1;
    std::string number;
    while (taken) {
        number = std::to_string(++next);
        connection.sql() << "select count(*) from incidents where number = :number", soci::use(number),
            soci::into(taken);
    }
    note_incident_numbers(connection, next);
    return number;
}

} // namespace data::store
