#pragma once
// The workspace's file: opens it, commits what the operator decides, writes the session log at most a second late, answers
// queries, and looks for what other consoles change in the same file. Everything slow happens on the archive queue (the writing
// connection) and the reader queue (a second, read-only one); this object lives on the UI thread.

#include "console/work/clock.h"
#include "console/work/scheduler.h"
#include "data/records/facts.h"
#include "data/store/store.h"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace console {

struct StoreEvents {
    std::function<void(data::Fact)> fact;
    std::function<void(Said words)> failed;                       // for the operator
    std::function<void(const data::WorkspaceLoaded&)> opened;            // right before its fact
    std::function<void(const std::string& path, const data::UpgradePlan&)> older; // not opened: it would be changed
    std::function<void(const data::UpgradePlan&)> upgraded;              // an older workspace was brought up to date
    std::function<void(const data::Change&, const data::Fact&)> saved;   // right before its fact
    std::function<void(const data::Change&)> refused;                    // a change that did not reach the disk
    std::function<void(const data::LogWords&)> logged = {};              // with a change
};

class StoreService {
public:
    StoreService(Scheduler& scheduler, const AppClock& clock, StoreEvents events);
    /// What was handed over is still written by the archive queue.
    ~StoreService();

    /// An older workspace is left as it is and said (events.older). `opened`: what somebody opened already.
    void open(const std::string& path, std::shared_ptr<data::Opening> opened = nullptr);
    /// An older one, brought up to date.
    void upgrade(const std::string& path);
    /// A copy of an older one, made in `folder`, to look at; `words` say that.
    void show_copy(const std::string& path, const std::string& folder, const std::string& words);
    void close();
    /// Reads the records again, after an import wrote them; nothing else is closed or lost.
    void reload();
    /// Of the workspace that is open or being opened; else empty.
    const std::string& path() const { return path_; }
    bool is_open() const { return is_open_; }
    /// The file is not in its place any more, or cannot be read: what is open can only be copied elsewhere.
    bool is_lost() const { return !look_fault_.empty(); }
    bool is_opening() const { return opening_.is_running(); }
    /// `log` is written with the change, or not at all.
    void change(data::Change change, const data::Actor& actor, data::LogWords log = {});
    void log(data::SessionLogEntry entry);
    /// Asks the store on the reader queue; what `ask` returns is done on the UI thread, unless the workspace was closed meanwhile.
    [[nodiscard]] TaskHandle ask(std::string name, std::function<std::function<void()>(data::Store&)> ask, std::function<void(Said)> failed);
    /// The same with the writing connection, on the archive queue, after what was handed over before. What is handed over is written, whether
    /// or not anybody holds the handle: detach it.
    /// `work` may return nothing to be done.
    [[nodiscard]] TaskHandle write(std::string name, std::function<std::function<void()>(data::Store&)> work, std::function<void(Said)> failed);
    /// Reads histories that are wanted, not there and not under way; sends waiting log rows. Once a frame.
    void follow(const data::World& world, const std::vector<data::IncidentId>& histories);
    bool has_waiting_log() const { return is_open_ && !log_->empty(); }
    /// Asks on the archive queue what other programs changed, when it is time, and applies an edition whose date has come, in the
    /// actor's name. Needs no frame.
    void look(const data::Actor& actor = {});
    /// How often look() wants to be called: what another console changes is seen within a second.
    static constexpr std::chrono::milliseconds look_pause{400};
    std::size_t waiting() const { return waiting_; }

private:
    struct Desk;
    /// `work` gives the store on the archive queue, or the plan of an older one.
    void start(const std::string& path, std::function<data::Opening()> work);
    void send_log();
    void keep_opened(const std::string& path);
    void report_save(bool ok, const Said& reason);

    Scheduler& scheduler_;
    const AppClock& clock_;
    StoreEvents events_;
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
    Said look_fault_; // what the last look failed with; empty: it did not
    std::chrono::steady_clock::time_point looked_{};
    std::chrono::steady_clock::time_point log_sent_{};
};

}
