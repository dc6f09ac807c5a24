#include "geo/partition/fixed_rings.h"

#include "geo/cancelled.h"
#include "geo/error.h"
#include "geo/halves.h"

#include <mutex>

namespace geo {
namespace {

FixedPoint fixed_from(LonLat p, std::uint32_t shape)
{
    if (!(std::abs(p.lon) <= 360 && std::abs(p.lat) <= 90))
        throw Error(remark("area_off_globe", shape + 1));
    return fixed_from_lonlat(p);
}

} // namespace

FixedRings fixed_rings(std::span<const MultiPolygon* const> shapes, const std::stop_token& stop)
{
    FixedRings out;
    std::vector<const Ring*> rings;
    std::size_t points = 0;
    for (std::uint32_t shape = 0; shape < shapes.size(); ++shape)
        for (const Polygon& polygon : *shapes[shape])
            for (std::size_t i = 0; i <= polygon.holes.size(); ++i) {
                const Ring& ring = i == 0 ? polygon.outer : polygon.holes[i - 1];
                rings.push_back(&ring);
                out.rings.push_back({shape, i > 0, points, ring.size()});
                points += ring.size();
            }
    out.points.resize(points);
    std::vector<WideInt> areas(rings.size());
    std::mutex writing;
    in_halves(rings.size(), [&](std::size_t first, std::size_t last) {
        FixedBox extent;
        for (std::size_t i = first; i < last; ++i) {
            if (i % 1024 == 0 && stop.stop_requested())
                throw Cancelled{};
            FixedPoint* at = out.points.data() + out.rings[i].first;
            for (const LonLat p : *rings[i])
                extent.add(*at++ = fixed_from(p, out.rings[i].shape));
            areas[i] = doubled_area(out.of(out.rings[i]));
        }
        const std::lock_guard lock(writing);
        out.extent.add(extent);
    });
    out.area.assign(shapes.size(), 0);
    for (std::size_t i = 0; i < rings.size(); ++i) {
        const WideInt area = areas[i] < 0 ? -areas[i] : areas[i];
        out.area[out.rings[i].shape] += out.rings[i].is_hole ? -area : area;
    }
    return out;
}

} // namespace geo
