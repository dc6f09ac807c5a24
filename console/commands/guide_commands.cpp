#include "console/commands/functions.h"
#include "console/frame/draft_view.h"
#include "data/records/demo_url.h"

#include <algorithm>

namespace console::guide_commands {
namespace {

/// What the tours speak of is there: the gas smell, and the camera that sees it.
bool is_demo_street(const data::World& world)
{
    const data::Camera* camera = data::find_camera_by_number(world, 217);
    return world.loaded && camera && data::parse_demo_url(camera->main_url) &&
           std::ranges::any_of(world.incidents.rows, [](const data::Incident& incident) { return incident.number == "4471"; });
}

/// What a station may have opened over the regions is put away; what the operator had in hand stays.
void clear_stage(Session& session)
{
    const GuideState& guide = *session.guide;
    session.menu.reset();
    session.form.reset();
    session.files.reset();
    session.diary.reset();
    session.password.reset();
    session.palette_open = session.keys_open = session.messages_open = session.map.layers_open = session.queue_over_map = session.search_open = false;
    session.map.mode = MapMode::look;
    session.editor.card = EditCard::none;
    session.wall.is_enlarged = false;
    session.wall.side.clear();
    session.replays = guide.before.replays;
    session.case_enlarged = {};
    session.typed_digits.clear();
    session.hint.clear();
    ++session.dismissed; // a field lets go of its hits
}

void enter(Session& session, std::size_t station)
{
    GuideState& guide = *session.guide;
    guide.station = station;
    ++guide.moves;
    guide.is_held = guide.is_ready = false;
    guide.pointed.clear();
    clear_stage(session);
}

GuideMemory remember(const Session& session)
{
    GuideMemory before{.shown = session,
                       .selection = session.selection,
                       .queue = session.queue,
                       .case_cameras = session.case_cameras,
                       .case_cameras_open = session.case_cameras_open,
                       .replays = session.replays,
                       .sheet = session.sheet,
                       .tree_by = session.tree_by,
                       .draft = session.editor.draft};
    return before;
}

void restore(CommandContext& context, GuideState guide)
{
    Session& session = context.session;
    WindowState shown = std::move(guide.before.shown);
    // What only grows goes on growing, and the window stands where it stands.
    shown.search_focus = session.search_focus, shown.tree_focus = session.tree_focus, shown.dismissed = session.dismissed;
    shown.place = session.place;
    static_cast<WindowState&>(session) = std::move(shown);
    session.selection = guide.before.selection;
    session.queue = std::move(guide.before.queue);
    session.case_cameras = guide.before.case_cameras;
    session.case_cameras_open = guide.before.case_cameras_open;
    session.replays = std::move(guide.before.replays);
    session.sheet = std::move(guide.before.sheet);
    session.tree_by = std::move(guide.before.tree_by);
    if (guide.draft.empty())
        return;
    const Layout layout = session.layout;
    draft_commands::close(context, {});
    context.services.drafts.discard_draft(guide.draft);
    if (!guide.before.draft.empty() && find_draft(context.world, guide.before.draft))
        draft_commands::open(context, std::array{guide.before.draft});
    session.layout = layout;
}

}

bool can_start(const data::World& world, const Session& session) { return !world.loaded || session.layout == Layout::start || is_demo_street(world); }
bool is_on(const data::World&, const Session& session) { return session.guide.has_value(); }

void start(CommandContext& context, Arguments arguments)
{
    Session& session = context.session;
    const std::string role = text_argument(arguments, 0, "operator, analyst or responder");
    if (std::ranges::find(guide_roles, role) == guide_roles.end())
        throw Error(geo::remark("missing", "operator, analyst or responder"));
    stop(context, {});
    if (!is_demo_street(context.world)) {
        session.guide_wanted = role;
        shell_commands::open_demo(context, {});
        return;
    }
    if (session.layout == Layout::start)
        session.layout = Layout::desk;
    session.guide = GuideState{.role = role, .window = session.window, .before = remember(session)};
    // A wall of its own: nothing is replaced that is locked, hot or on a tour.
    session.wall.tiles = {};
    session.wall.locked = false;
    session.wall.tour.reset();
    enter(session, 0);
}

void next(CommandContext& context, Arguments)
{
    const GuideState& guide = *context.session.guide;
    if (guide.station + 1 < guide.stations)
        return enter(context.session, guide.station + 1);
    stop(context, {});
    context.session.messages.push_back({context.now, said("guide.finished"), false});
}

void back(CommandContext& context, Arguments)
{
    const std::size_t station = context.session.guide->station;
    enter(context.session, station > 0 ? station - 1 : 0);
}

void hold(CommandContext& context, Arguments arguments)
{
    bool& is_held = context.session.guide->is_held;
    is_held = !arguments.empty() || !is_held;
    if (!is_held)
        return;
    // Whoever takes a hand in it does not do by Enter what the tour only shows.
    context.session.form.reset();
    context.session.editor.card = EditCard::none;
}

void stop(CommandContext& context, Arguments)
{
    Session& session = context.session;
    session.guide_wanted.clear();
    if (!session.guide)
        return;
    clear_stage(session);
    GuideState guide = std::move(*session.guide);
    session.guide.reset();
    restore(context, std::move(guide));
}

void shown(CommandContext& context, Arguments arguments)
{
    GuideState& guide = *context.session.guide;
    const std::string what = text_argument(arguments, 0, "how many stations, ready or trouble");
    if (what == "ready")
        guide.is_ready = true;
    else if (what == "trouble")
        guide.trouble = rest_argument(arguments, 1);
    else
        guide.stations = static_cast<std::size_t>(std::max<std::int64_t>(number_argument(arguments, 0, "how many stations"), 1));
}

void point(CommandContext& context, Arguments arguments) { context.session.guide->pointed = rest_argument(arguments, 0); }

void draft(CommandContext& context, Arguments)
{
    GuideState& guide = *context.session.guide;
    guide.draft = context.text("guide.draft");
    context.session.layout = Layout::editor;
    // One of that name is the tour's own, left by a console that was killed in the middle of it.
    if (find_draft(context.world, guide.draft))
        draft_commands::open(context, std::array{guide.draft});
    else if (context.session.editor.draft != guide.draft)
        draft_commands::make(context, std::array{guide.draft});
}

}
