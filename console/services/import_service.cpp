#include "console/services/import_service.h"

#include "console/error.h"
#include "console/text/text.h"
#include "console/work/folders.h"
#include "console/work/new_files.h"
#include "data/demo/demo.h"
#include "data/import/import.h"
#include "geo/cancelled.h"
#include "geo/new_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <utility>

namespace console {
namespace {

namespace fs = std::filesystem;

struct Judged {
    std::string path;
    data::ImportGuess guess;
    std::optional<Fault> fault; // why it cannot be read; none: it can
};

std::string file_name(const std::string& path) { return fs::path(path).filename().string(); }

/// What other records are placed in comes first.
int order_of(data::ImportKind kind)
{
    using enum data::ImportKind;
    static constexpr std::array order{basemap, reference, units, grids, places, buildings, cameras, incidents};
    return static_cast<int>(std::ranges::find(order, kind) - order.begin());
}

/// What an import did, whether its workspace is new, and why its first row was refused.
Said outcome_of(const std::string& file, const char* kind, const data::ImportReport& report, const std::string& made)
{
    std::vector<Said> parts{said("message.import_done", file, said(std::string("import.kind.") + kind), report.read, report.imported, report.updated, report.rejected.size())};
    if (!made.empty())
        parts.push_back(said("message.import_made", made));
    if (!report.rejected.empty()) {
        const data::ImportRefusal& first = report.rejected.front();
        parts.push_back(said("message.import_first_refusal", first.row, said_list(first.reasons)));
    }
    return said_together(std::move(parts));
}

}

ImportService::ImportService(Scheduler& scheduler, ImportEvents events)
    : scheduler_(scheduler), events_(std::move(events))
{
}

void ImportService::open_demo()
{
    const std::string folder = data_folder();
    if (folder.empty()) {
        events_.say(said("message.no_home"), true);
        return;
    }
    const std::string path = folder + "/demo-street.sqlite";
    if (fs::exists(path)) {
        events_.open(path);
        return;
    }
    if (demo_.is_running())
        return;
    demo_ = scheduler_.run(
        Queue::slow, "demo_street",
        [path](std::stop_token stop, TaskProgress& progress) {
            data::DemoOptions options;
            options.now = std::chrono::floor<std::chrono::minutes>(std::chrono::system_clock::now());
            data::make_demo(path, options, [&](double done) { progress.done = done; }, stop);
            return path;
        },
        [this](std::string made) { events_.open(made); }, [this](Said words) { events_.say(std::move(words), true); });
}

std::string ImportService::workspace_for(const std::string& path, const std::string& workspace)
{
    if (!workspace.empty())
        return workspace;
    if (!made_.empty())
        return made_;
    const std::string folder = data_folder();
    if (folder.empty())
        return {};
    const std::string stem = fs::path(file_name(path)).stem().string();
    made_ = folder + "/" + stem + ".sqlite";
    for (int n = 2; fs::exists(made_); ++n)
        made_ = folder + "/" + stem + "-" + std::to_string(n) + ".sqlite";
    return made_;
}

void ImportService::import_files(const std::vector<std::string>& paths)
{
    std::vector<std::string> foreign;
    for (const std::string& path : paths)
        if (path.ends_with(".sqlite"))
            events_.open(path);
        else
            foreign.push_back(path);
    if (foreign.empty())
        return;
    if (judging_.is_running()) {
        events_.say(said("message.import_busy"), true);
        return;
    }
    judging_ = scheduler_.run(
        Queue::slow, fmt::format("{} {}", "judge", file_name(foreign.front())),
        [foreign](std::stop_token stop, TaskProgress& progress) {
            std::vector<Judged> judged;
            for (const std::string& path : foreign) {
                if (stop.stop_requested())
                    throw geo::Cancelled();
                Judged one{.path = path, .guess = {}, .fault = {}};
                try {
                    one.guess = data::guess_import(path);
                } catch (const std::exception& error) {
                    one.fault = fault_of(error);
                }
                judged.push_back(std::move(one));
                progress.done = static_cast<double>(judged.size()) / static_cast<double>(foreign.size());
            }
            return judged;
        },
        [this, ground = events_.ground()](std::vector<Judged> judged) {
            std::ranges::stable_sort(judged, {}, [](const Judged& one) { return one.guess.kind ? order_of(*one.guess.kind) : 99; });
            for (const Judged& one : judged) {
                if (one.fault)
                    events_.say(said("message.import_failed", file_name(one.path), scheduler_.tell(*one.fault)), true);
                else if (!one.guess.kind || one.guess.needs_level)
                    events_.ask({.path = one.path, .is_areas = one.guess.kind == data::ImportKind::grids});
                else
                    line_up(one.path, *one.guess.kind, one.guess.level, ground);
            }
        },
        [this](Said words) { events_.say(std::move(words), true); });
}

void ImportService::line_up(const std::string& path, data::ImportKind kind, std::optional<data::Level> level, const ImportGround& ground)
{
    const std::string into = workspace_for(path, ground.workspace);
    if (into.empty())
        return events_.say(said("message.no_home"), true);
    data::ImportJob job{.source = path, .kind = kind, .level = level};
    job.actor = ground.actor;
    waiting_.push_back({std::move(job), into});
    start_next();
}

void ImportService::import_as(const std::string& path, const std::string& kind, const std::string& level)
{
    const auto known = std::ranges::find(data::import_kind_names, kind);
    const auto at = std::ranges::find(data::level_names, level);
    if (known == data::import_kind_names.end())
        throw Error(geo::remark("no_import_kind", kind));
    if (!level.empty() && at == data::level_names.end())
        throw Error(geo::remark("no_level", level));
    line_up(path, static_cast<data::ImportKind>(known - data::import_kind_names.begin()),
            level.empty() ? std::nullopt : std::optional(static_cast<data::Level>(at - data::level_names.begin())), events_.ground());
}

void ImportService::start_import(const data::ImportJob& wanted)
{
    const ImportGround ground = events_.ground();
    data::ImportJob job = wanted;
    job.actor = ground.actor;
    job.dry_run = false;
    const std::string into = workspace_for(job.source, ground.workspace);
    if (into.empty())
        return events_.say(said("message.no_home"), true);
    waiting_.push_back({std::move(job), into});
    start_next();
}

void ImportService::preview_import(const data::ImportJob& wanted, bool guess)
{
    data::ImportJob job = wanted;
    job.now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    const auto failed = [this, job](Said words) {
        data::ImportPreview none{.job = job};
        none.knows_kind = false;
        none.fault = english_of(words), none.why = remark_of(words);
        events_.previewed(std::move(none));
    };
    const auto show = [this](data::ImportPreview preview) {
        if (preview.why.empty() && !preview.fault.empty() && !preview.needs_system)
            scheduler_.tell({preview.fault, {}}); // into the log
        events_.previewed(std::move(preview));
    };
    const std::string task = fmt::format("{} {}", "judge", file_name(job.source));
    // What shows at once comes first; the dry run over every row follows and takes as long as it takes.
    previewing_ = scheduler_.run(
        Queue::slow, task, [job, guess](std::stop_token stop, TaskProgress&) { return data::first_look(job, guess, stop); },
        [this, task, failed, show](data::ImportPreview first) {
            show(first);
            previewing_ = scheduler_.run(
                Queue::slow, task,
                [first, workspace = events_.ground().workspace](std::stop_token stop, TaskProgress& progress) {
                    return data::whole_look(workspace, first, [&](double share, const char*) { progress.done = share; }, stop);
                },
                show, failed);
        },
        failed);
}

void ImportService::undo_import()
{
    const auto [workspace, actor] = events_.ground();
    if (workspace.empty() || undoing_.is_running())
        return;
    undoing_ = scheduler_.run(
        Queue::slow, "import_undo",
        [workspace = workspace, actor = actor](std::stop_token, TaskProgress&) {
            data::Store store = data::Store::open(workspace, data::OpenMode::read_write);
            return store.undo_import(actor, std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()));
        },
        [this, workspace = workspace](data::UndoneImport undone) {
            events_.say(said("message.import_undone", undone.file_name, said("import.kind." + undone.what)), false);
            events_.log(undone.file_name, "undone what=" + undone.what);
            events_.changed(workspace);
        },
        [this](Said words) { events_.say(std::move(words), true); });
}

void ImportService::cancel_imports()
{
    if (!is_importing())
        return;
    judging_.cancel();
    importing_.cancel();
    waiting_.clear();
    events_.say(said("message.import_cancelled"), false);
}

void ImportService::start_next()
{
    if (importing_.is_running() || waiting_.empty())
        return;
    const Waiting next = std::move(waiting_.front());
    waiting_.pop_front();
    importing_ = scheduler_.run(
        Queue::slow, "import " + file_name(next.job.source),
        [next](std::stop_token stop, TaskProgress& progress) {
            const bool is_new = !fs::exists(next.workspace);
            data::ImportJob job = next.job;
            job.now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
            try {
                std::optional<geo::NewFile> made;
                if (is_new)
                    made.emplace(next.workspace);
                data::ImportReport report;
                {
                    // A connection of its own: the import writes in short transactions, so that "accept" never waits for it.
                    data::Store store = made ? data::Store::create(made->path()) : data::Store::open(next.workspace, data::OpenMode::read_write);
                    report = data::import_into(store, job, [&](double share, const char*) { progress.done = share; }, stop);
                    if (made)
                        store.settle();
                }
                if (made) {
                    as_new_files_are(made->path().string());
                    made->place();
                }
                return std::pair(is_new, std::optional(std::move(report)));
            } catch (const data::NeedsSystem&) {
                return std::pair(is_new, std::optional<data::ImportReport>());
            }
        },
        [this, next](std::pair<bool, std::optional<data::ImportReport>> result) {
            const bool is_new = result.first;
            if (!result.second) {
                if (made_ == next.workspace && is_new)
                    made_.clear();
                events_.ask({.path = next.job.source, .needs_system = true});
                importing_ = {};
                return start_next();
            }
            const data::ImportReport& report = *result.second;
            events_.say(outcome_of(file_name(next.job.source), data::import_kind_names[static_cast<std::size_t>(next.job.kind)], report, is_new ? next.workspace : ""), false);
            events_.log(file_name(next.job.source), "read=" + std::to_string(report.read) + " imported=" + std::to_string(report.imported) +
                                                  " refused=" + std::to_string(report.rejected.size()));
            if (is_new)
                events_.open(next.workspace);
            else
                events_.changed(next.workspace);
            importing_ = {};
            start_next();
        },
        [this, next](Said words) {
            events_.say(said("message.import_failed", file_name(next.job.source), words), true);
            if (made_ == next.workspace && !fs::exists(made_))
                made_.clear();
            importing_ = {};
            start_next();
        });
}

}
