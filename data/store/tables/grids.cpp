#include "data/store/tables/batches.h"
#include "data/store/tables/tables.h"
#include "data/store/tables/words.h"

#include "data/error.h"

#include <fmt/format.h>
#include <soci/soci.h>

namespace data::store {
namespace {

struct GridRow {
    long long id = 0, parent = 0, households = 0, residents = 0, unit = 0, valid_from = 0, valid_to = 0;
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
    g.remark = row.remark;
    g.shape = geo::multipolygon_from_wkb(geo::bytes_from_hex(row.geometry));
    return g;
}

void fill(GridRow& row, const Grid& g)
{
    if (g.shape.empty())
        throw Error(fmt::format("The grid {} {} has no area; it was not written.", g.code, g.name));
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
    row.remark = g.remark;
    row.geometry = geo::ewkb_hex_from_wkb(geo::wkb_from_multipolygon(g.shape));
}

} // namespace

std::vector<Grid> read_grids(Connection& connection)
{
    std::vector<Grid> grids;
    grids.reserve(static_cast<std::size_t>(connection.number("select count(*) from grids")));
    GridRow r;
    soci::statement statement =
        (connection.sql().prepare
             << "select id, level, coalesce(parent_id, 0), code, name, kind, coalesce(households, -1), "
                "coalesce(residents, -1), coalesce(unit_id, 0), coalesce(valid_from_us, -9000000000000000000), "
                "coalesce(valid_to_us, -9000000000000000000), remark, hex(ST_AsBinary(geom)) from grids order by id",
         soci::into(r.id), soci::into(r.level), soci::into(r.parent), soci::into(r.code), soci::into(r.name),
         soci::into(r.kind), soci::into(r.households), soci::into(r.residents), soci::into(r.unit),
         soci::into(r.valid_from), soci::into(r.valid_to), soci::into(r.remark), soci::into(r.geometry));
    statement.execute();
    while (statement.fetch())
        grids.push_back(grid_from_row(r));
    return grids;
}

std::vector<GridId> write(Connection& connection, std::span<const Grid> grids)
{
    std::vector<GridId> ids;
    GridRow r;
    Batches batches(connection, "grids");
    soci::statement statement =
        (connection.sql().prepare
             << "insert into grids (id, level, parent_id, code, name, kind, households, residents, unit_id, "
                "valid_from_us, valid_to_us, remark, geom) values (:id, :level, nullif(:parent, 0), :code, :name, "
                ":kind, nullif(:households, -1), nullif(:residents, -1), nullif(:unit, 0), "
                "nullif(:valid_from, -9000000000000000000), nullif(:valid_to, -9000000000000000000), :remark, "
                "ST_Multi(GeomFromEWKB(:geometry))) on conflict (id) do update set level = excluded.level, "
                "parent_id = excluded.parent_id, code = excluded.code, name = excluded.name, kind = excluded.kind, "
                "households = excluded.households, residents = excluded.residents, unit_id = excluded.unit_id, "
                "valid_from_us = excluded.valid_from_us, valid_to_us = excluded.valid_to_us, "
                "remark = excluded.remark, geom = excluded.geom",
         soci::use(r.id), soci::use(r.level), soci::use(r.parent), soci::use(r.code), soci::use(r.name),
         soci::use(r.kind), soci::use(r.households), soci::use(r.residents), soci::use(r.unit), soci::use(r.valid_from),
         soci::use(r.valid_to), soci::use(r.remark), soci::use(r.geometry));
    for (const Grid& grid : grids) {
        fill(r, grid);
        batches.next_row();
        r.id = batches.id_for(grid.id.value);
        statement.execute(true);
        ids.push_back({r.id});
    }
    batches.finish();
    return ids;
}

} // namespace data::store
