#pragma once
// The draft of the boundaries that is open in the editor. It is kept here, on the UI thread; it is opened on the reader queue, and each edit
// is done at once and goes to the journal on the archive queue. What the journal refuses is taken back, with what came after it. The
// draft is held against other consoles as long as it is open; one that another console holds can be looked
// at, and follows what is done there. UI thread.

#include "console/frame/draft_steps.h"
#include "console/frame/services.h"
#include "console/services/store_service.h"
#include "console/said.h"
#include "console/work/clock.h"

#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>

namespace console {

struct DraftEvents {
    std::function<void(data::Fact)> fact;               // which drafts there are
    std::function<void(Said words, bool is_fault)> say;
    std::function<void(std::string kind, std::string subject, std::string detail)> log;
    std::function<data::DraftHolder()> holder;          // this console, now
    std::function<data::Actor()> actor;
    std::function<void(const std::string& name)> gone;  // it cannot be opened, or is no draft any more
    std::function<void(const std::string& name)> back;  // it is a draft again, and none is open
};

class DraftService final : public DraftKeeper {
public:
    DraftService(Scheduler& scheduler, StoreService& store, const AppClock& clock, DraftEvents events);
    ~DraftService() override;

    void open_draft(const std::string& name, bool make) override;
    void close_draft() override;
    void discard_draft(const std::string& name) override;
    void edit(const data::DraftOp& op) override;
    void go_to_step(std::int64_t seq) override;
    void publish_draft(std::optional<data::TimePoint> from) override;
    void withdraw_edition(const std::string& name) override;
    void check_zones(const data::ZoneFile& file, const std::string& title) override;
    void cancel_zones() override;
    void export_grids(const GridExport& wanted) override;

    /// Once a frame: begins what was asked for, as soon as the workspace is there. `wants_preview`: somebody looks at what publishing would
    /// move.
    void follow(const data::World& world, bool wants_preview);
    /// Null while none is open. Until the next call of anything else.
    const DraftView* view();
    bool is_opening() const { return wanted_.has_value() || task_.is_running(); }

private:
    struct Wanted {
        std::string name;
        bool make = false;
    };
    struct Open {
        data::DraftHead head;
        std::unique_ptr<data::Draft> draft;
        DraftSteps steps;
        bool is_mine = false;
        std::uint64_t revision = 1, refusals = 0;
        std::size_t unsaved = 0, grids = 0;
        std::optional<data::RefusedOp> refused;
        std::deque<std::function<void()>> waiting;            // until nothing is unsaved
        std::shared_ptr<std::atomic<bool>> journal_stopped;   // it refused an entry: those on their way are not written any more
        GridAreas areas;
        std::set<geo::FaceId> areas_due;                      // changed while areas were worked out
        std::shared_ptr<data::DraftFindings> findings;        // null until they were worked out
        std::set<geo::FaceId> findings_due;                   // faces changed meanwhile
        std::shared_ptr<const data::Preview> preview;
        std::uint64_t preview_of = 0;                         // revision
        std::optional<data::TimePoint> publish_from;          // asked for; the epoch: at once
        bool is_publishing = false;
        std::shared_ptr<const ZoneCheck> zones;
        std::string zones_awaited;                            // title of what is being checked; empty: nothing
        std::size_t news_asked = 0;                           // length of another console's journal when it was read last
        TaskHandle areas_task, findings_task, preview_task, zones_task, news_task;
    };
    struct Pieces;

    void begin(const data::World& world);
    void read(const std::shared_ptr<Pieces>& pieces, std::function<void()> then);
    void release(std::int64_t draft);
    void make_in_archive(const std::shared_ptr<Pieces>& pieces);
    void hold_in_archive(const std::shared_ptr<Pieces>& pieces);
    void install(Pieces& pieces);
    void fail(const std::string& name, const Said& words);
    bool may_edit();
    bool perform(const data::DraftOp& op);
    void refuse(data::RefusedOp refused);
    void send(const data::DraftEntry& entry);
    void saved(std::int64_t seq);
    void not_saved(std::int64_t seq, data::RefusedOp why);
    void publish_now();
    void published(const std::shared_ptr<Open>& open, const data::Edition& edition);
    void run_waiting();
    /// In draft_others.cpp: what comes from another console, and what goes to files for other programs.
    void follow_holder(const data::World& world);
    void take_news(std::span<const data::DraftEntry> entries);
    void export_now(const GridExport& wanted);
    void write_crosswalk(std::shared_ptr<const data::Preview> preview, const std::string& edition);
    /// Now, or as soon as the journal has everything.
    void when_saved(std::function<void()> action);
    void work_out();
    void count_grids();
    void work_out_areas();
    void work_out_findings();
    void work_out_preview(const data::World& world);
    void note_areas(const data::DoneOp& done);
    void note_findings(const data::DraftEdit& edit);

    Scheduler& scheduler_;
    StoreService& store_;
    const AppClock& clock_;
    DraftEvents events_;
    data::LocalZone zone_; // of the workspace's clock
    std::optional<Wanted> wanted_;
    TaskHandle task_;
    std::int64_t opening_ = 0;  // id of the draft that is being opened; 0: a new one, or none
    std::shared_ptr<Open> open_;
    std::optional<DraftView> view_;
};

}
