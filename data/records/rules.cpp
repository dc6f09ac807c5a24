#include "data/records/rules.h"

namespace data {
namespace {

using namespace std::chrono_literals;

constexpr struct {
    Severity severity;
    std::chrono::minutes limit;
} limits[] = {
    {Severity::grave, 2h},
    {Severity::serious, 24h},
    {Severity::ordinary, 72h},
};

} // namespace

std::chrono::minutes limit_of(Severity severity)
{
    for (const auto& row : limits)
        if (row.severity == severity)
            return row.limit;
    return limits[2].limit;
}

TimePoint due_at(Severity severity, TimePoint reported)
{
    return reported + limit_of(severity);
}

std::optional<std::chrono::microseconds> time_left(const Incident& incident, TimePoint now)
{
    if (!incident.due || !is_open(incident))
        return std::nullopt;
    return *incident.due - now;
}

} // namespace data
