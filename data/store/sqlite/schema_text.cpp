#include "data/store/sqlite/schema_text.h"

#include "data/error.h"
#include "data/store/sqlite/migrations.h"
#include "data/store/sqlite/spatialite.h"
#include "data/temporary_folder.h"

#include <fmt/format.h>
#include <soci/soci.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace data::store {
namespace {

namespace fs = std::filesystem;

struct Object {
    std::string table, sql;
};
using Objects = std::map<std::pair<std::string, std::string>, Object>; // by type and name

Objects read_objects(Connection& connection)
{
    Objects objects;
    std::string type, name;
    Object object;
    soci::statement statement =
        (connection.sql().prepare << "select type, name, tbl_name, coalesce(sql, '') from sqlite_master where name not like 'sqlite\\_%' escape '\\'", soci::into(type),
         soci::into(name), soci::into(object.table), soci::into(object.sql));
    statement.execute();
    while (statement.fetch())
        objects[{type, name}] = object;
    return objects;
}

/// Its columns as SQLite tells them: SpatiaLite's releases word the one with the shape differently.
std::string column_words(Connection& connection, const std::string& table)
{
    std::string all, one;
    soci::statement statement = (connection.sql().prepare << fmt::format("select name || ' ' || lower(type) || ' ' || \"notnull\" || ' ' || coalesce(dflt_value, '') || ' ' || pk "
                                                                         "from pragma_table_xinfo('{}')",
                                                                         table),
                                 soci::into(one));
    statement.execute();
    while (statement.fetch())
        all += one + "\n";
    return all;
}

/// What SpatiaLite makes for a shape: its triggers (gii_grids_geom) and its index (idx_grids_geom …). Only that they are there is asked.
bool is_of_spatialite(const std::string& type, const std::string& name)
{
    return name.starts_with("idx_") || (type == "trigger" && name.size() > 3 && name[3] == '_' && (name.starts_with("gg") || name.starts_with("gi") || name.starts_with("tm")));
}

std::string words_of(const std::string& type, const std::string& name, const std::string& table)
{
    return type == "table" || type == "view" ? fmt::format("{} {}", type, name) : fmt::format("{} {} of {}", type, name, table);
}

SchemaDifference missing(const std::string& type, const std::string& name, const std::string& table)
{
    for (const char* what : {"update", "delete", "replace"})
        if (type == "trigger" && name == fmt::format("{}_no_{}", table, what))
            return {true, fmt::format("{}: nothing forbids to {} its rows any more", table, what)};
    return {type == "trigger", fmt::format("the {} is missing", words_of(type, name, table))};
}

} // namespace

std::vector<SchemaDifference> schema_differences(FileConnection& connection, int schema)
{
    const TemporaryFolder folder("schema");
    FileConnection model(folder.path() / "model.sqlite", Access::create);
    std::vector<Migration> steps = embedded_migrations();
    std::erase_if(steps, [&](const Migration& step) { return step.number > schema; });
    // It is thrown away: nothing of it need reach the disk.
    run_script(model.handle(), "pragma synchronous = off; begin");
    make_spatial_tables(model);
    const Objects not_ours = read_objects(model);
    for (const Migration& step : steps)
        run_script(model.handle(), step.sql);
    run_script(model.handle(), "commit");
    std::set<std::string> tables;
    const Objects wanted = read_objects(model), found = read_objects(connection);
    std::vector<SchemaDifference> differences;
    for (const auto& [key, object] : wanted) {
        const auto& [type, name] = key;
        if (not_ours.contains(key))
            continue;
        if (type == "table")
            tables.insert(name);
        const auto at = found.find(key);
        if (at == found.end()) {
            differences.push_back(missing(type, name, object.table));
        } else if (type == "table" && !is_of_spatialite(type, name)) {
            const bool has_shape = object.sql.find("\"geom\"") != std::string::npos || object.sql.find("\"area\"") != std::string::npos;
            if (at->second.sql != object.sql && (!has_shape || column_words(connection, name) != column_words(model, name)))
                differences.push_back({false, fmt::format("the table {} is not as the program makes it", name)});
        } else if (!is_of_spatialite(type, name) && at->second.sql != object.sql) {
            differences.push_back({type == "trigger", fmt::format("the {} is not as the program makes it", words_of(type, name, object.table))});
        }
    }
    for (const auto& [key, object] : found)
        if (key.first == "trigger" && tables.contains(object.table) && !wanted.contains(key))
            differences.push_back({true, fmt::format("the {} is none of the program's", words_of(key.first, key.second, object.table))});
    return differences;
}

} // namespace data::store
