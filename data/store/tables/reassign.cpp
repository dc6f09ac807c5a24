#include "data/store/tables/batches.h"
#include "data/store/tables/incidents.h"
#include "data/store/tables/tables.h"

#include <fmt/format.h>
#include <soci/soci.h>

#include <algorithm>
#include <unordered_map>

namespace data::store {
namespace {

struct Move {
    long long id, grid, was;
    TimePoint since; // of an incident: when it was reported
};

/// The rows of a table with a point whose grid is not the one that contains them.
std::vector<Move> find_moves(Connection& connection, const GridLocator& grids, const std::string& query)
{
    std::vector<Move> moves;
    long long id = 0, grid = 0, since = 0;
    double lon = 0, lat = 0;
    soci::statement statement =
        (connection.sql().prepare << query, soci::into(id), soci::into(grid), soci::into(lon), soci::into(lat), soci::into(since));
    statement.execute();
    while (statement.fetch())
        if (const GridId now = grids.find({lon, lat}); now.value != grid)
            moves.push_back({id, now.value, grid, time_from_micros(since)});
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

/// What an incident of this state keeps its grid by: a list for "in (…)".
std::string words_of_open_states()
{
    std::string words;
    for (std::size_t i = 0; i < incident_state_names.size(); ++i) {
        Incident incident;
        incident.state = static_cast<IncidentState>(i);
        if (is_open(incident))
            words += fmt::format("{}'{}'", words.empty() ? "" : ", ", incident_state_names[i]);
    }
    return words;
}

std::string incidents_to_move(bool open_only)
{
    return "select id, coalesce(grid_id, 0), ST_X(geom), ST_Y(geom), reported_us from incidents where has_position = 1" +
           (open_only ? fmt::format(" and state in ({})", words_of_open_states()) : std::string());
}

constexpr const char* cameras_to_move = "select id, coalesce(grid_id, 0), ST_X(geom), ST_Y(geom), 0 from cameras";

/// How people know a grid: by its code, else its name; "–": outside all.
class Titles {
public:
    explicit Titles(Connection& connection)
        : statement_((connection.sql().prepare << "select code, name from grids where id = :id", soci::use(id_), soci::into(code_), soci::into(name_)))
    {
    }
    const std::string& of(long long id)
    {
        const auto [at, is_new] = known_.try_emplace(id, "–");
        id_ = id;
        if (is_new && id && statement_.execute(true))
            at->second = code_.empty() ? name_ : code_;
        return at->second;
    }

private:
    long long id_ = 0;
    std::string code_, name_;
    soci::statement statement_;
    std::unordered_map<long long, std::string> known_;
};

} // namespace

Reassigned reassign(Connection& connection, const GridLocator& grids)
{
    const bool has_editions = connection.number("select count(*) from editions") > 0;
    const auto incidents = find_moves(connection, grids, incidents_to_move(has_editions));
    const auto cameras = find_moves(connection, grids, cameras_to_move);
    Reassigned result;
    result.incidents = write_moves(connection, incidents, "incidents",
                                   "update incidents set grid_id = nullif(:grid, 0) where id = :id");
    result.cameras =
        write_moves(connection, cameras, "cameras", "update cameras set grid_id = nullif(:grid, 0) where id = :id");
    return result;
}

Reassigned reassign_with_events(Connection& connection, const GridLocator& grids, const Actor& actor, TimePoint at, bool is_newest)
{
    Reassigned result;
    Titles titles(connection);
    IncidentWriter writer(connection);
    long long id = 0, grid = 0;
    soci::statement move_incident = (connection.sql().prepare << "update incidents set grid_id = nullif(:grid, 0) where id = :id", soci::use(grid), soci::use(id));
    soci::statement move_camera = (connection.sql().prepare << "update cameras set grid_id = nullif(:grid, 0) where id = :id", soci::use(grid), soci::use(id));
    for (const Move& move : find_moves(connection, grids, incidents_to_move(true))) {
        if (move.since > at && !is_newest)
            continue; // what was reported later never went by it
        id = move.id, grid = move.grid;
        move_incident.execute(true);
        const std::string &before = titles.of(move.was), &after = titles.of(move.grid);
        if (before == after) // its grid was made anew under its code
            continue;
        writer.append({{}, {move.id}, std::max(at, move.since), "reassigned", before + " → " + after, actor});
        ++result.incidents;
    }
    for (const Move& move : is_newest ? find_moves(connection, grids, cameras_to_move) : std::vector<Move>()) {
        id = move.id, grid = move.grid;
        move_camera.execute(true);
        result.cameras += titles.of(move.was) != titles.of(move.grid);
    }
    return result;
}

} // namespace data::store
