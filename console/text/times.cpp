#include "console/text/times.h"

#include <fmt/format.h>

#include <algorithm>

namespace console {

std::string signed_time(std::optional<std::chrono::microseconds> left)
{
    if (!left)
        return {};
    // A started minute of what is left still counts; of what is late only whole ones do.
    const bool is_late = left->count() < 0;
    const auto minutes = is_late ? std::chrono::floor<std::chrono::minutes>(-*left).count() : std::chrono::ceil<std::chrono::minutes>(*left).count();
    const char sign = is_late ? '+' : '-';
    if (minutes >= 100 * 60)
        return fmt::format("{}{} d {:02} h", sign, minutes / 1440, minutes / 60 % 24);
    return fmt::format("{}{:02}:{:02}", sign, minutes / 60, minutes % 60);
}

float spent_of_limit(const data::Incident& incident, data::TimePoint now)
{
    if (!incident.due || *incident.due <= incident.reported)
        return 0;
    const auto all = std::chrono::duration<double>(*incident.due - incident.reported), gone = std::chrono::duration<double>(now - incident.reported);
    return static_cast<float>(std::clamp(gone / all, 0.0, 1.0));
}

std::string limit_text(const data::Incident& incident)
{
    if (!incident.due)
        return {};
    const auto minutes = std::chrono::round<std::chrono::minutes>(*incident.due - incident.reported).count();
    if (minutes < 60)
        return fmt::format("{} min", minutes);
    if (minutes % 1440 == 0 && minutes > 1440)
        return fmt::format("{} d", minutes / 1440);
    return minutes % 60 == 0 ? fmt::format("{} h", minutes / 60) : fmt::format("{}:{:02} h", minutes / 60, minutes % 60);
}

}
