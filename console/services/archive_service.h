#pragma once
// The workspace's file: opens it, commits what the operator decides, writes the session log at most a second late, answers
// queries, and looks for what other consoles change in the same file. Everything slow happens on the archive queue (the writing
// connection) and the reader queue (a second, read-only one); this object lives on the UI thread.

#include "console/app/clock.h"
#include "console/scheduler.h"
#include "data/facts.h"
#include "data/store.h"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace console {

struct ArchiveEvents {
    std::function<void(data::Fact)> fact;
    std::function<void(std::string words)> failed;                       // for the operator
    std::function<void(const data::WorkspaceLoaded&)> opened;            // right before its fact
    std::function<void(const data::UpgradePlan&)> upgraded;              // an older workspace was brought up to date
    std::function<void(const data::Change&, const data::Fact&)> saved;   // right before its fact
    std::function<void(const data::Change&)> refused;                    // a change that did not reach the disk
};

class ArchiveService {
public:
    ArchiveService(Scheduler& scheduler, const AppClock& clock, ArchiveEvents events);
    /// What was handed over is still written by the archive queue.
    ~ArchiveService();

    void open(const std::string& path);
    void close();
    /// Reads the records again, after an import wrote them; nothing else is closed or lost.
    void reload();
    /// Of the workspace that is open or being opened; else empty.
    const std::string& path() const { return path_; }
    bool is_open() const { return is_open_; }
    bool is_opening() const { return opening_.is_running(); }
    void change(data::Change change, const data::Actor& actor);
    void log(data::SessionLogEntry entry);
    /// Reads histories that are wanted, not there and not under way; sends waiting log rows. Once a frame.
    void follow(const data::World& world, const std::vector<data::IncidentId>& histories);
    bool has_waiting_log() const { return is_open_ && !log_->empty(); }
    /// Asks on the archive queue what other programs changed, when it is time. Needs no frame.
    void look();
    /// How often look() wants to be called: what another console changes is seen within a second.
    static constexpr std::chrono::milliseconds look_pause{400};
    std::size_t waiting() const { return waiting_; }

private:
    struct Desk;
    void send_log();
    void keep_opened(const std::string& path);
    void report_save(bool ok, const std::string& reason);

    Scheduler& scheduler_;
    const AppClock& clock_;
    ArchiveEvents events_;
    std::shared_ptr<Desk> writer_; // its store: archive queue only
    std::shared_ptr<Desk> reader_; // its store: reader queue only
    bool is_open_ = false, is_read_only_ = false;
    std::size_t waiting_ = 0;
    bool save_ok_ = true;
    std::string path_;
    TaskHandle reloading_;
    TaskHandle opening_, reader_opening_;
    std::deque<TaskHandle> running_;
    std::map<data::IncidentId, TaskHandle> reading_;
    // Rows on their way to the disk, of the workspace that is open: what comes back late of another one finds its own.
    std::shared_ptr<std::vector<data::SessionLogEntry>> log_ = std::make_shared<std::vector<data::SessionLogEntry>>();
    TaskHandle logging_, looking_;
    std::chrono::steady_clock::time_point looked_{};
    std::chrono::steady_clock::time_point log_sent_{};
};

}
