#include "data/store/upgrade.h"

#include "data/error.h"
#include "data/store/sqlite/alone.h"
#include "data/store/sqlite/file_check.h"
#include "data/store/sqlite/file_rights.h"
#include "data/store/sqlite/migrations.h"
#include "data/store/store.h"
#include "data/store/tables/tables.h"
#include "data/store/upgrade_copy.h"
#include "data/store/workspace_files.h"
#include "geo/new_file.h"

#include <fmt/format.h>
#include <soci/soci.h>

namespace data {
namespace {

namespace fs = std::filesystem;

struct LastUpgrade {
    long long from = 0, to = 0, mark = 0, time = 0;
    std::string copy;
};

LastUpgrade last_upgrade(store::FileConnection& connection)
{
    LastUpgrade last;
    if (!connection.number("select count(*) from sqlite_master where type = 'table' and name = 'upgrades'"))
        return last;
    connection.sql() << "select from_schema, to_schema, mark, time_us, copy from upgrades order by id desc limit 1", soci::into(last.from),
        soci::into(last.to), soci::into(last.mark), soci::into(last.time), soci::into(last.copy);
    return last;
}

}

UpgradePlan plan_upgrade(const fs::path& workspace)
{
    store::check_file(workspace);
    return store::attempt("The workspace could not be read", workspace, [&] {
        store::FileConnection connection(workspace, store::Access::query_only);
        const auto migrations = store::embedded_migrations();
        if (store::schema_of(connection) >= migrations.back().number)
            store::require_newest(connection, migrations);
        return store::plan(connection, migrations);
    });
}

void copy_upgraded(const fs::path& workspace, const fs::path& copy)
{
    const store::FileCheck file = store::check_file(workspace);
    store::attempt("The older workspace could not be copied", workspace, [&] {
        for (const char* end : {"", "-wal", "-shm"})
            fs::remove(copy.string() + end);
        {
            const store::Access access = !file.can_write_folder ? store::Access::immutable
                                         : file.can_write_file  ? store::Access::query_only
                                                                : store::Access::read_only;
            store::FileConnection connection(workspace, access);
            connection.copy_to(copy);
        }
        fs::path kept;
        {
            const Store upgraded = Store::open(copy, OpenMode::read_write);
            if (upgraded.upgraded())
                kept = upgraded.upgraded()->copy;
        }
        if (!kept.empty())
            fs::remove(kept);
        return true;
    });
}

UndoneUpgrade undo_upgrade(const fs::path& workspace)
{
    geo::clear_unfinished(workspace.parent_path());
    store::check_file(workspace);
    return store::attempt("The upgrade could not be undone", workspace, [&] {
        LastUpgrade last;
        std::vector<SessionLogEntry> since;
        fs::path copy;
        {
            store::FileConnection connection(workspace, store::Access::query_only);
            store::schema_of(connection);
            last = last_upgrade(connection);
            if (last.copy.empty())
                throw Error(geo::remark("never_upgraded", workspace.string()));
            copy = workspace.parent_path() / last.copy;
            if (!fs::exists(copy))
                throw Error(geo::remark("upgrade_copy_gone", copy.string()));
            if (store::mark_of(connection) != last.mark)
                throw Error(geo::remark("upgrade_stays", workspace.string(), last.to, copy.string()));
            since = store::read_log(connection, time_from_micros(last.time), TimePoint::max());
        }
        store::require_alone(workspace);
        geo::NewFile fresh(workspace);
        const fs::path& back = fresh.path();
        fs::copy_file(copy, back);
        store::take_rights(workspace, back);
        {
            // Who was signed on and what was shown since stays known.
            store::FileConnection connection(back, store::Access::read_write);
            store::Transaction transaction(connection);
            store::append_log(connection, since);
            transaction.commit();
            connection.settle();
        }
        UndoneUpgrade undone{static_cast<int>(last.to), static_cast<int>(last.from), static_cast<std::int64_t>(since.size()),
                             store::free_name(workspace, fmt::format("schema-{}.undone", last.to).c_str())};
        remove_logs(back);
        fresh.place({.replaces = true, .kept = undone.kept});
        fs::remove(copy);
        geo::sync_folder(workspace.parent_path());
        return undone;
    });
}

}
