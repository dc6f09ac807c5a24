#include "data/store/tables/batches.h"
#include "data/store/tables/tables.h"
#include "data/store/tables/words.h"

#include "data/error.h"

#include <fmt/format.h>
#include <soci/soci.h>

#include <future>
#include <ranges>
#include <utility>

namespace data::store {
namespace {

struct GridRow {
    long long id = 0, parent = 0, households = 0, residents = 0, unit = 0, valid_from = 0, valid_to = 0, from_edition = 0, to_edition = 0;
    std::string level, code, name, kind, remark, geometry;
};

Grid grid_from_row(const GridRow& row)
{
    Grid g;
    g.id = {row.id};
    g.level = from_word<Level>(row.level);
    g.parent = {row.parent};
    g.code = row.code;
    g.name = row.name;
    g.kind = from_word<GridKind>(row.kind);
    g.households = count_or_none(row.households);
    g.residents = count_or_none(row.residents);
    g.unit = {row.unit};
    g.valid_from = time_or_none(row.valid_from);
    g.valid_to = time_or_none(row.valid_to);
    g.from_edition = row.from_edition;
    g.to_edition = row.to_edition;
    g.remark = row.remark;
    return g;
}

/// Shapes out of their text, by another thread while the next rows are fetched: of a city that is a third of the work.
class ShapeReader {
public:
    void add(std::string hex)
    {
        waiting_.push_back(std::move(hex));
        if (waiting_.size() < rows_a_batch)
            return;
        take();
        reading_ = std::async(std::launch::async, [texts = std::exchange(waiting_, {})] { return shapes_of(texts); });
    }
    /// Of all rows, in their order.
    std::vector<geo::MultiPolygon> finish()
    {
        take();
        std::ranges::move(shapes_of(waiting_), std::back_inserter(shapes_));
        return std::move(shapes_);
    }

private:
    static constexpr std::size_t rows_a_batch = 1024;

    static std::vector<geo::MultiPolygon> shapes_of(const std::vector<std::string>& texts)
    {
        std::vector<geo::MultiPolygon> shapes;
        shapes.reserve(texts.size());
        for (const std::string& hex : texts)
            shapes.push_back(geo::multipolygon_from_wkb(geo::bytes_from_hex(hex)));
        return shapes;
    }
    void take()
    {
        if (reading_.valid())
            std::ranges::move(reading_.get(), std::back_inserter(shapes_));
    }

    std::vector<std::string> waiting_;
    std::vector<geo::MultiPolygon> shapes_;
    std::future<std::vector<geo::MultiPolygon>> reading_;
};

void fill(GridRow& row, const Grid& g)
{
    if (g.shape.empty())
        throw Error(geo::remark("grid_no_area", g.code, g.name));
    row.level = word(g.level);
    row.parent = g.parent.value;
    row.code = g.code;
    row.name = g.name;
    row.kind = word(g.kind);
    row.households = value_or_none(g.households);
    row.residents = value_or_none(g.residents);
    row.unit = g.unit.value;
    row.valid_from = value_or_none(g.valid_from);
    row.valid_to = value_or_none(g.valid_to);
    row.from_edition = g.from_edition;
    row.to_edition = g.to_edition;
    row.remark = g.remark;
    row.geometry = geo::ewkb_hex_from_wkb(geo::wkb_from_multipolygon(g.shape));
}

/// `where` names two variables: first, second.
std::vector<Grid> read(Connection& connection, const std::string& where, long long first, long long second, std::size_t expected)
{
    std::vector<Grid> grids;
    grids.reserve(expected);
    GridRow r;
    const std::string query = "select id, level, coalesce(parent_id, 0), code, name, kind, coalesce(households, -1), "
                              "coalesce(residents, -1), coalesce(unit_id, 0), coalesce(valid_from_us, -9000000000000000000), "
                              "coalesce(valid_to_us, -9000000000000000000), coalesce(from_edition, 0), coalesce(to_edition, 0), remark, "
                              "hex(ST_AsBinary(geom)) from grids where " + where + " order by id";
    soci::statement statement =
        (connection.sql().prepare << query, soci::use(first), soci::use(second),
         soci::into(r.id), soci::into(r.level), soci::into(r.parent), soci::into(r.code), soci::into(r.name),
         soci::into(r.kind), soci::into(r.households), soci::into(r.residents), soci::into(r.unit),
         soci::into(r.valid_from), soci::into(r.valid_to), soci::into(r.from_edition), soci::into(r.to_edition), soci::into(r.remark),
         soci::into(r.geometry));
    ShapeReader shapes;
    statement.execute();
    while (statement.fetch()) {
        grids.push_back(grid_from_row(r));
        shapes.add(std::move(r.geometry));
    }
    std::vector<geo::MultiPolygon> read = shapes.finish();
    for (std::size_t i = 0; i < grids.size(); ++i)
        grids[i].shape = std::move(read[i]);
    return grids;
}

/// Inserts, or updates the row of that id.
class GridWriter {
public:
    explicit GridWriter(Connection& connection)
        : statement_((connection.sql().prepare
             << "insert into grids (id, level, parent_id, code, name, kind, households, residents, unit_id, "
                "valid_from_us, valid_to_us, from_edition, to_edition, remark, geom) values (:id, :level, nullif(:parent, 0), :code, :name, "
                ":kind, nullif(:households, -1), nullif(:residents, -1), nullif(:unit, 0), "
                "nullif(:valid_from, -9000000000000000000), nullif(:valid_to, -9000000000000000000), nullif(:from_edition, 0), "
                "nullif(:to_edition, 0), :remark, "
                "ST_Multi(GeomFromEWKB(:geometry))) on conflict (id) do update set level = excluded.level, "
                "parent_id = excluded.parent_id, code = excluded.code, name = excluded.name, kind = excluded.kind, "
                "households = excluded.households, residents = excluded.residents, unit_id = excluded.unit_id, "
                "valid_from_us = excluded.valid_from_us, valid_to_us = excluded.valid_to_us, "
                "from_edition = excluded.from_edition, to_edition = excluded.to_edition, "
                "remark = excluded.remark, geom = excluded.geom",
         soci::use(row_.id), soci::use(row_.level), soci::use(row_.parent), soci::use(row_.code), soci::use(row_.name),
         soci::use(row_.kind), soci::use(row_.households), soci::use(row_.residents), soci::use(row_.unit), soci::use(row_.valid_from),
         soci::use(row_.valid_to), soci::use(row_.from_edition), soci::use(row_.to_edition), soci::use(row_.remark), soci::use(row_.geometry)))
    {
    }
    /// Throws where the grid cannot be written; nothing of it is then.
    void prepare(const Grid& grid) { fill(row_, grid); }
    void write(std::int64_t id)
    {
        row_.id = id;
        statement_.execute(true);
    }

private:
    GridRow row_;
    soci::statement statement_;
};

} // namespace

std::vector<Grid> read_grids(Connection& connection)
{
    return read(connection, "id > :first and id > :second", 0, 0, static_cast<std::size_t>(connection.number("select count(*) from grids")));
}

std::vector<Grid> read_grids_of(Connection& connection, std::int64_t edition)
{
    return read(connection, "coalesce(from_edition, 0) <= :first and (to_edition is null or to_edition > :second)", edition, edition, 0);
}

std::vector<std::string> read_codes_of_grids(Connection& connection)
{
    std::vector<std::string> codes;
    std::string code;
    soci::statement statement =
        (connection.sql().prepare << "select distinct code from grids where level = 'grid' and code <> '' order by code", soci::into(code));
    statement.execute();
    while (statement.fetch())
        codes.push_back(code);
    return codes;
}

std::optional<Grid> read_grid(Connection& connection, GridId id)
{
    std::vector<Grid> found = read(connection, "id = :first and id = :second", id.value, id.value, 1);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<GridId> write(Connection& connection, std::span<const Grid> grids)
{
    std::vector<GridId> ids;
    Batches batches(connection, "grids");
    GridWriter writer(connection);
    for (const Grid& grid : grids) {
        writer.prepare(grid);
        batches.next_row();
        const std::int64_t id = batches.id_for(grid.id.value);
        writer.write(id);
        ids.push_back({id});
    }
    batches.finish();
    return ids;
}

void write_in_one(Connection& connection, std::span<const Grid> grids)
{
    GridWriter writer(connection);
    for (const Grid& grid : grids) {
        writer.prepare(grid);
        writer.write(grid.id.value);
    }
}

} // namespace data::store
