#pragma once
// Times of foreign files that do not say their zone. A value; any thread.

#include "data/import/date_order.h"
#include "data/records/local_zone.h"

#include <chrono>
#include <optional>
#include <string_view>

namespace data {

struct LocalTime {
    LocalZone zone;

    /// Forms of parse_source_time(); empty: it is none of them.
    std::optional<TimePoint> parse(std::string_view text, DateOrder order = DateOrder::month_first) const;
};

} // namespace data
