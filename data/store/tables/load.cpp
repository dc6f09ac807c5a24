#include "data/store/tables/load.h"

#include "data/records/derive.h"
#include "data/store/tables/incidents.h"
#include "data/store/tables/tables.h"

#include <filesystem>
#include <future>

namespace data::store {
namespace {

template <class Record> Frozen<Record> freeze(std::vector<Record> rows)
{
    return std::make_shared<const Table<Record>>(std::move(rows));
}

/// From this size on the file's incidents and places are read on a second connection beside the others: opening it takes some 30 ms.
constexpr std::uintmax_t large_file = 32u << 20;

struct Beside {
    std::vector<Incident> incidents;
    std::vector<Place> places;
};

/// What does not depend on the areas. Empty future: the file is small.
std::future<Beside> read_beside(const std::filesystem::path& path, Access access)
{
    std::error_code unknown;
    const std::uintmax_t size = std::filesystem::file_size(path, unknown);
    if (unknown || size < large_file)
        return {};
    if (access == Access::read_write || access == Access::create)
        access = Access::query_only;
    return std::async(std::launch::async, [path, access] {
        Connection connection(path, access);
        Beside beside;
        beside.incidents = read_incidents(connection);
        beside.places = read_places(connection);
        return beside;
    });
}

}

void read_tables(Connection& connection, std::optional<Access> access, WorkspaceLoaded& loaded)
{
    std::future<Beside> beside = access ? read_beside(connection.path(), *access) : std::future<Beside>();
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
