#include "console/services/import_service.h"

#include "console/services/session_file.h"
#include "data/demo.h"

#include <chrono>
#include <filesystem>

namespace console {

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
        if (path.ends_with(".sqlite")) {
            open_(path);
            continue;
        }
        say_(text_.format(workspace.empty() ? "message.import_needs_workspace" : "message.import_unknown", {path}), true);
    }
}

}
