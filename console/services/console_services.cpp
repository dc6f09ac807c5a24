#include "console/services/console_services.h"

#include "console/error.h"
#include "console/services/alarm_log.h"
#include "console/services/credential_service.h"
#include "console/services/dial_service.h"
#include "console/services/draft_service.h"
#include "console/services/edition_service.h"
#include "console/services/evidence_service.h"
#include "console/services/export_service.h"
#include "console/services/fault_service.h"
#include "console/services/guard_service.h"
#include "console/services/import_service.h"
#include "console/services/log_service.h"
#include "console/services/past_service.h"
#include "console/services/place_service.h"
#include "console/services/roll_call.h"
#include "console/services/copied_text.h"
#include "console/services/screenshots.h"
#include "console/services/seat_service.h"
#include "console/services/sight_service.h"
#include "console/services/video_service.h"
#include "console/services/view_log.h"
#include "console/text/camera_words.h"
#include "console/text/log_words.h"
#include "console/work/folders.h"
#include "data/store/process.h"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

namespace console {

ConsoleServices::ConsoleServices(Scheduler& scheduler, const AppClock& clock, Session& session, const Texts& text,
                                 LogFile& log_file, TilePresenter& presenter, std::function<void()> wake)
    : scheduler_(scheduler), clock_(clock), text_(text), answers_(session, clock, text, log_file)
{
    const LogRowSink log_row = [this](std::string kind, std::string subject, std::string detail) {
        log(std::move(kind), std::move(subject), std::move(detail));
    };
    store_ = std::make_unique<StoreService>(scheduler, clock, store_events());
    seat_ = std::make_unique<SeatService>(*store_, clock, session, SeatEvents{log_row});
    make_pictures(clock, presenter, std::move(wake));
    dialler_ = std::make_unique<DialService>(scheduler, *video_, answers_);
    credentials_ = std::make_unique<CredentialService>(scheduler, answers_);
    screenshots_ = std::make_unique<Screenshots>();
    copied_ = std::make_unique<CopiedText>();
    views_ = std::make_unique<ViewLog>(log_row);
    alarms_ = std::make_unique<AlarmLog>(log_row);
    faults_ = std::make_unique<FaultService>(text, answers_, log_row);
    make_imports();
    sights_ = std::make_unique<SightService>(scheduler, [this] { commands_.push_back({"incident.near_again", {}}); });
    places_ = std::make_unique<PlaceService>(scheduler);
    log_book_ = std::make_unique<LogService>(*store_, clock, [this](Said words) { answers_.message(std::move(words), true); });
    make_drafts();
}

ConsoleServices::~ConsoleServices() = default;

/// What is shown of cameras, kept of them, and asked of those nobody looks at.
void ConsoleServices::make_pictures(const AppClock& clock, TilePresenter& presenter, std::function<void()> wake)
{
    past_ = std::make_unique<PastService>();
    guard_ = std::make_unique<GuardService>(*past_);
    past_->set_disk([this](const data::World& world, const data::Camera& camera) { return guard_->past(world, camera); });
    EvidenceEvents evidence;
    evidence.say = [this](Said words, bool is_fault) { answers_.message(std::move(words), is_fault); };
    evidence.log = [this](std::string kind, std::string subject, std::string detail) { log(std::move(kind), std::move(subject), std::move(detail)); };
    evidence.change = [this](data::Change wanted) { change(std::move(wanted), {}); };
    evidence_ = std::make_unique<EvidenceService>(scheduler_, clock, text_, *past_, std::move(evidence));
    const auto on_condition = [this](data::CameraId camera, int number, data::CameraCondition condition, const char* cause) {
        if (cause)
            log_condition(number, condition.state, cause);
        facts_.push_back(data::CameraConditionChanged{camera, std::move(condition)});
    };
    VideoEvents video;
    video.condition = on_condition;
    video.replay_gone = [this](data::CameraId camera) { commands_.push_back({"replay.live", {std::to_string(camera.value)}}); };
    video_ = std::make_unique<VideoService>(scheduler_, clock, text_, presenter, *past_, std::move(wake), std::move(video));
    roll_call_ = std::make_unique<RollCall>(scheduler_, clock, text_, video_->stills(), on_condition);
}

void ConsoleServices::make_imports()
{
    ImportEvents imports;
    imports.ground = [this] { return ImportGround{store_->path(), answers_.session().actor}; };
    imports.say = [this](Said words, bool is_fault) { answers_.message(std::move(words), is_fault); };
    imports.log = [this](std::string subject, std::string detail) { log("import", std::move(subject), std::move(detail)); };
    imports.open = [this](const std::string& path) { open_workspace(path); };
    imports.changed = [this](const std::string& path) {
        if (path == store_->path())
            store_->reload();
    };
    imports.ask = [this](ImportQuestion question) { answers_.ask(std::move(question)); };
    imports.previewed = [this](data::ImportPreview preview) { answers_.previewed(std::move(preview)); };
    imports_ = std::make_unique<ImportService>(scheduler_, std::move(imports));
    ExportEvents exports;
    exports.workspace = [this] { return store_->path(); };
    exports.actor = [this] { return answers_.session().actor; };
    exports.now = [this] { return clock_.now(); };
    exports.say = [this](Said words, bool is_fault) { answers_.message(std::move(words), is_fault); };
    exports.log = [this](std::string subject, std::string detail) { log("export", std::move(subject), std::move(detail)); };
    exports.sheet_taken = [this](std::uint64_t serial) { answers_.sheet_taken(serial); };
    exports_ = std::make_unique<ExportService>(scheduler_, std::move(exports));
}

void ConsoleServices::make_drafts()
{
    DraftEvents drafts;
    drafts.fact = [this](data::Fact fact) { facts_.push_back(std::move(fact)); };
    drafts.say = [this](Said words, bool is_fault) { answers_.message(std::move(words), is_fault); };
    drafts.log = [this](std::string kind, std::string subject, std::string detail) { log(std::move(kind), std::move(subject), std::move(detail)); };
    drafts.holder = [this] { return data::this_process(answers_.session().seat, answers_.session().actor.account, clock_.now()); };
    drafts.actor = [this] { return answers_.session().actor; };
    drafts.gone = [this](const std::string& name) { answers_.draft_gone(name); };
    drafts.back = [this](const std::string& name) { commands_.push_back({"draft.open", {name}}); };
    drafts_ = std::make_unique<DraftService>(scheduler_, *store_, clock_, std::move(drafts));
    editions_ = std::make_unique<EditionService>(scheduler_, *store_, clock_, [this](Said words) { answers_.message(std::move(words), true); });
}

StoreEvents ConsoleServices::store_events()
{
    StoreEvents events;
    events.fact = [this](data::Fact fact) { facts_.push_back(std::move(fact)); };
    events.failed = [this](Said words) { answers_.message(std::move(words), true); };
    events.opened = [this](const data::WorkspaceLoaded& loaded) {
        seat_->open(loaded);
        log("workspace_opened", loaded.info.path, loaded.info.read_only ? "read_only" : "");
        commands_.push_back({"workspace.loaded", {}});
    };
    events.older = [this](const std::string& path, const data::UpgradePlan& plan) { answers_.older_workspace(path, plan); };
    events.upgraded = [this](const data::UpgradePlan& plan) {
        log("workspace_upgraded", fmt::format("schema {} {}", plan.from, plan.to), "copy=" + plan.copy.filename().string());
        answers_.upgraded(plan);
    };
    events.saved = [this](const data::Change& change, const data::Fact& fact) {
        if (const auto* masks = std::get_if<data::ChangeMasks>(&change))
            commands_.push_back({"mask.saved", {std::to_string(masks->camera.value)}});
        if (!std::holds_alternative<data::ReportIncident>(change))
            return;
        if (const auto* saved = std::get_if<data::IncidentSaved>(&fact))
            commands_.push_back({"report.saved", {std::to_string(saved->incident.id.value)}});
    };
    events.logged = [this](const data::LogWords& row) { answers_.note(row); };
    events.refused = [this](const data::Change& change) {
        if (const auto* masks = std::get_if<data::ChangeMasks>(&change))
            commands_.push_back({"mask.refused", {std::to_string(masks->camera.value)}});
        // What was typed comes back to its incident, selected or not.
        if (const auto* note = std::get_if<data::AddIncidentNote>(&change))
            commands_.push_back({"incident.note_back", {std::to_string(note->incident.value), note->text}});
        else if (const auto* close = std::get_if<data::CloseIncident>(&change); close && !close->text.empty())
            commands_.push_back({"incident.note_back", {std::to_string(close->incident.value), close->text}});
    };
    return events;
}

Services ConsoleServices::services() { return {*this, *this, *imports_, *seat_, *dialler_, *credentials_, *evidence_, *drafts_, *screenshots_, *copied_, *exports_}; }

void ConsoleServices::change(data::Change change, data::LogWords log) { store_->change(std::move(change), answers_.session().actor, std::move(log)); }

void ConsoleServices::log(std::string kind, std::string subject, std::string detail)
{
    answers_.note({kind, subject, detail});
    store_->log({clock_.now(), answers_.session().actor, std::move(kind), std::move(subject), std::move(detail)});
}

void ConsoleServices::log_condition(int number, data::PictureState state, const char* cause)
{
    log("stream_state", fmt::format("camera {}", number), fmt::format("state={} cause={}", name_of(state), cause));
}

void ConsoleServices::open_workspace(const std::string& path, std::shared_ptr<data::Opening> opened)
{
    close_workspace();
    std::error_code failed;
    const auto whole = std::filesystem::absolute(path, failed);
    store_->open(failed ? path : whole.string(), std::move(opened));
}

void ConsoleServices::open_older(const std::string& path, bool upgrade)
{
    close_workspace();
    const std::string folder = cache_folder();
    if (!upgrade && folder.empty())
        throw Error(geo::remark("no_cache_folder"));
    if (upgrade)
        store_->upgrade(path);
    else
        store_->show_copy(path, folder, text_("upgrade.shown"));
}

void ConsoleServices::open_demo() { imports_->open_demo(); }

void ConsoleServices::close_workspace()
{
    drafts_->close_draft();
    if (store_->is_open()) {
        views_->close();
        seat_->close();
    }
    views_->forget();
    alarms_->forget();
    faults_->forget();
    video_->drop_all();
    roll_call_->drop_all();
    past_->drop_all();
    guard_->close();
    store_->close();
}

void ConsoleServices::use(const Settings& settings)
{
    past_->set_sound(settings.past_sound);
    past_->set_memory(static_cast<std::size_t>(settings.past_memory_mb) << 20);
    past_->set_files(settings.past_files);
    const std::string own = data_folder();
    const std::string cache = cache_folder();
    guard_->set_disk(!settings.past_disk.empty() ? settings.past_disk : cache.empty() ? cache : cache + "/ring", static_cast<std::uintmax_t>(settings.past_disk_gb) << 30);
    evidence_->set_folder(!settings.past_evidence.empty() ? settings.past_evidence : own.empty() ? own : own + "/evidence");
}

void ConsoleServices::set_lock_after(std::chrono::minutes limit) { seat_->set_lock_after(limit); }

void ConsoleServices::save_copy(const std::string& path)
{
    const auto failed = [this](Said words) { answers_.message(said("copy.failed", words), true); };
    store_->write("copy",
                  [this, path](data::Store& store) -> std::function<void()> {
                      store.backup(path);
                      return [this, path] {
                          answers_.message(said("copy.done", path), false);
                          if (store_->is_lost())
                              open_workspace(path);
                      };
                  },
                  failed).detach();
}

std::vector<data::Fact> ConsoleServices::take_facts()
{
    for (const data::Fact& fact : facts_)
        video_->stills().follow(fact);
    return std::exchange(facts_, {});
}

std::vector<Command> ConsoleServices::take_commands() { return std::exchange(commands_, {}); }

void ConsoleServices::look()
{
    store_->look(answers_.session().actor);
    roll_call_->look();
}

void ConsoleServices::follow(const data::World& world, const Wanted& wanted)
{
    const Session& session = answers_.session();
    if (store_->is_open() && world.loaded) {
        views_->follow(world, wanted);
        alarms_->follow(world);
    }
    dialler_->follow(world);
    exports_->follow(wanted.sheet);
    seat_->follow(world);
    std::vector<WantedPicture> wishes = wanted.pictures;
    if (store_->is_open())
        guard_->follow(world, sights_->sights().get(), session.seat, wishes);
    if (const std::string fault = guard_->take_fault(); !fault.empty())
        answers_.message(said("message.guard_disk", Fault{fault, geo::remark("not_writable")}), true);
    video_->follow(world, wishes);
    roll_call_->follow(world, [this](data::CameraId camera) { return video_->is_running(camera); });
    if (store_->is_open())
        faults_->follow(world);
    evidence_->follow(world, session.actor, *video_);
    sights_->follow(world);
    places_->follow(world, clock_.now());
    store_->follow(world, wanted.histories);
    drafts_->follow(world, session.layout == Layout::editor && (session.editor.tab == EditTab::preview || session.editor.card == EditCard::publish));
    editions_->follow(world, session);
    log_book_->follow(world, session.log, wanted.log_rows);
}

const Pictures& ConsoleServices::pictures() const { return *video_; }
const Sights* ConsoleServices::sights() const { return sights_->sights().get(); }
const Places* ConsoleServices::places() const { return &places_->places(); }
const LogBook* ConsoleServices::log_book() const { return &log_book_->book(); }
const DraftView* ConsoleServices::draft() const { return drafts_->view(); }
const EditionView* ConsoleServices::edition() const { return editions_->view(); }
bool ConsoleServices::has_waiting_log() const { return store_->has_waiting_log(); }

void ConsoleServices::fill(Figures& figures) const
{
    figures.streams_wanted = video_->wanted();
    figures.streams_running = video_->running();
    figures.pictures_shown = video_->shown();
    figures.not_live = video_->not_live();
    figures.still_or_delayed = video_->still_or_delayed();
    figures.past_bytes = past_->used();
    figures.past_limit = past_->memory();
    guard_->fill(figures);
    roll_call_->fill(figures);
    const Stills& stills = video_->stills();
    figures.stills = stills.count();
    figures.stills_bytes = stills.bytes();
    figures.stills_most = stills.most();
    figures.oldest_still = stills.oldest();
    figures.archive_waiting = store_->waiting();
    figures.tile_queue = scheduler_.waiting(Queue::tile);
    figures.slow_queue = scheduler_.waiting(Queue::slow);
    figures.importing = imports_->is_importing();
    figures.tasks.clear();
    for (const Scheduler::TaskInfo& task : scheduler_.tasks())
        // What an operator may wait for; tiles and savings come and go within a blink and have figures of their own.
        if (task.queue == Queue::slow || task.queue == Queue::analysis || task.queue == Queue::footage)
            figures.tasks.push_back(task.done > 0 ? fmt::format("{} {:.0f} %", task_words(text_, task.name), task.done * 100) : task_words(text_, task.name));
}

}
