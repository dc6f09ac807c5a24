#include "console/services/import_service.h"

#include "console/services/session_file.h"
#include "data/demo.h"
#include "data/import.h"

#include <algorithm>
#include <cctype>
#include <chrono>
#include <filesystem>
#include <optional>

namespace console {
namespace {

/// What a file holds, by its ending and the words in its name; empty when neither tells.
std::optional<data::ImportKind> guess_kind(const std::string& path)
{
    std::string name = std::filesystem::path(path).filename().string();
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const auto holds = [&](std::initializer_list<const char*> words) {
        return std::ranges::any_of(words, [&](const char* word) { return name.find(word) != std::string::npos; });
    };
    if (name.ends_with(".pbf") || name.ends_with(".mbtiles") || name.ends_with(".tif") || name.ends_with(".tiff"))
        return data::ImportKind::basemap;
    if (holds({"camera", "摄像", "监控", "cctv"}))
        return data::ImportKind::cameras;
    if (holds({"incident", "crime", "event", "事件", "案件", "311"}))
        return data::ImportKind::incidents;
    if (holds({"grid", "village", "town", "district", "neighb", "communit", "网格", "社区", "街道", "区划"}))
        return data::ImportKind::grids;
    return std::nullopt;
}

}

ImportService::ImportService(Scheduler& scheduler, const Texts& text, Say say, std::function<void(const std::string&)> open)
    : scheduler_(scheduler), text_(text), say_(std::move(say)), open_(std::move(open))
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

void ImportService::import_files(const std::vector<std::string>& paths, const std::string& workspace)
{
    for (const std::string& path : paths) {
        if (path.ends_with(".sqlite"))
            open_(path);
        else if (workspace.empty())
            say_(text_.format("message.import_needs_workspace", {path}), true);
        else
            import_file(path, workspace);
    }
}

void ImportService::import_file(const std::string& path, const std::string& workspace)
{
    const auto kind = guess_kind(path);
    if (!kind) {
        say_(text_.format("message.import_unknown", {path}), true);
        return;
    }
    std::erase_if(imports_, [](const TaskHandle& task) { return !task.is_running(); });
    imports_.push_back(scheduler_.run(
        Queue::slow, "import " + std::filesystem::path(path).filename().string(),
        [path, workspace, kind = *kind](std::stop_token stop, TaskProgress& progress) {
            // A connection of its own: the import writes in short transactions, so that "accept" never waits for it.
            data::Store store = data::Store::open(workspace, data::OpenMode::read_write);
            data::ImportJob job{.source = path, .kind = kind};
            job.now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
            return data::import_into(store, job, [&](double share, const char*) { progress.done = share; }, stop);
        },
        [this, path, workspace](data::ImportReport report) {
            say_(text_.format("message.import_done", {path, std::to_string(report.read), std::to_string(report.imported),
                                                      std::to_string(report.updated), std::to_string(report.rejected.size())}),
                 false);
            open_(workspace);
        },
        [this](std::string words) { say_(std::move(words), true); }));
}

}
