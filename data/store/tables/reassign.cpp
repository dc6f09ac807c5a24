#include "data/store/tables/batches.h"
#include "data/store/tables/tables.h"

#include <soci/soci.h>

namespace data::store {
namespace {

struct Move {
    long long id, grid;
};

/// The rows of a table with a point whose grid is not the one that contains them.
std::vector<Move> find_moves(Connection& connection, const GridLocator& grids, const std::string& query)
{
    std::vector<Move> moves;
    long long id = 0, grid = 0;
    double lon = 0, lat = 0;
    soci::statement statement =
        (connection.sql().prepare << query, soci::into(id), soci::into(grid), soci::into(lon), soci::into(lat));
    statement.execute();
    while (statement.fetch())
        if (const GridId now = grids.find({lon, lat}); now.value != grid)
            moves.push_back({id, now.value});
    return moves;
}

std::size_t write_moves(Connection& connection, const std::vector<Move>& moves, const std::string& table,
                        const std::string& update)
{
    long long id = 0, grid = 0;
    Batches batches(connection, table);
    soci::statement statement = (connection.sql().prepare << update, soci::use(grid), soci::use(id));
    for (const Move& move : moves) {
        batches.next_row();
        id = move.id, grid = move.grid;
        statement.execute(true);
    }
    batches.finish();
    return moves.size();
}

} // namespace

Reassigned reassign(Connection& connection, const GridLocator& grids)
{
    const auto incidents =
        find_moves(connection, grids,
                   "select id, coalesce(grid_id, 0), ST_X(geom), ST_Y(geom) from incidents where has_position = 1");
    const auto cameras =
        find_moves(connection, grids, "select id, coalesce(grid_id, 0), ST_X(geom), ST_Y(geom) from cameras");
    Reassigned result;
    result.incidents = write_moves(connection, incidents, "incidents",
                                   "update incidents set grid_id = nullif(:grid, 0) where id = :id");
    result.cameras =
        write_moves(connection, cameras, "cameras", "update cameras set grid_id = nullif(:grid, 0) where id = :id");
    return result;
}

} // namespace data::store
