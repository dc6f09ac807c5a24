#include "data/import/local_time.h"

#include "data/import/values.h"

namespace data {

std::optional<TimePoint> LocalTime::parse(std::string_view text, DateOrder order) const
{
    if (zone.name.empty())
        return parse_source_time(text, zone.offset, order);
    const auto as_utc = parse_source_time(text, {}, order), shifted = parse_source_time(text, std::chrono::minutes(1), order);
    if (!as_utc || as_utc == shifted) // it says its zone
        return as_utc;
    return zone.instant_of(*as_utc);
}

} // namespace data
