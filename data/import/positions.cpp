#include "data/import/positions.h"

#include "geo/error.h"
#include "geo/shapes/shapes.h"
#include "geo/shapes/wkb_walk.h"

#include <fmt/format.h>

#include <cmath>

namespace data {

std::optional<geo::LonLat> any_position(const geo::VectorRow& row)
{
    if (row.wkb.empty())
        return std::nullopt;
    const geo::WkbType type = geo::wkb_type(row.wkb);
    try {
        if (type == geo::WkbType::point)
            return geo::point_from_wkb(row.wkb);
        if (is_area(type))
            if (const geo::LonLatBox box = geo::box_of(geo::multipolygon_from_wkb(row.wkb)); !box.is_empty())
                return box.centre();
        if (is_line(type))
            if (const geo::MultiLine lines = geo::multiline_from_wkb(row.wkb); !lines.empty() && !lines[0].empty())
                return lines[0][0];
    } catch (const geo::Error&) {
        // The row itself is judged, and refused, when it is read.
    }
    return std::nullopt;
}

geo::Remark position_defect(geo::LonLat p)
{
    if (!std::isfinite(p.lon) || !std::isfinite(p.lat) || std::abs(p.lon) > 180 || std::abs(p.lat) > 90)
        return {"off_globe", {fmt::format("{:.10g}", p.lon), fmt::format("{:.10g}", p.lat)}};
    if (std::abs(p.lon) < 1e-6 && std::abs(p.lat) < 1e-6)
        return {"zero_position"};
    return {};
}

} // namespace data
