#include "console/commands/functions.h"

#include "data/search/address_words.h"

#include <algorithm>

namespace console::report_commands {

void start(CommandContext& context, Arguments)
{
    Session& session = context.session;
    if (!session.intake)
        session.intake.emplace().picking = true;
    // Where a place is selected it is reported there; the map is clicked for another only when it is asked for.
    IntakeDraft& draft = *session.intake;
    if (!draft.position && session.selection.point) {
        draft.position = session.selection.point;
        draft.picking = false;
        if (const data::Place* place = context.world.places->find(session.selection.place); place && draft.place.empty() && place->point == *draft.position)
            draft.place = context.text.language() == Language::zh ? data::name_in_chinese(*place) : data::name_in_english(*place);
    }
    if (session.layout != Layout::desk)
        session.layout = Layout::desk;
}

void set(CommandContext& context, Arguments arguments)
{
    IntakeDraft& draft = *context.session.intake;
    const std::string field = text_argument(arguments, 0, "title, place, note or severity");
    const std::string value = rest_argument(arguments, 1);
    if (field == "title")
        draft.title = value;
    else if (field == "place")
        draft.place = value;
    else if (field == "note")
        draft.note = value;
    else if (field == "severity")
        draft.severity = static_cast<data::Severity>(std::clamp<std::int64_t>(number_argument(arguments, 1, "severity, 1 to 3"), 1, 3));
    else
        throw Error(geo::remark("no_report_field", field));
}

void position(CommandContext& context, Arguments arguments)
{
    context.session.intake->position = lonlat_argument(arguments, 0);
    context.session.intake->picking = false;
}

void pick(CommandContext& context, Arguments) { context.session.intake->picking = !context.session.intake->picking; }

void save(CommandContext& context, Arguments)
{
    const IntakeDraft& draft = *context.session.intake;
    if (draft.title.empty() && draft.place.empty())
        throw Error(geo::remark("message.report_needs_words"));
    if (!draft.position)
        throw Error(geo::remark("message.report_needs_place"));
    // The draft stays until the archive has confirmed it: a full disk loses nothing.
    context.services.records.change(data::ReportIncident{.title = draft.title.empty() ? draft.place : draft.title,
                                                 .place = draft.place,
                                                 .note = draft.note,
                                                 .severity = draft.severity,
                                                 .position = *draft.position});
}

void saved(CommandContext& context, Arguments arguments)
{
    const data::IncidentId id{number_argument(arguments, 0, "incident")};
    context.session.intake.reset();
    if (const data::Incident* incident = context.world.incidents.find(id))
        context.session.messages.push_back({context.now, said("message.report_saved", incident->number), false});
    incident_commands::select(context, arguments);
}

void cancel(CommandContext& context, Arguments) { context.session.intake.reset(); }

}
