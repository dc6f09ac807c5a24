#include "data/import/values.h"

#include "data/records/plain_text.h"
#include "geo/crs/coordinate_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <iterator>

namespace data {
namespace {

template <class Value> struct WordFor {
    std::string_view word; // as letters() leaves it
    Value value;
};

/// The first of the table's words that the text contains, where it is none of them itself.
template <class Value, std::size_t N>
std::optional<Value> find_part(const WordFor<Value> (&table)[N], std::string_view text)
{
    const std::string plain = letters(text);
    for (const auto& row : table)
        if (plain.find(row.word) != std::string::npos)
            return row.value;
    return std::nullopt;
}

template <class Value, std::size_t N>
std::optional<Value> find_word(const WordFor<Value> (&table)[N], std::string_view text)
{
    const std::string plain = letters(text);
    for (const auto& row : table)
        if (plain == row.word)
            return row.value;
    return std::nullopt;
}

constexpr WordFor<double> directions[] = {
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

constexpr WordFor<Level> levels[] = {{"province", Level::province},   {"city", Level::city},
                                  {"district", Level::district},   {"street", Level::street},
                                  {"community", Level::community}, {"grid", Level::grid},
                                  {"省", Level::province},         {"市", Level::city},
                                  {"区县", Level::district},       {"区", Level::district},
                                  {"县", Level::district},         {"街道", Level::street},
                                  {"乡镇", Level::street},         {"社区", Level::community},
                                  {"村", Level::community},        {"网格", Level::grid},
                                  {"省级", Level::province},       {"市级", Level::city},
                                  {"区级", Level::district},       {"县级", Level::district},
                                  {"镇", Level::street},           {"乡", Level::street},
                                  {"镇级", Level::street},         {"乡级", Level::street},
                                  {"街办", Level::street},         {"村级", Level::community},
                                  {"town", Level::street},         {"township", Level::street},
                                  {"county", Level::district},     {"village", Level::community},
                                  {"neighborhood", Level::community}, {"neighbourhood", Level::community}};

/// Parts of the words for levels: "街道级", "XX街道办事处".
constexpr WordFor<Level> level_parts[] = {{"网格", Level::grid},     {"社区", Level::community},   {"居委", Level::community}, {"村委", Level::community}, {"行政村", Level::community},
                                       {"街道", Level::street},   {"乡镇", Level::street},      {"镇街", Level::street},    {"区县", Level::district}};

constexpr WordFor<GridKind> grid_kinds[] = {{"base", GridKind::base},          {"dedicated", GridKind::dedicated},
                                         {"基础网格", GridKind::base},      {"基础", GridKind::base},
                                         {"专属网格", GridKind::dedicated}, {"专属", GridKind::dedicated}};

constexpr WordFor<CameraKind> camera_kinds[] = {
    {"fixed", CameraKind::fixed},  {"dome", CameraKind::dome},      {"halfdome", CameraKind::half_dome},
    {"ptz", CameraKind::ptz},      {"indoor", CameraKind::indoor},  {"bullet", CameraKind::fixed},
    {"枪机", CameraKind::fixed},   {"固定枪机", CameraKind::fixed}, {"固定", CameraKind::fixed},
    {"球机", CameraKind::dome},    {"半球", CameraKind::half_dome}, {"半球机", CameraKind::half_dome},
    {"遥控枪机", CameraKind::ptz}, {"云台", CameraKind::ptz},       {"panning", CameraKind::ptz},
    {"室内", CameraKind::indoor}};

/// Parts of what vendors write: "高清网络球机", "PTZ dome", "枪式摄像机".
constexpr WordFor<CameraKind> camera_kind_parts[] = {
    {"半球", CameraKind::half_dome}, {"halfdome", CameraKind::half_dome}, {"minidome", CameraKind::half_dome}, {"fixeddome", CameraKind::half_dome}, {"球", CameraKind::dome},
    {"dome", CameraKind::dome},      {"遥控枪", CameraKind::ptz},         {"云台", CameraKind::ptz},           {"ptz", CameraKind::ptz},             {"枪", CameraKind::fixed},
    {"筒型", CameraKind::fixed},     {"bullet", CameraKind::fixed},       {"box", CameraKind::fixed},          {"固定", CameraKind::fixed},          {"fixed", CameraKind::fixed},
    {"室内", CameraKind::indoor}};

constexpr WordFor<CameraStatus> camera_statuses[] = {
    {"inuse", CameraStatus::in_use},     {"inrepair", CameraStatus::in_repair}, {"removed", CameraStatus::removed},
    {"在用", CameraStatus::in_use},      {"正常", CameraStatus::in_use},        {"on", CameraStatus::in_use},
    {"online", CameraStatus::in_use},    {"active", CameraStatus::in_use},      {"维修", CameraStatus::in_repair},
    {"维修中", CameraStatus::in_repair}, {"故障", CameraStatus::in_repair},     {"拆除", CameraStatus::removed},
    {"已拆除", CameraStatus::removed},   {"停用", CameraStatus::removed}};

/// Parts, what speaks against use first: "未启用" holds "启用".
constexpr WordFor<CameraStatus> camera_status_parts[] = {
    {"报废", CameraStatus::removed},       {"拆", CameraStatus::removed},           {"停用", CameraStatus::removed},     {"撤", CameraStatus::removed},
    {"注销", CameraStatus::removed},       {"废弃", CameraStatus::removed},         {"decommission", CameraStatus::removed}, {"scrap", CameraStatus::removed},
    {"retired", CameraStatus::removed},    {"removed", CameraStatus::removed},      {"离线", CameraStatus::in_repair},   {"不在线", CameraStatus::in_repair},
    {"掉线", CameraStatus::in_repair},     {"损坏", CameraStatus::in_repair},       {"故障", CameraStatus::in_repair},   {"维", CameraStatus::in_repair},
    {"异常", CameraStatus::in_repair},     {"不正常", CameraStatus::in_repair},     {"未启用", CameraStatus::in_repair}, {"offline", CameraStatus::in_repair},
    {"inactive", CameraStatus::in_repair}, {"outoforder", CameraStatus::in_repair}, {"outofservice", CameraStatus::in_repair}, {"unavailable", CameraStatus::in_repair},
    {"notinuse", CameraStatus::in_repair}, {"disabled", CameraStatus::in_repair},   {"broken", CameraStatus::in_repair}, {"damaged", CameraStatus::in_repair},
    {"fault", CameraStatus::in_repair},    {"repair", CameraStatus::in_repair},     {"maintenance", CameraStatus::in_repair}, {"down", CameraStatus::in_repair},
    {"正常", CameraStatus::in_use},        {"在线", CameraStatus::in_use},          {"在用", CameraStatus::in_use},      {"使用中", CameraStatus::in_use},
    {"运行", CameraStatus::in_use},        {"启用", CameraStatus::in_use},          {"完好", CameraStatus::in_use},      {"online", CameraStatus::in_use},
    {"active", CameraStatus::in_use},      {"enabled", CameraStatus::in_use},       {"working", CameraStatus::in_use},   {"operational", CameraStatus::in_use},
    {"inservice", CameraStatus::in_use}};

constexpr WordFor<IncidentState> incident_states[] = {
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
    {"已归档", IncidentState::archived},       {"办理中", IncidentState::accepted},
    {"处理中", IncidentState::accepted},       {"承办中", IncidentState::accepted},
    {"待办", IncidentState::reported},         {"待办理", IncidentState::reported},
    {"待处理", IncidentState::reported},       {"未处理", IncidentState::reported},
    {"未办结", IncidentState::accepted},       {"未结案", IncidentState::accepted},
    {"待派遣", IncidentState::opened},         {"已派单", IncidentState::dispatched},
    {"已派发", IncidentState::dispatched},     {"已接单", IncidentState::accepted},
    {"已处理", IncidentState::handled},        {"处理完成", IncidentState::handled},
    {"处理完毕", IncidentState::handled},      {"已完成", IncidentState::closed},
    {"完成", IncidentState::closed},           {"已关单", IncidentState::closed},
    {"已撤销", IncidentState::dismissed},      {"作废", IncidentState::dismissed},
    {"不予受理", IncidentState::dismissed},    {"submitted", IncidentState::reported},
    {"received", IncidentState::reported},     {"acknowledged", IncidentState::verified},
    {"inprocess", IncidentState::accepted},    {"unassigned", IncidentState::reported},
    {"cancelled", IncidentState::dismissed},   {"canceled", IncidentState::dismissed},
    {"complete", IncidentState::closed},       {"fixed", IncidentState::closed}};

/// How the longer words of states begin: "Closed - duplicate", "Open - to be inspected".
constexpr WordFor<IncidentState> incident_state_beginnings[] = {{"closed", IncidentState::closed},       {"completed", IncidentState::closed},   {"resolved", IncidentState::handled},
                                                             {"open", IncidentState::opened},         {"inprogress", IncidentState::accepted}, {"pending", IncidentState::reported},
                                                             {"assigned", IncidentState::dispatched}, {"cancel", IncidentState::dismissed}};

constexpr WordFor<IncidentSource> incident_sources[] = {{"gridworker", IncidentSource::grid_worker},
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

constexpr WordFor<IncidentSource> incident_source_parts[] = {{"热线", IncidentSource::hotline},        {"12345", IncidentSource::hotline},   {"电话", IncidentSource::hotline},   {"来电", IncidentSource::hotline},
                                                          {"phone", IncidentSource::hotline},       {"call", IncidentSource::hotline},    {"网格员", IncidentSource::grid_worker}, {"小程序", IncidentSource::app},
                                                          {"微信", IncidentSource::app},            {"app", IncidentSource::app},         {"mobile", IncidentSource::app},     {"online", IncidentSource::app},
                                                          {"web", IncidentSource::app},             {"网站", IncidentSource::app},        {"视频", IncidentSource::video_patrol}, {"信访", IncidentSource::letter},
                                                          {"来信", IncidentSource::letter},         {"email", IncidentSource::letter},    {"letter", IncidentSource::letter},  {"交办", IncidentSource::superior},
                                                          {"告警", IncidentSource::device_alarm},   {"sensor", IncidentSource::device_alarm}, {"巡", IncidentSource::inspection}, {"patrol", IncidentSource::inspection},
                                                          {"其他", IncidentSource::other},          {"其它", IncidentSource::other}};

constexpr WordFor<PlaceKind> place_kinds[] = {
    {"address", PlaceKind::address},   {"building", PlaceKind::building}, {"road", PlaceKind::road},
    {"crossing", PlaceKind::crossing}, {"landmark", PlaceKind::landmark}, {"pole", PlaceKind::pole},
    {"water", PlaceKind::water},       {"green", PlaceKind::green},       {"地址", PlaceKind::address},
    {"门牌", PlaceKind::address},      {"建筑", PlaceKind::building},     {"楼栋", PlaceKind::building},
    {"道路", PlaceKind::road},         {"路口", PlaceKind::crossing},     {"地标", PlaceKind::landmark},
    {"杆", PlaceKind::pole},           {"灯杆", PlaceKind::pole},         {"水系", PlaceKind::water},
    {"绿地", PlaceKind::green}};

constexpr WordFor<Severity> severities[] = {
    {"1", Severity::grave},      {"2", Severity::serious},       {"3", Severity::ordinary},
    {"grave", Severity::grave},  {"serious", Severity::serious}, {"ordinary", Severity::ordinary},
    {"high", Severity::grave},   {"medium", Severity::serious},  {"low", Severity::ordinary},
    {"重大", Severity::grave},   {"特别重大", Severity::grave},  {"严重", Severity::serious},
    {"较大", Severity::serious}, {"一般", Severity::ordinary},   {"normal", Severity::ordinary}};

/// Parts of class words that make an incident more than ordinary, in the order they are tried.
constexpr WordFor<Severity> class_severities[] = {
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

std::optional<double> parse_measure(std::string_view wide)
{
    constexpr double metres_of_foot = 0.3048;
    const std::string narrow = geo::half_width(wide);
    const std::string_view text = trimmed(narrow);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || !std::isfinite(value))
        return std::nullopt;
    const std::string_view rest = trimmed(text.substr(std::size_t(end - text.data())));
    if (rest.starts_with('-') || rest.starts_with('~')) // "6.5-8": nobody says which
        return std::nullopt;
    const std::string unit = letters(rest);
    constexpr std::array<std::string_view, 9> units{"", "m", "metre", "metres", "meters", "°", "deg", "米", "度"};
    if (std::ranges::find(units, unit) != units.end())
        return value;
    return unit == "ft" || unit == "feet" ? std::optional(value * metres_of_foot) : std::nullopt;
}

std::optional<int> parse_count(std::string_view wide)
{
    constexpr double ten_thousand = 10'000, most = 2e9;
    const std::string narrow = geo::half_width(wide);
    std::string_view text = trimmed(narrow);
    std::size_t end = text.find_first_not_of("0123456789.,");
    std::string number(text.substr(0, end));
    std::string_view rest = end == std::string_view::npos ? std::string_view() : trimmed(text.substr(end));
    if (number.find(',') != std::string::npos) { // thousands stand in threes: "1,024"
        for (std::size_t comma = number.find(','); comma != std::string::npos; comma = number.find(',', comma + 1))
            if (comma == 0 || comma + 3 >= number.size() || (comma + 4 < number.size() && number[comma + 4] != ',' && number[comma + 4] != '.'))
                return std::nullopt;
        std::erase(number, ',');
    }
    double value = 0;
    const auto [stop, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    if (error != std::errc{} || stop != number.data() + number.size() || !std::isfinite(value))
        return std::nullopt;
    if (rest.starts_with("万"))
        value *= ten_thousand, rest = trimmed(rest.substr(std::string_view("万").size()));
    constexpr std::array<std::string_view, 21> units{"",   "户", "人", "家", "口", "个", "名", "栋", "间", "层", "天", "日", "households", "residents", "people", "persons", "flats", "units",
                                                     "days", "d", "floors"};
    if (const std::string unit = letters(rest); std::ranges::find(units, unit) == units.end())
        return std::nullopt;
    return value < most ? std::optional(int(std::lround(value))) : std::nullopt;
}

std::optional<bool> parse_yes(std::string_view text)
{
    constexpr WordFor<bool> words[] = {{"1", true},        {"0", false},    {"true", true},   {"false", false},
                                    {"yes", true},      {"no", false},   {"是", true},     {"否", false},
                                    {"有", true},       {"无", false},   {"indoor", true}, {"室内", true},
                                    {"outdoor", false}, {"室外", false}, {"public", false}};
    return find_word(words, text);
}

namespace {

/// "东偏北30度": thirty degrees from east towards north.
std::optional<double> leaning_direction(const std::string& plain)
{
    const std::size_t leans = plain.find("偏");
    if (leans == std::string::npos)
        return std::nullopt;
    const auto from = find_word(directions, plain.substr(0, leans));
    const std::string after = plain.substr(leans + std::string_view("偏").size());
    constexpr std::size_t word = std::string_view("北").size();
    const auto towards = find_word(directions, after.substr(0, std::min(word, after.size())));
    const auto by = after.size() > word ? parse_measure(after.substr(word)) : std::nullopt;
    if (!from || !towards || !by || *by < 0 || *by > 90)
        return std::nullopt;
    const double turn = std::remainder(*towards - *from, 360);
    if (std::abs(turn) != 90)
        return std::nullopt;
    const double degrees = *from + (turn > 0 ? *by : -*by);
    return degrees < 0 ? degrees + 360 : degrees;
}

} // namespace

std::optional<double> parse_direction(std::string_view wide, bool digits)
{
    const std::string narrow = geo::half_width(wide);
    const std::string_view text = trimmed(narrow);
    if (digits && text.size() == 1 && text[0] >= '1' && text[0] <= '8')
        return direction_digits[std::size_t(text[0] - '1')];
    if (const auto degrees = parse_measure(text); degrees && *degrees >= -360 && *degrees <= 360) {
        // Adding and taking away a turn would cost the last digits of what is in range already.
        return *degrees < 0 ? *degrees + 360 : *degrees == 360 ? 0 : *degrees;
    }
    if (const auto known = find_word(directions, text))
        return known;
    std::string plain = letters(text);
    if (const auto leaning = leaning_direction(plain))
        return leaning;
    for (const std::string_view before : {"朝向", "面向", "朝", "向", "facing"})
        if (plain.starts_with(before))
            return find_word(directions, plain.substr(before.size()));
    for (const std::string_view after : {"方向", "向", "侧", "bound"})
        if (plain.ends_with(after) && plain.size() > after.size())
            return find_word(directions, plain.substr(0, plain.size() - after.size()));
    return std::nullopt;
}

namespace {

enum class DayPart { morning, afternoon, night };
constexpr std::pair<std::string_view, DayPart> day_words[] = {{"上午", DayPart::morning}, {"凌晨", DayPart::morning},   {"早上", DayPart::morning}, {"早晨", DayPart::morning}, {"清晨", DayPart::morning},
                                                              {"下午", DayPart::afternoon}, {"中午", DayPart::afternoon}, {"傍晚", DayPart::afternoon}, {"晚上", DayPart::night}, {"夜间", DayPart::night}};

/// Of 24, where the hour is one of twelve.
int hour_of_day(int hour, DayPart part)
{
    if (hour == 12)
        return part == DayPart::morning ? 0 : part == DayPart::night ? 24 : 12;
    return hour < 12 && part != DayPart::morning ? hour + 12 : hour;
}

/// The first whole number at `from`; -1: there is none.
int number_at(std::string_view text, std::size_t& from)
{
    int value = -1;
    const auto [end, error] = std::from_chars(text.data() + from, text.data() + text.size(), value);
    if (error != std::errc{} || value < 0)
        return -1;
    from = std::size_t(end - text.data());
    return value;
}

struct ShortDate {
    int first = 0, second = 0, year = 0;
    char mark = 0;
    std::size_t end = 0; // of its text
};

/// "13/01/2024", "13-1-2024", "13.01.2024".
std::optional<ShortDate> short_date(std::string_view text)
{
    ShortDate date;
    std::size_t at = 0;
    date.first = number_at(text, at);
    if (date.first < 1 || date.first > 31 || at > 2 || at >= text.size() || std::string_view("/-.").find(text[at]) == std::string_view::npos)
        return std::nullopt;
    date.mark = text[at++];
    const std::size_t second_at = at;
    date.second = number_at(text, at);
    if (date.second < 1 || date.second > 31 || at - second_at > 2 || at >= text.size() || text[at] != date.mark)
        return std::nullopt;
    const std::size_t year_at = ++at;
    date.year = number_at(text, at);
    date.end = at;
    return at - year_at == 4 ? std::optional(date) : std::nullopt;
}

/// "2024年1月5日 下午3时20分" as "2024-1-5 15:20:00", "5/1/2024 9:00" as the order says; other texts come back as they are.
std::string plain_time(std::string_view wide, DateOrder order)
{
    std::string text = geo::half_width(wide);
    text = trimmed(text);
    bool is_chinese = false;
    const auto replace = [&](std::string_view what, std::string_view by) {
        for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
            text.replace(at, what.size(), by), is_chinese = true;
    };
    std::optional<DayPart> part;
    for (const auto& [word, meaning] : day_words)
        if (text.find(word) != std::string::npos)
            part = meaning, replace(word, " ");
    for (const auto& [what, by] : {std::pair{"年", "-"}, {"月", "-"}, {"日", " "}, {"号", " "}, {"时", ":"}, {"点", ":"}, {"分", ":"}, {"秒", ""}, {"星期", " "}, {"：", ":"}})
        replace(what, by);
    text = one_line(text);
    while (is_chinese && text.ends_with(':')) // "9时", "9时5分"
        text.pop_back();
    if (const auto date = short_date(text)) {
        const bool is_day_first = date->mark == '.' || date->first > 12 || (order == DateOrder::day_first && date->second <= 12);
        const int day = is_day_first ? date->first : date->second, month = is_day_first ? date->second : date->first;
        text = fmt::format("{}-{}-{}{}", date->year, month, day, text.substr(date->end));
    }
    // An hour without minutes, and hours of half a day.
    if (const std::size_t blank = text.rfind(' '); blank != std::string::npos && (part || text.find_first_not_of("0123456789", blank + 1) == std::string::npos)) {
        std::size_t at = blank + 1;
        int hour = number_at(text, at);
        if (hour >= 0 && hour <= 24 && (at == text.size() || text[at] == ':')) {
            if (part)
                hour = hour_of_day(hour, *part);
            text = fmt::format("{} {:02}{}", text.substr(0, blank), hour, at == text.size() ? ":00" : text.substr(at));
        }
    }
    return text;
}

/// Seconds (ten digits) or milliseconds (thirteen) since 1970, between 1990 and 2100.
std::optional<TimePoint> since_1970(std::string_view text)
{
    constexpr std::int64_t from_s = 631'152'000, to_s = 4'102'444'800;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const std::string_view rest = text.substr(std::size_t(end - text.data()));
    const bool is_whole = rest.empty() || (rest[0] == '.' && rest.find_first_not_of("0", 1) == std::string_view::npos);
    const std::size_t digits = text.size() - rest.size();
    if (error != std::errc{} || !is_whole || (digits != 9 && digits != 10 && digits != 12 && digits != 13))
        return std::nullopt;
    const bool is_ms = digits >= 12;
    const std::int64_t seconds = is_ms ? number / 1000 : number;
    if (seconds < from_s || seconds >= to_s || (digits == 12 && text.starts_with("20")) || (digits == 12 && text.starts_with("19"))) // "202401050905" is a date
        return std::nullopt;
    return time_from_micros(is_ms ? number * 1000 : number * 1'000'000);
}

} // namespace

std::optional<DateOrder> date_order_of(std::string_view text)
{
    const std::string narrow = geo::half_width(text);
    const auto date = short_date(trimmed(narrow));
    if (!date || date->mark == '.' || (date->first > 12) == (date->second > 12))
        return std::nullopt;
    return date->first > 12 ? DateOrder::day_first : DateOrder::month_first;
}

bool is_ambiguous_date(std::string_view text)
{
    const std::string narrow = geo::half_width(text);
    const auto date = short_date(trimmed(narrow));
    return date && date->mark != '.' && date->first <= 12 && date->second <= 12 && date->first != date->second;
}

std::optional<TimePoint> parse_source_time(std::string_view wide, std::chrono::minutes zone, DateOrder order)
{
    const std::string plain = plain_time(wide, order);
    std::string_view text = trimmed(plain);
    if (text.empty())
        return std::nullopt;
    if (const auto epoch = since_1970(text))
        return epoch;
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
    const std::string narrow = geo::half_width(text);
    const auto level = find_word(levels, narrow);
    return level ? level : find_part(level_parts, narrow);
}
std::optional<GridKind> parse_grid_kind(std::string_view text)
{
    const auto kind = find_word(grid_kinds, text);
    return kind                                             ? kind
           : text.find("专属") != std::string_view::npos ? std::optional(GridKind::dedicated)
           : text.find("基础") != std::string_view::npos ? std::optional(GridKind::base)
                                                            : std::nullopt;
}
std::optional<CameraKind> parse_camera_kind(std::string_view text)
{
    const auto kind = find_word(camera_kinds, text);
    return kind ? kind : find_part(camera_kind_parts, text);
}
std::optional<CameraStatus> parse_camera_status(std::string_view text)
{
    const auto status = find_word(camera_statuses, text);
    return status ? status : find_part(camera_status_parts, text);
}
std::optional<IncidentState> parse_incident_state(std::string_view text)
{
    if (const auto state = find_word(incident_states, text))
        return state;
    const std::string plain = letters(text);
    for (const auto& row : incident_state_beginnings)
        if (plain.starts_with(row.word))
            return row.value;
    return std::nullopt;
}
std::optional<IncidentSource> parse_incident_source(std::string_view text)
{
    const auto source = find_word(incident_sources, text);
    return source ? source : find_part(incident_source_parts, text);
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
