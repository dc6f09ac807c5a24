#include "console/panels/incidents/queue_model.h"

#include "console/text/times.h"
#include "data/records/rules.h"

#include <algorithm>
#include <tuple>
#include <unordered_set>

namespace console {
namespace {

bool is_mine(const data::Incident& incident, const data::Actor& actor)
{
    return incident.attention == data::Attention::in_hand && incident.post && incident.post == actor.post;
}

bool is_in_tab(const data::Incident& incident, const std::string& tab, const data::Actor& actor, data::TimePoint now)
{
    if (tab == "new")
        return incident.attention == data::Attention::fresh;
    if (tab == "mine")
        return is_mine(incident, actor);
    if (tab == "late")
        return data::lateness(incident, now) != data::Lateness::on_time;
    return true;
}

}

QueueCounts make_queue_counts(const data::World& world, const data::Actor& actor, data::TimePoint now)
{
    QueueCounts counts;
    for (const data::Incident& incident : world.incidents.rows) {
        if (!data::is_open(incident))
            continue;
        ++counts.open;
        if (incident.attention == data::Attention::fresh) {
            ++counts.fresh;
            ++counts.unseen[static_cast<std::size_t>(incident.severity)];
        }
        counts.mine += is_mine(incident, actor);
        counts.late += data::lateness(incident, now) != data::Lateness::on_time;
    }
    return counts;
}

std::vector<data::IncidentId> make_queue_order(const data::World& world, const std::string& tab, const data::Actor& actor, data::TimePoint now)
{
    using Key = std::tuple<int, int, int, data::TimePoint, data::IncidentId>;
    std::vector<Key> keys;
    for (const data::Incident& incident : world.incidents.rows)
        if (data::is_open(incident) && is_in_tab(incident, tab, actor, now))
            keys.emplace_back(static_cast<int>(incident.attention), -static_cast<int>(data::lateness(incident, now)),
                              static_cast<int>(incident.severity), incident.reported, incident.id);
    std::ranges::sort(keys);
    std::vector<data::IncidentId> order;
    order.reserve(keys.size());
    for (const Key& key : keys)
        order.push_back(std::get<data::IncidentId>(key));
    return order;
}

ShownOrder merge_order(const std::vector<data::IncidentId>& shown, const std::vector<data::IncidentId>& wanted, bool is_busy)
{
    if (!is_busy)
        return {wanted, 0};
    const std::unordered_set<data::IncidentId> present(shown.begin(), shown.end());
    ShownOrder merged{shown, 0};
    for (const data::IncidentId id : wanted)
        merged.waiting += !present.contains(id);
    return merged;
}

std::string attention_text(const data::World& world, const data::Incident& incident, const Texts& text)
{
    switch (incident.attention) {
    case data::Attention::fresh: return text("attention.fresh");
    case data::Attention::seen: return text("attention.seen");
    case data::Attention::waiting: return text("attention.waiting");
    case data::Attention::in_hand: break;
    }
    const data::Post* post = world.posts->find(incident.post);
    return post ? text.format("attention.post", {post->label}) : text("attention.in_hand");
}

QueueRow make_queue_row(const data::World& world, const data::Incident& incident, const Texts& text, data::TimePoint now)
{
    QueueRow row;
    row.id = incident.id;
    row.severity = incident.severity;
    row.attention = incident.attention;
    row.lateness = data::lateness(incident, now);
    row.spent = spent_of_limit(incident, now);
    row.title = incident.title;
    row.place = incident.place;
    row.time = signed_time(data::time_left(incident, now));
    row.attention_word = attention_text(world, incident, text);
    return row;
}

}
