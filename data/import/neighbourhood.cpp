#include "data/import/neighbourhood.h"

#include "data/import/positions.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace data {
namespace {

constexpr double zero_deg = 1e-6;       // a half this small was never measured
constexpr double beside_zero_deg = 1;   // so near to an axis 0 is a position like others
constexpr double least_room_deg = 5;    // around the middle half
constexpr double room_of_spread = 20;   // times the width of the middle half

struct Range {
    double low = 0, middle = 0, high = 0;
};

Range plausible(std::vector<double> halves)
{
    std::ranges::sort(halves);
    const auto at = [&](double share) { return halves[std::size_t(share * double(halves.size() - 1))]; };
    const double room = std::max(least_room_deg, room_of_spread * (at(0.75) - at(0.25)));
    return {at(0.25) - room, at(0.5), at(0.75) + room};
}

} // namespace

geo::Remark Neighbourhood::defect(geo::LonLat p) const
{
    if (!is_known)
        return {};
    const auto text = [&] { return fmt::format("{:.6g}, {:.6g}", p.lon, p.lat); };
    const bool lon_zero = std::abs(p.lon) < zero_deg && std::abs(middle.lon) > beside_zero_deg, lat_zero = std::abs(p.lat) < zero_deg && std::abs(middle.lat) > beside_zero_deg;
    if (lon_zero || lat_zero)
        return {"half_zero", {text()}};
    if (!box.contains(p))
        return {"far_off", {text(), fmt::format("{:.4g}, {:.4g}", middle.lon, middle.lat)}};
    return {};
}

Neighbourhood neighbourhood_of(geo::VectorFile& file, const geo::VectorQuery& query, std::stop_token stop)
{
    constexpr std::int64_t last_row = 20'000;
    constexpr std::size_t least = 5;
    std::vector<double> lons, lats;
    file.read(
        query,
        [&](const geo::VectorRow& row) {
            if (const auto p = any_position(row); p && position_defect(*p).empty() && std::abs(p->lon) > zero_deg && std::abs(p->lat) > zero_deg)
                lons.push_back(p->lon), lats.push_back(p->lat);
            return row.number < last_row;
        },
        stop);
    Neighbourhood found;
    if (lons.size() < least)
        return found;
    const Range lon = plausible(lons), lat = plausible(lats);
    found.box.add(geo::LonLat{lon.low, lat.low}), found.box.add(geo::LonLat{lon.high, lat.high});
    found.middle = {lon.middle, lat.middle};
    std::size_t far = 0;
    for (std::size_t i = 0; i < lons.size(); ++i)
        far += !found.box.contains({lons[i], lats[i]});
    constexpr std::size_t one_in = 20;
    if (far > std::max<std::size_t>(1, lons.size() / one_in)) // a second place
        found.box.add(geo::LonLat{-180, -90}), found.box.add(geo::LonLat{180, 90});
    found.is_known = true;
    return found;
}

} // namespace data
