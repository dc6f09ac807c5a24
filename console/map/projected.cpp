#include "console/map/projected.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace console {

namespace {

bool is_chinese_grid(const std::string& crs)
{
    int code = 0;
    if (std::sscanf(crs.c_str(), "EPSG:%d", &code) != 1)
        return false;
    return code >= 4491 && code <= 4554;
}

}

std::string projected_crs_at(const std::string& workspace_crs, geo::LonLat place)
{
    if (!workspace_crs.empty())
        return workspace_crs;
    if (place.lon >= 73.5 && place.lon < 136.5 && place.lat >= 3 && place.lat <= 54) {
        const int central = static_cast<int>(std::lround(place.lon / 3)) * 3;
        return fmt::format("EPSG:{}", 4534 + (central - 75) / 3);
    }
    const int zone = std::clamp(static_cast<int>(std::floor((place.lon + 180) / 6)) + 1, 1, 60);
    return fmt::format("EPSG:{}", (place.lat < 0 ? 32700 : 32600) + zone);
}

std::string Projected::text(const std::string& workspace_crs, geo::LonLat place, Scheduler* background)
{
    const std::string crs = projected_crs_at(workspace_crs, place);
    if (crs != crs_) {
        if (!background)
            return {};
        crs_ = crs;
        transform_.reset();
        task_ = background->run(
            Queue::slow, "coordinate system " + crs,
            [crs](std::stop_token, TaskProgress&) { return std::make_shared<geo::CrsTransform>(geo::CrsTransform::make(crs)); },
            [this](std::shared_ptr<geo::CrsTransform> made) { transform_ = std::move(made); });
    }
    if (!transform_)
        return {};
    const auto p = transform_->source(place);
    if (!p)
        return {};
    return is_chinese_grid(crs) ? fmt::format("X {:.0f}  Y {:.0f}", p->y, p->x) : fmt::format("E {:.0f}  N {:.0f}", p->x, p->y);
}

}
