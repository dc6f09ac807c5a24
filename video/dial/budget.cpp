#include "video/dial/budget.h"

#include <array>
#include <map>
#include <mutex>
#include <string>
#include <utility>

namespace video {
namespace {

struct Desk {
    std::mutex mutex;
    std::array<DialBudget, 2> all{{{dials_at_once, dials_per_s}, {dials_at_once, dials_per_s}}}; // by turn; guarded by mutex
    std::map<std::pair<std::string, Turn>, DialBudget> hosts; // guarded by mutex
};

Desk& desk()
{
    static auto* const the_desk = new Desk; // never destroyed: streams may outlive static objects
    return *the_desk;
}

}

Time host_slot(const std::string& host, Time now, Turn turn)
{
    std::lock_guard lock(desk().mutex);
    std::erase_if(desk().hosts, [&](const auto& one) { return one.second.is_idle(now); });
    return desk().hosts.try_emplace({host, turn}, host_dials_at_once, host_dials_per_s).first->second.take(now);
}

Time dial_slot(Time now, Turn turn)
{
    std::lock_guard lock(desk().mutex);
    return desk().all[static_cast<std::size_t>(turn)].take(now);
}

}
