#include "data/store/sqlite/rtree_index.h"

#include "data/error.h"
#include "data/store/tables/batches.h"

#include <soci/soci.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

namespace data::store {
namespace {

constexpr std::size_t many = 2000;

struct Waiting {
    long long id = 0;
    std::uint64_t order = 0;
};

const std::map<std::string, std::vector<std::string>>& columns_of_tables()
{
    static const std::map<std::string, std::vector<std::string>> columns{
        {"places", {"geom", "area", "lines"}}, {"cameras", {"geom"}}, {"incidents", {"geom"}}};
    return columns;
}

/// The place of a box on a Z-shaped curve over the world, 31 bits a side: near on the curve is mostly near on the
/// ground, so that neighbours fall into the same page of the index.
std::uint64_t curve_order(double lon, double lat)
{
    const auto bits = [](double share) {
        std::uint64_t x = static_cast<std::uint64_t>(std::clamp(share, 0.0, 1.0) * 0x7fffffff);
        x = (x | x << 16) & 0x0000ffff0000ffff;
        x = (x | x << 8) & 0x00ff00ff00ff00ff;
        x = (x | x << 4) & 0x0f0f0f0f0f0f0f0f;
        x = (x | x << 2) & 0x3333333333333333;
        return (x | x << 1) & 0x5555555555555555;
    };
    return bits((lon + 180) / 360) | bits((lat + 90) / 180) << 1;
}

/// The rows that wait for their index, neighbours beside each other.
std::vector<Waiting> waiting_rows(Connection& connection, const std::string& table, const std::string& column)
{
    std::vector<Waiting> rows;
    long long id = 0;
    double west = 0, east = 0, south = 0, north = 0;
    std::string name = table;
    const std::string query =
        "select id, MbrMinX(" + column + "), MbrMaxX(" + column + "), MbrMinY(" + column + "), MbrMaxY(" + column +
        ") from " + table + " t where id >= (select first_id from unindexed where table_name = :name) and " + column +
        " is not null and not exists (select 1 from idx_" + table + "_" + column + " where pkid = t.id)";
    soci::statement statement = (connection.sql().prepare << query, soci::use(name), soci::into(id),
                                 soci::into(west), soci::into(east), soci::into(south), soci::into(north));
    statement.execute();
    while (statement.fetch())
        rows.push_back({id, curve_order((west + east) / 2, (south + north) / 2)});
    std::sort(rows.begin(), rows.end(), [](const Waiting& a, const Waiting& b) { return a.order < b.order; });
    return rows;
}

/// Before each row `next` is called: it keeps transactions short, or does nothing within one.
template <class Next> void index_missing(Connection& connection, const std::string& table, Next next)
{
    for (const std::string& column : columns_of_tables().at(table)) {
        const std::vector<Waiting> rows = waiting_rows(connection, table, column);
        // Looked at again within the transaction: another program may have indexed, moved or removed the row meanwhile.
        const std::string index = "idx_" + table + "_" + column;
        const std::string insert = "insert into " + index + " select id, MbrMinX(" + column + "), MbrMaxX(" + column + "), MbrMinY(" +
            column + "), MbrMaxY(" + column + ") from " + table + " where id = :id and " + column + " is not null and not exists (select 1 from " +
            index + " where pkid = :again)";
        long long id = 0;
        soci::statement statement = (connection.sql().prepare << insert, soci::use(id), soci::use(id));
        for (const Waiting& row : rows) {
            id = row.id;
            next();
            statement.execute(true);
        }
    }
}

void finish_table(Connection& connection, const std::string& table)
{
    {
        Batches batches(connection, table);
        index_missing(connection, table, [&] { batches.next_row(); });
        batches.finish();
    }
    // What another connection wrote meanwhile, and the end of waiting, in one.
    Transaction transaction(connection);
    index_missing(connection, table, [] {});
    std::string name = table;
    connection.sql() << "delete from unindexed where table_name = :name", soci::use(name);
    transaction.commit();
}

} // namespace

RtreeIndex::RtreeIndex(FileConnection& connection, std::string table, std::size_t rows, std::int64_t lowest_id)
    : connection_(connection), table_(std::move(table)), waits_(rows >= many && !connection.staging())
{
    if (!waits_)
        return;
    Transaction transaction(connection_);
    long long first = connection_.last_id(table_) + 1;
    if (lowest_id)
        first = std::min<long long>(first, lowest_id);
    connection_.sql()
        << "insert into unindexed (table_name, first_id) values (:name, :first) on conflict (table_name) do update set "
           "first_id = min(first_id, excluded.first_id)",
        soci::use(table_), soci::use(first);
    transaction.commit();
}

RtreeIndex::~RtreeIndex()
{
    try {
        finish();
    } catch (const std::exception&) {
        // The row in `unindexed` stays; finish_interrupted() sees it.
    }
}

void RtreeIndex::finish()
{
    if (waits_)
        finish_table(connection_, table_);
    waits_ = false;
}

void finish_index(FileConnection& connection, const std::string& table)
{
    finish_table(connection, table);
}

void finish_interrupted(FileConnection& connection)
{
    std::vector<std::string> tables;
    std::string name;
    {
        soci::statement statement = (connection.sql().prepare << "select table_name from unindexed", soci::into(name));
        statement.execute();
        while (statement.fetch())
            tables.push_back(name);
    }
    for (const std::string& table : tables)
        if (columns_of_tables().contains(table))
            finish_table(connection, table);
}

std::unique_ptr<BulkIndex> FileConnection::hold_index(const std::string& table, std::size_t rows, std::int64_t lowest_id)
{
    return std::make_unique<RtreeIndex>(*this, table, rows, lowest_id);
}

} // namespace data::store
