#include "data/store/sqlite/staging.h"

#include "data/error.h"
#include "data/store/sqlite/changeset.h"
#include "data/store/sqlite/rtree_index.h"
#include "data/store/tables/incidents.h"
#include "data/store/tables/setup.h"
#include "data/store/tables/tables.h"
#include "geo/cancelled.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <soci/soci.h>

#include <algorithm>
#include <array>
#include <optional>

namespace data::store {
namespace {

/// In the order in which rows may refer to each other.
constexpr std::array tables{"units", "accounts", "posts", "grids", "places", "cameras", "incidents", "incident_events", "layers"};
/// Labels to sign on with stay when the import that brought them is taken back.
constexpr std::array recorded{"units", "grids", "places", "cameras", "incidents", "incident_events", "layers"};
/// What other imports and edits change of themselves: the grid a point lies in.
constexpr std::array free_columns{"grid_id"};
/// A larger import could only be undone by doubling the workspace.
constexpr std::size_t largest_undo = 96 << 20;
/// Recording more incidents than these would hold the lock for seconds.
constexpr std::int64_t most_recorded = 50'000;
/// So many imports can be taken back, newest first.
constexpr int kept_undos = 10;

std::vector<std::string> columns_of(Connection& connection, const std::string& table, std::string* declared = nullptr)
{
    std::vector<std::string> names;
    std::string name, type, query = fmt::format("select name, type from pragma_table_info('{}', 'main')", table);
    soci::statement statement = (connection.sql().prepare << query, soci::into(name), soci::into(type));
    statement.execute();
    while (statement.fetch()) {
        names.push_back(name);
        if (declared)
            *declared += fmt::format("{}{} {}", names.size() > 1 ? ", " : "", name, name == "id" ? "integer primary key" : type);
    }
    return names;
}

/// Moves the rows of one table; those that are there already are changed.
void move_rows(Connection& connection, const std::string& table)
{
    std::vector<std::string> names = columns_of(connection, table), sets;
    const bool is_new_always = table == "incident_events"; // their ids are given where they end up
    if (is_new_always)
        std::erase(names, "id");
    for (const std::string& name : names)
        if (name != "id")
            sets.push_back(fmt::format("{0} = excluded.{0}", name));
    connection.sql() << fmt::format("insert into main.{0} ({1}) select {1} from temp.{0} where true order by {2}{3}", table,
                                    fmt::join(names, ", "), is_new_always ? "incident_id" : "id",
                                    is_new_always ? "" : fmt::format(" on conflict (id) do update set {}", fmt::join(sets, ", ")));
}

/// Numbers people call incidents by, for those that brought none.
void number_incidents(Connection& connection, const std::vector<long long>& without, long long highest)
{
    if (highest)
        note_incident_numbers(connection, highest);
    for (long long id : without) {
        std::string number = next_incident_number(connection);
        connection.sql() << "update incidents set number = :number where id = :id", soci::use(number), soci::use(id);
    }
}

std::vector<long long> numbers(Connection& connection, const std::string& query)
{
    std::vector<long long> found;
    long long value = 0;
    soci::statement statement = (connection.sql().prepare << query, soci::into(value));
    statement.execute();
    while (statement.fetch())
        found.push_back(value);
    return found;
}

void forget_old_undos(Connection& connection)
{
    connection.sql() << fmt::format("delete from import_changes where import_id not in (select import_id from import_changes "
                                    "order by import_id desc limit {})", kept_undos);
}

} // namespace

TemporaryTables::TemporaryTables(FileConnection& connection, std::stop_token stop) : connection_(connection), stop_(std::move(stop))
{
    for (const char* table : tables) {
        std::string declared;
        columns_of(connection_, table, &declared);
        connection_.sql() << fmt::format("create temporary table {} ({})", table, declared);
        there_ = true;
    }
    connection_.set_staging(this);
}

TemporaryTables::~TemporaryTables()
{
    connection_.set_staging(nullptr);
    try {
        drop();
    } catch (const std::exception&) {
        // They are the connection's own and go with it.
    }
}

void TemporaryTables::drop()
{
    if (there_)
        for (const char* table : tables)
            connection_.sql() << fmt::format("drop table if exists temp.{}", table);
    there_ = false;
}

void TemporaryTables::expect(const std::string& table, std::size_t new_rows)
{
    if (!new_rows)
        return;
    Transaction transaction(connection_);
    const std::int64_t last = connection_.last_id(table);
    if (!connection_.number(fmt::format("select count(*) from sqlite_sequence where name = '{}'", table)))
        connection_.sql() << fmt::format("insert into sqlite_sequence (name, seq) values ('{}', 0)", table);
    connection_.sql() << fmt::format("update sqlite_sequence set seq = {} where name = '{}'", last + std::int64_t(new_rows), table);
    transaction.commit();
    ids_[table] = {last + 1, last + 1 + std::int64_t(new_rows)};
}

std::int64_t TemporaryTables::next_id(const std::string& table)
{
    auto& [next, end] = ids_[table];
    if (next >= end)
        throw Error(geo::remark("rows_too_many", table));
    return next++;
}

void TemporaryTables::check_stop() const
{
    if (stop_.stop_requested())
        throw geo::Cancelled{};
}

std::int64_t TemporaryTables::publish(const ImportRecord& record, std::span<const std::pair<std::string, std::string>> settings,
                              const Actor& actor, TimePoint now, bool& can_undo)
{
    constexpr std::size_t many = 2000; // from here on the spatial index waits until the rows are there
    const std::vector<long long> unnumbered = numbers(connection_, "select id from temp.incidents where number = '' order by id");
    const long long highest = connection_.number(
        "select max(cast(number as integer)) from temp.incidents where length(number) between 1 and 6 and number not glob '*[^0-9]*'");
    std::vector<std::string> waiting;
    for (const char* table : {"places", "cameras", "incidents"})
        if (connection_.number(fmt::format("select count(*) from temp.{}", table)) >= std::int64_t(many))
            waiting.emplace_back(table);
    check_stop();
    std::int64_t import = 0;
    {
        Transaction transaction(connection_);
        std::optional<Recording> recording;
        if (connection_.number("select count(*) from temp.incidents") <= most_recorded)
            recording.emplace(connection_.handle(), recorded);
        for (const std::string& table : waiting)
            connection_.sql() << fmt::format("insert into unindexed (table_name, first_id) select '{0}', min(id) from temp.{0} where true on "
                                             "conflict (table_name) do update set first_id = min(first_id, excluded.first_id)", table);
        for (const char* table : tables)
            move_rows(connection_, table);
        drop();
        number_incidents(connection_, unnumbered, highest);
        for (const auto& [key, value] : settings)
            write_setting(connection_, key, value);
        const std::string changes = recording ? recording->changes() : std::string();
        append_import(connection_, record, actor, now);
        import = connection_.number("select max(id) from imports");
        can_undo = recording && changes.size() <= largest_undo;
        if (can_undo)
            keep_changes(connection_.handle(), import, changes);
        forget_old_undos(connection_);
        transaction.commit();
    }
    connection_.set_staging(nullptr);
    for (const std::string& table : waiting)
        finish_index(connection_, table);
    return import;
}

namespace {

/// What an import chose for the workspace, of its record: local time, the projected system.
std::vector<std::pair<std::string, std::string>> settings_of(FileConnection& connection, long long import)
{
    std::string report;
    connection.sql() << "select report from imports where id = :id", soci::use(import), soci::into(report);
    std::vector<std::pair<std::string, std::string>> settings;
    const auto object = nlohmann::json::parse(report, nullptr, false);
    if (object.is_object() && object.contains("settings") && object["settings"].is_object())
        for (const auto& [key, value] : object["settings"].items())
            if (value.is_string())
                settings.emplace_back(key, value.get<std::string>());
    return settings;
}

} // namespace

UndoneImport undo_import(FileConnection& connection, const Actor& actor, TimePoint now)
{
    Transaction transaction(connection);
    UndoneImport undone;
    undone.id = connection.number("select max(id) from imports where id not in (select import_id from import_undone)");
    if (!undone.id)
        throw Error(geo::remark("no_import_undo"));
    long long import = undone.id, time = micros_from_time(now), account = actor.account.value;
    std::string seat = actor.seat;
    connection.sql() << "select file_name, what from imports where id = :id", soci::use(import), soci::into(undone.file_name),
        soci::into(undone.what);
    if (undone.what == "grids" && connection.number("select count(*) from editions"))
        throw Error(geo::remark("undo_published", undone.file_name));
    const std::optional<std::string> kept = kept_changes(connection.handle(), undone.id);
    if (!kept)
        throw Error(geo::remark("undo_gone", undone.file_name));
    const std::string& changes = *kept;
    std::string seat_of_events;
    if (!changes.empty()) {
        connection.sql() << "insert into undoing (import_id) values (:id)", soci::use(import);
        if (const std::vector<std::int64_t> events = inserted_ids(changes, "incident_events"); !events.empty()) {
            long long first = events.front();
            connection.sql() << "select seat from incident_events where id = :id", soci::use(first), soci::into(seat_of_events);
        }
        const std::vector<std::int64_t> cameras = inserted_ids(changes, "cameras");
        if (const std::vector<int> numbers = numbers_set_up(connection, cameras); !numbers.empty())
            throw Error(geo::remark("undo_cameras", undone.file_name, fmt::format("{}", fmt::join(numbers, ", "))));
        for (long long id : inserted_ids(changes, "grids"))
            for (const char* update : {"update cameras set grid_id = null where grid_id = :id", "update incidents set grid_id = null where grid_id = :id",
                                       "update grids set parent_id = null where parent_id = :id"})
                connection.sql() << update, soci::use(id);
        const TakenBack back = take_back(connection.handle(), changes, free_columns);
        if (!back.conflicts.empty())
            throw Error(geo::remark("undo_changed", undone.file_name, fmt::format("{}", fmt::join(back.conflicts, ", "))));
        connection.sql() << "delete from undoing";
    }
    for (const auto& [key, value] : settings_of(connection, import)) { // those that nobody has changed since
        std::string name = key, was = value;
        connection.sql() << "delete from settings where key = :key and value = :value", soci::use(name), soci::use(was);
    }
    connection.sql() << "insert into import_undone (import_id, time_us, account_id, seat) values (:id, :time, nullif(:account, 0), :seat)",
        soci::use(import), soci::use(time), soci::use(account), soci::use(seat);
    connection.sql() << "delete from import_changes where import_id = :id", soci::use(import);
    // Which rows of the history went with it, for whoever checks that nothing else is missing.
    if (const std::vector<std::int64_t> events = inserted_ids(changes, "incident_events"); !events.empty()) {
        const auto [first, last] = std::ranges::minmax(events);
        long long from = first, to = last;
        std::string whose = seat_of_events;
        connection.sql() << "insert into taken_back (import_id, first_id, last_id, seat) values (:id, :first, :last, :seat)", soci::use(import), soci::use(from), soci::use(to),
            soci::use(whose);
    }
    transaction.commit();
    return undone;
}

std::unique_ptr<Staging> FileConnection::stage_import(std::stop_token stop)
{
    return std::make_unique<TemporaryTables>(*this, std::move(stop));
}

UndoneImport FileConnection::undo_import(const Actor& actor, TimePoint now)
{
    return store::undo_import(*this, actor, now);
}

} // namespace data::store
