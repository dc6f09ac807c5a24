#include "data/store/backup.h"

#include "data/error.h"
#include "data/store/sqlite/alone.h"
#include "data/store/sqlite/file_check.h"
#include "data/store/sqlite/file_system.h"
#include "data/store/sqlite/migrations.h"
#include "data/store/tables/tables.h"
#include "data/store/workspace_files.h"
#include "geo/formats/map_source.h"

#include <fmt/format.h>
#include <soci/soci.h>

#include <chrono>

namespace data {
namespace {

namespace fs = std::filesystem;

struct Counts {
    int schema = 0;
    std::int64_t incidents = 0, events = 0, log_rows = 0;
};

fs::path files_of(const fs::path& workspace) { return workspace.string() + ".files"; }

/// Takes a half-made copy away unless it was kept.
struct Unfinished {
    fs::path file;
    bool is_kept = false;
    ~Unfinished()
    {
        if (is_kept)
            return;
        remove_workspace(file);
        std::error_code ignored;
        fs::remove_all(files_of(file), ignored);
    }
};

/// Opens a copy the way a reader would, and judges it.
Counts verified(const fs::path& copy)
{
    store::FileConnection connection(copy, store::Access::immutable);
    std::string verdict;
    connection.sql() << "pragma quick_check(1)", soci::into(verdict);
    if (verdict != "ok")
        throw Error(geo::remark("copy_damaged", copy.string(), verdict));
    return {store::schema_of(connection), connection.number("select count(*) from incidents"),
            connection.number("select count(*) from incident_events"), connection.number("select count(*) from session_log")};
}

void copy_tree(const fs::path& from, const fs::path& to, std::int64_t& files, std::int64_t& bytes)
{
    if (fs::is_directory(from)) {
        fs::create_directories(to);
        for (const auto& entry : fs::directory_iterator(from))
            copy_tree(entry.path(), to / entry.path().filename(), files, bytes);
        return;
    }
    fs::create_directories(to.parent_path());
    fs::copy_file(from, to);
    ++files;
    bytes += static_cast<std::int64_t>(fs::file_size(to));
}

/// Whoever holds a draft holds it in the workspace, not in a copy.
void release_drafts(const fs::path& part)
{
    store::FileConnection copy(part, store::Access::read_write);
    if (copy.number("select count(*) from sqlite_master where type = 'table' and name = 'draft_holders'"))
        copy.sql() << "delete from draft_holders";
    copy.settle();
}

/// Maps named relative to the workspace come along under files/; the copy names them there.
void copy_maps(const fs::path& workspace, const fs::path& part, const fs::path& out, BackupReport& report)
{
    store::FileConnection copy(part, store::Access::read_write);
    for (Layer layer : store::read_layers(copy)) {
        if (layer.path.empty())
            continue;
        const geo::LayerOfFile file = geo::layer_of_file(layer.path);
        const fs::path named(file.path);
        if (named.is_absolute()) {
            report.left_out.push_back(layer.path);
            continue;
        }
        const fs::path source = workspace.parent_path() / named;
        const std::string own = files_of(workspace).filename().string() + "/";
        const bool is_attached = layer.path.starts_with(own);
        if (!fs::exists(source)) {
            report.left_out.push_back(layer.path);
            continue;
        }
        const fs::path below = is_attached ? fs::path(file.path.substr(own.size())) : named.filename();
        if (!fs::exists(files_of(part) / below))
            copy_tree(source, files_of(part) / below, report.files, report.file_bytes);
        layer.path = geo::text_of({(files_of(out).filename() / below).string(), file.layer});
        store::Transaction transaction(copy);
        store::write(copy, layer);
        transaction.commit();
    }
    copy.settle();
}

double seconds_since(std::chrono::steady_clock::time_point begin)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

}

BackupReport make_backup(const fs::path& workspace, const fs::path& out)
{
    const auto begin = std::chrono::steady_clock::now();
    store::check_file(workspace);
    if (fs::exists(out) || fs::exists(files_of(out)))
        throw Error(geo::remark("backup_there", fs::exists(out) ? out.string() : files_of(out).string()));
    return store::attempt("The backup could not be written", out, [&] {
        BackupReport report;
        report.out = out;
        Unfinished part{out.string() + ".part"};
        {
            store::FileConnection source(workspace, store::Access::query_only);
            store::schema_of(source); // refuses what is no workspace
            source.copy_to(part.file);
        }
        if (fs::exists(files_of(workspace)))
            copy_tree(files_of(workspace), files_of(part.file), report.files, report.file_bytes);
        copy_maps(workspace, part.file, out, report);
        release_drafts(part.file);
        const Counts counts = verified(part.file);
        report.schema = counts.schema, report.incidents = counts.incidents, report.events = counts.events, report.log_rows = counts.log_rows;
        report.bytes = static_cast<std::int64_t>(fs::file_size(part.file));
        if (fs::exists(files_of(part.file)))
            fs::rename(files_of(part.file), files_of(out));
        fs::rename(part.file, out);
        part.is_kept = true;
        store::sync_folder(out.parent_path());
        report.seconds = seconds_since(begin);
        return report;
    });
}

RestoreReport restore_backup(const fs::path& backup, const fs::path& workspace, bool replace)
{
    const auto begin = std::chrono::steady_clock::now();
    store::check_file(backup);
    store::require_local(workspace, store::file_system_of(workspace));
    const bool is_there = fs::exists(workspace);
    if (is_there && !replace)
        throw Error(geo::remark("restore_there", workspace.string()));
    if (is_there && fs::equivalent(backup, workspace))
        throw Error(geo::remark("restore_itself", workspace.string()));
    return store::attempt("The backup could not be restored", workspace, [&] {
        RestoreReport report;
        report.workspace = workspace;
        Unfinished part{workspace.string() + ".part"};
        fs::remove(part.file);
        verified(backup);
        {
            store::FileConnection source(backup, store::Access::immutable);
            source.copy_to(part.file);
        }
        std::int64_t bytes = 0;
        if (fs::exists(files_of(backup))) {
            copy_tree(files_of(backup), files_of(part.file), report.files, bytes);
            store::FileConnection copy(part.file, store::Access::read_write);
            const std::string was = files_of(backup).filename().string() + "/", is = files_of(workspace).filename().string() + "/";
            for (Layer layer : store::read_layers(copy))
                if (layer.path.starts_with(was)) {
                    layer.path.replace(0, was.size(), is);
                    store::Transaction transaction(copy);
                    store::write(copy, layer);
                    transaction.commit();
                }
            copy.settle();
        }
        const Counts counts = verified(part.file);
        report.schema = counts.schema, report.incidents = counts.incidents, report.events = counts.events, report.log_rows = counts.log_rows;
        if (is_there) {
            store::require_alone(workspace);
            report.kept = store::free_name(workspace, "before-restore");
            fs::rename(workspace, report.kept);
            if (fs::exists(files_of(workspace)))
                fs::rename(files_of(workspace), files_of(report.kept));
        } else {
            // The log of a workspace that was deleted without it would be played into this one.
            for (const char* end : {"-wal", "-shm", "-journal"})
                fs::remove(workspace.string() + end);
        }
        if (fs::exists(files_of(part.file)))
            fs::rename(files_of(part.file), files_of(workspace));
        fs::rename(part.file, workspace);
        part.is_kept = true;
        store::sync_folder(workspace.parent_path());
        report.seconds = seconds_since(begin);
        return report;
    });
}

}
