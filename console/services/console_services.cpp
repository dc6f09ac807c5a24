#include "console/services/console_services.h"

#include "console/error.h"
#include "console/services/evidence_service.h"
#include "console/services/guard_service.h"
#include "console/services/import_service.h"
#include "console/services/log_service.h"
#include "console/services/past_service.h"
#include "console/services/place_service.h"
#include "console/services/roll_call.h"
#include "console/services/seat_service.h"
#include "console/services/sight_service.h"
#include "console/services/video_service.h"
#include "console/text/camera_words.h"
#include "console/wall/camera_recorder.h"
#include "console/work/folders.h"
#include "data/demo/demo.h"
#include "data/store/pin.h"
#include "video/credentials/credential_file.h"
#include "video/error.h"
#include "video/stream/dialling.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace console {

ConsoleServices::ConsoleServices(Scheduler& scheduler, const AppClock& clock, Session& session, const Texts& text,
                                 LogFile& log_file, TilePresenter& presenter, std::function<void()> wake)
    : log_file_(log_file), scheduler_(scheduler), clock_(clock), session_(session), text_(text)
{
    store_ = std::make_unique<StoreService>(scheduler, clock, store_events());
    seat_ = std::make_unique<SeatService>(*store_, clock, session, SeatEvents{[this](std::string kind, std::string subject, std::string detail) {
        log(std::move(kind), std::move(subject), std::move(detail));
    }});
    VideoEvents video;
    video.condition = [this](data::CameraId camera, int number, data::CameraCondition condition, const char* cause) {
        if (cause)
            log_condition(number, condition.state, cause);
        facts_.push_back(data::CameraConditionChanged{camera, std::move(condition)});
    };
    video.replay_gone = [this](data::CameraId camera) { commands_.push_back({"replay.live", {std::to_string(camera.value)}}); };
    past_ = std::make_unique<PastService>();
    guard_ = std::make_unique<GuardService>(*past_);
    past_->set_disk([this](const data::World& world, const data::Camera& camera) { return guard_->past(world, camera); });
    EvidenceEvents evidence;
    evidence.say = [this](std::string words, bool is_fault) { message(std::move(words), is_fault); };
    evidence.log = [this](std::string kind, std::string subject, std::string detail) { log(std::move(kind), std::move(subject), std::move(detail)); };
    evidence.change = [this](data::Change wanted) { change(std::move(wanted), {}); };
    evidence_ = std::make_unique<EvidenceService>(scheduler, clock, text, *past_, std::move(evidence));
    video_ = std::make_unique<VideoService>(scheduler, clock, text, presenter, *past_, std::move(wake), std::move(video));
    ImportEvents imports;
    imports.say = [this](std::string words, bool is_fault) { message(std::move(words), is_fault); };
    imports.log = [this](std::string subject, std::string detail) { log("import", std::move(subject), std::move(detail)); };
    imports.open = [this](const std::string& path) { open_workspace(path); };
    imports.changed = [this](const std::string& path) {
        if (path == store_->path())
            store_->reload();
    };
    imports.ask = [this](ImportQuestion question) { session_.import_questions.push_back(std::move(question)); };
    imports.previewed = [this](data::ImportPreview preview) {
        if (!session_.import_desk || session_.import_desk->job.source != preview.job.source)
            return;
        ImportDesk& desk = *session_.import_desk;
        desk.job.kind = preview.job.kind, desk.job.level = preview.job.level;
        desk.preview = std::make_shared<const data::ImportPreview>(std::move(preview));
    };
    imports_ = std::make_unique<ImportService>(scheduler, text, std::move(imports));
    roll_call_ = std::make_unique<RollCall>(scheduler, clock, text, video_->stills(), [this](data::CameraId camera, int number, data::CameraCondition condition, const char* news) {
        if (news)
            log_condition(number, condition.state, news);
        facts_.push_back(data::CameraConditionChanged{camera, std::move(condition)});
    });
    sights_ = std::make_unique<SightService>(scheduler, [this] { commands_.push_back({"incident.near_again", {}}); });
    places_ = std::make_unique<PlaceService>(scheduler);
    log_book_ = std::make_unique<LogService>(*store_, clock, [this](std::string words) { message(std::move(words), true); });
}

ConsoleServices::~ConsoleServices() = default;

StoreEvents ConsoleServices::store_events()
{
    StoreEvents events;
    events.fact = [this](data::Fact fact) { facts_.push_back(std::move(fact)); };
    events.failed = [this](std::string words) { message(std::move(words), true); };
    events.opened = [this](const data::WorkspaceLoaded& loaded) {
        seat_->open(loaded);
        log("workspace_opened", loaded.info.path, loaded.info.read_only ? "read only" : "");
        commands_.push_back({"workspace.loaded", {}});
    };
    events.older = [this](const std::string& path, const data::UpgradePlan& plan) {
        session_.upgrade = UpgradeQuestion{path, plan};
        log_file_.info(fmt::format("older workspace {}: schema {}, this program has {}", path, plan.from, plan.to));
    };
    events.upgraded = [this](const data::UpgradePlan& plan) {
        log("workspace_upgraded", fmt::format("schema {} to {}", plan.from, plan.to), "copy=" + plan.copy.filename().string());
        for (const data::UpgradeStep& step : plan.steps)
            log_file_.info(fmt::format("schema {}: {}", step.number, step.changes));
        message(text_.format("start.upgraded", {std::to_string(plan.from), std::to_string(plan.to), plan.copy.string()}), false);
        for (const std::string& key : plan.kept)
            message(text_.format("start.upgrade_kept", {key}), true);
    };
    events.saved = [this](const data::Change& change, const data::Fact& fact) {
        if (const auto* masks = std::get_if<data::SetCameraMasks>(&change))
            commands_.push_back({"mask.saved", {std::to_string(masks->camera.value)}});
        if (!std::holds_alternative<data::ReportIncident>(change))
            return;
        if (const auto* saved = std::get_if<data::IncidentSaved>(&fact))
            commands_.push_back({"report.saved", {std::to_string(saved->incident.id.value)}});
    };
    events.logged = [this](const data::LogWords& log) { note_in_file(log); };
    events.refused = [this](const data::Change& change) {
        if (const auto* masks = std::get_if<data::SetCameraMasks>(&change))
            commands_.push_back({"mask.refused", {std::to_string(masks->camera.value)}});
        // What was typed comes back to its incident, selected or not.
        if (const auto* note = std::get_if<data::AddIncidentNote>(&change))
            commands_.push_back({"incident.note_back", {std::to_string(note->incident.value), note->text}});
        else if (const auto* close = std::get_if<data::CloseIncident>(&change); close && !close->text.empty())
            commands_.push_back({"incident.note_back", {std::to_string(close->incident.value), close->text}});
    };
    return events;
}

void ConsoleServices::message(std::string words, bool is_fault)
{
    if (is_fault)
        log_file_.fault(words);
    else
        log_file_.info(words);
    session_.messages.push_back({clock_.now(), std::move(words), is_fault});
}

void ConsoleServices::change(data::Change change, data::LogWords log) { store_->change(std::move(change), session_.actor, std::move(log)); }

void ConsoleServices::note_in_file(const data::LogWords& log)
{
    // What an operator typed or looked for stays in the workspace.
    if (log.kind != "search")
        log_file_.info(fmt::format("{}: {}{}{}", log.kind, log.subject, log.detail.empty() ? "" : "; ", log.detail));
}

void ConsoleServices::log(std::string kind, std::string subject, std::string detail)
{
    note_in_file({kind, subject, detail});
    store_->log({clock_.now(), session_.actor, std::move(kind), std::move(subject), std::move(detail)});
}

void ConsoleServices::open_workspace(const std::string& path) { open_workspace(path, nullptr); }

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
        throw Error("There is no folder for the copy: set HOME or XDG_CACHE_HOME.");
    if (upgrade)
        store_->upgrade(path);
    else
        store_->show_copy(path, folder, text_("upgrade.shown"));
}

void ConsoleServices::close_workspace()
{
    if (store_->is_open()) {
        for (const auto& [view, why] : shown_)
            log("camera_hidden", fmt::format("camera {}", numbers_[view.second]), "where=" + view.first + " why=workspace_closed");
        seat_->close();
    }
    shown_.clear();
    alarms_.clear();
    alarms_revision_ = 0;
    video_->drop_all();
    roll_call_->drop_all();
    fault_news_ = {};
    past_->drop_all();
    guard_->close();
    store_->close();
}

void ConsoleServices::sign_on(data::AccountId account, std::string pin) { seat_->sign_on(account, std::move(pin)); }
void ConsoleServices::lock_seat(const std::string& why) { seat_->lock(why); }
void ConsoleServices::set_lock_after(std::chrono::minutes limit) { seat_->set_lock_after(limit); }
void ConsoleServices::open_demo() { imports_->open_demo(); }
void ConsoleServices::retry_camera(data::CameraId camera) { video_->retry(camera); }
void ConsoleServices::keep_diary(data::CameraId id)
{
    const data::Camera* camera = cameras_ ? cameras_->find(id) : nullptr;
    if (!camera)
        return;
    // The stream that is shown, or would be.
    const std::string& url = camera->main_url.empty() || video_->picture(id).is_sub ? camera->sub_url : camera->main_url;
    diary_ = scheduler_.run(
        Queue::roll_call, "dialling diary",
        [options = video::StreamOptions{.name = std::to_string(camera->number), .url = url, .sign_in = sign_in_with(camera->credential)}](const std::stop_token& stop, TaskProgress&) {
            return std::make_shared<const video::Diary>(video::keep_diary(options, {.wait = std::chrono::seconds(15), .measure = std::chrono::seconds(3)}, stop));
        },
        [this, id](std::shared_ptr<const video::Diary> diary) {
            if (session_.diary && session_.diary->camera == id)
                session_.diary->diary = std::move(diary);
        });
}

void ConsoleServices::set_credential(const std::string& name, const std::string& user, std::string password)
{
    const auto secret = std::make_shared<std::string>(std::move(password));
    saving_password_ = scheduler_.run(
        Queue::slow, "save a credential",
        [name, user, secret](const std::stop_token&, TaskProgress&) {
            std::string problem;
            try {
                const video::CredentialPlaces places = video::credential_places();
                video::SignIn sign_in;
                try {
                    sign_in = video::find_credential(places, name); // its certificate's fingerprint stays
                } catch (const video::Error&) {
                    sign_in = {};
                }
                if (!user.empty())
                    sign_in.user = user;
                sign_in.password = *secret;
                video::set_credential(places.own, false, name, sign_in);
                data::wipe(sign_in.password);
            } catch (const std::exception& error) {
                problem = error.what();
            }
            data::wipe(*secret);
            return problem;
        },
        [this, name](const std::string& problem) {
            message(problem.empty() ? text_.format("password.saved", {name}) : text_.format("password.not_saved", {name, problem}), !problem.empty());
            if (!problem.empty() && session_.password)
                session_.password->is_saving = false;
            else
                session_.password.reset();
        });
}

void ConsoleServices::take_screenshot(const std::string& path) { screenshot_ = path; }

void ConsoleServices::import_files(const std::vector<std::string>& paths)
{
    imports_->import_files(paths, store_->path(), session_.actor);
}

void ConsoleServices::import_as(const std::string& path, const std::string& kind, const std::string& level)
{
    const auto known = std::ranges::find(data::import_kind_names, kind);
    const auto at = std::ranges::find(data::level_names, level);
    if (known == data::import_kind_names.end())
        throw Error("A file is imported as grids, cameras, incidents, places, buildings, basemap or reference, not \"" + kind + "\".");
    if (!level.empty() && at == data::level_names.end())
        throw Error("There is no level \"" + level + "\".");
    imports_->import_as(path, static_cast<data::ImportKind>(known - data::import_kind_names.begin()),
                        level.empty() ? std::nullopt : std::optional(static_cast<data::Level>(at - data::level_names.begin())),
                        store_->path(), session_.actor);
}

void ConsoleServices::cancel_imports() { imports_->cancel(); }
void ConsoleServices::preview_import(const data::ImportJob& job, bool guess) { imports_->preview(job, guess, store_->path()); }

void ConsoleServices::start_import(const data::ImportJob& job)
{
    data::ImportJob whole = job;
    whole.actor = session_.actor;
    imports_->start(whole, store_->path());
}

void ConsoleServices::undo_import() { imports_->undo(store_->path(), session_.actor); }

std::vector<data::Fact> ConsoleServices::take_facts()
{
    for (const data::Fact& fact : facts_)
        video_->stills().follow(fact);
    return std::exchange(facts_, {});
}
std::vector<Command> ConsoleServices::take_commands() { return std::exchange(commands_, {}); }
std::string ConsoleServices::take_screenshot_wanted() { return std::exchange(screenshot_, {}); }
void ConsoleServices::look()
{
    store_->look();
    roll_call_->look();
}

const Pictures& ConsoleServices::pictures() const { return *video_; }
const Sights* ConsoleServices::sights() const { return sights_->sights().get(); }
const Places* ConsoleServices::places() const { return &places_->places(); }
const LogBook* ConsoleServices::log_book() const { return &log_book_->book(); }
bool ConsoleServices::has_waiting_log() const { return store_->has_waiting_log(); }
bool ConsoleServices::has_new_pictures() const { return video_->has_new_pictures(); }

void ConsoleServices::log_views(const data::World& world, const Wanted& wanted)
{
    std::map<std::pair<std::string, data::CameraId>, std::string> shown;
    for (const WantedPicture& wish : wanted.pictures)
        if (wish.camera && !wish.is_prefetch)
            shown.emplace(std::pair(wish.where, wish.camera), wish.why);
    const auto say = [&](const char* kind, const auto& view, const std::string& why) {
        const data::Camera* camera = world.cameras->find(view.second);
        if (camera)
            numbers_[view.second] = camera->number;
        log(kind, fmt::format("camera {}", numbers_[view.second]),
            fmt::format("where={}{}{}", view.first, why.empty() ? "" : " why=", why));
    };
    for (const auto& [view, why] : shown_)
        if (!shown.contains(view))
            say("camera_hidden", view,
                std::ranges::any_of(shown, [&](const auto& other) { return other.first.first == view.first; }) ? "replaced" : "closed");
    for (const auto& [view, why] : shown)
        if (!shown_.contains(view))
            say("camera_shown", view, why);
    shown_ = std::move(shown);
}

void ConsoleServices::log_condition(int number, data::PictureState state, const char* cause)
{
    log("stream_state", fmt::format("camera {}", number), fmt::format("state={} cause={}", name_of(state), cause));
}

void ConsoleServices::say_faults(const data::World& world)
{
    const auto now = std::chrono::steady_clock::now();
    if (!store_->is_open() || now < fault_news_.next_look)
        return;
    fault_news_.next_look = now + std::chrono::seconds(1);
    for (const FaultMessage& news : fault_news_.follow(make_fault_groups(world))) {
        const std::string since = data::iso8601(news.group.since + utc_offset(world.workspace)).substr(11, 5);
        const std::string count = std::to_string(news.group.cameras.size());
        log(news.is_over ? "faults_over" : "faults", news.group.where, "cameras=" + count);
        const std::string key = std::string("message.faults") + (news.group.is_together ? "_together" : "") + (news.is_over ? "_over" : "");
        message(text_.format(key, {news.group.where, count, since}), !news.is_over);
    }
}

void ConsoleServices::log_alarms(const data::World& world)
{
    if (world.incidents_revision == alarms_revision_)
        return;
    alarms_revision_ = world.incidents_revision;
    for (const data::Incident& incident : world.incidents.rows)
        if (incident.severity == data::Severity::grave && incident.attention == data::Attention::fresh && data::is_open(incident) &&
            alarms_.insert(incident.id).second)
            log("alarm_shown", "incident " + incident.number, "severity=1 where=strip");
}

void ConsoleServices::follow(const data::World& world, const Wanted& wanted)
{
    if (store_->is_open() && world.loaded) {
        log_views(world, wanted);
        log_alarms(world);
    }
    cameras_ = world.cameras;
    if (!session_.diary)
        diary_.cancel();
    seat_->follow(world);
    std::vector<WantedPicture> wishes = wanted.pictures;
    if (store_->is_open())
        guard_->follow(world, sights_->sights().get(), session_.seat, wishes);
    if (const std::string fault = guard_->take_fault(); !fault.empty())
        message(text_.format("message.guard_disk", {fault}), true);
    video_->follow(world, wishes);
    roll_call_->follow(world, [this](data::CameraId camera) { return video_->is_running(camera); });
    say_faults(world);
    for (const EvidenceJob& job : std::exchange(evidence_wanted_, {})) {
        const Picture picture = video_->picture(job.camera);
        const bool is_past = picture.replay && picture.replay->at != video::SystemTime{};
        evidence_->save(world, session_.actor, job, is_past ? picture.replay->at : clock_.now());
    }
    sights_->follow(world);
    places_->follow(world);
    store_->follow(world, wanted.histories);
    log_book_->follow(world, session_.log, wanted.log_rows);
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

void ConsoleServices::take_files_as_live() { video_->take_files_as_live(); }

bool ConsoleServices::take_pictures() { return video_->take_pictures(); }

void ConsoleServices::fill(Figures& figures) const
{
    figures.streams_wanted = video_->wanted();
    figures.streams_running = video_->running();
    figures.pictures_shown = video_->shown();
    figures.not_live = video_->not_live();
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
        if (task.queue == Queue::slow || task.queue == Queue::analysis)
            figures.tasks.push_back(task.done > 0 ? fmt::format("{} {:.0f} %", task.name, task.done * 100) : task.name);
}

}
