#pragma once
// What a test wants to hear of the store: facts and faults; the rest is let go.

#include "console/services/store_service.h"

namespace console {

inline StoreEvents facts_and_faults(std::function<void(data::Fact)> fact, std::function<void(Said)> failed)
{
    StoreEvents events;
    events.fact = std::move(fact);
    events.failed = std::move(failed);
    events.opened = [](const data::WorkspaceLoaded&) {};
    events.older = [](const std::string&, const data::UpgradePlan&) {};
    events.upgraded = [](const data::UpgradePlan&) {};
    events.saved = [](const data::Change&, const data::Fact&) {};
    events.refused = [](const data::Change&) {};
    return events;
}

}
