// The import desk: one file looked at, set up and taken in; and the way back.

#include "console/commands/functions.h"
#include "console/frame/view.h"
#include "data/import/columns.h"
#include "data/import/local_time.h"

#include <algorithm>
#include <array>

namespace console::import_commands {
namespace {

ImportDesk& desk_of(CommandContext& context)
{
    if (!context.session.import_desk)
        throw Error(geo::remark("import.no_file"));
    return *context.session.import_desk;
}

void look_again(CommandContext& context)
{
    ImportDesk& desk = desk_of(context);
    desk.is_looking = !desk.job.source.empty();
    if (desk.is_looking)
        context.services.imports.preview_import(desk.job, desk.is_guessed);
}

/// The desk needs a map beside it: it opens in a window that has one, and a wall in use stays as it is where there is such a window.
void go_to_map(Session& session)
{
    const auto shows_map = [](Layout layout) { return layout == Layout::desk || layout == Layout::editor; };
    if (shows_map(session.layout) || session.layout == Layout::start)
        return;
    for (std::size_t i = 0; i < session.windows.size(); ++i)
        if (shows_map(window_state(session, i).layout)) {
            session.active_window = i;
            session.window_wanted = i;
            return;
        }
    session.layout = Layout::desk;
}

template <std::size_t N> std::size_t place_in(const std::array<const char*, N>& names, const std::string& name, const char* what)
{
    const auto at = std::ranges::find(names, name);
    if (at == names.end())
        throw Error(geo::remark("no_choice", std::string(what), name));
    return static_cast<std::size_t>(at - names.begin());
}

}

void open_desk(CommandContext& context, Arguments arguments)
{
    Session& session = context.session;
    const std::string path = rest_argument(arguments, 0);
    if (path.empty() && session.import_desk)
        return session.import_desk.reset();
    go_to_map(session); // what is in the file is shown there
    session.import_desk = ImportDesk{};
    session.import_desk->job.source = path;
    if (!path.empty())
        std::erase_if(session.import_questions, [&](const ImportQuestion& question) { return question.path == path; });
    look_again(context);
}

bool has_ground(const data::World&, const Session& session)
{
    return session.import_desk && session.import_desk->preview && !session.import_desk->preview->ground.box.is_empty();
}

void zoom(CommandContext& context, Arguments)
{
    context.session.map.fit_wanted = true;
    context.session.map.fit_box = context.session.import_desk->preview->ground.box;
}

void next(CommandContext& context, Arguments)
{
    std::deque<std::string> rest = std::move(desk_of(context).next);
    context.session.import_desk.reset();
    if (rest.empty())
        return;
    const std::string path = rest.front();
    rest.pop_front();
    open_desk(context, std::array{path});
    context.session.import_desk->next = std::move(rest);
}

void close_desk(CommandContext& context, Arguments) { context.session.import_desk.reset(); }
bool has_desk(const data::World&, const Session& session) { return session.import_desk.has_value(); }
bool has_file(const data::World&, const Session& session)
{
    const auto& desk = session.import_desk;
    return desk && desk->preview && desk->preview->report && !desk->is_looking;
}

void set(CommandContext& context, Arguments arguments)
{
    ImportDesk& desk = desk_of(context);
    const std::string name = text_argument(arguments, 0, "what to set"), value = rest_argument(arguments, 1);
    if (name == "kind") {
        desk.job.kind = static_cast<data::ImportKind>(place_in(data::import_kind_names, value, "kind of records"));
        desk.job.level.reset();
        desk.job.fields.clear();
        desk.is_guessed = false;
    } else if (name == "level") {
        desk.job.level = static_cast<data::Level>(place_in(data::level_names, value, "level"));
        desk.is_guessed = false;
    } else if (name == "layer") {
        desk.job.layer = value == "-" ? "" : value;
        desk.job.fields.clear();
    } else if (name == "dates") {
        constexpr std::array orders{"month-first", "day-first"};
        desk.job.dates.reset();
        if (value != "column")
            desk.job.dates = static_cast<data::DateOrder>(place_in(orders, value, "order of dates"));
    } else if (name == "system") {
        desk.job.crs = value == "-" ? "" : value;
    } else if (name == "match") {
        desk.job.match = value == "-" ? "" : value;
    } else if (name == "missing") {
        desk.job.missing = value == "close" ? data::MissingPolicy::close : data::MissingPolicy::keep;
        desk.job.closed_on.reset();
    } else if (name == "closed_on") {
        const auto day = data::LocalTime{data::local_zone(context.world.workspace)}.parse(value);
        if (!day)
            throw Error(geo::remark("import.no_day", value));
        desk.job.missing = data::MissingPolicy::close;
        desk.job.closed_on = day;
    } else {
        throw Error(geo::remark("no_import_setting", name));
    }
    look_again(context);
}

void map_field(CommandContext& context, Arguments arguments)
{
    ImportDesk& desk = desk_of(context);
    const std::string field = text_argument(arguments, 0, "a field"), column = rest_argument(arguments, 1);
    // The whole mapping is said from now on, so that no guess takes back what the operator chose.
    if (desk.job.fields.empty() && desk.preview)
        for (const data::PreviewColumn& one : desk.preview->columns)
            if (!one.field.empty())
                desk.job.fields.emplace_back(one.field, one.name);
    std::erase_if(desk.job.fields, [&](const auto& entry) { return entry.second == column || entry.first == field; });
    if (field != "-")
        desk.job.fields.emplace_back(field, column);
    else if (desk.preview)
        for (const data::PreviewColumn& one : desk.preview->columns)
            if (one.name == column && !one.field.empty())
                desk.job.fields.emplace_back(one.field, "");
    desk.is_guessed = false;
    look_again(context);
}

void fit(CommandContext& context, Arguments arguments)
{
    ImportDesk& desk = desk_of(context);
    desk.job.crs = "PAIRS:" + rest_argument(arguments, 0);
    look_again(context);
}

void point_at(CommandContext& context, Arguments arguments)
{
    if (context.session.import_desk)
        context.session.import_desk->pointed = rest_argument(arguments, 0);
}

void start(CommandContext& context, Arguments)
{
    const ImportDesk desk = desk_of(context);
    next(context, {});
    context.services.imports.start_import(desk.job);
}

void undo(CommandContext& context, Arguments) { context.services.imports.undo_import(); }

}
