#include "console/app/app.h"

#include "console/commands/functions.h"
#include "console/error.h"
#include "console/look/list_keys.h"
#include "console/seat/plan.h"
#include "console/services/copied_text.h"
#include "console/services/screenshots.h"
#include "console/services/video_service.h"
#include "console/wall/places.h"
#include "console/window/picture_file.h"
#include "console/work/folders.h"
#include "console/work/heap.h"
#include "console/work/interrupt.h"
#include "console/work/new_files.h"
#include "console/work/process_figures.h"
#include "data/store/store.h"
#include "video/stream/stream.h"

#include <epoxy/gl.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <iterator>
#include <ostream>
#include <thread>

namespace console {
namespace {

using namespace std::chrono_literals;

// More pictures a second than this nobody at a wall can tell apart, and each costs a redraw of the window.
constexpr auto picture_interval = 33ms;

SurfaceOptions surface_options(const ConsoleOptions& options, const WindowPlace& place)
{
    return {.width = options.width, .height = options.height, .fullscreen = place.fullscreen, .monitor = place.monitor};
}

std::unique_ptr<Surface> make_surface(const ConsoleOptions& options, const WindowPlace& place, Surface* beside)
{
    return options.offscreen ? make_offscreen(surface_options(options, place), beside) : make_window(surface_options(options, place), beside);
}

std::vector<std::unique_ptr<AppWindow>> make_first_window(const ConsoleOptions& options)
{
    std::vector<std::unique_ptr<AppWindow>> windows;
    const WindowPlace place{.monitor = options.monitor, .fullscreen = options.fullscreen};
    windows.push_back(std::make_unique<AppWindow>(0, make_surface(options, place, nullptr), place));
    return windows;
}

}

App::App(const ConsoleOptions& options, std::ostream& err, std::stop_token stop)
    : err_(err), stop_(std::move(stop)), clock_(options.now), drive_(options.drive.empty() ? nullptr : Drive::load(options.drive, !options.offscreen)),
      options_(options), windows_(make_first_window(options)),
      wake_([surface = windows_[0]->surface.get()] { surface->wake(); }), scheduler_(wake_, [this](const Fault& fault) { return tell(fault); }),
      log_file_(state_folder(), options.settings.settings.log_megabytes, options.settings.settings.log_files),
      services_(std::make_unique<ConsoleServices>(scheduler_, clock_, session_, text_, log_file_, presenter_, wake_)),
      session_file_(std::make_unique<SessionFile>(options.seat, options.drive.empty() || std::getenv("XDG_STATE_HOME")))
{
    options_.opened.reset();
    presenter_.add_surface(0, windows_[0]->surface->make_pixels());
    session_.place = windows_[0]->place;
    if (drive_)
        drive_->begin(clock_);
    figures_.renderer = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
    if (options.bench_seconds > 0)
        meter_.emplace(options.bench_seconds, !options.wall_urls.empty(), wake_);
    start(options);
}

App::~App()
{
    services_->close_workspace(); // also after an error
    services_.reset();
    // Threads of streams still write to the log; a camera that never answers is not worth a long wait.
    video::wait_for_reaper(2s);
    windows_.resize(1);
    windows_[0]->enter(); // for the textures that go now
}

void App::start(const ConsoleOptions& options)
{
    session_.seat = options.seat;
    follow_settings(options.settings);
    services_->use(options.settings.settings);
    session_file_->load(session_);
    session_.absence = session_file_->absence();
    if (options.language)
        session_.language = *options.language;
    if (options.layout)
        session_.layout = *options.layout;
    else if (options.workspace.empty())
        session_.layout = Layout::start;
    if (!options.wall_urls.empty())
        start_wall(options);
    if (!options.workspace.empty()) {
        if (session_.layout == Layout::start)
            session_.layout = Layout::desk;
        services_->open_workspace(options.workspace, options.opened);
    }
}

void App::start_wall(const ConsoleOptions& options)
{
    services_->video().take_files_as_live();
    std::vector<data::Camera> cameras;
    const auto tiles = std::min(static_cast<std::size_t>(std::max(options.wall_tiles, 1)), session_.wall.tiles.size());
    for (std::size_t i = 0; i < tiles; ++i) {
        data::Camera camera;
        camera.id = data::CameraId{static_cast<std::int64_t>(i) + 1};
        camera.number = static_cast<int>(i) + 1;
        camera.name = fmt::format("bench {}", i + 1);
        camera.main_url = options.wall_urls[i % options.wall_urls.size()];
        cameras.push_back(std::move(camera));
        session_.wall.tiles[i].camera = data::CameraId{static_cast<std::int64_t>(i) + 1};
    }
    data::WorkspaceLoaded loaded{.grids = world_.grids, .places = world_.places, .units = world_.units, .accounts = world_.accounts,
                                 .posts = world_.posts, .layers = world_.layers, .incidents = std::make_shared<std::vector<data::Incident>>()};
    loaded.info.name = "bench";
    loaded.cameras = std::make_shared<const data::Table<data::Camera>>(std::move(cameras));
    data::apply(world_, std::move(loaded));
    session_.layout = Layout::wall;
    session_.wall.tiles_shown = *std::ranges::find_if(wall_sizes, [&](int size) { return size >= static_cast<int>(tiles); });
}

void App::follow_settings(const SettingsRead& read)
{
    const Settings& settings = read.settings;
    session_.language = settings.language.value_or(session_.language);
    session_.theme = settings.theme.value_or(session_.theme);
    session_.scale = settings.scale.value_or(windows_[0]->density);
    session_.reduced_motion = settings.reduced_motion.value_or(session_.reduced_motion);
    session_.layout = settings.layout.value_or(session_.layout);
    services_->set_lock_after(std::chrono::minutes(settings.lock_after_minutes));
    for (const std::string& problem : read.problems) {
        err_ << problem << '\n';
        log_file_.fault(problem);
        session_.messages.push_back({clock_.now(), problem, true});
    }
}

int App::run()
{
    const int status = loop();
    stop_guide();
    session_file_->save(session_, world_);
    services_->close_workspace();
    return status;
}

int App::loop()
{
    while (!session_.quit && !windows_[0]->surface->is_close_wanted() && !stop_.stop_requested()) {
        // Woken between frames too: what other consoles change is looked for without drawing anything.
        windows_[0]->surface->wait(std::min<std::chrono::microseconds>(std::min(time_to_next_frame(), time_to_next_pictures()), StoreService::look_pause));
        services_->look();
        if (scheduler_.deliver())
            ask_frames(1);
        const auto began = Steady::now();
        const bool takes_pictures = time_to_next_pictures() <= 0us;
        if (takes_pictures)
            take_pictures();
        if (time_to_next_frame() <= 0us)
            frames();
        if (takes_pictures)
            pictures_cost_ = Steady::now() - began;
        if (meter_ && meter_->step(world_, session_, services_->pictures(), windows_[0]->frame_count, windows_[0]->surface->input()))
            break;
        play_guide();
        bool has_failed = false;
        if (drive_ && !play(has_failed))
            session_.quit = true;
        if (has_failed)
            return 1;
    }
    return 0;
}

void App::ask_frames(int frames)
{
    for (const auto& window : windows_)
        window->frames_due = std::max(window->frames_due, frames);
}

std::chrono::microseconds App::time_to_next_frame() const
{
    auto limit = time_to_next_frame(*windows_[0]);
    for (std::size_t i = 1; i < windows_.size(); ++i)
        limit = std::min(limit, time_to_next_frame(*windows_[i]));
    return limit;
}

std::chrono::microseconds App::time_to_next_frame(const AppWindow& window) const
{
    if (window.frames_due > 0 || !window.surface->input().is_empty())
        return 0us;
    const data::TimePoint now = clock_.now();
    // The clock on the strip steps once a second.
    auto limit = std::chrono::ceil<std::chrono::seconds>(now + 1us) - now;
    if (window.wanted.redraw_at)
        limit = std::min(limit, std::max(*window.wanted.redraw_at - now, 0us));
    const auto since_last = std::chrono::floor<std::chrono::microseconds>(Steady::now() - window.last_frame);
    if (since_last >= 1s)
        return 0us;
    limit = std::min<std::chrono::microseconds>(limit, 1s - since_last);
    if (services_->has_waiting_log())
        limit = std::min<std::chrono::microseconds>(limit, std::max<std::chrono::microseconds>(400ms - since_last, 0us));
    if (drive_)
        limit = std::min<std::chrono::microseconds>(limit, 15ms);
    if (session_.guide && !session_.guide->is_ready)
        limit = std::min<std::chrono::microseconds>(limit, 100ms);
    return limit;
}

std::chrono::microseconds App::time_to_next_pictures() const
{
    const bool is_visible = std::ranges::any_of(windows_, [](const auto& window) { return window->surface->is_visible(); });
    if (!services_->video().has_new_pictures() || !is_visible)
        return 1s;
    // A renderer that needs 50 ms a frame is not asked for thirty a second: the operator's keys come first.
    const auto pace = std::clamp<Steady::duration>(pictures_cost_ * 3 / 2, picture_interval, 250ms);
    return std::chrono::floor<std::chrono::microseconds>(std::max<Steady::duration>(pace - (Steady::now() - last_pictures_), 0us));
}

void App::take_pictures()
{
    last_pictures_ = Steady::now();
    if (services_->video().take_pictures())
        for (const auto& window : windows_)
            if (window->id == 0 || !window->wanted.pictures.empty())
                window->frames_due = std::max(window->frames_due, 1);
    presenter_.put_changed([this](int surface) {
        const auto at = std::ranges::find(windows_, surface, &AppWindow::id);
        return at != windows_.end() && (*at)->surface->is_visible();
    });
}

View App::view(AppWindow& window)
{
    return View{{text_, *window.palette, window.glyphs, window.names, window.styled_scale},
                world_,
                session_,
                services_->pictures(),
                figures_,
                clock_.now(),
                &scheduler_,
                services_->sights(),
                &presenter_.placed(),
                services_->places(),
                services_->log_book(),
                services_->draft(),
                services_->edition(),
                clock_.running()};
}

/// Of text and everything else in a window: that of its viewing distance, or the operator's own, on a denser monitor than that of the
/// first window so much more. A wall read from afar gives way by itself (docs/SCREENS.md); elsewhere the scale leaves every screen its room.
float App::scale_of(const AppWindow& window)
{
    const float desktop = window.surface->scale();
    const auto width = static_cast<double>(window.surface->width()) / static_cast<double>(desktop), height = static_cast<double>(window.surface->height()) / static_cast<double>(desktop);
    if (window.distance_scale > 1)
        return desktop * scale_with_room(window.distance_scale, width, height, least_far_width, least_far_height);
    session_.scale_room = scale_with_room(most_scale, width, height);
    return desktop * scale_with_room(std::clamp(session_.scale * window.density / windows_[0]->density, 1.F, most_scale), width, height);
}

/// Draws the windows that are due.
void App::frames()
{
    const auto began = Steady::now();
    const double cpu = thread_cpu_ms();
    take_pictures(); // before the facts: a state that only time changes is one, too
    std::vector<data::Fact> facts = services_->take_facts();
    if (!facts.empty())
        ask_frames(1);
    for (data::Fact& fact : facts)
        apply(world_, std::move(fact));
    services_->fill(figures_);
    text_.set_language(session_.language);
    for (std::size_t i = 0; i < windows_.size(); ++i)
        if (time_to_next_frame(*windows_[i]) <= 0us)
            frame(i);
    services_->follow(world_, all_wanted());
    follow_windows();
    if (!session_.guide) // what a tour shows is nobody's
        session_file_->save_if_changed(session_, world_);
    if (drive_ && drive_->least_frame() > 0ms)
        std::this_thread::sleep_until(began + drive_->least_frame());
    measure(Steady::now() - began, thread_cpu_ms() - cpu);
}

void App::frame(std::size_t index)
{
    AppWindow& window = *windows_[index];
    const auto began = Steady::now();
    window.enter();
    const InWindow entered(session_, index);
    window.frames_due = std::max(window.frames_due - 1, 0);
    window.follow_style(session_.theme, scale_of(window));
    Outbox outbox;
    if (index == 0)
        outbox.commands = services_->take_commands();
    const bool has_input = take_input(window, outbox);
    draw(window, outbox);
    run_commands(window, outbox);
    window.wanted = std::move(outbox.wanted);
    if (window.glyphs.has_unseen()) {
        window.glyphs.grow();
        window.frames_due = std::max(window.frames_due, 1);
    }
    window.last_frame = began;
    ++window.frame_count;
    // What one window changed may show in all of them.
    if (has_input || !outbox.commands.empty())
        ask_frames(2);
}

/// What all windows would like, as services know it: by window and tile.
Wanted App::all_wanted() const
{
    Wanted all = windows_[0]->wanted;
    for (std::size_t i = 1; i < windows_.size(); ++i) {
        const Wanted& more = windows_[i]->wanted;
        for (WantedPicture picture : more.pictures) {
            if (picture.where != "guard")
                picture.where = fmt::format("window {} {}", i + 1, picture.where);
            // One picture in hand keeps its full rate; the keyboard is in one window.
            picture.focused = picture.focused && session_.active_window == i;
            all.pictures.push_back(std::move(picture));
        }
        all.histories.insert(all.histories.end(), more.histories.begin(), more.histories.end());
        if (!all.log_rows)
            all.log_rows = more.log_rows;
        if (!all.sheet)
            all.sheet = more.sheet;
    }
    return all;
}

bool App::take_input(AppWindow& window, Outbox& outbox)
{
    using Kind = InputEvent::Kind;
    float seconds = std::chrono::duration<float>(Steady::now() - window.last_frame).count();
    seconds = std::clamp(seconds, 0.0001f, 1.f);
    std::vector<InputEvent> events;
    const bool field_has_keyboard = window.imgui->field_has_keyboard();
    InputQueue& queue = window.surface->input();
    // A form that was replaced has the keyboard only after two frames, whatever the one before had.
    if (window.hold_input > 4 || (window.hold_input > 0 && !field_has_keyboard)) {
        --window.hold_input;
        window.frames_due = std::max(window.frames_due, 1);
    } else {
        window.hold_input = 0;
        std::vector<InputEvent> taken = queue.take_frame();
        const auto is_use = [](const InputEvent& event) { return event.kind == Kind::key || event.kind == Kind::button || event.kind == Kind::wheel || event.kind == Kind::character; };
        if (std::ranges::any_of(taken, is_use))
            session_.active_window = session_.window;
        // Locked controls meet nobody: the gate stands before the commands and before the panels.
        if (session_.lock.controls != Controls::open) {
            const auto form = window.names.find("region.sign_on");
            const bool is_touched = std::ranges::any_of(taken, [](const InputEvent& event) { return event.kind != Kind::focus && event.kind != Kind::refresh; });
            GateOutcome outcome = window.gate.take(std::move(taken), session_.lock.controls, form);
            if (is_touched && session_.lock.controls == Controls::asked)
                session_.lock.used = clock_.running();
            events = std::move(outcome.rest);
            std::ranges::move(outcome.commands, std::back_inserter(outbox.commands));
            queue.put_back(std::move(outcome.later));
        } else {
            if (!taken.empty())
                session_.lock.used = clock_.running();
            if (session_.guide && session_.guide->window == session_.window) {
                GuideOutcome outcome = window.guide_keys.take(std::move(taken), *session_.guide, shell_commands::is_anything_open(session_),
                                                              window.names.find("region.guide"), [this](const InputEvent& event) { return guide_.owns(event); });
                taken = std::move(outcome.rest);
                std::ranges::move(outcome.commands, std::back_inserter(outbox.commands));
            }
            KeyOutcome outcome = window.keys.take(std::move(taken), world_, session_, field_has_keyboard, window.names.find(list_keyboard).has_value());
            events = std::move(outcome.rest);
            if (outcome.refused && outcome.commands.empty())
                if (const char* why = why_not_key(*outcome.refused, world_, session_))
                    session_.messages.push_back({clock_.now(), said("message.refused", said(outcome.refused->title), said(why)), false});
            std::ranges::move(outcome.commands, std::back_inserter(outbox.commands));
            queue.put_back(std::move(outcome.later));
        }
    }
    for (const InputEvent& event : events)
        if (event.kind == Kind::drop)
            outbox.run("files.dropped", event.paths);
        else if (event.kind == Kind::refresh)
            window.must_present = true; // the window's content was lost, ours was not
    const bool has_any = !events.empty();
    const auto taken = static_cast<std::ptrdiff_t>(window.imgui->begin_frame(events, seconds));
    queue.put_back({std::make_move_iterator(events.begin() + taken), std::make_move_iterator(events.end())});
    return has_any;
}

void App::draw(AppWindow& window, Outbox& outbox)
{
    // A field that had the keyboard when the controls locked, or the form's own when it went.
    if (session_.lock.form != window.lock_form) {
        window.imgui->leave_field();
        if (session_.lock.controls == Controls::asked)
            window.hold_input = 6;
    }
    window.lock_form = session_.lock.form;
    window.names.clear();
    if (drive_)
        window.names.watch();
    Surface& surface = *window.surface;
    const std::size_t shot_window = drive_ ? drive_->window() : session_.active_window;
    if (const auto copied = services_->copied().take())
        surface.set_clipboard(*copied);
    const bool is_shot = services_->screenshots().is_wanted() && session_.window == shot_window;
    if (is_shot)
        presenter_.pause();
    if (window.must_present)
        window.imgui->forget_frame(); // what went straight to the window is in no framebuffer
    presenter_.begin_frame();
    window.screen->draw(view(window), outbox, static_cast<float>(surface.width()), static_cast<float>(surface.height()));
    surface.bind();
    const Rgba ground = (*window.palette)[Colour::ground];
    glViewport(0, 0, surface.width(), surface.height());
    const std::vector<PixelBox> changed = window.imgui->end_frame(ground, [&](const auto& boxes) { presenter_.prepare(window.id, boxes); });
    if (is_shot)
        save_png(readback(surface.width(), surface.height()), services_->screenshots().take());
    if (window.must_present)
        surface.present({});
    else if (!changed.empty())
        surface.present(changed);
    window.must_present = false;
    if (is_shot)
        presenter_.resume();
    presenter_.end_frame(window.id, changed, [&](const PlacedTile& tile) { return window.imgui->is_covered(tile.window, tile.picture); });
}

CommandContext App::command_context()
{
    return {world_, session_, services_->services(), text_, clock_.now(), services_->sights(), services_->draft(), clock_.running()};
}

void App::run_commands(AppWindow& window, Outbox& outbox)
{
    CommandContext context = command_context();
    for (const Command& command : outbox.commands) {
        const CommandRow* row = find_command(command.name);
        const bool has_run = run_command(context, command);
        for (Message& message : session_.messages)
            if (!message.english.empty())
                log_file_.fault(std::exchange(message.english, {}));
        if (has_run && row->takes_keyboard)
            window.hold_input = 4;
    }
}

/// Opens, closes and moves windows as the session has them.
void App::follow_windows()
{
    if (!options_.offscreen)
        session_.monitors = list_monitors();
    close_windows();
    while (windows_.size() < session_.windows.size())
        open_window(windows_.size());
    bool has_wall = false;
    for (std::size_t i = 0; i < windows_.size(); ++i) {
        stand(i);
        has_wall = has_wall || (window_state(session_, i).layout == Layout::wall && windows_[i]->surface->is_visible());
    }
    windows_[0]->surface->keep_awake(has_wall);
    if (const auto wanted = std::exchange(session_.window_wanted, std::nullopt); wanted && *wanted < windows_.size()) {
        windows_[*wanted]->surface->focus();
        session_.active_window = *wanted;
        ask_frames(2);
    }
}

void App::close_windows()
{
    for (std::size_t i = windows_.size(); i-- > 1;) {
        if (!window_state(session_, i).close_wanted && !windows_[i]->surface->is_close_wanted())
            continue;
        presenter_.remove_surface(windows_[i]->id);
        windows_.erase(windows_.begin() + static_cast<std::ptrdiff_t>(i));
        session_.windows.erase(session_.windows.begin() + static_cast<std::ptrdiff_t>(i));
        if (session_.active_window >= i)
            session_.active_window = session_.active_window == i ? 0 : session_.active_window - 1;
        windows_[0]->enter();
        ask_frames(2);
    }
}

Said App::tell(const Fault& fault)
{
    Said told(fault);
    if (!fault.is_worded && words_of(text_, told, Language::en) != fault.english)
        log_file_.fault(fault.english);
    return told;
}

void App::open_window(std::size_t index)
{
    const WindowPlace place = window_state(session_, index).place;
    try {
        windows_.push_back(std::make_unique<AppWindow>(next_window_, make_surface(options_, place, windows_[0]->surface.get()), place));
    } catch (const std::exception& error) {
        session_.windows.erase(session_.windows.begin() + static_cast<std::ptrdiff_t>(index));
        session_.messages.push_back({clock_.now(), tell(fault_of(error)), true});
        log_file_.fault(error.what());
        return;
    }
    AppWindow& window = *windows_.back();
    window.place.distance_mm = -1; // nothing is known of its scale yet
    presenter_.add_surface(next_window_++, window.surface->make_pixels());
    window.last_frame = Steady::now();
}

void App::stand(std::size_t index)
{
    AppWindow& window = *windows_[index];
    const WindowPlace& place = window_state(session_, index).place;
    const bool is_there = window.surface->place(place.monitor, place.fullscreen);
    if (window.place != place) {
        window.distance_scale = scale_for_distance(place.distance_mm, window.surface->pitch_mm());
        window.density = scale_for_density(window.surface->pitch_mm(), window.surface->scale());
        window.place = place;
        window.frames_due = std::max(window.frames_due, 2);
    }
    if (!is_there && !window.is_waiting_for_monitor)
        session_.messages.push_back({clock_.now(), said("message.monitor_away", place.monitor), true});
    window.is_waiting_for_monitor = !is_there;
}

namespace {

/// The command line goes before the settings file.
ConsoleOptions with_settings(ConsoleOptions options)
{
    keep_heap_small(); // neither a window nor a thread is there yet
    options.settings = read_settings();
    const Settings& settings = options.settings.settings;
    if (options.seat.empty())
        options.seat = settings.seat.empty() ? "desk-1" : settings.seat;
    if (options.monitor.empty())
        options.monitor = settings.monitor;
    options.fullscreen = options.fullscreen || settings.fullscreen;
    // A script that names no workspace means the start page.
    if (options.workspace.empty() && options.drive.empty() && options.wall_urls.empty())
        options.workspace = settings.workspace;
    return options;
}

}

int run_bench(const ConsoleOptions& asked, std::ostream& out, std::ostream& err)
{
    const ConsoleOptions options = with_settings(asked);
    App app(options, err);
    const int status = app.run();
    if (status == 0)
        out << (asked.bench_seconds > 0 ? app.measured() : app.measured_spans()) << '\n';
    return status;
}

int run_console(const ConsoleOptions& asked, std::ostream& err)
{
    try {
        keep_new_files_private();
        ConsoleOptions options = with_settings(asked);
        // A file that cannot be opened at all is said in the terminal where its name was typed, before any window.
        if (!options.workspace.empty())
            options.opened = std::make_shared<data::Opening>(data::Store::open_or_plan(std::filesystem::absolute(options.workspace)));
        const Interrupt interrupt; // before any thread, so that the signals wait for it alone
        const HeapKeeper heap;
        return App(options, err, interrupt.token()).run();
    } catch (const std::exception& error) {
        err << error.what() << '\n';
        return 1;
    }
}

}
