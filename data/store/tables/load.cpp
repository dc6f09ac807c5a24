#include "data/store/tables/load.h"

#include "data/records/derive.h"
#include "data/store/tables/incidents.h"
#include "data/store/tables/tables.h"

#include <future>

namespace data::store {
namespace {

template <class Record> Frozen<Record> freeze(std::vector<Record> rows)
{
    return std::make_shared<const Table<Record>>(std::move(rows));
}

struct Beside {
    std::vector<Incident> incidents;
    std::vector<Place> places;
};

/// What does not depend on the areas, on a second connection. Empty future: there is none.
std::future<Beside> read_beside(const Connection& connection)
{
    std::function<std::unique_ptr<Connection>()> open = connection.beside();
    if (!open)
        return {};
    return std::async(std::launch::async, [open = std::move(open)] {
        const std::unique_ptr<Connection> second = open();
        Beside beside;
        beside.incidents = read_incidents(*second);
        beside.places = read_places(*second);
        return beside;
    });
}

}

void read_tables(Connection& connection, WorkspaceLoaded& loaded)
{
    std::future<Beside> beside = read_beside(connection);
    std::vector<Grid> grids = read_grids(connection);
    derive(grids);
    loaded.grids = freeze(std::move(grids));
    loaded.cameras = freeze(read_cameras(connection));
    loaded.units = freeze(read_units(connection));
    loaded.accounts = freeze(read_accounts(connection));
    loaded.posts = freeze(read_posts(connection));
    loaded.layers = freeze(read_layers(connection));
    loaded.settings = read_settings(connection);
    loaded.imported = read_import_times(connection);
    Beside rest = beside.valid() ? beside.get() : Beside{read_incidents(connection), read_places(connection)};
    loaded.places = freeze(std::move(rest.places));
    loaded.incidents = std::make_shared<std::vector<Incident>>(std::move(rest.incidents));
}

}
