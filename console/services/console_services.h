#pragma once
// Everything a command or a wish of the screen sets in motion. Compares what is wanted with what runs, once a frame. UI thread.

#include "console/frame/command.h"
#include "console/frame/view.h"
#include "console/seat/settings.h"
#include "console/services/store_service.h"
#include "console/wall/fault_groups.h"
#include "console/work/clock.h"
#include "console/work/log_file.h"
#include "console/work/scheduler.h"
#include "data/records/facts.h"

#include <map>
#include <set>
#include <memory>
#include <utility>
#include <vector>

namespace console {

class EvidenceService;
class GuardService;
class PastService;
class VideoService;
class ImportService;
class RollCall;
class TilePresenter;
class SightService;
class PlaceService;
class SeatService;
class LogService;
struct Sights;
struct Places;

class ConsoleServices final : public Services {
public:
    /// `wake` may be called from any thread. Needs a current GL context.
    ConsoleServices(Scheduler& scheduler, const AppClock& clock, Session& session, const Texts& text, LogFile& log_file,
                    TilePresenter& presenter, std::function<void()> wake);
    ~ConsoleServices() override;

    void change(data::Change change, data::LogWords log) override;
    void log(std::string kind, std::string subject, std::string detail) override;
    void open_workspace(const std::string& path) override;
    /// `opened`: what was opened before there was a window.
    void open_workspace(const std::string& path, std::shared_ptr<data::Opening> opened);
    void open_older(const std::string& path, bool upgrade) override;
    void close_workspace() override;
    void open_demo() override;
    void import_files(const std::vector<std::string>& paths) override;
    void import_as(const std::string& path, const std::string& kind, const std::string& level) override;
    void cancel_imports() override;
    void preview_import(const data::ImportJob& job, bool guess) override;
    void start_import(const data::ImportJob& job) override;
    void undo_import() override;
    void sign_on(data::AccountId account, std::string pin) override;
    void lock_seat(const std::string& why) override;
    void retry_camera(data::CameraId camera) override;
    void keep_diary(data::CameraId camera) override;
    void set_credential(const std::string& name, const std::string& user, std::string password) override;
    void take_screenshot(const std::string& path) override;
    void save_evidence(const EvidenceJob& job) override { evidence_wanted_.push_back(job); }

    /// When controls that nobody touches lock; 0: never.
    void set_lock_after(std::chrono::minutes limit);
    /// The facts that came in since the last call.
    std::vector<data::Fact> take_facts();
    /// Starts and drops what the difference asks for.
    void follow(const data::World& world, const Wanted& wanted);
    /// What can be asked for without a frame: changes of other consoles. At least every few hundred milliseconds.
    void look();
    const Pictures& pictures() const;
    /// What the workspace's cameras see; null until it is prepared.
    const Sights* sights() const;
    /// Takes what the streams have; true when it shows only with a frame of the interface.
    bool take_pictures();
    void take_files_as_live();
    /// How much of the past is kept, and where.
    void use(const Settings& settings);
    bool is_screenshot_wanted() const { return !screenshot_.empty(); }
    /// Search and addresses.
    const Places* places() const;
    const LogBook* log_book() const;
    /// The picture file asked for last, once; empty: none.
    std::string take_screenshot_wanted();
    void fill(Figures& figures) const;
    /// New pictures wait to be shown.
    bool has_new_pictures() const;
    /// Rows of the session log wait to be sent: a frame is due within half a second.
    bool has_waiting_log() const;

    /// What the answers of services ask for: "report.saved", "workspace.loaded". Run like any command, in the next frame.
    std::vector<Command> take_commands();

private:
    void message(std::string words, bool is_fault);
    void note_in_file(const data::LogWords& log);
    void log_views(const data::World& world, const Wanted& wanted);
    void log_alarms(const data::World& world);
    void log_condition(int number, data::PictureState state, const char* cause);
    void say_faults(const data::World& world);
    StoreEvents store_events();

    LogFile& log_file_;
    Scheduler& scheduler_;
    const AppClock& clock_;
    Session& session_; // messages; what SeatService decides
    const Texts& text_;
    std::vector<data::Fact> facts_;
    std::vector<Command> commands_;
    std::string screenshot_;
    std::unique_ptr<StoreService> store_;
    std::unique_ptr<SeatService> seat_;
    std::unique_ptr<PastService> past_;
    std::unique_ptr<GuardService> guard_;
    std::unique_ptr<RollCall> roll_call_;
    FaultNews fault_news_;
    TaskHandle diary_, saving_password_;
    data::Frozen<data::Camera> cameras_; // of the last frame
    std::unique_ptr<EvidenceService> evidence_;
    std::vector<EvidenceJob> evidence_wanted_;
    std::unique_ptr<VideoService> video_;
    std::unique_ptr<ImportService> imports_;
    std::unique_ptr<SightService> sights_;
    std::unique_ptr<PlaceService> places_;
    std::unique_ptr<LogService> log_book_;
    std::map<std::pair<std::string, data::CameraId>, std::string> shown_; // (where, camera) → why, for the session log
    std::set<data::IncidentId> alarms_;   // grave and not yet acknowledged, in the session log already
    std::uint64_t alarms_revision_ = 0;   // of the world they were taken from
    std::map<data::CameraId, int> numbers_; // of cameras shown so far
};

}
