#include "console/services/alarm_log.h"

namespace console {

void AlarmLog::follow(const data::World& world)
{
    if (world.incidents_revision == revision_)
        return;
    revision_ = world.incidents_revision;
    for (const data::Incident& incident : world.incidents.rows)
        if (incident.severity == data::Severity::grave && incident.attention == data::Attention::fresh && data::is_open(incident) &&
            shown_.insert(incident.id).second)
            log_("alarm_shown", "incident " + incident.number, "severity=1 where=strip");
}

void AlarmLog::forget()
{
    shown_.clear();
    revision_ = 0;
}

}
