#include "console/commands/functions.h"

#include "console/wall/near_cameras.h"
#include "geo/crs/position_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace console::incident_commands {
namespace {

const data::Incident& selected(const CommandContext& context)
{
    const data::Incident* incident = context.world.incidents.find(context.session.selection.incident);
    if (!incident)
        throw Error(geo::remark("message.no_incident"));
    return *incident;
}

/// Where the selected incident is, else the point or place that is selected without one.
std::optional<geo::LonLat> selected_spot(const CommandContext& context)
{
    if (const data::Incident* incident = context.world.incidents.find(context.session.selection.incident))
        return incident->has_position ? std::optional(incident->position) : std::nullopt;
    return context.session.selection.point;
}

/// The pictures offered beside what is selected: those that show most of its place.
void offer_cameras(CommandContext& context)
{
    Session& session = context.session;
    session.case_cameras = {};
    const std::optional<geo::LonLat> spot = selected_spot(context);
    if (!spot)
        return;
    const auto near = make_near_cameras(context.world, context.sights, *spot, session.case_cameras.size());
    for (std::size_t i = 0; i < near.size(); ++i)
        session.case_cameras[i] = near[i].camera;
}

/// A note half written stays with its incident.
void change_selection(CommandContext& context, data::IncidentId id)
{
    Session& session = context.session;
    session.marked.clear();
    if (session.selection.incident == id) {
        // What is read beside it is put away: this is a way back.
        if (id)
            session.selection = {.incident = id};
        return;
    }
    if (session.selection.incident && !session.note.empty())
        session.notes_kept[session.selection.incident] = session.note;
    session.note = session.notes_kept.contains(id) ? session.notes_kept[id] : "";
    session.notes_kept.erase(id);
    session.selection = {.incident = id};
    session.case_cameras_open = false;
    session.case_enlarged = {};
    offer_cameras(context);
}

data::IncidentId existing(const CommandContext& context, std::int64_t value)
{
    const data::IncidentId id{value};
    if (!context.world.incidents.find(id))
        throw Error(geo::remark("message.no_incident"));
    return id;
}

void open_next(CommandContext& context, data::Severity severity)
{
    // Oldest first, beginning after the one that is open: pressing again goes on to the next.
    std::vector<const data::Incident*> waiting;
    for (const data::Incident& incident : context.world.incidents.rows)
        if (incident.severity == severity && data::is_open(incident) && incident.attention == data::Attention::fresh)
            waiting.push_back(&incident);
    const auto order = [](const data::Incident* a, const data::Incident* b) {
        return std::pair(a->reported, a->id) < std::pair(b->reported, b->id);
    };
    std::ranges::sort(waiting, order);
    if (waiting.empty()) {
        context.session.messages.push_back({context.now, said("message.none_waiting"), false});
        return;
    }
    const data::Incident* current = context.world.incidents.find(context.session.selection.incident);
    auto next = current ? std::ranges::upper_bound(waiting, current, order) : waiting.begin();
    open(context, std::array{std::to_string((next == waiting.end() ? *waiting.begin() : *next)->id.value)});
}

}

void open(CommandContext& context, Arguments arguments)
{
    select(context, arguments);
    if (context.session.layout == Layout::start || context.session.layout == Layout::wall)
        context.session.layout = Layout::desk;
}

void open_number(CommandContext& context, Arguments arguments)
{
    const std::string number = text_argument(arguments, 0, "number of the incident");
    for (const data::Incident& incident : context.world.incidents.rows)
        if (incident.number == number)
            return open(context, std::array{std::to_string(incident.id.value)});
    throw Error(geo::remark("message.no_incident_number", number));
}

void select(CommandContext& context, Arguments arguments)
{
    change_selection(context, existing(context, number_argument(arguments, 0, "incident")));
}

void deselect(CommandContext& context, Arguments) { change_selection(context, {}); }

void next(CommandContext& context, Arguments arguments)
{
    const std::int64_t severity = number_argument(arguments, 0, "severity, 1 to 3");
    if (severity < 1 || severity > 3)
        throw Error(geo::remark("severity_range"));
    open_next(context, static_cast<data::Severity>(severity));
}

void next_red(CommandContext& context, Arguments) { open_next(context, data::Severity::grave); }

void accept(CommandContext& context, Arguments)
{
    const data::Incident& incident = selected(context);
    data::LogWords log;
    if (incident.attention == data::Attention::fresh)
        log = {"alarm_acknowledged", "incident " + incident.number, "accepted"};
    context.services.records.change(data::AcceptIncident{incident.id}, std::move(log));
}

void seen(CommandContext& context, Arguments arguments)
{
    const data::IncidentId id =
        arguments.empty() ? selected(context).id : existing(context, number_argument(arguments, 0, "incident"));
    context.services.records.change(data::MarkIncidentSeen{id},
                            {"alarm_acknowledged", fmt::format("incident {}", context.world.incidents.find(id)->number), ""});
}

void note(CommandContext& context, Arguments arguments)
{
    const std::string text = arguments.empty() ? context.session.note : rest_argument(arguments, 0);
    if (text.empty())
        return;
    context.services.records.change(data::AddIncidentNote{selected(context).id, text});
    context.session.note.clear();
}

void draft_note(CommandContext& context, Arguments arguments) { context.session.note = rest_argument(arguments, 0); }

void note_back(CommandContext& context, Arguments arguments)
{
    const data::IncidentId id{number_argument(arguments, 0, "incident")};
    Session& session = context.session;
    // What was typed meanwhile stays: the text that could not be saved stands before it.
    std::string& note = session.selection.incident == id ? session.note : session.notes_kept[id];
    note = rest_argument(arguments, 1) + (note.empty() ? "" : " ") + note;
}

void close(CommandContext& context, Arguments arguments)
{
    const std::string text = arguments.empty() ? context.session.note : rest_argument(arguments, 0);
    context.services.records.change(data::CloseIncident{selected(context).id, text});
    context.session.note.clear();
}

void severity(CommandContext& context, Arguments arguments)
{
    const std::int64_t value = number_argument(arguments, 0, "severity, 1 to 3");
    const std::string reason = rest_argument(arguments, 1);
    if (value < 1 || value > 3)
        throw Error(geo::remark("severity_range"));
    if (reason.empty())
        throw Error(geo::remark("message.severity_needs_reason"));
    context.services.records.change(data::SetIncidentSeverity{selected(context).id, static_cast<data::Severity>(value), reason});
}

void cameras(CommandContext& context, Arguments)
{
    const data::Incident* incident = context.world.incidents.find(context.session.selection.incident);
    Session& session = context.session;
    if (std::ranges::all_of(session.case_cameras, [](data::CameraId id) { return !id; }))
        throw Error(geo::remark("message.no_cameras_near"));
    session.case_cameras_open = true;
    if (session.layout != Layout::desk && session.layout != Layout::list)
        session.layout = Layout::desk;
    std::string numbers;
    for (const data::CameraId id : session.case_cameras)
        if (const data::Camera* camera = context.world.cameras->find(id))
            numbers += (numbers.empty() ? "" : " ") + std::to_string(camera->number);
    const auto& point = session.selection.point;
    context.services.records.log("cameras_opened", incident ? "incident " + incident->number : point ? "place " + geo::format_position(*point) : "", numbers);
}

void near_again(CommandContext& context, Arguments)
{
    // Pictures that are open stay as they are.
    if (!context.session.case_cameras_open)
        offer_cameras(context);
}

void look_at(CommandContext& context, Selection selection)
{
    change_selection(context, {});
    Session& session = context.session;
    const bool is_other = selection.point != session.selection.point;
    session.selection = selection;
    if (!is_other)
        return;
    session.case_cameras_open = false;
    offer_cameras(context);
}

void zoom(CommandContext& context, Arguments)
{
    const data::Incident& incident = selected(context);
    if (!incident.has_position)
        throw Error(geo::remark("message.no_position"));
    go_to(context, incident.position);
}

void queue_tab(CommandContext& context, Arguments arguments)
{
    const std::string tab = text_argument(arguments, 0, "new, mine, late or all");
    if (tab != "new" && tab != "mine" && tab != "late" && tab != "all")
        throw Error(geo::remark("no_tab", tab));
    context.session.queue.tab = tab;
}

void filter(CommandContext& context, Arguments arguments)
{
    QueueState& queue = context.session.queue;
    const std::string what = text_argument(arguments, 0, "what to filter by");
    const std::string value = rest_argument(arguments, 1);
    if (what == "clear") {
        queue = {.tab = queue.tab};
    } else if (what == "class") {
        queue.class_code = value;
    } else if (what == "area") {
        queue.area.clear(); // it is drawn on the map
    } else if (what == "closed") {
        queue.closed_too = value.empty() ? !queue.closed_too : value == "yes";
    } else if (what == "grid") {
        queue.grid = {value.empty() ? 0 : number_argument(arguments, 1, "grid")};
    } else if (what == "severity") {
        const auto severity = static_cast<data::Severity>(number_argument(arguments, 1, "severity, 1 to 3"));
        if (!queue.severities.erase(severity))
            queue.severities.insert(severity);
    } else if (what == "state") {
        const auto at = std::ranges::find(data::incident_state_names, value);
        if (at == data::incident_state_names.end())
            throw Error(geo::remark("no_state", value));
        const auto state = static_cast<data::IncidentState>(at - data::incident_state_names.begin());
        if (!queue.states.erase(state))
            queue.states.insert(state);
    } else if (what == "from" || what == "to") {
        auto& bound = what == "from" ? queue.from : queue.to;
        bound = data::parse_time(value);
        if (!bound && !value.empty())
            throw Error(geo::remark("no_date", value));
    } else {
        throw Error(geo::remark("no_list_filter", what));
    }
}

}
