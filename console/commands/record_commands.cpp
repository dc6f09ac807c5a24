#include "console/commands/functions.h"

#include "geo/crs/position_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace console::record_commands {
namespace {

/// Where a column shows the case.
bool has_case(const Session& session) { return session.layout == Layout::desk || session.layout == Layout::list || session.layout == Layout::sheet; }

bool is_anything_selected(const Session& session)
{
    const Selection& selection = session.selection;
    return selection.incident || selection.camera || selection.grid || selection.place || selection.point;
}

std::string words_of(const data::Camera& camera) { return fmt::format("{:04}  {}{}{}", camera.number, camera.name, camera.code.empty() ? "" : "  ", camera.code); }
std::string words_of(const data::Grid& grid) { return grid.code + "  " + grid.name; }

/// What is selected in words: what was chosen last first.
std::string words_of_selection(const data::World& world, const Session& session)
{
    const Selection& selection = session.selection;
    const data::Camera* camera = world.cameras->find(camera_in_hand(session));
    const data::Grid* grid = world.grids->find(selection.grid);
    if (session.layout == Layout::wall)
        return camera ? words_of(*camera) : std::string();
    if (selection.record == Record::place && selection.point)
        return geo::format_position(*selection.point);
    if (grid && (selection.record == Record::grid || !camera))
        if (selection.record == Record::grid || !selection.incident)
            return words_of(*grid);
    if (camera && (selection.record == Record::camera || !selection.incident))
        return words_of(*camera);
    if (const data::Incident* incident = world.incidents.find(selection.incident))
        return fmt::format("{}  {}  {}", incident->number, incident->title, incident->place);
    return selection.point ? geo::format_position(*selection.point) : std::string();
}

}

bool is_beside(const data::World& world, const Session& session)
{
    return has_case(session) && session.selection.record != Record::none && world.incidents.find(session.selection.incident);
}

void close(CommandContext& context, Arguments)
{
    context.session.selection = {.incident = context.session.selection.incident};
    context.session.marked.clear();
}

bool can_step_back(const data::World&, const Session& session)
{
    return has_case(session) && (enlarged_in_case(session) >= 0 || is_anything_selected(session));
}

void step_back(CommandContext& context)
{
    Session& session = context.session;
    if (enlarged_in_case(session) >= 0)
        session.case_enlarged = {};
    else if (is_beside(context.world, session))
        close(context, {});
    else
        incident_commands::look_at(context, {});
}

bool has_picture(const data::World& world, const Session& session)
{
    return has_workspace(world, session) && has_case(session) && session.case_cameras_open && std::ranges::any_of(session.case_cameras, [](data::CameraId id) { return bool(id); });
}

void enlarge(CommandContext& context, Arguments arguments)
{
    Session& session = context.session;
    const auto& cameras = session.case_cameras;
    data::CameraId id = session.case_enlarged ? session.case_enlarged : session.selection.camera;
    if (!arguments.empty())
        id = {number_argument(arguments, 0, "camera")};
    else if (std::ranges::find(cameras, id) == cameras.end() || !id)
        id = *std::ranges::find_if(cameras, [](data::CameraId shown) { return bool(shown); });
    if (std::ranges::find(cameras, id) == cameras.end())
        throw Error(geo::remark("message.no_camera"));
    session.case_enlarged = enlarged_in_case(session) >= 0 && session.case_enlarged == id ? data::CameraId{} : id;
}

void mark(CommandContext& context, Arguments arguments)
{
    context.session.marked_name = text_argument(arguments, 0, "place of the words");
    context.session.marked = rest_argument(arguments, 1);
}

bool can_copy(const data::World& world, const Session& session)
{
    return has_workspace(world, session) && (!session.marked.empty() || !words_of_selection(world, session).empty());
}

void copy(CommandContext& context, Arguments arguments)
{
    std::string words = rest_argument(arguments, 0);
    if (words.empty())
        words = context.session.marked;
    if (words.empty())
        words = words_of_selection(context.world, context.session);
    if (words.empty())
        throw Error(geo::remark("why.nothing_marked"));
    context.services.clipboard.copy(words);
    context.session.messages.push_back({context.now, said("message.copied", words), false});
}

}
