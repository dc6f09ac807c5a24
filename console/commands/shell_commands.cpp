#include "console/commands/functions.h"

#include "console/seat/rules.h"
#include "console/wall/memory.h"
#include "console/work/folders.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace console::shell_commands {
namespace {

/// What lies open and is put away by Esc. Of two opened by one command the later row is the upper one.
struct Closer {
    bool (*is_open)(const Session&);
    void (*close)(CommandContext&);
};
constexpr Closer closers[] = {
    {[](const Session& s) { return s.layout == Layout::wall && s.wall.is_enlarged; }, [](CommandContext& c) { c.session.wall.is_enlarged = false; }},
    {[](const Session& s) { return s.intake && s.intake->picking; }, [](CommandContext& c) { c.session.intake->picking = false; }},
    {[](const Session& s) { return s.map.layers_open; }, [](CommandContext& c) { c.session.map.layers_open = false; }},
    {[](const Session& s) { return s.map.mode == MapMode::area; }, [](CommandContext& c) { map_commands::area(c, {}); }},
    {[](const Session& s) { return s.map.mode == MapMode::measure; }, [](CommandContext& c) { map_commands::measure(c, {}); }},
    {[](const Session& s) { return s.mask_drawing.has_value(); }, [](CommandContext& c) { c.session.mask_drawing.reset(), c.session.hint.clear(); }},
    {[](const Session& s) { return s.queue_over_map; }, [](CommandContext& c) { c.session.queue_over_map = false; }},
    {[](const Session& s) { return s.layout == Layout::editor && s.editor.settings_open; }, [](CommandContext& c) { c.session.editor.settings_open = false; }},
    {[](const Session& s) { return s.layout == Layout::editor && s.editor.card != EditCard::none; }, [](CommandContext& c) { c.session.editor.card = EditCard::none; }},
    {[](const Session& s) { return s.import_desk.has_value(); }, [](CommandContext& c) { c.session.import_desk.reset(); }},
    {[](const Session& s) { return s.messages_open; }, [](CommandContext& c) { c.session.messages_open = false; }},
    {[](const Session& s) { return s.password.has_value(); }, [](CommandContext& c) { c.session.password.reset(); }},
    {[](const Session& s) { return s.diary.has_value(); }, [](CommandContext& c) { c.session.diary.reset(); }},
    {[](const Session& s) { return s.search_open; }, [](CommandContext& c) { c.session.search_open = false; }},
    {[](const Session& s) { return s.keys_open; }, [](CommandContext& c) { c.session.keys_open = false; }},
    {[](const Session& s) { return s.palette_open; }, [](CommandContext& c) { c.session.palette_open = false; }},
};

}

void focus_search(CommandContext& context, Arguments) { ++context.session.search_focus; }

void rows_copied(CommandContext& context, Arguments arguments)
{
    context.session.messages.push_back({context.now, said("table.copied", text_argument(arguments, 0, "rows")), false});
}

void open_search(CommandContext& context, Arguments) { context.session.search_open = true; }
void close_search(CommandContext& context, Arguments) { context.session.search_open = false; }

void log_search(CommandContext& context, Arguments arguments)
{
    if (const std::string text = rest_argument(arguments, 0); !text.empty())
        context.services.records.log("search", text, "");
}

void open_palette(CommandContext& context, Arguments)
{
    context.session.palette_open = true;
    context.session.palette_text.clear();
    context.session.keys_open = false;
}

void show_keys(CommandContext& context, Arguments) { context.session.keys_open = !context.session.keys_open; }
void toggle_figures(CommandContext& context, Arguments) { context.session.figures_open = !context.session.figures_open; }

void note_opened(Session& session)
{
    for (const Closer& closer : closers) {
        const bool is_open = closer.is_open(session);
        const auto at = std::ranges::find(session.opened, closer.is_open);
        if (is_open && at == session.opened.end())
            session.opened.push_back(closer.is_open);
        else if (!is_open && at != session.opened.end())
            session.opened.erase(at);
    }
}

void dismiss(CommandContext& context, Arguments)
{
    // One thing only, what was opened last; what was typed or drawn stays.
    Session& session = context.session;
    ++session.dismissed;
    note_opened(session);
    if (session.upgrade)
        upgrade_commands::cancel(context, {});
    else if (session.menu)
        session.menu.reset();
    else if (session.files)
        session.files.reset();
    else if (session.form)
        form_commands::cancel(context, {});
    else if (!session.opened.empty())
        std::ranges::find(closers, session.opened.back(), &Closer::is_open)->close(context);
    else if (session.layout == Layout::editor && session.edition.shown)
        session.edition = {};
    else if (session.layout == Layout::desk && !session.map.area.empty())
        session.map.area.clear();
    else if (session.absence)
        session.absence.reset();
    else if (record_commands::can_step_back(context.world, session))
        record_commands::step_back(context);
}

bool can_dismiss(const data::World& world, const Session& session) { return is_anything_open(session) || record_commands::can_step_back(world, session); }

bool is_anything_open(const Session& session)
{
    return std::ranges::any_of(closers, [&](const Closer& closer) { return closer.is_open(session); }) || session.upgrade || session.menu || session.files ||
           session.form || (session.layout == Layout::editor && session.edition.shown) || session.absence || session.map.mode != MapMode::look ||
           (session.layout == Layout::desk && !session.map.area.empty());
}

void set_hint(CommandContext& context, Arguments arguments) { context.session.hint = arguments.empty() ? "" : arguments[0]; }
void quit(CommandContext& context, Arguments) { context.session.quit = true; }

void take_screenshot(CommandContext& context, Arguments arguments)
{
    std::string path = rest_argument(arguments, 0);
    if (path.empty()) {
        const std::string folder = state_folder();
        if (folder.empty())
            throw Error(geo::remark("no_home"));
        std::string stamp = data::iso8601(std::chrono::floor<std::chrono::seconds>(context.now));
        std::erase(stamp, ':');
        path = folder + "/screen-" + stamp + ".png";
    }
    context.services.photographer.take_screenshot(path);
    context.services.records.log("snapshot", path, "screen");
    context.session.messages.push_back({context.now, said("message.screenshot", path), false});
}

void open_workspace(CommandContext& context, Arguments arguments)
{
    const std::string path = text_argument(arguments, 0, "workspace");
    guide_commands::stop(context, {});
    remember_workspace(context.session, context.world);
    context.services.workspaces.open_workspace(path);
}

void close_workspace(CommandContext& context, Arguments)
{
    guide_commands::stop(context, {});
    remember_workspace(context.session, context.world);
    context.services.workspaces.close_workspace();
    window_commands::close_others(context.session);
    WindowState& first = window_state(context.session, 0);
    first.layout = Layout::start;
    first.wall.tiles = {};
    context.session.selection = {};
    context.session.case_cameras = {};
    context.session.case_cameras_open = false;
    context.session.mask_drawing.reset();
    context.session.masks_drawn.clear();
    context.session.editor = {};
    context.session.edition = {};
    context.session.hint.clear();
}

void open_demo(CommandContext& context, Arguments) { context.services.workspaces.open_demo(); }

void import_files(CommandContext& context, Arguments arguments)
{
    if (arguments.empty())
        throw Error(geo::remark("message.import_nothing"));
    // On the open desk a dropped file is looked at first.
    if (context.session.import_desk && arguments.size() == 1 && !arguments[0].ends_with(".sqlite"))
        return import_commands::open_desk(context, arguments);
    context.services.imports.import_files({arguments.begin(), arguments.end()});
}

void import_as(CommandContext& context, Arguments arguments)
{
    const std::string kind = text_argument(arguments, 0, "what it holds"), level = text_argument(arguments, 1, "its level, or -");
    const std::string path = rest_argument(arguments, 2);
    if (path.empty())
        throw Error(geo::remark("message.import_nothing"));
    context.services.imports.import_as(path, kind, level == "-" ? "" : level);
    std::erase_if(context.session.import_questions, [&](const ImportQuestion& question) { return question.path == path; });
}

void import_skip(CommandContext& context, Arguments)
{
    if (!context.session.import_questions.empty())
        context.session.import_questions.pop_front();
}

void import_cancel(CommandContext& context, Arguments) { context.services.imports.cancel_imports(); }
void toggle_messages(CommandContext& context, Arguments) { context.session.messages_open = !context.session.messages_open; }

void workspace_loaded(CommandContext& context, Arguments)
{
    Session& session = context.session;
    const std::string& path = context.world.workspace.path;
    std::erase(session.recent, path);
    session.recent.insert(session.recent.begin(), path);
    if (session.recent.size() > 8)
        session.recent.resize(8);
    session.selection = {};
    session.note.clear();
    session.notes_kept.clear();
    session.case_cameras = {};
    session.case_cameras_open = false;
    session.map.bookmarks = {};
    session.map.ring.reset();
    session.map.area.clear();
    if (session.map.mode == MapMode::area)
        session.map.mode = MapMode::look;
    session.mask_drawing.reset();
    session.masks_drawn.clear();
    session.editor = {};
    session.edition = {};
    session.hint.clear();
    session.queue.area.clear();
    session.map.back.clear();
    session.map.forward.clear();
    if (session.layout == Layout::start)
        session.layout = Layout::desk;
    for (WallTile& tile : session.wall.tiles)
        tile = {};
    session.wall.hot_left.clear();
    session.wall.is_enlarged = false;
    const auto memory = session.remembered.find(path);
    // A map that was never looked at has no view to come back to.
    session.map.fit_wanted = memory == session.remembered.end() || memory->second.view == MapView{};
    if (memory == session.remembered.end()) {
        session.map.view = {};
        return window_commands::restore(context, nullptr);
    }
    if (!memory->second.draft.empty() && has_right(context.world, session.actor, Right::draw_grids)) {
        session.editor.draft = memory->second.draft;
        context.services.drafts.open_draft(session.editor.draft, false);
    }
    session.map.view = memory->second.view;
    session.map.bookmarks = memory->second.bookmarks;
    restore_wall(session.wall, memory->second.wall, context.world);
    window_commands::restore(context, &memory->second);
}

}
