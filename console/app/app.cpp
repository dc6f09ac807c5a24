#include "console/app/app.h"

#include "console/interrupt.h"
#include "console/error.h"
#include "console/gl/picture_file.h"
#include "console/look/style.h"
#include "console/panels/wall_places.h"
#include "console/process_figures.h"
#include "data/store.h"
#include "video/stream.h"

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

constexpr std::size_t frame_times_kept = 240;
// More pictures a second than this nobody at a wall can tell apart, and each costs a redraw of the window.
constexpr auto picture_interval = 33ms;

SurfaceOptions surface_options(const ConsoleOptions& options)
{
    return {.width = options.width, .height = options.height, .fullscreen = options.fullscreen, .monitor = options.monitor};
}

std::unique_ptr<Surface> make_surface(const ConsoleOptions& options)
{
    return options.offscreen ? make_offscreen(surface_options(options)) : make_window(surface_options(options));
}

}

App::App(const ConsoleOptions& options, std::ostream& err, std::stop_token stop)
    : err_(err), stop_(std::move(stop)), clock_(options.now), drive_(options.drive.empty() ? nullptr : Drive::load(options.drive, !options.offscreen)),
      surface_(make_surface(options)), imgui_(std::make_unique<ImguiHost>(*surface_, glyphs_)),
      presenter_(surface_->make_pixels()),
      scheduler_([this] { surface_->wake(); }),
      log_file_(state_folder(), options.settings.settings.log_megabytes, options.settings.settings.log_files),
      services_(std::make_unique<ConsoleServices>(scheduler_, clock_, session_, text_, log_file_, presenter_, [this] { surface_->wake(); })),
      session_file_(std::make_unique<SessionFile>(options.seat, options.drive.empty() || std::getenv("XDG_STATE_HOME")))
{
    if (drive_)
        drive_->begin(clock_);
    figures_.renderer = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
    if (options.bench_seconds > 0)
        meter_.emplace(options.bench_seconds, !options.wall_urls.empty(), [this] { surface_->wake(); });
    start(options);
}

App::~App()
{
    services_->close_workspace(); // also after an error
    services_.reset();
    // Threads of streams still write to the log; a camera that never answers is not worth a long wait.
    video::wait_for_reaper(2s);
    glyphs_.release();
    imgui_.reset();
}

void App::start(const ConsoleOptions& options)
{
    session_.seat = options.seat;
    follow_settings(options.settings);
    services_->use(options.settings.settings);
    session_file_->load(session_);
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
    services_->take_files_as_live();
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
    session_.scale = settings.scale.value_or(session_.scale);
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
    session_file_->save(session_, world_);
    services_->close_workspace();
    return status;
}

int App::loop()
{
    while (!session_.quit && !surface_->is_close_wanted() && !stop_.stop_requested()) {
        // Woken between frames too: what other consoles change is looked for without drawing anything.
        surface_->wait(std::min<std::chrono::microseconds>(std::min(time_to_next_frame(), time_to_next_pictures()), ArchiveService::look_pause));
        services_->look();
        if (scheduler_.deliver())
            frames_due_ = std::max(frames_due_, 1);
        const auto began = Steady::now();
        const bool takes_pictures = time_to_next_pictures() <= 0us;
        if (takes_pictures)
            take_pictures();
        if (time_to_next_frame() <= 0us)
            frame();
        if (takes_pictures)
            pictures_cost_ = Steady::now() - began;
        if (meter_ && meter_->step(world_, session_, services_->pictures(), frame_count_, surface_->input()))
            break;
        if (!drive_)
            continue;
        DriveContext context{world_, session_, services_->pictures(), figures_, names_, *surface_, clock_, *services_, text_,
                             frame_count_, frames_due_ <= 0 && hold_input_ <= 0 && surface_->input().is_empty(),
                             services_->sights()};
        const Drive::State state = drive_->step(context);
        frames_due_ = std::max(frames_due_, context.frames_wanted);
        if (state == Drive::State::failed) {
            err_ << drive_->failure() << '\n';
            return 1;
        }
        if (state == Drive::State::finished)
            session_.quit = true;
    }
    return 0;
}

std::chrono::microseconds App::time_to_next_frame() const
{
    if (frames_due_ > 0 || !surface_->input().is_empty())
        return 0us;
    const data::TimePoint now = clock_.now();
    // The clock on the strip steps once a second.
    auto limit = std::chrono::ceil<std::chrono::seconds>(now + 1us) - now;
    if (redraw_at_)
        limit = std::min(limit, std::max(*redraw_at_ - now, 0us));
    const auto since_last = std::chrono::floor<std::chrono::microseconds>(Steady::now() - last_frame_);
    if (since_last >= 1s)
        return 0us;
    limit = std::min<std::chrono::microseconds>(limit, 1s - since_last);
    if (services_->has_waiting_log())
        limit = std::min<std::chrono::microseconds>(limit, std::max<std::chrono::microseconds>(400ms - since_last, 0us));
    if (drive_)
        limit = std::min<std::chrono::microseconds>(limit, 15ms);
    return limit;
}

std::chrono::microseconds App::time_to_next_pictures() const
{
    if (!services_->has_new_pictures() || !surface_->is_visible())
        return 1s;
    // A renderer that needs 50 ms a frame is not asked for thirty a second: the operator's keys come first.
    const auto pace = std::clamp<Steady::duration>(pictures_cost_ * 3 / 2, picture_interval, 250ms);
    return std::chrono::floor<std::chrono::microseconds>(std::max<Steady::duration>(pace - (Steady::now() - last_pictures_), 0us));
}

void App::take_pictures()
{
    last_pictures_ = Steady::now();
    if (services_->take_pictures())
        frames_due_ = std::max(frames_due_, 1);
    presenter_.put_changed(surface_->is_visible());
}

View App::view()
{
    return View{world_,   session_, text_, *palette_,    services_->pictures(),  figures_, glyphs_, names_, clock_.now(),
                styled_scale_, &scheduler_, services_->sights(), &presenter_.placed(), services_->places(),
                services_->log_book()};
}

void App::follow_style()
{
    const float scale = surface_->scale() * session_.scale;
    const bool is_new_scale = scale != styled_scale_;
    if (is_new_scale)
        glyphs_.build(scale);
    if (is_new_scale)
        imgui_->forget_frame();
    if (is_new_scale || !palette_ || palette_->theme() != session_.theme) {
        palette_.emplace(session_.theme);
        set_style(*palette_, scale);
        styled_scale_ = scale;
    }
    text_.set_language(session_.language);
}

void App::frame()
{
    const auto began = Steady::now();
    for (data::Fact& fact : services_->take_facts())
        apply(world_, std::move(fact));
    take_pictures(); // also states that only time changes
    frames_due_ = std::max(frames_due_ - 1, 0);
    services_->fill(figures_);
    follow_style();
    Outbox outbox;
    outbox.commands = services_->take_commands();
    const bool has_input = take_input(outbox);
    draw(outbox);
    run_commands(outbox);
    services_->follow(world_, outbox.wanted);
    redraw_at_ = outbox.wanted.redraw_at;
    if (glyphs_.has_unseen()) {
        glyphs_.grow();
        frames_due_ = std::max(frames_due_, 1);
    }
    if (has_input || !outbox.commands.empty())
        frames_due_ = std::max(frames_due_, 2);
    frames_due_ = std::max(frames_due_, 0);
    session_file_->save_if_changed(session_, world_);
    last_frame_ = began;
    ++frame_count_;
    if (drive_ && drive_->least_frame() > 0ms)
        std::this_thread::sleep_until(began + drive_->least_frame());
    measure(Steady::now() - began);
}

bool App::take_input(Outbox& outbox)
{
    float seconds = std::chrono::duration<float>(Steady::now() - last_frame_).count();
    seconds = std::clamp(seconds, 0.0001f, 1.f);
    std::vector<InputEvent> events;
    field_has_keyboard_ = imgui_->field_has_keyboard();
    // A form that was replaced has the keyboard only after two frames, whatever the one before had.
    if (hold_input_ > 4 || (hold_input_ > 0 && !field_has_keyboard_)) {
        --hold_input_;
        frames_due_ = std::max(frames_due_, 1);
    } else {
        hold_input_ = 0;
        std::vector<InputEvent> taken = surface_->input().take_frame();
        // Locked controls meet nobody: the gate stands before the commands and before the panels.
        if (session_.lock.controls != Controls::open) {
            const auto form = names_.find("region.sign_on");
            const bool is_touched = std::ranges::any_of(taken, [](const InputEvent& event) { return event.kind != InputEvent::Kind::focus && event.kind != InputEvent::Kind::refresh; });
            GateOutcome outcome = gate_.take(std::move(taken), session_.lock.controls, form);
            if (is_touched && session_.lock.controls == Controls::asked)
                session_.lock.used = clock_.now();
            events = std::move(outcome.rest);
            std::ranges::move(outcome.commands, std::back_inserter(outbox.commands));
            surface_->input().put_back(std::move(outcome.later));
        } else {
            if (!taken.empty())
                session_.lock.used = clock_.now();
            KeyOutcome outcome = keys_.take(std::move(taken), world_, session_, field_has_keyboard_);
            events = std::move(outcome.rest);
            std::ranges::move(outcome.commands, std::back_inserter(outbox.commands));
            surface_->input().put_back(std::move(outcome.later));
        }
    }
    for (const InputEvent& event : events)
        if (event.kind == InputEvent::Kind::drop)
            outbox.run("workspace.import", event.paths);
        else if (event.kind == InputEvent::Kind::refresh)
            must_present_ = true; // the window's content was lost, ours was not
    const bool has_any = !events.empty();
    const auto taken = static_cast<std::ptrdiff_t>(imgui_->begin_frame(events, seconds));
    surface_->input().put_back({std::make_move_iterator(events.begin() + taken), std::make_move_iterator(events.end())});
    return has_any;
}

void App::draw(Outbox& outbox)
{
    // A field that had the keyboard when the controls locked, or the form's own when it went.
    if (session_.lock.form != lock_form_) {
        imgui_->leave_field();
        if (session_.lock.controls == Controls::asked)
            hold_input_ = 6;
    }
    lock_form_ = session_.lock.form;
    names_.clear();
    const bool is_shot = services_->is_screenshot_wanted();
    if (is_shot)
        presenter_.pause();
    if (must_present_)
        imgui_->forget_frame(); // what went straight to the window is in no framebuffer
    presenter_.begin_frame();
    screen_.draw(view(), outbox, static_cast<float>(surface_->width()), static_cast<float>(surface_->height()));
    surface_->bind();
    const Rgba ground = (*palette_)[Colour::ground];
    glViewport(0, 0, surface_->width(), surface_->height());
    const std::vector<PixelBox> changed = imgui_->end_frame(ground, [this](const auto& boxes) { presenter_.prepare(boxes); });
    if (const std::string path = services_->take_screenshot_wanted(); !path.empty())
        save_png(readback(surface_->width(), surface_->height()), path);
    if (must_present_)
        surface_->present({});
    else if (!changed.empty())
        surface_->present(changed);
    must_present_ = false;
    if (is_shot)
        presenter_.resume();
    presenter_.end_frame(changed, [this](const PlacedTile& tile) { return imgui_->is_covered(tile.window, tile.picture); });
}

void App::run_commands(Outbox& outbox)
{
    CommandContext context{world_, session_, *services_, text_, clock_.now(), services_->sights()};
    for (const Command& command : outbox.commands) {
        const CommandRow* row = find_command(command.name);
        if (run_command(context, command) && row->takes_keyboard)
            hold_input_ = 4;
    }
}

void App::measure(Steady::duration spent)
{
    figures_.frame_ms = milliseconds(spent);
    if (meter_)
        meter_->add_frame(figures_.frame_ms);
    if (frame_times_ms_.size() >= frame_times_kept)
        frame_times_ms_.erase(frame_times_ms_.begin());
    frame_times_ms_.push_back(figures_.frame_ms);
    std::vector<double> sorted = frame_times_ms_;
    const auto at = sorted.begin() + static_cast<std::ptrdiff_t>((sorted.size() - 1) * 99 / 100);
    std::ranges::nth_element(sorted, at);
    figures_.frame_ms_p99 = *at;
}

namespace {

/// The command line goes before the settings file.
ConsoleOptions with_settings(ConsoleOptions options)
{
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
        out << app.measured() << '\n';
    return status;
}

int run_console(const ConsoleOptions& asked, std::ostream& err)
{
    try {
        ConsoleOptions options = with_settings(asked);
        // A file that cannot be opened at all is said in the terminal where its name was typed, before any window.
        if (!options.workspace.empty())
            options.opened = std::make_shared<data::Opening>(data::Store::open_or_plan(std::filesystem::absolute(options.workspace)));
        const Interrupt interrupt; // before any thread, so that the signals wait for it alone
        return App(options, err, interrupt.token()).run();
    } catch (const std::exception& error) {
        err << error.what() << '\n';
        return 1;
    }
}

}
