#include "data/store/backup.h"

#include "data/error.h"
#include "data/store/sqlite/alone.h"
#include "data/store/sqlite/file_check.h"
#include "data/store/sqlite/file_rights.h"
#include "data/store/sqlite/file_system.h"
#include "data/store/sqlite/migrations.h"
#include "data/store/tables/chain.h"
#include "data/store/tables/tables.h"
#include "data/store/workspace_files.h"
#include "geo/formats/map_source.h"
#include "geo/new_file.h"

#include <fmt/format.h>
#include <soci/soci.h>

#include <chrono>

namespace data {
namespace {

namespace fs = std::filesystem;

struct Counts {
    int schema = 0;
    std::int64_t incidents = 0, events = 0, log_rows = 0;
    std::string history;
};

constexpr const char* files_ending = ".files";

fs::path files_of(const fs::path& workspace) { return workspace.string() + files_ending; }

/// Opens a copy the way a reader would, and judges it.
Counts verified(const fs::path& copy)
{
    store::FileConnection connection(copy, store::Access::immutable);
    std::string verdict;
    connection.sql() << "pragma quick_check(1)", soci::into(verdict);
    if (verdict != "ok")
        throw Error(geo::remark("copy_damaged", copy.string(), verdict));
    const bool is_chained = connection.number("select count(*) from sqlite_master where type = 'table' and name = 'chains'") > 0;
    return {store::schema_of(connection), connection.number("select count(*) from incidents"), connection.number("select count(*) from incident_events"),
            connection.number("select count(*) from session_log"), is_chained ? store::history_digest(connection) : std::string()};
}

/// What was copied, and what was passed over: a link leads out of the folder, or round and round in it.
struct Copied {
    std::int64_t files = 0, bytes = 0;
    std::vector<std::string> left_out;
};

void copy_tree(const fs::path& from, const fs::path& to, Copied& copied)
{
    if (fs::is_symlink(from) || !(fs::is_directory(from) || fs::is_regular_file(from))) {
        copied.left_out.push_back(from.string());
        return;
    }
    if (fs::is_directory(from)) {
        fs::create_directories(to);
        store::take_rights(from, to);
        for (const auto& entry : fs::directory_iterator(from))
            copy_tree(entry.path(), to / entry.path().filename(), copied);
        return;
    }
    fs::create_directories(to.parent_path());
    fs::copy_file(from, to);
    store::take_rights(from, to);
    ++copied.files;
    copied.bytes += static_cast<std::int64_t>(fs::file_size(to));
}

/// Whether it lies below the folder, wherever links on its way lead: what a workspace names is not to choose what is read elsewhere.
bool is_below(const fs::path& folder, const fs::path& file)
{
    const fs::path whole = fs::weakly_canonical(folder), way = fs::weakly_canonical(file).lexically_relative(whole);
    return !way.empty() && *way.begin() != ".." && !way.is_absolute();
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
void copy_maps(const fs::path& workspace, const fs::path& part, const fs::path& out, BackupReport& report, Copied& copied)
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
        const fs::path below = (is_attached ? fs::path(file.path.substr(own.size())) : named.filename()).lexically_normal();
        const fs::path folder = workspace.parent_path().empty() ? fs::path(".") : workspace.parent_path();
        if (!fs::exists(source) || !is_below(folder, source) || below.empty() || *below.begin() == "..") {
            report.left_out.push_back(layer.path);
            continue;
        }
        if (!fs::exists(files_of(part) / below))
            copy_tree(source, files_of(part) / below, copied);
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
    geo::clear_unfinished(out.parent_path());
    if (fs::exists(out) || fs::exists(files_of(out)))
        throw Error(geo::remark("backup_there", fs::exists(out) ? out.string() : files_of(out).string()));
    return store::attempt("The backup could not be written", out, [&] {
        BackupReport report;
        report.out = out;
        geo::NewFile fresh(out);
        const fs::path& part = fresh.path();
        {
            store::FileConnection source(workspace, store::Access::query_only);
            store::schema_of(source); // refuses what is no workspace
            source.copy_to(part);
        }
        Copied copied;
        if (fs::exists(files_of(workspace)))
            copy_tree(files_of(workspace), files_of(part), copied);
        copy_maps(workspace, part, out, report, copied);
        report.files = copied.files, report.file_bytes = copied.bytes;
        report.left_out.insert(report.left_out.end(), copied.left_out.begin(), copied.left_out.end());
        release_drafts(part);
        const Counts counts = verified(part);
        report.schema = counts.schema, report.incidents = counts.incidents, report.events = counts.events, report.log_rows = counts.log_rows;
        report.history = counts.history;
        report.bytes = static_cast<std::int64_t>(fs::file_size(part));
        remove_logs(part);
        fresh.place();
        report.seconds = seconds_since(begin);
        return report;
    });
}

RestoreReport restore_backup(const fs::path& backup, const fs::path& workspace, bool replace)
{
    const auto begin = std::chrono::steady_clock::now();
    store::check_file(backup);
    store::require_local(workspace, store::file_system_of(workspace));
    geo::clear_unfinished(workspace.parent_path());
    const bool is_there = fs::exists(workspace);
    if (is_there && !replace)
        throw Error(geo::remark("restore_there", workspace.string()));
    if (is_there && fs::equivalent(backup, workspace))
        throw Error(geo::remark("restore_itself", workspace.string()));
    return store::attempt("The backup could not be restored", workspace, [&] {
        RestoreReport report;
        report.workspace = workspace;
        geo::NewFile fresh(workspace);
        const fs::path& part = fresh.path();
        verified(backup);
        {
            store::FileConnection source(backup, store::Access::immutable);
            source.copy_to(part);
        }
        Copied copied;
        if (fs::exists(files_of(backup))) {
            copy_tree(files_of(backup), files_of(part), copied);
            report.files = copied.files;
            store::FileConnection copy(part, store::Access::read_write);
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
        const Counts counts = verified(part);
        report.schema = counts.schema, report.incidents = counts.incidents, report.events = counts.events, report.log_rows = counts.log_rows;
        remove_logs(part);
        geo::Placing how{.beside = files_ending};
        if (is_there) {
            store::require_alone(workspace);
            report.kept = store::free_name(workspace, "before-restore");
            store::take_rights(workspace, part);
            how.replaces = true, how.kept = report.kept;
        } else {
            remove_logs(workspace);
        }
        fresh.place(how);
        report.seconds = seconds_since(begin);
        return report;
    });
}

}
