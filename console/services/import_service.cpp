#include "console/services/import_service.h"

#include "console/services/session_file.h"
#include "data/demo.h"
#include "data/import.h"
#include "data/import_guess.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <utility>

namespace console {
namespace {

/// One file of a drop, with what it holds.
struct Piece {
    std::string path;
    data::ImportGuess guess;
};

struct Outcome {
    std::string workspace;
    std::vector<std::pair<std::string, data::ImportReport>> done;
    std::vector<std::pair<std::string, std::string>> failed; // file, why; empty: what it holds could not be told
};

/// Areas first, from the largest, so that what follows finds its grid; maps last.
int order_of(const data::ImportGuess& guess)
{
    const int kind = guess.kind == data::ImportKind::grids ? 0 : 10 + static_cast<int>(guess.kind);
    return kind + (kind == 0 ? static_cast<int>(guess.level.value_or(data::Level::grid)) : 0);
}

/// A name in the folder of workspaces that is not taken yet.
std::string new_workspace_path(const std::string& folder, const std::string& source)
{
    std::string stem = std::filesystem::path(source).filename().string();
    stem.resize(std::min(stem.find('.'), stem.size()));
    std::filesystem::path path = std::filesystem::path(folder) / (stem + ".sqlite");
    for (int i = 2; std::filesystem::exists(path); ++i)
        path = std::filesystem::path(folder) / (stem + "-" + std::to_string(i) + ".sqlite");
    return path.string();
}

/// On the slow queue. A workspace that got nothing of any file is not kept.
Outcome import_pieces(const std::vector<std::string>& paths, std::string workspace, const std::string& folder,
                      const data::Actor& actor, std::stop_token stop, TaskProgress& progress)
{
    Outcome outcome;
    std::vector<Piece> pieces;
    for (const std::string& path : paths) {
        if (const auto guess = data::guess_import(path))
            pieces.push_back({path, *guess});
        else
            outcome.failed.emplace_back(path, "");
    }
    if (pieces.empty())
        return outcome;
    std::ranges::stable_sort(pieces, {}, [](const Piece& piece) { return order_of(piece.guess); });
    const bool is_new = workspace.empty();
    if (is_new)
        workspace = new_workspace_path(folder, pieces.front().path);
    {
        // A connection of its own: the import writes in short transactions, so that "accept" never waits for it.
        data::Store store =
            is_new ? data::Store::create(workspace) : data::Store::open(workspace, data::OpenMode::read_write);
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            data::ImportJob job{.source = pieces[i].path, .kind = pieces[i].guess.kind, .level = pieces[i].guess.level, .actor = actor};
            job.now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
            const auto say = [&](double share, const char*) {
                progress.done = (static_cast<double>(i) + share) / static_cast<double>(pieces.size());
            };
            try {
                outcome.done.emplace_back(job.source, data::import_into(store, job, say, stop));
            } catch (const std::exception& error) {
                outcome.failed.emplace_back(job.source, error.what());
            }
        }
    }
    if (is_new && outcome.done.empty())
        std::filesystem::remove(workspace);
    else
        outcome.workspace = workspace;
    return outcome;
}

}

ImportService::ImportService(Scheduler& scheduler, const Texts& text, Say say, Log log, std::function<void(const std::string&)> open)
    : scheduler_(scheduler), text_(text), say_(std::move(say)), log_(std::move(log)), open_(std::move(open))
{
}

void ImportService::open_demo()
{
    const std::string folder = data_folder();
    if (folder.empty()) {
        say_(text_("message.no_home"), true);
        return;
    }
    const std::string path = folder + "/demo-street.sqlite";
    if (std::filesystem::exists(path)) {
        open_(path);
        return;
    }
    if (demo_.is_running())
        return;
    demo_ = scheduler_.run(
        Queue::slow, "demo",
        [path](std::stop_token stop, TaskProgress& progress) {
            data::DemoOptions options;
            options.now = std::chrono::floor<std::chrono::minutes>(std::chrono::system_clock::now());
            // Made beside its goal: a console that is closed meanwhile leaves no half demo.
            const std::string beside = path + ".part";
            std::filesystem::remove(beside);
            data::make_demo(beside, options, [&](double done) { progress.done = done; }, stop);
            std::filesystem::rename(beside, path);
            return path;
        },
        [this](std::string made) { open_(made); }, [this](std::string words) { say_(std::move(words), true); });
}

void ImportService::import_files(const std::vector<std::string>& paths, const std::string& workspace, const data::Actor& actor)
{
    std::vector<std::string> sources;
    for (const std::string& path : paths) {
        if (path.ends_with(".sqlite"))
            open_(path);
        else
            sources.push_back(path);
    }
    if (sources.empty())
        return;
    const std::string folder = workspace.empty() ? data_folder() : std::string();
    if (workspace.empty() && folder.empty()) {
        say_(text_("message.no_home"), true);
        return;
    }
    std::erase_if(imports_, [](const TaskHandle& task) { return !task.is_running(); });
    imports_.push_back(scheduler_.run(
        Queue::slow, "import " + std::filesystem::path(sources.front()).filename().string(),
        [sources, workspace, folder, actor](std::stop_token stop, TaskProgress& progress) {
            return import_pieces(sources, workspace, folder, actor, stop, progress);
        },
        [this](Outcome outcome) {
            for (const auto& [path, report] : outcome.done) {
                say_(text_.format("message.import_done", {path, std::to_string(report.read), std::to_string(report.imported),
                                                          std::to_string(report.updated), std::to_string(report.rejected.size())}),
                     false);
                log_("import", std::filesystem::path(path).filename().string(),
                     "read=" + std::to_string(report.read) + " imported=" + std::to_string(report.imported) +
                         " refused=" + std::to_string(report.rejected.size()));
            }
            for (const auto& [path, why] : outcome.failed)
                say_(why.empty() ? text_.format("message.import_unknown", {path}) : why, true);
            if (!outcome.workspace.empty())
                open_(outcome.workspace);
        },
        [this](std::string words) { say_(std::move(words), true); }));
}

}
