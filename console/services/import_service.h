#pragma once
// Work that makes or fills workspaces in the background: the demo on its first use, files that were dropped on the window.
// UI thread; the work runs on the slow queue.

#include "console/scheduler.h"
#include "console/text.h"
#include "data/records.h"

#include <functional>
#include <string>
#include <vector>

namespace console {

class ImportService {
public:
    using Say = std::function<void(std::string words, bool is_fault)>;
    using Log = std::function<void(std::string kind, std::string subject, std::string detail)>; // the session log
    ImportService(Scheduler& scheduler, const Texts& text, Say say, Log log, std::function<void(const std::string& path)> open);

    /// Opens the demo street, which is made first when it is not there yet.
    void open_demo();
    /// A workspace file is opened; anything else is imported into `workspace`, or into a new one named after the first
    /// file where that is empty.
    void import_files(const std::vector<std::string>& paths, const std::string& workspace, const data::Actor& actor);

private:
    Scheduler& scheduler_;
    const Texts& text_;
    Say say_;
    Log log_;
    std::function<void(const std::string&)> open_;
    TaskHandle demo_;
    std::vector<TaskHandle> imports_;
};

}
