#include "data/store/tables/load.h"

#include "data/records/derive.h"
#include "data/store/tables/incidents.h"
#include "data/store/tables/setup.h"
#include "data/store/tables/tables.h"

#include <future>

namespace data::store {
namespace {

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
    loaded.grids = frozen(std::move(grids));
    loaded.cameras = frozen(read_cameras(connection));
    loaded.units = frozen(read_units(connection));
    loaded.accounts = frozen(read_accounts(connection));
    loaded.posts = frozen(read_posts(connection));
    loaded.layers = frozen(read_layers(connection));
    loaded.setup = read_setup(connection);
    loaded.settings = read_settings(connection);
    loaded.imported = read_import_times(connection);
    Beside rest = beside.valid() ? beside.get() : Beside{read_incidents(connection), read_places(connection)};
    loaded.places = frozen(std::move(rest.places));
    loaded.incidents = std::make_shared<std::vector<Incident>>(std::move(rest.incidents));
}

}
