#include "video/dial_budget.h"

#include <map>
#include <mutex>

namespace video {
namespace {

struct Desk {
    std::mutex mutex;
    DialBudget all{dials_at_once, dials_per_s}; // guarded by mutex
    std::map<std::string, DialBudget> hosts; // guarded by mutex
};

Desk& desk()
{
    static auto* const the_desk = new Desk; // never destroyed: streams may outlive static objects
    return *the_desk;
}

}

Time host_slot(const std::string& host, Time now)
{
    std::lock_guard lock(desk().mutex);
    std::erase_if(desk().hosts, [&](const auto& one) { return one.second.is_idle(now); });
    return desk().hosts.try_emplace(host, host_dials_at_once, host_dials_per_s).first->second.take(now);
}

Time dial_slot(Time now)
{
    std::lock_guard lock(desk().mutex);
    return desk().all.take(now);
}

}
