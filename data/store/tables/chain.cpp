#include "data/store/tables/chain.h"

#include <fmt/format.h>
#include <soci/soci.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <optional>

namespace data::store {
namespace {

constexpr std::size_t hash_bytes = 32;

/// What of a row is hashed, in this order; as text, null as nothing at all.
struct Fields {
    const char* table;
    const char* hashes;
    const char* select; // id, seat, then the fields
};
constexpr Fields fields[] = {
    {"incident_events", "incident_event_hashes",
     "select t.id, t.seat, cast(t.incident_id as text), cast(t.time_us as text), t.kind, t.text, cast(t.account_id as text), cast(t.post_id as text)"},
    {"session_log", "session_log_hashes",
     "select t.id, t.seat, cast(t.time_us as text), cast(t.account_id as text), cast(t.post_id as text), t.kind, t.subject, t.detail"},
};
/// A row as it is read, field by field; each of the six may be null.
struct Row {
    long long id = 0;
    std::string seat, first, second, third, fourth, fifth, sixth;
    soci::indicator no_first = soci::i_ok, no_second = soci::i_ok, no_third = soci::i_ok, no_fourth = soci::i_ok, no_fifth = soci::i_ok, no_sixth = soci::i_ok;
};

std::string hex(const unsigned char* bytes)
{
    std::string text;
    for (std::size_t i = 0; i < hash_bytes; ++i)
        text += fmt::format("{:02x}", bytes[i]);
    return text;
}

std::string hash_of(std::string_view bytes)
{
    std::array<unsigned char, hash_bytes> hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr, 0);
    return hex(hash.data());
}

/// Each field with its length before it, so that none can flow into the next: "7:" + seven bytes; "-" for null.
void add(std::string& bytes, std::string_view word) { bytes += fmt::format("{}:{}", word.size(), word); }

std::string hash_after(const std::string& before, const Row& row)
{
    std::string bytes = before;
    add(bytes, std::to_string(row.id));
    add(bytes, row.seat);
    for (const auto& [word, is_null] : {std::pair(&row.first, row.no_first), {&row.second, row.no_second}, {&row.third, row.no_third}, {&row.fourth, row.no_fourth},
                                        {&row.fifth, row.no_fifth}, {&row.sixth, row.no_sixth}})
        if (is_null == soci::i_null)
            bytes += '-';
        else
            add(bytes, *word);
    return hash_of(bytes);
}

/// The rows with a greater id than `after`, one by one into `row`.
soci::statement reading(Connection& connection, const Fields& of, Row& row, long long& after)
{
    return (connection.sql().prepare << fmt::format("{} from {} t where t.id > :after order by t.id", of.select, of.table), soci::use(after), soci::into(row.id),
            soci::into(row.seat), soci::into(row.first, row.no_first), soci::into(row.second, row.no_second), soci::into(row.third, row.no_third),
            soci::into(row.fourth, row.no_fourth), soci::into(row.fifth, row.no_fifth), soci::into(row.sixth, row.no_sixth));
}

struct Head {
    long long last = 0, rows = 0;
    std::string hash;
};

using Heads = std::map<std::string, Head>; // by seat

Heads read_heads(Connection& connection, const char* table)
{
    Heads heads;
    std::string name = table, seat;
    Head head;
    soci::statement statement = (connection.sql().prepare << "select seat, last_id, row_count, hash from chains where table_name = :name order by seat", soci::use(name),
                                 soci::into(seat), soci::into(head.last), soci::into(head.rows), soci::into(head.hash));
    statement.execute();
    while (statement.fetch())
        heads[seat] = head;
    return heads;
}

} // namespace

namespace {

/// One row at most, and the statement is over: an open one would hold the state of the file that it saw.
bool run_through(soci::statement& statement)
{
    const bool found = statement.execute(true);
    while (statement.fetch()) {
    }
    return found;
}

} // namespace

struct Chain::Table {
    Table(Connection& connection, const Fields& of)
        : newest((connection.sql().prepare << fmt::format("select coalesce((select max(id) from {0}), 0), coalesce((select max(last_id) from chains where table_name = '{0}'), 0)",
                                                          of.table),
                  soci::into(written), soci::into(sealed))),
          rows(reading(connection, of, row, sealed)),
          head((connection.sql().prepare << fmt::format("select last_id, row_count, hash from chains where table_name = '{}' and seat = :seat", of.table), soci::use(seat),
                soci::into(at.last), soci::into(at.rows), soci::into(at.hash))),
          keep((connection.sql().prepare << fmt::format("insert into {} (id, hash) values (:id, :hash)", of.hashes), soci::use(row.id), soci::use(hash))),
          move((connection.sql().prepare << fmt::format("insert into chains (table_name, seat, last_id, row_count, hash) values ('{}', :seat, :last, :rows, :hash) "
                                                        "on conflict (table_name, seat) do update set last_id = excluded.last_id, row_count = excluded.row_count, hash = excluded.hash",
                                                        of.table),
                soci::use(seat), soci::use(at.last), soci::use(at.rows), soci::use(at.hash)))
    {
    }

    void seal()
    {
        run_through(newest);
        if (written <= sealed)
            return;
        Heads heads;
        rows.execute();
        while (rows.fetch()) {
            auto known = heads.find(row.seat);
            if (known == heads.end()) {
                seat = row.seat;
                at = {};
                if (!run_through(head))
                    at = {};
                known = heads.emplace(row.seat, at).first;
            }
            Head& end = known->second;
            hash = end.hash = hash_after(end.hash, row);
            end.last = row.id, ++end.rows;
            keep.execute(true);
        }
        for (const auto& [name_of_seat, end] : heads) {
            seat = name_of_seat, at = end;
            move.execute(true);
        }
    }

    long long written = 0, sealed = 0;
    Row row;
    std::string seat, hash;
    Head at;
    soci::statement newest, rows, head, keep, move;
};

Chain::Chain(Connection& connection)
{
    for (const Fields& of : fields)
        tables_.push_back(std::make_unique<Table>(connection, of));
}

Chain::~Chain() = default;

void Chain::seal()
{
    for (const auto& table : tables_)
        table->seal();
}

namespace {

struct TakenBack {
    long long first = 0, last = 0;
    std::string seat;
};

std::vector<TakenBack> read_taken_back(Connection& connection)
{
    std::vector<TakenBack> all;
    TakenBack one;
    soci::statement statement =
        (connection.sql().prepare << "select first_id, last_id, seat from taken_back order by first_id", soci::into(one.first), soci::into(one.last), soci::into(one.seat));
    statement.execute();
    while (statement.fetch())
        all.push_back(one);
    return all;
}

/// The first row of the table that is not what was chained; nothing: none.
std::optional<ChangedRow> first_changed(Connection& connection, const Fields& of, const std::vector<TakenBack>& taken_back, HistoryCheck& check, const std::function<void()>& go_on)
{
    constexpr std::int64_t often = 10'000;
    const auto changed = [&](std::int64_t id, const char* text) { return ChangedRow{of.table, id, text}; };
    const Heads ends = read_heads(connection, of.table);
    Heads heads;
    Row row;
    long long hashed = 0, before_all = 0;
    std::string hash;
    // Rows and hashes side by side, each in the order of ids.
    soci::statement rows = reading(connection, of, row, before_all);
    soci::statement hashes = (connection.sql().prepare << fmt::format("select id, hash from {} order by id", of.hashes), soci::into(hashed), soci::into(hash));
    rows.execute(), hashes.execute();
    bool has_row = rows.fetch(), has_hash = hashes.fetch();
    while (has_row || has_hash) {
        if (++check.rows % often == 0)
            go_on();
        if (has_hash && (!has_row || hashed < row.id)) {
            const auto range = std::ranges::find_if(taken_back, [&](const TakenBack& one) { return of.table == std::string_view("incident_events") && hashed >= one.first && hashed <= one.last; });
            if (range == taken_back.end())
                return changed(hashed, "was taken away");
            ++check.taken_back;
            Head& end = heads[range->seat];
            end = {hashed, end.rows + 1, hash};
            has_hash = hashes.fetch();
            continue;
        }
        if (!has_hash || row.id < hashed)
            return changed(row.id, "was added by another program");
        Head& end = heads[row.seat];
        if (hash_after(end.hash, row) != hash)
            return changed(row.id, "is not what was written");
        end = {row.id, end.rows + 1, hash};
        has_row = rows.fetch(), has_hash = hashes.fetch();
    }
    for (const auto& [seat, end] : ends)
        if (const Head& found = heads[seat]; found.rows != end.rows || found.hash != end.hash)
            return changed(end.last, "was the last one of its seat and is not any more");
    return std::nullopt;
}

} // namespace

HistoryCheck check_history(Connection& connection, const std::function<void()>& go_on)
{
    HistoryCheck check;
    const std::vector<TakenBack> taken_back = read_taken_back(connection);
    for (const Fields& of : fields)
        if (auto changed = first_changed(connection, of, taken_back, check, go_on))
            check.changed.push_back(std::move(*changed));
    check.digest = history_digest(connection);
    return check;
}

std::string history_digest(Connection& connection)
{
    std::string bytes;
    for (const Fields& of : fields)
        for (const auto& [seat, end] : read_heads(connection, of.table)) {
            add(bytes, of.table);
            add(bytes, seat);
            add(bytes, std::to_string(end.rows));
            add(bytes, end.hash);
        }
    return hash_of(bytes);
}

} // namespace data::store
