#pragma once
// The services of a console: made, wired to one another, and told once a frame what the screen would like. Each service's work is its
// own; here stand only the order in which they are asked and which workspace is open. UI thread.

#include "console/frame/services.h"
#include "console/frame/view.h"
#include "console/seat/settings.h"
#include "console/services/answers.h"
#include "console/services/store_service.h"
#include "console/work/clock.h"
#include "console/work/log_file.h"
#include "console/work/scheduler.h"
#include "data/records/facts.h"

#include <memory>
#include <string>
#include <vector>

namespace console {

class AlarmLog;
class CredentialService;
class DialService;
class DraftService;
class EditionService;
class EvidenceService;
class ExportService;
class FaultService;
class GuardService;
class ImportService;
class LogService;
class PastService;
class PlaceService;
class RollCall;
class CopiedText;
class Screenshots;
class SeatService;
class SightService;
class TilePresenter;
class VideoService;
class ViewLog;
struct EditionView;
struct Places;
struct Sights;

class ConsoleServices final : public RecordKeeper, public WorkspaceKeeper {
public:
    /// `wake` may be called from any thread. Needs a current GL context.
    ConsoleServices(Scheduler& scheduler, const AppClock& clock, Session& session, const Texts& text, LogFile& log_file,
                    TilePresenter& presenter, std::function<void()> wake);
    ~ConsoleServices() override;

    /// Whom commands ask.
    Services services();
    VideoService& video() { return *video_; }
    Screenshots& screenshots() { return *screenshots_; }
    CopiedText& copied() { return *copied_; }

    void change(data::Change change, data::LogWords log) override;
    void log(std::string kind, std::string subject, std::string detail) override;
    void open_workspace(const std::string& path) override { open_workspace(path, nullptr); }
    /// `opened`: what was opened before there was a window.
    void open_workspace(const std::string& path, std::shared_ptr<data::Opening> opened);
    void close_workspace() override;
    void save_copy(const std::string& path) override;
    void open_demo() override;
    void open_older(const std::string& path, bool upgrade) override;

    /// How much of the past is kept, and where.
    void use(const Settings& settings);
    /// When controls that nobody touches lock; 0: never.
    void set_lock_after(std::chrono::minutes limit);

    /// The facts that came in since the last call.
    std::vector<data::Fact> take_facts();
    /// What the answers of services ask for: "report.saved", "workspace.loaded". Run like any command, in the next frame.
    std::vector<Command> take_commands();
    /// Starts and drops what the difference asks for.
    void follow(const data::World& world, const Wanted& wanted);
    /// What can be asked for without a frame: changes of other consoles. At least every few hundred milliseconds.
    void look();

    const Pictures& pictures() const;
    /// What the workspace's cameras see; null until it is prepared.
    const Sights* sights() const;
    /// Search and addresses.
    const Places* places() const;
    const LogBook* log_book() const;
    /// That is open in the editor; null: none.
    const DraftView* draft() const;
    /// That the editor shows; null: none.
    const EditionView* edition() const;
    void fill(Figures& figures) const;
    /// Rows of the session log wait to be sent: a frame is due within half a second.
    bool has_waiting_log() const;

private:
    void log_condition(int number, data::PictureState state, const char* cause);
    StoreEvents store_events();
    void make_pictures(const AppClock& clock, TilePresenter& presenter, std::function<void()> wake);
    void make_imports();
    void make_drafts();

    Scheduler& scheduler_;
    const AppClock& clock_;
    const Texts& text_;
    Answers answers_;
    std::vector<data::Fact> facts_;
    std::vector<Command> commands_;
    std::unique_ptr<StoreService> store_;
    std::unique_ptr<SeatService> seat_;
    std::unique_ptr<PastService> past_;
    std::unique_ptr<GuardService> guard_;
    std::unique_ptr<EvidenceService> evidence_;
    std::unique_ptr<VideoService> video_;
    std::unique_ptr<RollCall> roll_call_;
    std::unique_ptr<DialService> dialler_;
    std::unique_ptr<CredentialService> credentials_;
    std::unique_ptr<Screenshots> screenshots_;
    std::unique_ptr<CopiedText> copied_;
    std::unique_ptr<ViewLog> views_;
    std::unique_ptr<AlarmLog> alarms_;
    std::unique_ptr<FaultService> faults_;
    std::unique_ptr<ImportService> imports_;
    std::unique_ptr<ExportService> exports_;
    std::unique_ptr<SightService> sights_;
    std::unique_ptr<PlaceService> places_;
    std::unique_ptr<LogService> log_book_;
    std::unique_ptr<DraftService> drafts_;
    std::unique_ptr<EditionService> editions_;
};

}
