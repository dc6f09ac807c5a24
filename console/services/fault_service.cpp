#include "console/services/fault_service.h"

#include "console/frame/view.h"

namespace console {
namespace {

/// With place, count and since when.
const char* key_of(const FaultMessage& news)
{
    if (news.group.is_together)
        return news.is_over ? "message.faults_together_over" : "message.faults_together";
    return news.is_over ? "message.faults_over" : "message.faults";
}

}

void FaultService::follow(const data::World& world)
{
    const auto now = std::chrono::steady_clock::now();
    if (now < next_look_)
        return;
    next_look_ = now + std::chrono::seconds(1);
    for (const FaultMessage& news : news_.follow(make_fault_groups(world))) {
        const std::string since = data::iso8601(news.group.since + utc_offset(world.workspace, news.group.since)).substr(11, 5);
        const std::string count = std::to_string(news.group.cameras.size());
        log_(news.is_over ? "faults_over" : "faults", news.group.where, "cameras=" + count);
        answers_.message(said(key_of(news), news.group.where, count, since), !news.is_over);
    }
}

}
