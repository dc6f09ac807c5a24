#include "console/services/export_service.h"

#include "console/map/sheet/map_sheet.h"
#include "console/work/new_files.h"
#include "data/export/export.h"

#include <fmt/format.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace console {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t least_room = 1'000'000; // bytes

/// What was written, or why it was not.
struct Written {
    std::int64_t rows = 0;
    std::vector<geo::Remark> notes;
    WriteFault fault = WriteFault::none;
    std::optional<Fault> error = {}; // of whoever failed, where `fault` does not tell
};

/// Runs `write`, which fills in what it wrote, where its goal can be written; says what stood in its way.
template <class Write> Written write_file(const std::string& path, bool may_replace, const Write& write)
{
    Written written{.fault = judge_goal(path, may_replace)};
    if (written.fault != WriteFault::none)
        return written;
    try {
        write(written);
        as_new_files_are(path);
    } catch (const std::exception& error) {
        written.fault = judge_goal(path, true);
        written.error = fault_of(error);
    }
    return written;
}

/// Empty: it was written.
Said problem_of(const Written& written, const std::string& path)
{
    if (written.fault != WriteFault::none)
        return said(words_of(written.fault), path);
    return written.error ? said("export.failed", *written.error) : Said();
}

}

WriteFault judge_goal(const std::string& path, bool may_replace)
{
    std::error_code failed;
    const fs::path folder = fs::path(path).parent_path();
    if (!fs::is_directory(folder, failed))
        return WriteFault::no_folder;
    if (::access(folder.c_str(), W_OK | X_OK) != 0)
        return WriteFault::no_right;
    if (!may_replace && fs::exists(path, failed))
        return WriteFault::is_there;
    struct statvfs disk {};
    if (::statvfs(folder.c_str(), &disk) == 0 && static_cast<std::uint64_t>(disk.f_bavail) * disk.f_frsize < least_room)
        return WriteFault::no_room;
    return WriteFault::none;
}

const char* words_of(WriteFault fault)
{
    switch (fault) {
    case WriteFault::none: break;
    case WriteFault::is_there: return "export.exists";
    case WriteFault::no_folder: return "export.no_folder";
    case WriteFault::no_right: return "export.no_right";
    case WriteFault::no_room: return "export.no_room";
    }
    return "export.failed";
}

ExportService::ExportService(Scheduler& scheduler, ExportEvents events) : scheduler_(scheduler), events_(std::move(events)) {}

void ExportService::export_records(const RecordExport& wanted)
{
    const auto kind = std::ranges::find(data::import_kind_names, wanted.kind);
    if (kind == data::import_kind_names.end())
        return;
    data::ExportJob job{.kind = static_cast<data::ImportKind>(kind - data::import_kind_names.begin()), .out = wanted.path};
    job.actor = events_.actor(), job.now = events_.now();
    scheduler_.run(
        Queue::slow, "export.task_records",
        [job, wanted, workspace = events_.workspace()](std::stop_token, TaskProgress&) {
            return write_file(wanted.path, wanted.may_replace, [&](Written& written) {
                data::Store store = data::Store::open(workspace, data::OpenMode::read_only);
                data::ExportReport report = data::export_from(store, job);
                written.rows = report.written, written.notes = std::move(report.notes);
            });
        },
        [this, wanted](const Written& written) {
            if (const Said problem = problem_of(written, wanted.path); !problem.empty())
                return events_.say(problem, true);
            events_.log(wanted.kind, fmt::format("{} rows to {}", written.rows, wanted.path));
            events_.say(said("export.records_done", said("import.kind." + wanted.kind), written.rows, wanted.path), false);
            if (!written.notes.empty())
                events_.say(said_list(written.notes), true);
        },
        [this](Said words) { events_.say(said("export.failed", words), true); }).detach();
}

void ExportService::follow(std::shared_ptr<const MapSheet> sheet)
{
    if (!sheet || sheet->wish.serial == taken_)
        return;
    taken_ = sheet->wish.serial;
    events_.sheet_taken(taken_);
    const MapExport wish = sheet->wish;
    scheduler_.run(
        Queue::slow, wish.paper.empty() ? "export.task_picture" : "export.task_print",
        [sheet = std::move(sheet)](std::stop_token stop, TaskProgress&) {
            return write_file(sheet->wish.path, sheet->wish.may_replace, [&](Written&) { write_sheet(*sheet, sheet->wish.path, stop); });
        },
        [this, wish](const Written& written) {
            if (const Said problem = problem_of(written, wish.path); !problem.empty())
                return events_.say(problem, true);
            events_.log("map", fmt::format("{} to {}", wish.paper.empty() ? "picture" : wish.paper, wish.path));
            events_.say(said(wish.paper.empty() ? "export.picture_done" : "export.print_done", wish.path), false);
        },
        [this](Said words) { events_.say(said("export.failed", words), true); }).detach();
}

}
