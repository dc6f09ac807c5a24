#include "data/import/values.h"

#include "data/records/plain_text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <iterator>

namespace data {
namespace {

template <class Value> struct Word {
    std::string_view word; // as letters() leaves it
    Value value;
};

template <class Value, std::size_t N>
std::optional<Value> find_word(const Word<Value> (&table)[N], std::string_view text)
{
    const std::string plain = letters(text);
    for (const auto& row : table)
        if (plain == row.word)
            return row.value;
    return std::nullopt;
}

constexpr Word<double> directions[] = {
    {"n", 0},           {"north", 0},       {"北", 0},           {"朝北", 0},       {"正北", 0},
    {"由南向北", 0},    {"northbound", 0},  {"ne", 45},          {"northeast", 45}, {"东北", 45},
    {"朝东北", 45},     {"nne", 22.5},      {"ene", 67.5},       {"e", 90},         {"east", 90},
    {"东", 90},         {"朝东", 90},       {"正东", 90},        {"由西向东", 90},  {"eastbound", 90},
    {"se", 135},        {"southeast", 135}, {"东南", 135},       {"朝东南", 135},   {"ese", 112.5},
    {"sse", 157.5},     {"s", 180},         {"south", 180},      {"南", 180},       {"朝南", 180},
    {"正南", 180},      {"由北向南", 180},  {"southbound", 180}, {"sw", 225},       {"southwest", 225},
    {"西南", 225},      {"朝西南", 225},    {"ssw", 202.5},      {"wsw", 247.5},    {"w", 270},
    {"west", 270},      {"西", 270},        {"朝西", 270},       {"正西", 270},     {"由东向西", 270},
    {"westbound", 270}, {"nw", 315},        {"northwest", 315},  {"西北", 315},     {"朝西北", 315},
    {"wnw", 292.5},     {"nnw", 337.5},     {"東", 90},          {"東北", 45},      {"東南", 135},
};
// GB/T 28181 DirectionType: 1 E, 2 W, 3 S, 4 N, 5 SE, 6 NE, 7 SW, 8 NW.
constexpr std::array<double, 8> direction_digits{90, 270, 180, 0, 135, 45, 225, 315};

constexpr Word<Level> levels[] = {{"province", Level::province},   {"city", Level::city},
                                  {"district", Level::district},   {"street", Level::street},
                                  {"community", Level::community}, {"grid", Level::grid},
                                  {"省", Level::province},         {"市", Level::city},
                                  {"区县", Level::district},       {"区", Level::district},
                                  {"县", Level::district},         {"街道", Level::street},
                                  {"乡镇", Level::street},         {"社区", Level::community},
                                  {"村", Level::community},        {"网格", Level::grid}};

constexpr Word<GridKind> grid_kinds[] = {{"base", GridKind::base},          {"dedicated", GridKind::dedicated},
                                         {"基础网格", GridKind::base},      {"基础", GridKind::base},
                                         {"专属网格", GridKind::dedicated}, {"专属", GridKind::dedicated}};

constexpr Word<CameraKind> camera_kinds[] = {
    {"fixed", CameraKind::fixed},  {"dome", CameraKind::dome},      {"halfdome", CameraKind::half_dome},
    {"ptz", CameraKind::ptz},      {"indoor", CameraKind::indoor},  {"bullet", CameraKind::fixed},
    {"枪机", CameraKind::fixed},   {"固定枪机", CameraKind::fixed}, {"固定", CameraKind::fixed},
    {"球机", CameraKind::dome},    {"半球", CameraKind::half_dome}, {"半球机", CameraKind::half_dome},
    {"遥控枪机", CameraKind::ptz}, {"云台", CameraKind::ptz},       {"panning", CameraKind::ptz},
    {"室内", CameraKind::indoor}};

constexpr Word<CameraStatus> camera_statuses[] = {
    {"inuse", CameraStatus::in_use},     {"inrepair", CameraStatus::in_repair}, {"removed", CameraStatus::removed},
    {"在用", CameraStatus::in_use},      {"正常", CameraStatus::in_use},        {"on", CameraStatus::in_use},
    {"online", CameraStatus::in_use},    {"active", CameraStatus::in_use},      {"维修", CameraStatus::in_repair},
    {"维修中", CameraStatus::in_repair}, {"故障", CameraStatus::in_repair},     {"拆除", CameraStatus::removed},
    {"已拆除", CameraStatus::removed},   {"停用", CameraStatus::removed}};

constexpr Word<IncidentState> incident_states[] = {
    {"reported", IncidentState::reported},     {"verified", IncidentState::verified},
    {"opened", IncidentState::opened},         {"dismissed", IncidentState::dismissed},
    {"dispatched", IncidentState::dispatched}, {"accepted", IncidentState::accepted},
    {"handled", IncidentState::handled},       {"feedback", IncidentState::feedback},
    {"checked", IncidentState::checked},       {"closed", IncidentState::closed},
    {"rated", IncidentState::rated},           {"archived", IncidentState::archived},
    {"open", IncidentState::opened},           {"new", IncidentState::reported},
    {"pending", IncidentState::reported},      {"inprogress", IncidentState::accepted},
    {"assigned", IncidentState::dispatched},   {"resolved", IncidentState::handled},
    {"completed", IncidentState::closed},      {"done", IncidentState::closed},
    {"已上报", IncidentState::reported},       {"上报", IncidentState::reported},
    {"待受理", IncidentState::reported},       {"已核实", IncidentState::verified},
    {"已立案", IncidentState::opened},         {"立案", IncidentState::opened},
    {"不予立案", IncidentState::dismissed},    {"已派遣", IncidentState::dispatched},
    {"派遣", IncidentState::dispatched},       {"已受理", IncidentState::accepted},
    {"处置中", IncidentState::accepted},       {"已处置", IncidentState::handled},
    {"已反馈", IncidentState::feedback},       {"已核查", IncidentState::checked},
    {"已结案", IncidentState::closed},         {"结案", IncidentState::closed},
    {"已办结", IncidentState::closed},         {"办结", IncidentState::closed},
    {"已关闭", IncidentState::closed},         {"已评价", IncidentState::rated},
    {"已归档", IncidentState::archived}};

constexpr Word<IncidentSource> incident_sources[] = {{"gridworker", IncidentSource::grid_worker},
                                                     {"videopatrol", IncidentSource::video_patrol},
                                                     {"hotline", IncidentSource::hotline},
                                                     {"app", IncidentSource::app},
                                                     {"superior", IncidentSource::superior},
                                                     {"letter", IncidentSource::letter},
                                                     {"devicealarm", IncidentSource::device_alarm},
                                                     {"inspection", IncidentSource::inspection},
                                                     {"other", IncidentSource::other},
                                                     {"网格员", IncidentSource::grid_worker},
                                                     {"网格员上报", IncidentSource::grid_worker},
                                                     {"视频巡查", IncidentSource::video_patrol},
                                                     {"12345", IncidentSource::hotline},
                                                     {"热线", IncidentSource::hotline},
                                                     {"phone", IncidentSource::hotline},
                                                     {"上级交办", IncidentSource::superior},
                                                     {"信访", IncidentSource::letter},
                                                     {"设备告警", IncidentSource::device_alarm},
                                                     {"巡检", IncidentSource::inspection}};

constexpr Word<PlaceKind> place_kinds[] = {
    {"address", PlaceKind::address},   {"building", PlaceKind::building}, {"road", PlaceKind::road},
    {"crossing", PlaceKind::crossing}, {"landmark", PlaceKind::landmark}, {"pole", PlaceKind::pole},
    {"water", PlaceKind::water},       {"green", PlaceKind::green},       {"地址", PlaceKind::address},
    {"门牌", PlaceKind::address},      {"建筑", PlaceKind::building},     {"楼栋", PlaceKind::building},
    {"道路", PlaceKind::road},         {"路口", PlaceKind::crossing},     {"地标", PlaceKind::landmark},
    {"杆", PlaceKind::pole},           {"灯杆", PlaceKind::pole},         {"水系", PlaceKind::water},
    {"绿地", PlaceKind::green}};

constexpr Word<Severity> severities[] = {
    {"1", Severity::grave},      {"2", Severity::serious},       {"3", Severity::ordinary},
    {"grave", Severity::grave},  {"serious", Severity::serious}, {"ordinary", Severity::ordinary},
    {"high", Severity::grave},   {"medium", Severity::serious},  {"low", Severity::ordinary},
    {"重大", Severity::grave},   {"特别重大", Severity::grave},  {"严重", Severity::serious},
    {"较大", Severity::serious}, {"一般", Severity::ordinary},   {"normal", Severity::ordinary}};

/// Parts of class words that make an incident more than ordinary, in the order they are tried.
constexpr Word<Severity> class_severities[] = {
    {"homicide", Severity::grave},      {"arson", Severity::grave},      {"kidnapping", Severity::grave},
    {"sexualassault", Severity::grave}, {"robbery", Severity::grave},    {"explosion", Severity::grave},
    {"gasleak", Severity::grave},       {"collapse", Severity::grave},   {"火灾", Severity::grave},
    {"爆炸", Severity::grave},          {"坍塌", Severity::grave},       {"燃气泄漏", Severity::grave},
    {"fire", Severity::serious},        {"battery", Severity::serious},  {"assault", Severity::serious},
    {"weapons", Severity::serious},     {"burglary", Severity::serious}, {"flood", Severity::serious},
    {"heartattack", Severity::serious}, {"hazmat", Severity::serious},   {"积水", Severity::serious},
    {"内涝", Severity::serious},        {"斗殴", Severity::serious}};

template <class Table> std::optional<Severity> contained(const Table& table, const std::string& plain)
{
    for (const auto& row : table)
        if (plain.find(row.word) != std::string::npos)
            return row.value;
    return std::nullopt;
}

} // namespace

std::optional<double> parse_measure(std::string_view text)
{
    text = trimmed(text);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || !std::isfinite(value))
        return std::nullopt;
    const std::string unit = letters(text.substr(std::size_t(end - text.data())));
    if (unit.empty() || unit == "m" || unit == "°" || unit == "deg" || unit == "米" || unit == "度")
        return value;
    return std::nullopt;
}

std::optional<int> parse_count(std::string_view text)
{
    const auto value = parse_measure(text);
    return value && *value >= 0 && *value < 2e9 ? std::optional(int(std::lround(*value))) : std::nullopt;
}

std::optional<bool> parse_yes(std::string_view text)
{
    constexpr Word<bool> words[] = {{"1", true},        {"0", false},    {"true", true},   {"false", false},
                                    {"yes", true},      {"no", false},   {"是", true},     {"否", false},
                                    {"有", true},       {"无", false},   {"indoor", true}, {"室内", true},
                                    {"outdoor", false}, {"室外", false}, {"public", false}};
    return find_word(words, text);
}

std::optional<double> parse_direction(std::string_view text, bool digits)
{
    text = trimmed(text);
    if (digits && text.size() == 1 && text[0] >= '1' && text[0] <= '8')
        return direction_digits[std::size_t(text[0] - '1')];
    if (const auto degrees = parse_measure(text); degrees && *degrees >= -360 && *degrees <= 360) {
        // Adding and taking away a turn would cost the last digits of what is in range already.
        return *degrees < 0 ? *degrees + 360 : *degrees == 360 ? 0 : *degrees;
    }
    return find_word(directions, text);
}

std::optional<TimePoint> parse_source_time(std::string_view text, std::chrono::minutes zone)
{
    text = trimmed(text);
    if (text.empty())
        return std::nullopt;
    if (const auto time = parse_time(text, zone))
        return time;
    // A spreadsheet's date that lost its format: days since 1899-12-30, local time; 1954 to 2173.
    if (double days = 0; text.size() >= 5) {
        const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), days);
        if (fault == std::errc{} && end == text.data() + text.size() && days >= 20000 && days < 100000) {
            constexpr std::int64_t epoch_days = 25569;
            const auto seconds = std::int64_t(std::llround((days - double(epoch_days)) * 86400));
            return time_from_micros(seconds * 1'000'000) - zone;
        }
    }
    // RFC 822: "Mon, 03 Aug 2015 18:38:54 GMT", the weekday and the seconds may lack
    if (const auto comma = text.find(','); comma != std::string_view::npos && comma <= 9)
        text = trimmed(text.substr(comma + 1));
    std::array<std::string_view, 5> parts; // day, month, year, clock, zone
    std::size_t count = 0;
    while (!text.empty() && count < parts.size()) {
        const auto blank = text.find(' ');
        parts[count++] = text.substr(0, blank);
        text = blank == std::string_view::npos ? std::string_view{} : trimmed(text.substr(blank));
    }
    constexpr std::array<std::string_view, 12> months{"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};
    const std::string month = letters(parts[1].substr(0, 3));
    for (std::size_t m = 0; count >= 4 && m < months.size(); ++m) {
        if (month != months[m] || parts[2].size() != 4 || parts[0].empty() || parts[0].size() > 2)
            continue;
        std::string iso = std::string(parts[2]) + (m < 9 ? "-0" : "-") + std::to_string(m + 1) +
                          (parts[0].size() == 1 ? "-0" : "-") + std::string(parts[0]) + "T" + std::string(parts[3]);
        const std::string_view at = parts[4];
        if (at == "GMT" || at == "UT" || at == "UTC" || at == "Z")
            iso += "Z";
        else if (at.size() == 5 && (at[0] == '+' || at[0] == '-'))
            iso += std::string(at.substr(0, 3)) + ":" + std::string(at.substr(3));
        return parse_time(iso, zone);
    }
    return std::nullopt;
}

std::optional<Level> parse_level(std::string_view text)
{
    return find_word(levels, text);
}
std::optional<GridKind> parse_grid_kind(std::string_view text)
{
    return find_word(grid_kinds, text);
}
std::optional<CameraKind> parse_camera_kind(std::string_view text)
{
    return find_word(camera_kinds, text);
}
std::optional<CameraStatus> parse_camera_status(std::string_view text)
{
    return find_word(camera_statuses, text);
}
std::optional<IncidentState> parse_incident_state(std::string_view text)
{
    return find_word(incident_states, text);
}
std::optional<IncidentSource> parse_incident_source(std::string_view text)
{
    return find_word(incident_sources, text);
}
std::optional<PlaceKind> parse_place_kind(std::string_view text)
{
    return find_word(place_kinds, text);
}
std::optional<Severity> parse_severity(std::string_view text)
{
    return find_word(severities, text);
}

Severity severity_of_class(std::string_view class_words, std::string_view overrides)
{
    const std::string plain = letters(class_words);
    while (!overrides.empty()) {
        const auto end = overrides.find('\n');
        const std::string_view line = overrides.substr(0, end);
        overrides = end == std::string_view::npos ? std::string_view{} : overrides.substr(end + 1);
        const auto equals = line.rfind('=');
        const std::string word = equals == std::string_view::npos ? std::string() : letters(line.substr(0, equals));
        if (!word.empty() && plain.find(word) != std::string::npos)
            if (const auto severity = parse_severity(line.substr(equals + 1)))
                return *severity;
    }
    return contained(class_severities, plain).value_or(Severity::ordinary);
}

void each_hstore_tag(std::string_view text, const std::function<void(const std::string& key, const std::string& value)>& take)
{
    const auto quoted = [&](std::string& value) {
        const auto open = text.find('"');
        if (open == std::string_view::npos)
            return false;
        value.clear();
        std::size_t i = open + 1;
        for (; i < text.size() && text[i] != '"'; ++i) {
            if (text[i] == '\\' && i + 1 < text.size())
                ++i;
            value += text[i];
        }
        text.remove_prefix(std::min(i + 1, text.size()));
        return true;
    };
    for (std::string key, value; quoted(key) && quoted(value);)
        take(key, value);
}

std::map<std::string, std::string> tags_from_hstore(std::string_view text)
{
    std::map<std::string, std::string> tags;
    each_hstore_tag(text, [&](const std::string& key, const std::string& value) { tags.emplace(letters(key), value); });
    return tags;
}

} // namespace data
