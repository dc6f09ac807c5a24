#include "data/records/local_zone.h"

#include <glib.h>

#include <map>
#include <mutex>

namespace data {
namespace {

/// Zones once read are kept; GLib's are values that any thread reads.
GTimeZone* zone_of(const std::string& name)
{
    static std::mutex lock;
    static std::map<std::string, GTimeZone*> zones; // until the program ends
    const std::lock_guard guard(lock);
    const auto at = zones.find(name);
    if (at != zones.end())
        return at->second;
    return zones.emplace(name, g_time_zone_new_identifier(name.c_str())).first->second; // null: not known
}

} // namespace

bool is_known_zone(const std::string& name)
{
    return !name.empty() && zone_of(name);
}

std::chrono::minutes LocalZone::offset_at(TimePoint at) const
{
    GTimeZone* zone = name.empty() ? nullptr : zone_of(name);
    if (!zone)
        return offset;
    const auto seconds = std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
    const int interval = g_time_zone_find_interval(zone, G_TIME_TYPE_UNIVERSAL, seconds);
    return std::chrono::minutes(g_time_zone_get_offset(zone, interval) / 60);
}

TimePoint LocalZone::instant_of(TimePoint local) const
{
    // The offset of the moment before is tried first: it holds for the first of two equal hours.
    const TimePoint early = local - offset_at(local - std::chrono::days(1));
    return early + offset_at(early) == local ? early : local - offset_at(local - offset);
}

std::optional<TimePoint> LocalZone::parse(std::string_view text) const
{
    const auto as_utc = parse_time(text, {}), shifted = parse_time(text, std::chrono::minutes(1));
    if (!as_utc || as_utc == shifted) // it says its zone
        return as_utc;
    return instant_of(*as_utc);
}

} // namespace data
