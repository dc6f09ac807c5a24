#pragma once
// Work that makes or fills workspaces in the background: the demo on its first use, files that were dropped on the window.
// What a file holds is judged by its content; one file after another is imported, areas first, so that what lies in them finds
// its grid. UI thread; the work runs on the slow queue.

#include "console/seat/session.h"
#include "console/text/text.h"
#include "console/work/scheduler.h"
#include "data/import/columns.h"
#include "data/import/guess.h"
#include "data/import/preview.h"

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace console {

struct ImportEvents {
    std::function<void(std::string words, bool is_fault)> say;
    std::function<void(std::string subject, std::string detail)> log;
    std::function<void(const std::string& path)> open;     // a workspace is there that was not
    std::function<void(const std::string& path)> changed;  // the records of a workspace changed
    std::function<void(ImportQuestion question)> ask;      // the content does not tell: the operator chooses
    std::function<void(data::ImportPreview preview)> previewed; // for the import desk
};

class ImportService {
public:
    ImportService(Scheduler& scheduler, const Texts& text, ImportEvents events);

    /// Opens the demo street, which is made first when it is not there yet.
    void open_demo();
    /// A workspace file is opened; anything else is imported into `workspace`. Empty: one is made in the data folder, named
    /// after the first file.
    void import_files(const std::vector<std::string>& paths, const std::string& workspace, const data::Actor& actor);
    /// The same with the operator's word for what the file holds.
    void import_as(const std::string& path, data::ImportKind kind, std::optional<data::Level> level, const std::string& workspace,
                   const data::Actor& actor);
    /// Looks at a file for the import desk; a newer wish replaces an older one.
    void preview(data::ImportJob job, bool guess, const std::string& workspace);
    /// Takes it in as the operator said.
    void start(data::ImportJob job, const std::string& workspace);
    /// Takes the newest import of the workspace back.
    void undo(const std::string& workspace, const data::Actor& actor);
    void cancel();
    bool is_importing() const { return importing_.is_running() || judging_.is_running(); }

private:
    struct Waiting {
        data::ImportJob job;
        std::string workspace;
    };

    std::string workspace_for(const std::string& path, const std::string& workspace);
    void start_next();

    Scheduler& scheduler_;
    const Texts& text_;
    ImportEvents events_;
    TaskHandle demo_, judging_, importing_, previewing_, undoing_;
    std::deque<Waiting> waiting_;
    std::string made_; // the workspace made for files that were dropped where none was open
};

}
