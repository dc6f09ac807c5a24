#include "video/past/name_time.h"

#include <fmt/format.h>

#include <algorithm>

namespace video {
namespace {

using std::chrono::microseconds;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes `digits` digits from the front; −1 when there are fewer.
int take_number(std::string_view& text, std::size_t digits)
{
    int value = 0;
    if (text.size() < digits)
        return -1;
    for (std::size_t i = 0; i < digits; ++i) {
        if (!is_digit(text[i]))
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(digits);
    return value;
}

void skip_one_of(std::string_view& text, std::string_view which)
{
    if (!text.empty() && which.find(text.front()) != std::string_view::npos)
        text.remove_prefix(1);
}

std::optional<SystemTime> calendar_time(std::string_view text, std::chrono::minutes utc_offset)
{
    using namespace std::chrono;
    const int y = take_number(text, 4);
    skip_one_of(text, "-_.");
    const int m = take_number(text, 2);
    skip_one_of(text, "-_.");
    const int d = take_number(text, 2);
    skip_one_of(text, "T_- .t");
    const int h = take_number(text, 2);
    skip_one_of(text, "-_.:");
    const int min = take_number(text, 2);
    skip_one_of(text, "-_.:");
    const int s = take_number(text, 2);
    if (y < 1990 || y > 2100 || m < 1 || d < 1 || h < 0 || h > 23 || min < 0 || min > 59 || s < 0 || s > 59)
        return std::nullopt;
    const year_month_day day{year(y), month(static_cast<unsigned>(m)), std::chrono::day(static_cast<unsigned>(d))};
    if (!day.ok())
        return std::nullopt;
    std::int64_t fraction_us = 0;
    if (text.size() > 1 && text.front() == '.' && is_digit(text[1])) {
        text.remove_prefix(1);
        std::int64_t unit = 100'000;
        for (; !text.empty() && is_digit(text.front()); text.remove_prefix(1), unit /= 10)
            fraction_us += (text.front() - '0') * unit;
    }
    SystemTime time = sys_days(day) + hours(h) + minutes(min) + seconds(s) + microseconds(fraction_us);
    const bool is_utc = !text.empty() && text.front() == 'Z';
    return is_utc ? time : time - utc_offset;
}

}

std::optional<SystemTime> time_from_name(std::string_view name, std::chrono::minutes utc_offset)
{
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (!is_digit(name[i]) || (i > 0 && is_digit(name[i - 1])))
            continue;
        const std::size_t end = std::min(name.find_first_not_of("0123456789", i), name.size());
        if (const auto time = calendar_time(name.substr(i), utc_offset))
            return time;
        // 2001 to 2100 in seconds.
        if (end - i != 10 && end - i != 13)
            continue;
        std::int64_t value = 0;
        for (std::size_t at = i; at < end; ++at)
            value = value * 10 + (name[at] - '0');
        const std::int64_t thousandths = end - i == 13 ? value : value * 1000;
        if (thousandths > 978'307'200'000 && thousandths < 4'102'444'800'000)
            return SystemTime(microseconds(thousandths * 1000));
    }
    return std::nullopt;
}

std::string name_from_time(SystemTime time)
{
    using namespace std::chrono;
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);
    return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}.{:06}Z", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()), clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                       clock.subseconds().count());
}

}
