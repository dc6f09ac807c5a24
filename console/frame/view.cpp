#include "console/frame/view.h"

#include <fmt/format.h>

namespace console {
namespace {

data::TimePoint local(const View& view, data::TimePoint t)
{
    return t + utc_offset(view.world.workspace, t);
}

}

std::chrono::minutes utc_offset(const data::WorkspaceInfo& workspace, data::TimePoint at) { return data::local_zone(workspace).offset_at(at); }

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

std::string moment_text(const View& view, data::TimePoint t)
{
    const std::string date = date_text(view, t), today = date_text(view, view.now), clock = clock_text(view, t);
    if (date == today)
        return clock;
    return (date.substr(0, 4) == today.substr(0, 4) ? date.substr(5) : date) + " " + clock;
}

std::string minute_text(const View& view, data::TimePoint t)
{
    const std::string moment = moment_text(view, t);
    return moment.substr(0, moment.size() - std::string_view(":00").size());
}

}
