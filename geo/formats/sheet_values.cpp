#include "geo/formats/sheet_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <optional>

namespace geo {
namespace {

std::optional<double> whole_number(std::string_view text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

/// A format without its quoted words, escaped signs, colours and languages; [h] counts hours and stays.
std::string bare_format(std::string_view code)
{
    std::string bare;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (code[i] == '"') {
            i = std::min(code.find('"', i + 1), code.size());
        } else if (code[i] == '\\' || code[i] == '_' || code[i] == '*') {
            ++i;
        } else if (code[i] == '[') {
            const std::size_t end = std::min(code.find(']', i), code.size());
            const std::string_view inside = code.substr(i + 1, end - i - 1);
            const bool counts = !inside.empty() && inside.find_first_not_of("hmsHMS") == std::string_view::npos;
            bare += counts ? inside : std::string_view();
            i = end;
        } else {
            bare += code[i];
        }
    }
    return bare.substr(0, bare.find(';')); // of positive numbers
}

} // namespace

bool is_date_format(int builtin)
{
    return (builtin >= 14 && builtin <= 22) || (builtin >= 27 && builtin <= 36) || (builtin >= 45 && builtin <= 47) || (builtin >= 50 && builtin <= 58);
}

bool is_date_format(std::string_view code)
{
    std::string bare = bare_format(code);
    std::ranges::transform(bare, bare.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    if (bare.find("general") != std::string::npos || bare.find_first_of("0#?") != std::string::npos) {
        const bool has_fraction_of_seconds = bare.find("s.0") != std::string::npos;
        if (!has_fraction_of_seconds)
            return false;
    }
    return bare.find_first_of("ymdhs") != std::string::npos;
}

std::string sheet_time(std::string_view number, bool since_1904)
{
    constexpr double last_day = 2'958'466; // of the year 9999
    constexpr std::int64_t day_ms = 86'400'000;
    const auto value = whole_number(number);
    if (!value || *value < 0 || *value >= last_day)
        return std::string(number);
    auto days = std::int64_t(*value);
    std::int64_t ms = std::llround((*value - double(days)) * double(day_ms));
    if (std::int64_t off = ms % 1000; off <= 2 || off >= 998) // the last digits of a double are no time
        ms += off <= 2 ? -off : 1000 - off;
    if (ms >= day_ms)
        ms -= day_ms, ++days;
    std::string time = fmt::format("{:02}:{:02}:{:02}", ms / 3'600'000, ms / 60'000 % 60, ms / 1000 % 60);
    if (ms % 1000)
        time += fmt::format(".{:03}", ms % 1000);
    if (days == 0 && !since_1904)
        return time;
    using namespace std::chrono;
    const sys_days zero = since_1904 ? sys_days(year(1904) / 1 / 1) : sys_days(year(1899) / 12 / (days < 60 ? 31 : 30));
    const year_month_day date(zero + std::chrono::days(days));
    const std::string day = fmt::format("{:04}-{:02}-{:02}", int(date.year()), unsigned(date.month()), unsigned(date.day()));
    return ms == 0 ? day : day + "T" + time;
}

std::string sheet_number(std::string_view number)
{
    constexpr double most = 9007199254740992.0; // 2^53: beyond, a double holds no whole number exactly
    const auto value = whole_number(number);
    if (value && std::abs(*value) >= most)
        return fmt::format("{:.5E}", *value);
    if (value && number.find_first_of("eE") != std::string_view::npos && *value == std::floor(*value))
        return fmt::format("{:.0f}", *value);
    return std::string(number);
}

} // namespace geo
