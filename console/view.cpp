#include "console/view.h"

#include <fmt/format.h>

#include <cstdlib>

namespace console {
namespace {

/// "+08:00" as minutes; zero when it is not of that form.
std::chrono::minutes offset_from_text(const std::string& text)
{
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':')
        return {};
    const int minutes = std::atoi(text.substr(1, 2).c_str()) * 60 + std::atoi(text.substr(4, 2).c_str());
    return std::chrono::minutes(text[0] == '-' ? -minutes : minutes);
}

data::TimePoint local(const View& view, data::TimePoint t)
{
    return t + offset_from_text(view.world.workspace.utc_offset);
}

}

std::string clock_text(const View& view, data::TimePoint t)
{
    const auto at = local(view, t);
    const std::chrono::hh_mm_ss time(
        std::chrono::floor<std::chrono::seconds>(at - std::chrono::floor<std::chrono::days>(at)));
    return fmt::format("{:02}:{:02}:{:02}", time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::string date_text(const View& view, data::TimePoint t)
{
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(local(view, t)));
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()));
}

}
