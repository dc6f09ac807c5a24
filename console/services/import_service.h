#pragma once
// Work that makes or fills workspaces in the background: the demo on its first use, files that were dropped on the window.
// What a file holds is judged by its content; one file after another is imported, areas first, so that what lies in them finds
// its grid. UI thread; the work runs on the slow queue.

#include "console/frame/services.h"
#include "console/seat/session.h"
#include "console/said.h"
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

/// Where files go, and who says so.
struct ImportGround {
    std::string workspace; // empty: none is open
    data::Actor actor;
};

struct ImportEvents {
    std::function<ImportGround()> ground;                  // at the moment of asking
    std::function<void(Said words, bool is_fault)> say;
    std::function<void(std::string subject, std::string detail)> log;
    std::function<void(const std::string& path)> open;     // a workspace is there that was not
    std::function<void(const std::string& path)> changed;  // the records of a workspace changed
    std::function<void(ImportQuestion question)> ask;      // the content does not tell: the operator chooses
    std::function<void(data::ImportPreview preview)> previewed; // for the import desk
};

class ImportService final : public Importer {
public:
    ImportService(Scheduler& scheduler, ImportEvents events);

    /// Opens the demo street, which is made first when it is not there yet.
    void open_demo();
    /// Files go into the workspace that is open. None is: one is made in the data folder, named after the first file.
    void import_files(const std::vector<std::string>& paths) override;
    void import_as(const std::string& path, const std::string& kind, const std::string& level) override;
    /// A newer wish replaces an older one.
    void preview_import(const data::ImportJob& job, bool guess) override;
    void start_import(const data::ImportJob& job) override;
    void undo_import() override;
    void cancel_imports() override;
    bool is_importing() const { return importing_.is_running() || judging_.is_running(); }

private:
    struct Waiting {
        data::ImportJob job;
        std::string workspace;
    };

    std::string workspace_for(const std::string& path, const std::string& workspace);
    void line_up(const std::string& path, data::ImportKind kind, std::optional<data::Level> level, const ImportGround& ground);
    void start_next();

    Scheduler& scheduler_;
    ImportEvents events_;
    TaskHandle demo_, judging_, importing_, previewing_, undoing_;
    std::deque<Waiting> waiting_;
    std::string made_; // the workspace made for files that were dropped where none was open
};

}
