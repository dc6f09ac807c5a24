// The session log and the record of imports: both are only ever added to.
#include "data/store/tables/tables.h"

#include <soci/soci.h>

namespace data::store {

void append_log(Connection& connection, std::span<const SessionLogEntry> entries)
{
    long long time = 0, account = 0, post = 0;
    std::string seat, kind, subject, detail;
    soci::statement statement =
        (connection.sql().prepare
             << "insert into session_log (time_us, account_id, post_id, seat, kind, subject, detail) values (:time, "
                "nullif(:account, 0), nullif(:post, 0), :seat, :kind, :subject, :detail)",
         soci::use(time), soci::use(account), soci::use(post), soci::use(seat), soci::use(kind), soci::use(subject),
         soci::use(detail));
    for (const SessionLogEntry& entry : entries) {
        time = micros_from_time(entry.time);
        account = entry.actor.account.value, post = entry.actor.post.value, seat = entry.actor.seat;
        kind = entry.kind, subject = entry.subject, detail = entry.detail;
        statement.execute(true);
    }
}

std::vector<SessionLogEntry> read_log(Connection& connection, TimePoint from, TimePoint to)
{
    std::vector<SessionLogEntry> entries;
    long long first = micros_from_time(from), last = micros_from_time(to), time = 0, account = 0, post = 0;
    std::string seat, kind, subject, detail;
    soci::statement statement =
        (connection.sql().prepare
             << "select time_us, coalesce(account_id, 0), coalesce(post_id, 0), seat, kind, subject, detail "
                "from session_log where time_us between :first and :last order by id",
         soci::use(first), soci::use(last), soci::into(time), soci::into(account), soci::into(post), soci::into(seat),
         soci::into(kind), soci::into(subject), soci::into(detail));
    statement.execute();
    while (statement.fetch())
        entries.push_back({time_from_micros(time), {{account}, {post}, seat}, kind, subject, detail});
    return entries;
}

void read_log(Connection& connection, const LogFilter& filter, const std::function<bool(const LogRow&)>& each)
{
    LogRow row;
    constexpr long long ever = 9'000'000'000'000'000'000;
    long long from = filter.from ? micros_from_time(*filter.from) : -ever, to = filter.to ? micros_from_time(*filter.to) : ever;
    long long last = filter.last ? static_cast<long long>(filter.last) : ever;
    long long id = 0, time = 0, account_id = 0, post_id = 0;
    std::string kinds, subject = filter.subject, wanted_account = filter.account, wanted_seat = filter.seat, seat, kind, about, detail,
                       account, post;
    for (const std::string& one : filter.kinds)
        kinds += "," + one + ",";
    long long first_id = filter.first_id, last_id = filter.last_id ? filter.last_id : ever;
    soci::statement statement =
        (connection.sql().prepare
             << "select * from (select l.id as id, l.time_us, coalesce(l.account_id, 0), coalesce(l.post_id, 0), l.seat, l.kind, l.subject, "
                "l.detail, coalesce(a.label, ''), coalesce(p.label, '') from session_log l left join accounts a on a.id = l.account_id "
                "left join posts p on p.id = l.post_id where l.id >= :first and l.id <= :last_id and l.time_us >= :from and l.time_us < :to "
                "and (:any_kind = '' or replace(:kinds, ',' || l.kind || ',', '') <> :all_kinds) and (:any_subject = '' or l.subject = :subject) "
                "and (:any_account = '' or a.label = :account) and (:any_seat = '' or l.seat = :seat) order by l.id desc limit :last) newest "
                "order by id",
         soci::use(first_id), soci::use(last_id), soci::use(from), soci::use(to), soci::use(kinds), soci::use(kinds), soci::use(kinds),
         soci::use(subject), soci::use(subject), soci::use(wanted_account), soci::use(wanted_account), soci::use(wanted_seat),
         soci::use(wanted_seat), soci::use(last), soci::into(id), soci::into(time), soci::into(account_id), soci::into(post_id),
         soci::into(seat), soci::into(kind), soci::into(about), soci::into(detail), soci::into(account), soci::into(post));
    statement.execute();
    while (statement.fetch()) {
        row = {id, {time_from_micros(time), {{account_id}, {post_id}, seat}, kind, about, detail}, account, post};
        if (!each(row))
            return;
    }
}

std::vector<std::int64_t> read_log_ids(Connection& connection, const LogFilter& filter)
{
    constexpr long long ever = 9'000'000'000'000'000'000;
    long long from = filter.from ? micros_from_time(*filter.from) : -ever, to = filter.to ? micros_from_time(*filter.to) : ever;
    long long last = filter.last ? static_cast<long long>(filter.last) : ever, account = 0, id = 0;
    std::string kinds, subject = filter.subject, label = filter.account, seat = filter.seat;
    for (const std::string& one : filter.kinds)
        kinds += "," + one + ",";
    if (!label.empty()) {
        // Without the join: an account's id is looked up once, -1 fits nothing.
        account = -1;
        connection.sql() << "select coalesce(max(id), -1) from accounts where label = :label", soci::use(label), soci::into(account);
    }
    std::vector<std::int64_t> ids;
    soci::statement statement =
        (connection.sql().prepare
             << "select id from session_log where time_us >= :from and time_us < :to "
                "and (:any_kind = '' or replace(:kinds, ',' || kind || ',', '') <> :all_kinds) and (:any_subject = '' or subject = :subject) "
                "and (:any_account = 0 or account_id = :account) and (:any_seat = '' or seat = :seat) order by id desc limit :last",
         soci::use(from), soci::use(to), soci::use(kinds), soci::use(kinds), soci::use(kinds), soci::use(subject), soci::use(subject),
         soci::use(account), soci::use(account), soci::use(seat), soci::use(seat), soci::use(last), soci::into(id));
    statement.execute();
    while (statement.fetch())
        ids.push_back(id);
    return ids;
}

std::vector<std::string> read_log_kinds(Connection& connection)
{
    std::vector<std::string> kinds;
    std::string kind;
    soci::statement statement = (connection.sql().prepare << "select distinct kind from session_log order by kind", soci::into(kind));
    statement.execute();
    while (statement.fetch())
        kinds.push_back(kind);
    return kinds;
}

void append_import(Connection& connection, const ImportRecord& record, const Actor& actor, TimePoint now)
{
    long long time = micros_from_time(now), account = actor.account.value;
    std::string file = record.file_name, hash = record.hash, what = record.what, mapping = record.mapping,
                report = record.report, system = record.system, columns = record.columns;
    connection.sql()
        << "insert into imports (time_us, account_id, file_name, hash, what, mapping, report, system, columns) values (:time, "
           "nullif(:account, 0), :file, :hash, :what, :mapping, :report, :system, :columns)",
        soci::use(time), soci::use(account), soci::use(file), soci::use(hash), soci::use(what), soci::use(mapping),
        soci::use(report), soci::use(system), soci::use(columns);
}

std::vector<ImportRecord> read_imports(Connection& connection)
{
    std::vector<ImportRecord> records;
    long long id = 0, time = 0, account = 0, is_undone = 0;
    std::string file, hash, what, mapping, report, system, columns;
    soci::statement statement =
        (connection.sql().prepare << "select id, time_us, file_name, hash, what, mapping, report, system, columns, coalesce(account_id, 0), "
                                     "case when exists (select 1 from import_undone where import_id = imports.id) then 1 else 0 end from imports order by id",
         soci::into(id), soci::into(time), soci::into(file), soci::into(hash), soci::into(what), soci::into(mapping),
         soci::into(report), soci::into(system), soci::into(columns), soci::into(account), soci::into(is_undone));
    statement.execute();
    while (statement.fetch())
        records.push_back({id, time_from_micros(time), file, hash, what, mapping, report, system, columns, {account}, is_undone != 0});
    return records;
}

std::map<std::string, TimePoint> read_import_times(Connection& connection)
{
    std::map<std::string, TimePoint> times;
    std::string what;
    long long time = 0;
    soci::statement statement = (connection.sql().prepare << "select what, max(time_us) from imports where not exists (select 1 from "
                                                             "import_undone where import_id = imports.id) group by what",
                                 soci::into(what), soci::into(time));
    statement.execute();
    while (statement.fetch())
        times[what] = time_from_micros(time);
    return times;
}

std::optional<ImportRecord> read_import_like(Connection& connection, std::string what, std::string columns)
{
    ImportRecord record{.what = what, .columns = columns};
    long long id = 0;
    soci::statement statement =
        (connection.sql().prepare
             << "select id, file_name, mapping, system from imports where what = :what and columns = :columns and columns <> '' and "
                "not exists (select 1 from import_undone where import_id = imports.id) order by id desc limit 1",
         soci::use(what), soci::use(columns), soci::into(id), soci::into(record.file_name), soci::into(record.mapping), soci::into(record.system));
    statement.execute();
    if (!statement.fetch())
        return std::nullopt;
    record.id = id;
    return record;
}

std::string read_newest_fit(Connection& connection)
{
    std::string fit;
    soci::statement statement = (connection.sql().prepare << "select system from imports where system like 'FITTED:%' and not exists (select 1 "
                                                             "from import_undone where import_id = imports.id) order by id desc limit 1",
                                 soci::into(fit));
    statement.execute();
    return statement.fetch() ? fit : std::string();
}

} // namespace data::store
