#include "console/cli/export_command.h"

#include "console/cli/usage.h"
#include "data/error.h"
#include "data/export/export.h"
#include "data/records/plain_text.h"
#include "geo/new_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <ostream>

namespace console {
namespace {

data::ExportJob job_from(const ExportArguments& a)
{
    data::ExportJob job{.out = a.out, .crs = a.crs};
    constexpr std::array kinds{data::ImportKind::grids, data::ImportKind::cameras, data::ImportKind::incidents,
                               data::ImportKind::places};
    const auto kind = std::ranges::find_if(
        kinds, [&](data::ImportKind k) { return a.what == data::import_kind_names[std::size_t(k)]; });
    if (kind == kinds.end())
        throw Usage{"\"" + a.what + "\" is not exported: use grids, cameras, incidents or places"};
    job.kind = *kind;
    if (!a.level.empty()) {
        const auto level = std::ranges::find(data::level_names, a.level);
        if (level == data::level_names.end())
            throw Usage{fmt::format("--level {}: use one of {}", a.level, fmt::join(data::level_names, ", "))};
        job.level = data::Level(level - data::level_names.begin());
    }
    if (!a.edition.empty()) {
        job.edition_name = a.edition;
        job.edition = data::parse_time(a.edition);
    }
    job.draft = a.draft;
    job.actor.seat = "command line";
    job.now = std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
    return job;
}

/// For writing where that is possible, so that the export is in the session log; a workspace that is read-only is
/// exported too.
data::Store open_for_export(const std::string& path, const data::ExportJob& job)
{
    try {
        return data::Store::open_to_write(path, job.actor, job.now);
    } catch (const data::Error&) {
        return data::Store::open(path, data::OpenMode::read_only);
    }
}

} // namespace

int run_export(const ExportArguments& arguments, std::ostream& out, std::ostream& err)
{
    try {
        const data::ExportJob job = job_from(arguments);
        std::error_code unknown;
        geo::clear_unfinished(std::filesystem::path(job.out).parent_path());
        if (!arguments.replace && std::filesystem::exists(job.out, unknown))
            throw data::Error(geo::remark("export_there", arguments.out));
        data::Store store = open_for_export(arguments.workspace, job);
        const data::ExportReport report = data::export_from(store, job);
        if (arguments.json) {
            out << fmt::format("{}\n", data::json_from(report));
        } else {
            out << fmt::format("{} {} written to {}; {:.2f} s\n", report.written, arguments.what, arguments.out,
                       report.seconds);
            for (const geo::Remark& note : report.notes)
                out << fmt::format("Note: {}\n", geo::error_words(note));
        }
        return 0;
    } catch (const Usage& usage) {
        err << fmt::format("gridwatch export: {}\n", usage.what);
        return 2;
    } catch (const std::exception& error) {
        err << fmt::format("gridwatch export: {}\n", data::one_line(error.what()));
        return 1;
    }
}

} // namespace console
