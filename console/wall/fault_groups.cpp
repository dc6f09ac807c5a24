#include "console/wall/fault_groups.h"

#include "data/records/camera_url.h"
#include "data/records/condition.h"

#include <algorithm>
#include <functional>
#include <unordered_set>

namespace console {
namespace {

struct Faulty {
    const data::Camera* camera;
    const data::CameraCondition* condition;
};

data::TimePoint minute_of(data::TimePoint t) { return std::chrono::floor<std::chrono::minutes>(t); }

FaultGroup group_of(const std::vector<Faulty>& members)
{
    FaultGroup group{.state = members.front().condition->state, .since = members.front().condition->since};
    for (const Faulty& one : members) {
        group.cameras.push_back(one.camera->id);
        group.since = std::min(group.since, one.condition->since);
    }
    return group;
}

/// Takes those out of `rest` that share a key (not the empty one) with enough others.
template <class Key> std::map<Key, std::vector<Faulty>> take_shared(std::vector<Faulty>& rest, const std::function<Key(const Faulty&)>& key)
{
    std::map<Key, std::vector<Faulty>> shared;
    for (const Faulty& one : rest)
        shared[key(one)].push_back(one);
    std::erase_if(shared, [](const auto& entry) { return entry.first == Key() || entry.second.size() < least_shared; });
    std::erase_if(rest, [&](const Faulty& one) { return shared.contains(key(one)); });
    return shared;
}

/// A recorder has one sign-in for all its cameras; its name says more than its address.
std::string name_of(const std::vector<Faulty>& members, const std::string& host)
{
    const std::string& credential = members.front().camera->credential;
    const bool is_shared = std::ranges::all_of(members, [&](const Faulty& one) { return one.camera->credential == credential; });
    return is_shared && !credential.empty() ? credential : host;
}

}

std::vector<FaultGroup> make_fault_groups(const data::World& world)
{
    std::vector<Faulty> rest;
    for (const auto& [id, condition] : world.conditions)
        if (data::is_faulty(condition.state))
            if (const data::Camera* camera = world.cameras->find(id))
                rest.push_back({camera, &condition});
    std::ranges::sort(rest, {}, [](const Faulty& one) { return one.camera->number; });
    std::vector<FaultGroup> all;
    const auto host = [](const Faulty& one) { return data::host_of_url(data::least_url(*one.camera)); };
    for (const auto& [where, members] : take_shared<std::string>(rest, host)) {
        all.push_back(group_of(members));
        all.back().where = name_of(members, where);
    }
    for (const auto& [where, members] : take_shared<std::string>(rest, [&](const Faulty& one) { return data::subnet_of_host(host(one)); })) {
        all.push_back(group_of(members));
        all.back().where = where;
    }
    for (const auto& [minute, members] : take_shared<data::TimePoint>(rest, [](const Faulty& one) { return one.condition->was_well ? minute_of(one.condition->since) : data::TimePoint(); })) {
        all.push_back(group_of(members));
        all.back().is_together = true;
    }
    std::map<data::PictureState, std::vector<Faulty>> by_state;
    for (const Faulty& one : rest)
        by_state[one.condition->state].push_back(one);
    for (const auto& [state, members] : by_state)
        all.push_back(group_of(members));
    std::ranges::stable_sort(all, std::greater(), [](const FaultGroup& group) { return group.cameras.size(); });
    return all;
}

std::vector<FaultMessage> FaultNews::follow(const std::vector<FaultGroup>& groups)
{
    std::vector<FaultMessage> news;
    std::unordered_set<data::CameraId> in_trouble;
    for (const FaultGroup& group : groups) {
        in_trouble.insert(group.cameras.begin(), group.cameras.end());
        if (group.where.empty() && !group.is_together)
            continue;
        const std::string key = group.is_together ? std::to_string(minute_of(group.since).time_since_epoch().count()) : group.where;
        const auto [at, is_new] = said_.try_emplace(key, group);
        if (is_new)
            news.push_back({group, false});
        else if (group.cameras.size() >= at->second.cameras.size())
            at->second = group;
    }
    for (auto at = said_.begin(); at != said_.end();) {
        if (std::ranges::any_of(at->second.cameras, [&](data::CameraId id) { return in_trouble.contains(id); })) {
            ++at;
            continue;
        }
        news.push_back({at->second, true});
        at = said_.erase(at);
    }
    return news;
}

}
