#include "console/services/draft_service.h"

#include "console/error.h"
#include "console/frame/view.h"
#include "console/services/draft_book.h"
#include "data/drafts/crosswalk.h"
#include "data/store/publish_draft.h"

#include <utility>

namespace console {

/// What a draft is opened from; gathered on one queue after the other.
struct DraftService::Pieces {
    data::DraftHead head;
    bool is_mine = false;
    std::vector<data::DraftEntry> entries;
    std::string digest;
    std::optional<data::Draft> draft;
};

namespace {

}

DraftService::DraftService(Scheduler& scheduler, StoreService& store, const AppClock& clock, DraftEvents events)
    : scheduler_(scheduler), store_(store), clock_(clock), events_(std::move(events))
{
}

DraftService::~DraftService() { close_draft(); }

void DraftService::open_draft(const std::string& name, bool make)
{
    close_draft();
    wanted_ = Wanted{name, make};
}

void DraftService::follow(const data::World& world, bool wants_preview)
{
    zone_ = data::local_zone(world.workspace);
    if (wanted_ && world.loaded && store_.is_open())
        begin(world);
    if (open_ && open_->publish_from && open_->preview && open_->preview_of == open_->revision && open_->unsaved == 0 && open_->waiting.empty())
        publish_now();
    if (open_ && (wants_preview || open_->publish_from) && open_->preview_of != open_->revision && !open_->preview_task.is_running())
        work_out_preview(world);
    if (open_ && !open_->is_mine)
        follow_holder(world);
}

void DraftService::begin(const data::World& world)
{
    const Wanted wanted = *std::exchange(wanted_, std::nullopt);
    auto pieces = std::make_shared<Pieces>();
    if (wanted.make) {
        pieces->head = {.name = wanted.name, .edition = data::edition_to_begin_on(world.editions->rows, clock_.now()), .created = clock_.now()};
        return read(pieces, [this, pieces] { make_in_archive(pieces); });
    }
    const data::DraftHead* head = find_draft(world, wanted.name);
    if (!head)
        return fail(wanted.name, said("draft.no_such", wanted.name));
    pieces->head = *head;
    if (world.workspace.read_only)
        return read(pieces, [this, pieces] { install(*pieces); });
    opening_ = head->id;
    hold_in_archive(pieces);
}

/// What it was begun on, and its journal done again.
void DraftService::read(const std::shared_ptr<Pieces>& pieces, std::function<void()> then)
{
    task_ = store_.ask(
        "draft.task_open",
        [pieces, then = std::move(then), now = clock_.now()](data::Store& store) -> std::function<void()> {
            if (pieces->head.id) {
                pieces->draft.emplace(data::load_draft(store, pieces->head, now));
                pieces->entries = store.entries(pieces->head.id);
            } else {
                pieces->draft.emplace(store.draft_ground(pieces->head.edition, now));
                pieces->digest = data::digest_of(pieces->draft->base());
            }
            return then;
        },
        [this, pieces](Said words) {
            // What cannot be shown is not kept from others.
            if (pieces->is_mine)
                release(pieces->head.id);
            fail(pieces->head.name, words);
        });
}

void DraftService::make_in_archive(const std::shared_ptr<Pieces>& pieces)
{
    task_ = store_.write(
        "new draft",
        [this, pieces, holder = events_.holder(), actor = events_.actor()](data::Store& store) -> std::function<void()> {
            const std::int64_t edition = pieces->head.edition;
            pieces->head = make_in_book(store, pieces->head.name, pieces->digest, holder, actor, pieces->head.created);
            pieces->is_mine = true;
            if (pieces->head.edition != edition)
                throw Error(geo::remark("published_meanwhile"));
            return [this, pieces, list = store.drafts_changed()] {
                events_.fact(list);
                events_.log("draft_made", pieces->head.name, "");
                install(*pieces);
            };
        },
        [this, name = pieces->head.name](Said words) { fail(name, words); });
}

void DraftService::hold_in_archive(const std::shared_ptr<Pieces>& pieces)
{
    task_ = store_.write(
        "open draft",
        [this, pieces, holder = events_.holder()](data::Store& store) -> std::function<void()> {
            const std::optional<data::DraftHolder> other = store.hold_draft(pieces->head.id, holder);
            pieces->is_mine = !other;
            pieces->head.holder = other ? other : holder;
            return [this, pieces, list = store.drafts_changed()] {
                events_.fact(list);
                read(pieces, [this, pieces] { install(*pieces); });
            };
        },
        [this, name = pieces->head.name](Said words) { fail(name, words); });
}

void DraftService::install(Pieces& pieces)
{
    open_ = std::make_shared<Open>();
    open_->head = std::move(pieces.head);
    open_->draft = std::make_unique<data::Draft>(*std::move(pieces.draft));
    open_->is_mine = pieces.is_mine;
    open_->journal_stopped = std::make_shared<std::atomic<bool>>(false);
    open_->steps.add_all(pieces.entries);
    if (!open_->is_mine && open_->head.holder)
        events_.say(said("draft.held", open_->head.name, open_->head.holder->seat), true);
    work_out();
}

void DraftService::fail(const std::string& name, const Said& words)
{
    events_.say(words, true);
    events_.gone(name);
}

void DraftService::close_draft()
{
    wanted_.reset();
    // What was on its way to be opened is held already, perhaps.
    if (task_.is_running() && opening_)
        release(opening_);
    task_.cancel();
    opening_ = 0;
    view_.reset();
    if (!open_)
        return;
    if (open_->is_mine)
        release(open_->head.id);
    open_.reset();
}

/// After the entries that are on their way.
void DraftService::release(std::int64_t draft)
{
    store_.write(
        "leave draft",
        [fact = events_.fact, draft, holder = events_.holder()](data::Store& store) -> std::function<void()> {
            store.release_draft(draft, holder);
            return [fact, list = store.drafts_changed()] { fact(list); };
        },
        [say = events_.say](Said words) { say(std::move(words), true); }).detach();
}

void DraftService::discard_draft(const std::string& name)
{
    if (open_ && open_->head.name == name)
        close_draft();
    store_.write(
        "discard draft",
        [this, name, holder = events_.holder(), actor = events_.actor(), now = clock_.now()](data::Store& store) -> std::function<void()> {
            discard_in_book(store, name, holder, actor, now);
            return [this, name, list = store.drafts_changed()] {
                events_.fact(list);
                events_.say(said("draft.discarded", name), false);
            };
        },
        [this](Said words) { events_.say(std::move(words), true); }).detach();
}

bool DraftService::may_edit()
{
    if (!open_) {
        events_.say(said("draft.not_yet"), true);
        return false;
    }
    if (open_->is_publishing) {
        events_.say(said("draft.is_publishing"), true);
        return false;
    }
    if (open_->is_mine)
        return true;
    refuse({data::DraftRefusal::held, "The draft is held by another console.", {}});
    return false;
}

void DraftService::edit(const data::DraftOp& op)
{
    if (!may_edit())
        return;
    const bool waits = std::holds_alternative<data::UndoOp>(op) || std::holds_alternative<data::RedoOp>(op) || !open_->waiting.empty();
    if (waits)
        when_saved([this, op] { perform(op); });
    else
        perform(op);
}

void DraftService::go_to_step(std::int64_t seq)
{
    if (!may_edit())
        return;
    when_saved([this, seq] {
        const StepWay way = open_->steps.way_to(seq);
        for (std::size_t i = 0; i < way.undo && perform(data::UndoOp{}); ++i) {
        }
        for (std::size_t i = 0; i < way.redo && perform(data::RedoOp{}); ++i) {
        }
    });
}

void DraftService::publish_draft(std::optional<data::TimePoint> from)
{
    if (may_edit())
        open_->publish_from = from ? *from : data::TimePoint();
}

/// The journal has everything and the crosswalk can be made.
void DraftService::publish_now()
{
    const data::TimePoint now = clock_.now();
    const data::TimePoint from = *std::exchange(open_->publish_from, std::nullopt);
    open_->is_publishing = true;
    store_.write(
        "draft.task_publish",
        [this, open = open_, name = open_->head.name, id = open_->head.id, preview = open_->preview, holder = events_.holder(), actor = events_.actor(),
         from = from == data::TimePoint() ? now : from, now](data::Store& store) -> std::function<void()> {
            const std::string crosswalk = data::csv_of(data::make_crosswalk(*preview));
            auto outcome = std::make_shared<data::PublishOutcome>([&] {
                const data::DraftDesk desk(store, name, holder, actor, now);
                return data::publish_draft(store, desk, actor, from, crosswalk, now);
            }());
            if (std::holds_alternative<data::RefusedPublication>(*outcome))
                store.hold_draft(id, holder); // the desk let go of it
            return [this, open, name, outcome, list = store.drafts_changed()] {
                events_.fact(list);
                if (const auto* refused = std::get_if<data::RefusedPublication>(outcome.get())) {
                    open->is_publishing = false;
                    return events_.say(refused->by.empty() ? said("draft.not_published", scheduler_.tell({refused->text, refused->why})) : said("draft.conflict", refused->by), true);
                }
                published(open, std::get<data::Published>(*outcome).edition);
            };
        },
        [this, open = open_](Said words) {
            open->is_publishing = false;
            events_.say(said("draft.not_published", words), true);
        }).detach();
}

void DraftService::published(const std::shared_ptr<Open>& open, const data::Edition& edition)
{
    events_.say(said("draft.published", edition.name, data::iso8601(edition.valid_from + zone_.offset_at(edition.valid_from)).substr(0, 10)), false);
    if (open == open_) {
        view_.reset();
        open_.reset(); // nothing is held any more
    }
    events_.gone(edition.name);
    write_crosswalk(open->preview, edition.name);
    store_.reload();
}

void DraftService::withdraw_edition(const std::string& name)
{
    store_.write(
        "withdraw edition",
        [this, name, holder = events_.holder(), actor = events_.actor(), now = clock_.now()](data::Store& store) -> std::function<void()> {
            const std::optional<data::RefusedPublication> refused = data::withdraw_edition(store, name, holder, actor, now);
            return [this, name, refused, list = store.drafts_changed()] {
                if (refused)
                    return events_.say(said("edition.not_withdrawn", scheduler_.tell({refused->text, refused->why})), true);
                events_.fact(list);
                events_.say(said("edition.withdrawn", name), false);
                store_.reload();
                if (!open_)
                    events_.back(name);
            };
        },
        [this](Said words) { events_.say(said("edition.not_withdrawn", words), true); }).detach();
}

bool DraftService::perform(const data::DraftOp& op)
{
    const auto* repair = std::get_if<data::RepairOp>(&op);
    const data::DraftVersion before = repair ? open_->draft->version() : data::DraftVersion();
    data::OpOutcome outcome = open_->draft->perform(op);
    if (auto* refused = std::get_if<data::RefusedOp>(&outcome)) {
        refuse(std::move(*refused));
        return false;
    }
    auto& done = std::get<data::DoneOp>(outcome);
    done.entry.time = clock_.now();
    done.entry.actor = events_.actor();
    if (repair) {
        done.entry.subject = repair_subject(before, repair->kind, done);
        if (done.repairs == 0)
            events_.say(said("draft.repaired_none"), false);
        else
            events_.say(said("draft.repaired", done.repairs, repaired_area(done.area_m2)), false);
    }
    open_->refused.reset();
    ++open_->revision;
    if (!open_->draft->base().landless->empty())
        count_grids(); // one that wins land was a grid before
    else
        for (const data::DraftEdit::GridChange& change : done.edit.grids)
            open_->grids = open_->grids + (change.after ? 1 : 0) - (change.before ? 1 : 0);
    open_->steps.add(done.entry, false);
    note_areas(done);
    note_findings(done.edit);
    send(done.entry);
    return true;
}

void DraftService::refuse(data::RefusedOp refused)
{
    events_.say(said(std::string("draft.refused.") + data::draft_refusal_names[static_cast<std::size_t>(refused.reason)]), true);
    open_->refused = std::move(refused);
    ++open_->refusals;
}

void DraftService::send(const data::DraftEntry& entry)
{
    ++open_->unsaved;
    store_.write(
        "draft entry",
        [this, entry, open = open_, id = open_->head.id, holder = events_.holder(), stopped = open_->journal_stopped](data::Store& store) -> std::function<void()> {
            if (*stopped)
                return {};
            const std::optional<data::RefusedOp> refused = append_to_book(store, id, holder, entry);
            if (refused)
                *stopped = true;
            return [this, seq = entry.seq, open, stopped, refused] {
                if (open != open_) {
                    if (refused)
                        events_.say(said("draft.last_not_saved", open->head.name, refused->text), true);
                    return;
                }
                refused ? not_saved(seq, *refused) : saved(seq);
            };
        },
        [this](Said words) { events_.say(std::move(words), true); }).detach();
}

void DraftService::saved(std::int64_t seq)
{
    --open_->unsaved;
    open_->steps.mark_saved(seq);
    run_waiting();
}

void DraftService::not_saved(std::int64_t seq, data::RefusedOp why)
{
    open_->draft->take_back_from(seq);
    open_->steps.take_back_from(seq);
    open_->journal_stopped = std::make_shared<std::atomic<bool>>(false);
    open_->unsaved = 0;
    open_->waiting.clear();
    ++open_->revision;
    work_out();
    if (why.reason == data::DraftRefusal::held)
        open_->is_mine = false;
    events_.say(said("draft.taken_back", why.text), true);
    open_->refused = std::move(why);
    ++open_->refusals;
}

void DraftService::when_saved(std::function<void()> action)
{
    open_->waiting.push_back(std::move(action));
    run_waiting();
}

void DraftService::run_waiting()
{
    while (open_ && open_->unsaved == 0 && !open_->waiting.empty()) {
        const auto action = std::move(open_->waiting.front());
        open_->waiting.pop_front();
        action();
    }
}

/// What is derived from the whole draft, anew.
void DraftService::work_out()
{
    count_grids();
    work_out_areas();
    work_out_findings();
}

void DraftService::count_grids()
{
    open_->grids = 0;
    data::visit_grids(open_->draft->version(), [this](geo::FaceId, const data::DraftGrid&) { ++open_->grids; });
}

/// Half a second for a city, so not here.
void DraftService::work_out_findings()
{
    open_->findings.reset();
    open_->findings_due.clear();
    open_->findings_task = scheduler_.run(
        Queue::slow, "draft.task_check",
        [ground = open_->draft->ground_ptr(), version = open_->draft->version(), invalid = open_->draft->invalid()](std::stop_token, TaskProgress&) {
            auto findings = std::make_shared<data::DraftFindings>(ground, std::nullopt, invalid);
            findings->run(version);
            return findings;
        },
        [this, open = open_.get()](std::shared_ptr<data::DraftFindings> findings) {
            if (open != open_.get())
                return;
            open_->findings = std::move(findings);
            note_findings({});
            ++open_->revision;
        },
        [say = events_.say](Said words) { say(std::move(words), true); });
}

void DraftService::note_findings(const data::DraftEdit& edit)
{
    for (const geo::FaceId face : edit.map.touched())
        open_->findings_due.insert(face);
    for (const data::DraftEdit::GridChange& change : edit.grids)
        open_->findings_due.insert(change.face);
    if (!open_->findings)
        return; // still being worked out
    open_->findings->update(open_->draft->version(), std::vector<geo::FaceId>(open_->findings_due.begin(), open_->findings_due.end()));
    open_->findings_due.clear();
}

void DraftService::work_out_preview(const data::World& world)
{
    std::vector<data::Incident> incidents;
    for (const data::Incident& incident : world.incidents.rows)
        if (data::is_open(incident))
            incidents.push_back(incident);
    open_->preview_task = scheduler_.run(
        Queue::slow, "draft.task_preview",
        [base = open_->draft->base(), version = open_->draft->version(), ground = open_->draft->ground_ptr(), incidents = std::move(incidents),
         cameras = world.cameras](std::stop_token stop, TaskProgress&) {
            return std::make_shared<const data::Preview>(data::make_preview(base, version, *ground, incidents, cameras->rows, stop));
        },
        [this, open = open_.get(), revision = open_->revision](std::shared_ptr<const data::Preview> preview) {
            if (open == open_.get())
                open_->preview = std::move(preview), open_->preview_of = revision;
        },
        [say = events_.say](Said words) { say(std::move(words), true); });
}

/// Of every grid: a second for a city, so not here.
void DraftService::work_out_areas()
{
    open_->areas_due.clear();
    open_->areas_task = scheduler_.run(
        Queue::slow, "draft.task_areas",
        [version = open_->draft->version()](std::stop_token stop, TaskProgress&) {
            GridAreas areas(version.map.face_slots(), 0);
            for (geo::FaceId face = 0; face < areas.size() && !stop.stop_requested(); ++face)
                if (version.grid(face))
                    areas[face] = geo::area_m2(version.map.shape(face));
            return areas;
        },
        [this, open = open_.get()](GridAreas areas) {
            if (open != open_.get())
                return;
            open_->areas = std::move(areas);
            note_areas({});
            ++open_->revision;
        });
}

void DraftService::note_areas(const data::DoneOp& done)
{
    const data::DraftVersion& version = open_->draft->version();
    for (const auto* faces : {&done.changed, &done.created, &done.touched})
        open_->areas_due.insert(faces->begin(), faces->end());
    if (open_->areas.empty())
        return; // still being worked out
    open_->areas.resize(version.map.face_slots(), 0);
    for (const geo::FaceId face : open_->areas_due)
        if (face < open_->areas.size())
            open_->areas[face] = version.grid(face) ? geo::area_m2(version.map.shape(face)) : 0;
    open_->areas_due.clear();
}

const DraftView* DraftService::view()
{
    view_.reset();
    if (!open_)
        return nullptr;
    view_.emplace(DraftView{*open_->draft, open_->revision, open_->head, open_->is_mine, open_->unsaved, open_->steps.steps(), open_->refused,
                            open_->refusals, open_->grids, open_->steps.undo_count(), open_->steps.redo_count(), !open_->waiting.empty() || open_->publish_from || open_->is_publishing,
                            open_->areas.empty() ? nullptr : &open_->areas, open_->findings.get(), open_->preview,
                            open_->preview_of == open_->revision, open_->zones, open_->zones_awaited});
    return &*view_;
}

}
