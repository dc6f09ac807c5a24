#include "data/records/time.h"

#include "data/records/plain_text.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <array>
#include <charconv>

namespace data {
namespace {

using std::chrono::minutes;

/// Reads from the front of a text; every function leaves it untouched when it does not fit.
struct Reader {
    std::string_view rest;

    bool skip(char c)
    {
        if (rest.empty() || rest.front() != c)
            return false;
        rest.remove_prefix(1);
        return true;
    }
    bool skip_any(std::string_view characters)
    {
        if (rest.empty() || characters.find(rest.front()) == std::string_view::npos)
            return false;
        rest.remove_prefix(1);
        return true;
    }
    bool skip_text(std::string_view text)
    {
        if (!rest.starts_with(text))
            return false;
        rest.remove_prefix(text.size());
        return true;
    }
    void skip_spaces()
    {
        while (skip(' ')) {
        }
    }
    /// A number of `least` to `most` digits that ends where the digits end.
    std::optional<int> number(std::size_t least, std::size_t most)
    {
        std::size_t n = 0;
        int value = 0;
        while (n < rest.size() && n < most && rest[n] >= '0' && rest[n] <= '9')
            value = value * 10 + (rest[n++] - '0');
        if (n < least)
            return std::nullopt;
        rest.remove_prefix(n);
        return value;
    }
    bool at_digit() const { return !rest.empty() && rest.front() >= '0' && rest.front() <= '9'; }
};

std::optional<std::chrono::sys_days> day(int year, int month, int day_of_month)
{
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day_of_month))};
    if (!date.ok() || year < 1000)
        return std::nullopt;
    return std::chrono::sys_days(date);
}

/// "2018-01-31", "2018/1/31", "2018.1.31", "2018年1月31日", "20180131", "01/31/2018" (month first, as in the USA).
std::optional<std::chrono::sys_days> read_date(Reader& in)
{
    const Reader begin = in;
    if (const auto year = in.number(4, 4)) {
        if (in.at_digit()) {
            const auto month = in.number(2, 2), date = in.number(2, 2);
            return month && date ? day(*year, *month, *date) : std::nullopt;
        }
        const char mark = in.rest.empty() ? '\0' : in.rest.front();
        const bool chinese = in.skip_text("年");
        if (!chinese && !in.skip_any("-/."))
            return std::nullopt;
        const auto month = in.number(1, 2);
        if (!month || !(chinese ? in.skip_text("月") : in.skip(mark)))
            return std::nullopt;
        const auto date = in.number(1, 2);
        if (!date || (chinese && !in.skip_text("日")))
            return std::nullopt;
        return day(*year, *month, *date);
    }
    in = begin;
    const auto month = in.number(1, 2);
    const char mark = in.rest.empty() ? '\0' : in.rest.front();
    if (!month || !in.skip_any("/-"))
        return std::nullopt;
    const auto date = in.number(1, 2);
    if (!date || !in.skip(mark))
        return std::nullopt;
    const auto year = in.number(4, 4);
    return year ? day(*year, *month, *date) : std::nullopt;
}

/// "14:05", "14:05:00", "14:05:00.123456", "1405", "140500", "02:05:00 PM", "14时05分00秒".
std::optional<std::chrono::microseconds> read_time_of_day(Reader& in)
{
    const auto hour = in.number(1, 2);
    if (!hour)
        return std::nullopt;
    const bool compact = in.at_digit(), chinese = !compact && in.skip_text("时");
    if (!compact && !chinese && !in.skip(':'))
        return std::nullopt;
    const auto minute = in.number(chinese ? 1 : 2, 2);
    if (!minute || (chinese && !in.skip_text("分")))
        return std::nullopt;
    int second = 0;
    std::int64_t fraction_us = 0;
    if (compact ? in.at_digit() : chinese ? in.at_digit() : in.skip(':')) {
        const auto seconds = in.number(chinese ? 1 : 2, 2);
        if (!seconds || (chinese && !in.skip_text("秒")))
            return std::nullopt;
        second = *seconds;
        if (in.skip_any(".,")) {
            if (!in.at_digit())
                return std::nullopt;
            for (std::int64_t scale = 100'000; in.at_digit(); scale /= 10)
                fraction_us += scale * *in.number(1, 1);
        }
    }
    int hour_of_day = *hour;
    Reader after = in;
    after.skip_spaces();
    for (const auto& [text, is_afternoon] :
         {std::pair{"AM", false}, {"PM", true}, {"am", false}, {"pm", true}, {"a.m.", false}, {"p.m.", true}})
        if (after.skip_text(text)) {
            if (hour_of_day < 1 || hour_of_day > 12)
                return std::nullopt;
            hour_of_day = hour_of_day % 12 + (is_afternoon ? 12 : 0);
            in = after;
            break;
        }
    const bool is_midnight = hour_of_day == 24 && *minute == 0 && second == 0 && fraction_us == 0;
    if ((hour_of_day > 23 && !is_midnight) || *minute > 59 || second > 60)
        return std::nullopt;
    return std::chrono::hours(hour_of_day) + minutes(*minute) + std::chrono::seconds(second) +
           std::chrono::microseconds(fraction_us);
}

/// "Z", "+08:00", "+0800", "+08", " UTC"; none: the default.
std::optional<minutes> read_zone(Reader& in, minutes otherwise)
{
    in.skip_spaces();
    if (in.rest.empty())
        return otherwise;
    if (in.skip('Z') || in.skip('z') || in.skip_text("UTC") || in.skip_text("GMT"))
        return minutes(0);
    const bool is_west = !in.rest.empty() && in.rest.front() == '-';
    if (!in.skip_any("+-"))
        return std::nullopt;
    const auto hours = in.number(2, 2);
    in.skip(':');
    const auto rest = in.number(2, 2);
    if (!hours || *hours > 14 || (rest && *rest > 59))
        return std::nullopt;
    const minutes offset = std::chrono::hours(*hours) + minutes(rest.value_or(0));
    return is_west ? -offset : offset;
}

} // namespace

std::string iso8601(TimePoint t)
{
    const auto date = std::chrono::floor<std::chrono::days>(t);
    const std::chrono::year_month_day ymd(date);
    const std::chrono::hh_mm_ss time(t - date);
    std::string text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(ymd.year()),
                                   static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()),
                                   time.hours().count(), time.minutes().count(), time.seconds().count());
    if (time.subseconds().count())
        text += fmt::format(".{:06}", time.subseconds().count());
    return text + "Z";
}

std::optional<TimePoint> parse_time(std::string_view text, minutes zone_offset)
{
    Reader in{trimmed(text)};
    const auto date = read_date(in);
    if (!date)
        return std::nullopt;
    std::chrono::microseconds time_of_day{};
    if (!in.rest.empty()) {
        // After a compact date ("20180131140500") the time may follow at once.
        const bool at_once = in.at_digit();
        if (!at_once && !in.skip_any("Tt ,_"))
            return std::nullopt;
        in.skip_spaces();
        const auto time = read_time_of_day(in);
        if (!time)
            return std::nullopt;
        time_of_day = *time;
    }
    const auto zone = read_zone(in, zone_offset);
    if (!zone || !in.rest.empty())
        return std::nullopt;
    return TimePoint(*date) + time_of_day - *zone;
}

std::chrono::minutes zone_from_text(std::string_view text)
{
    const auto is_digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':' || !is_digit(1) || !is_digit(2) || !is_digit(4) || !is_digit(5))
        return {};
    const int hours = 10 * (text[1] - '0') + text[2] - '0', minutes = 10 * (text[4] - '0') + text[5] - '0';
    if (hours > 14 || minutes > 59) // no place is farther off
        return {};
    return std::chrono::minutes{(text[0] == '-' ? -1 : 1) * (hours * 60 + minutes)};
}

} // namespace data
