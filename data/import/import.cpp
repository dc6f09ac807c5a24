#include "data/import/import.h"

#include "data/error.h"
#include "data/import/file_hash.h"
#include "data/import/kinds.h"
#include "data/import/report.h"
#include "data/import/run.h"
#include "data/import/settings.h"

#include <chrono>
#include <filesystem>

namespace data {
namespace {

void import_kind(Import& import)
{
    switch (import.job.kind) {
    case ImportKind::grids:
        return import_grids(import);
    case ImportKind::cameras:
        return import_cameras(import);
    case ImportKind::incidents:
        return import_incidents(import);
    case ImportKind::places:
    case ImportKind::buildings:
        return import_places(import);
    case ImportKind::units:
        return import_units(import);
    case ImportKind::basemap:
    case ImportKind::reference:
        return import_layer(import);
    }
}

/// All of an import appears together, with its record.
void publish(Import& import)
{
    const ImportJob& job = import.job;
    put_accounts(import);
    const std::string name = std::filesystem::path(job.source).filename().string();
    const ImportRecord record{.time = job.now,
                              .file_name = name,
                              .hash = file_hash(job.source),
                              .what = import_kind_names[std::size_t(job.kind)],
                              .mapping = json_of_mapping(import.report),
                              .report = json_of_record(import.report, import.settings),
                              .system = import.system,
                              .columns = import.report.columns};
    if (!import.store.publish_import(record, import.settings, job.actor, job.now))
        import.note({"no_undo"});
    // Rows that were there before; each is one short transaction away from its grid.
    if (job.kind == ImportKind::grids && import.report.unchanged < import.report.imported)
        if (const Reassigned moved = import.store.reassign_grids(job.now); moved.incidents + moved.cameras > 0)
            import.note({"reassigned", {std::to_string(moved.incidents), std::to_string(moved.cameras)}});
}

} // namespace

ImportReport import_into(Store& store, const ImportJob& job, const ImportProgress& progress, std::stop_token stop)
{
    const auto begin = std::chrono::steady_clock::now();
    ImportReport report;
    Import import{store, job, report, progress, stop, store.load()};
    import.local.zone = local_zone(import.world.info);
    try {
        if (!job.dry_run)
            store.begin_import(stop);
        import_kind(import);
        if (job.missing == MissingPolicy::close && report.missing > 0 && job.kind != ImportKind::grids && job.kind != ImportKind::cameras)
            import.note({"missing_stay", {std::to_string(report.missing)}});
        note_unread(import);
        if (import.closed_lines > 0)
            import.note({"closed_lines", {std::to_string(import.closed_lines)}});
        std::ranges::stable_sort(report.rejected, {}, &ImportRefusal::row);
        if (!job.dry_run)
            publish(import);
    } catch (...) {
        store.drop_import();
        throw;
    }
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return report;
}

} // namespace data
