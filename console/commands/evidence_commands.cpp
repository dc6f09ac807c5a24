#include "console/commands/functions.h"

#include <algorithm>

namespace console::evidence_commands {
namespace {

constexpr std::int64_t longest_s = 3600;

/// Whoever takes a picture out of the program says what for: the incident in hand, or a line of text.
void save(CommandContext& context, std::chrono::seconds clip, const std::string& purpose)
{
    const Session& session = context.session;
    const data::Incident* incident = context.world.incidents.find(session.selection.incident);
    const bool is_for_incident = incident && session.layout != Layout::wall;
    if (purpose.empty() && !is_for_incident)
        throw Error(geo::remark("message.evidence_purpose"));
    const std::vector<data::CameraId> cameras = replay_commands::cameras_in_hand(session);
    if (cameras.empty())
        throw Error(geo::remark("message.no_replay_camera"));
    for (const data::CameraId camera : cameras)
        context.services.evidence.save_evidence({camera, clip, purpose, is_for_incident ? incident->id : data::IncidentId{}});
}

}

void snapshot(CommandContext& context, Arguments arguments) { save(context, std::chrono::seconds(0), rest_argument(arguments, 0)); }

void clip(CommandContext& context, Arguments arguments)
{
    const std::int64_t seconds = number_argument(arguments, 0, "how many seconds");
    if (seconds < 1 || seconds > longest_s)
        throw Error(geo::remark("message.clip_length"));
    save(context, std::chrono::seconds(seconds), rest_argument(arguments, 1));
}

}
