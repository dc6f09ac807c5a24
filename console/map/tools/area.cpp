#include "console/map/tools/area.h"

#include <algorithm>
#include <cmath>

namespace console {
namespace {

double side_of(geo::LonLat a, geo::LonLat b, geo::LonLat p)
{
    return (b.lon - a.lon) * (p.lat - a.lat) - (b.lat - a.lat) * (p.lon - a.lon);
}

bool sides_meet(geo::LonLat a, geo::LonLat b, geo::LonLat c, geo::LonLat d)
{
    const auto between = [](geo::LonLat from, geo::LonLat to, geo::LonLat p) {
        return std::min(from.lon, to.lon) <= p.lon && p.lon <= std::max(from.lon, to.lon) && std::min(from.lat, to.lat) <= p.lat &&
               p.lat <= std::max(from.lat, to.lat);
    };
    const double ca = side_of(c, d, a), cb = side_of(c, d, b), ac = side_of(a, b, c), ad = side_of(a, b, d);
    if (ca * cb < 0 && ac * ad < 0)
        return true;
    return (ca == 0 && between(c, d, a)) || (cb == 0 && between(c, d, b)) || (ac == 0 && between(a, b, c)) || (ad == 0 && between(a, b, d));
}

/// Whether a side has a point in common with the box, borders included.
bool side_meets(geo::LonLat a, geo::LonLat b, const geo::LonLatBox& box)
{
    if (std::max(a.lon, b.lon) < box.west || std::min(a.lon, b.lon) > box.east || std::max(a.lat, b.lat) < box.south || std::min(a.lat, b.lat) > box.north)
        return false;
    // Its line leaves all corners on one side, or it does meet.
    const double sides[] = {side_of(a, b, {box.west, box.south}), side_of(a, b, {box.east, box.south}), side_of(a, b, {box.east, box.north}),
                            side_of(a, b, {box.west, box.north})};
    return !(std::ranges::all_of(sides, [](double s) { return s > 0; }) || std::ranges::all_of(sides, [](double s) { return s < 0; }));
}

geo::Cover cover_of(const geo::MultiPolygon& area, const geo::MapBox& map_box)
{
    const geo::LonLatBox box = geo::lonlat_box(map_box);
    const geo::Ring& ring = area.front().outer;
    for (std::size_t i = 0; i < ring.size(); ++i)
        if (side_meets(ring[i], ring[(i + 1) % ring.size()], box))
            return geo::Cover::part;
    return geo::contains(area, {box.west, box.south}) ? geo::Cover::whole : geo::Cover::none;
}

/// Whether a ring and a shape have a point in common. `box`: of the shape.
bool meets(const geo::MultiPolygon& area, const geo::MultiPolygon& shape, const geo::LonLatBox& box)
{
    const geo::Ring& ring = area.front().outer;
    for (const geo::Polygon& polygon : shape)
        if (geo::contains(area, polygon.outer.front()))
            return true;
    if (geo::contains(shape, ring.front()))
        return true;
    std::vector<std::pair<geo::LonLat, geo::LonLat>> near; // sides of the ring that could cross it: one or two as a rule
    for (std::size_t k = 0; k < ring.size(); ++k)
        if (side_meets(ring[k], ring[(k + 1) % ring.size()], box))
            near.emplace_back(ring[k], ring[(k + 1) % ring.size()]);
    const auto crosses = [&](const geo::Ring& other) {
        for (std::size_t i = 0; i < other.size(); ++i)
            for (const auto& [a, b] : near)
                if (sides_meet(a, b, other[i], other[(i + 1) % other.size()]))
                    return true;
        return false;
    };
    return std::ranges::any_of(shape, [&](const geo::Polygon& polygon) {
        return crosses(polygon.outer) || std::ranges::any_of(polygon.holes, crosses);
    });
}

}

AreaContents find_in_area(const geo::Ring& ring, const MapPoints& points, const GridShapes* grids)
{
    const geo::MultiPolygon area{{ring, {}}};
    AreaContents found{.area_m2 = geo::area_m2(area), .outline_m = geo::perimeter_m(area)};
    const auto cover = [&](const geo::MapBox& box) { return cover_of(area, box); };
    const auto each = [&](const ClusterIndex& index, auto&& count) {
        index.visit(cover, [&](std::size_t begin, std::size_t end, bool is_whole) {
            for (std::size_t i = begin; i < end; ++i)
                if (is_whole || geo::contains(area, geo::lonlat_from_map(index.items()[i].at)))
                    count(index.items()[i]);
        });
    };
    each(points.cameras(), [&](const MapItem& item) {
        ++found.cameras;
        found.in_repair += item.struck;
    });
    each(points.incidents(), [&](const MapItem& item) {
        ++found.incidents[0];
        ++found.incidents[std::clamp<std::size_t>(item.rank, 1, 3)];
    });
    if (grids) {
        const auto& areas = grids->areas(grids->finest());
        const auto& rows = grids->table()->rows;
        grids->visit(grids->finest(), cover, [&](std::uint32_t i, bool is_whole) { found.grids += is_whole || meets(area, rows[areas[i].row].shape, rows[areas[i].row].box); });
    }
    return found;
}

bool crosses_itself(const geo::Ring& ring)
{
    const std::size_t n = ring.size();
    const auto corner = [&](std::size_t i) { return ring[i % n]; };
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t k = i + 1; k < n; ++k) {
            if (ring[i] == ring[k])
                return true;
            const bool neighbours = k == i + 1 || (i == 0 && k == n - 1);
            if (!neighbours && sides_meet(corner(i), corner(i + 1), corner(k), corner(k + 1)))
                return true;
        }
    return false;
}

}
