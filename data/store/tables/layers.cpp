// Layers and settings: what a workspace shows and how.
#include "data/store/tables/batches.h"
#include "data/store/tables/tables.h"
#include "data/store/tables/words.h"

#include "data/error.h"

#include <soci/soci.h>

namespace data::store {

std::vector<Layer> read_layers(Connection& connection)
{
    std::vector<Layer> layers;
    long long id = 0, visible = 0, position = 0;
    std::string kind, name, path, crs, attribution;
    double opacity = 0;
    soci::statement statement =
        (connection.sql().prepare
             << "select id, kind, name, path, crs, attribution, visible, opacity, position from layers "
                "order by position, id",
         soci::into(id), soci::into(kind), soci::into(name), soci::into(path), soci::into(crs), soci::into(attribution),
         soci::into(visible), soci::into(opacity), soci::into(position));
    statement.execute();
    while (statement.fetch())
        layers.push_back({{id},
                          from_word<LayerKind>(kind),
                          name,
                          path,
                          crs,
                          attribution,
                          visible != 0,
                          opacity,
                          static_cast<int>(position)});
    return layers;
}

LayerId write(Connection& connection, const Layer& layer)
{
    long long id = layer.id ? layer.id.value : connection.last_id("layers") + 1;
    long long visible = layer.visible, position = layer.order;
    std::string kind = word(layer.kind), name = layer.name, path = layer.path, crs = layer.crs,
                attribution = layer.attribution;
    double opacity = layer.opacity;
    connection.sql()
        << "insert into layers (id, kind, name, path, crs, attribution, visible, opacity, position) values (:id, "
           ":kind, "
           ":name, :path, :crs, :attribution, :visible, :opacity, :position) on conflict (id) do update set "
           "kind = excluded.kind, name = excluded.name, path = excluded.path, crs = excluded.crs, "
           "attribution = excluded.attribution, visible = excluded.visible, opacity = excluded.opacity, "
           "position = excluded.position",
        soci::use(id), soci::use(kind), soci::use(name), soci::use(path), soci::use(crs), soci::use(attribution),
        soci::use(visible), soci::use(opacity), soci::use(position);
    return {id};
}

void remove_layer(Connection& connection, LayerId layer)
{
    long long id = layer.value;
    soci::statement statement = (connection.sql().prepare << "delete from layers where id = :id", soci::use(id));
    statement.execute(true);
    if (!statement.get_affected_rows())
        throw Error(geo::remark("layer_gone"));
}

std::map<std::string, std::string> read_settings(Connection& connection)
{
    std::map<std::string, std::string> settings;
    std::string key, value;
    soci::statement statement =
        (connection.sql().prepare << "select key, value from settings", soci::into(key), soci::into(value));
    statement.execute();
    while (statement.fetch())
        settings[key] = value;
    return settings;
}

void write_setting(Connection& connection, std::string key, std::string value)
{
    connection.sql() << "insert into settings (key, value) values (:key, :value) on conflict (key) do update set value "
                        "= excluded.value",
        soci::use(key), soci::use(value);
}

} // namespace data::store
