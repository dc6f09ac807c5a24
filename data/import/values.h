#pragma once
// Words of foreign tables as values of ours: directions, states, severities, kinds, numbers, addresses of streams. Each
// a small table in values.cpp. Pure functions; any thread.

#include "data/import/date_order.h"
#include "data/records/records.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace data {

/// "300", "1,024", "312户", "２９８", "1.2万"; not negative.
std::optional<int> parse_count(std::string_view text);
/// "2", "2.5 m", "260°", "8米", "20 ft" (in metres).
std::optional<double> parse_measure(std::string_view text);
std::optional<bool> parse_yes(std::string_view text);

/// Degrees from north: "260", "260°", "SW", "south-west", "西南", "朝向东北", "东偏北30度". GB/T 28181's direction digits 1–8 only with `digits`.
std::optional<double> parse_direction(std::string_view text, bool digits = false);

/// ISO and US dates (data/records/time.h), "2024/1/5 下午 3:20", "2024年1月5日9时", RSS dates ("Mon, 03 Aug 2015 18:38:54 GMT"), "5.1.2024", days of a
/// spreadsheet ("45296.42") and seconds or milliseconds since 1970 of ten or thirteen digits; without a zone at `zone`.
std::optional<TimePoint> parse_source_time(std::string_view text, std::chrono::minutes zone, DateOrder order = DateOrder::month_first);

/// What one value says about the order of its column: "13/01/2024" is day first. Empty: it is no such date, or does not say.
std::optional<DateOrder> date_order_of(std::string_view text);
/// Whether a value could be read either way.
bool is_ambiguous_date(std::string_view text);

std::optional<Level> parse_level(std::string_view text);
std::optional<GridKind> parse_grid_kind(std::string_view text);
std::optional<CameraKind> parse_camera_kind(std::string_view text);
std::optional<CameraStatus> parse_camera_status(std::string_view text);
std::optional<IncidentState> parse_incident_state(std::string_view text);
std::optional<IncidentSource> parse_incident_source(std::string_view text);
std::optional<PlaceKind> parse_place_kind(std::string_view text);
std::optional<Severity> parse_severity(std::string_view text);

/// Severity of a class by words it contains; `overrides` is the workspace's setting "import.severity": lines
/// WORD=1|2|3, first match wins, before the built-in table. Ordinary when nothing matches.
Severity severity_of_class(std::string_view class_words, std::string_view overrides);

/// The pairs of OSM's `"key"=>"value","key"=>"value"` list, in its order.
void each_hstore_tag(std::string_view text, const std::function<void(const std::string& key, const std::string& value)>& take);
/// The same as a map; keys by their letters and digits only.
std::map<std::string, std::string> tags_from_hstore(std::string_view text);

} // namespace data
