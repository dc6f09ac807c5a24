// How a workspace file is made and opened.
#include "data/store/engine.h"

#include "data/error.h"
#include "data/store/sqlite/file_check.h"
#include "data/store/sqlite/file_connection.h"
#include "data/store/sqlite/file_system.h"
#include "data/store/sqlite/migrations.h"
#include "data/store/sqlite/rtree_index.h"
#include "data/store/workspace_files.h"
#include "geo/new_file.h"

#include <fmt/format.h>
#include <soci/soci.h>

namespace data::store {

Access access_for(const std::filesystem::path& path, const FileCheck& file, OpenMode mode)
{
    if (mode == OpenMode::read_write) {
        if (!file.can_write_file)
            throw Error(geo::remark("file_read_only", path.string()));
        if (!file.can_write_folder)
            throw Error(geo::remark("folder_read_only", path.string()));
        return Access::read_write;
    }
    if (file.can_write_file && file.can_write_folder)
        return Access::query_only;
    return file.can_write_folder || file.has_log ? Access::read_only : Access::immutable;
}

void create_workspace(const std::filesystem::path& path)
{
    namespace fs = std::filesystem;
    if (fs::exists(path))
        throw Error(geo::remark("file_there", path.string()));
    require_local(path, file_system_of(path));
    attempt("The workspace could not be made", path, [&] {
        geo::NewFile fresh(path);
        {
            FileConnection connection(fresh.path(), Access::create);
            make_schema(connection, embedded_migrations());
            connection.settle();
        }
        remove_logs(path);
        fresh.place();
    });
}

OpenedWorkspace open_workspace(const std::filesystem::path& path, OpenMode mode, bool may_upgrade)
{
    geo::clear_unfinished(path.parent_path());
    const FileCheck file = check_file(path);
    require_local(path, file_system_of(path));
    const Access access = access_for(path, file, mode);
    return attempt("The workspace could not be opened", path, [&] {
        auto connection = std::make_unique<FileConnection>(path, access);
        OpenedWorkspace opened;
        if (file.is_suspicious) {
            std::string verdict;
            connection->sql() << "pragma quick_check(1)", soci::into(verdict);
            if (verdict != "ok")
                throw Error(geo::remark("damaged", path.string()));
        }
        const auto migrations = embedded_migrations();
        if (!may_upgrade && connection->schema() < migrations.back().number) {
            opened.older = plan(*connection, migrations);
        } else if (mode == OpenMode::read_write) {
            if (UpgradePlan done = upgrade(*connection, migrations); done.from != done.to)
                opened.upgraded = std::move(done);
            adopt_copy(*connection);
            finish_interrupted(*connection);
        } else {
            require_newest(*connection, migrations);
        }
        opened.connection = std::move(connection);
        return opened;
    });
}

} // namespace data::store
