#include "console/frame/view.h"

#include <fmt/format.h>

#include <cstdlib>

namespace console {
namespace {

data::TimePoint local(const View& view, data::TimePoint t)
{
    return t + utc_offset(view.world.workspace);
}

}

std::chrono::minutes utc_offset(const data::WorkspaceInfo& workspace)
{
    const std::string& text = workspace.utc_offset;
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':')
        return {};
    const int minutes = std::atoi(text.substr(1, 2).c_str()) * 60 + std::atoi(text.substr(4, 2).c_str());
    return std::chrono::minutes(text[0] == '-' ? -minutes : minutes);
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
