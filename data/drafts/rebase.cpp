#include "data/drafts/rebase.h"

#include <algorithm>
#include <cmath>

namespace data {
namespace {

using geo::FixedPoint;

// A node may lie one unit beside its segment, and so may one of another edit beside the segments that ends in it.
constexpr std::int64_t reach = 2;

template <class Visit> void visit(const geo::MultiPolygon& shape, Visit visit)
{
    for (const geo::Polygon& polygon : shape) {
        for (const geo::LonLat p : polygon.outer)
            visit(geo::fixed_from_lonlat(p));
        for (const geo::Ring& hole : polygon.holes)
            for (const geo::LonLat p : hole)
                visit(geo::fixed_from_lonlat(p));
    }
}

void sort_once(std::vector<FixedPoint>& points)
{
    std::sort(points.begin(), points.end());
    points.erase(std::unique(points.begin(), points.end()), points.end());
}

} // namespace

void BorderVertices::add(const geo::MultiPolygon& shape)
{
    visit(shape, [&](FixedPoint p) { vertices_.push_back(p); });
}

void BorderVertices::remove(const geo::MultiPolygon& shape)
{
    visit(shape, [&](FixedPoint p) { removed_.push_back(p); });
}

void BorderVertices::settle()
{
    sort_once(vertices_);
    sort_once(removed_);
    std::vector<FixedPoint> left;
    std::set_difference(vertices_.begin(), vertices_.end(), removed_.begin(), removed_.end(), std::back_inserter(left));
    vertices_ = std::move(left);
    removed_.clear();
}

bool BorderVertices::insert_into(geo::MultiPolygon& shape) const
{
    bool is_other = false;
    for (geo::Polygon& polygon : shape) {
        is_other |= insert_into(polygon.outer);
        for (geo::Ring& hole : polygon.holes)
            is_other |= insert_into(hole);
    }
    return is_other;
}

bool BorderVertices::insert_into(geo::Ring& ring) const
{
    if (ring.empty())
        return false;
    std::vector<FixedPoint> own;
    for (const geo::LonLat p : ring)
        own.push_back(geo::fixed_from_lonlat(p));
    std::vector<FixedPoint> known = own;
    sort_once(known);
    geo::Ring out;
    for (std::size_t i = 0; i < own.size(); ++i) {
        out.push_back(ring[i]);
        const FixedPoint a = own[i], b = own[(i + 1) % own.size()];
        const double length = std::hypot(static_cast<double>(b.x - a.x), static_cast<double>(b.y - a.y));
        std::vector<std::pair<geo::WideInt, FixedPoint>> on; // how far along the segment
        const auto along = [&](FixedPoint p) { return static_cast<geo::WideInt>(b.x - a.x) * (p.x - a.x) + static_cast<geo::WideInt>(b.y - a.y) * (p.y - a.y); };
        const std::int64_t west = std::min(a.x, b.x) - reach, east = std::max(a.x, b.x) + reach, south = std::min(a.y, b.y) - reach, north = std::max(a.y, b.y) + reach;
        for (auto at = std::lower_bound(vertices_.begin(), vertices_.end(), FixedPoint{west, south}); at != vertices_.end() && at->x <= east; ++at)
            if (at->y >= south && at->y <= north && std::abs(static_cast<double>(geo::cross(a, b, *at))) <= static_cast<double>(reach) * length)
                if (const geo::WideInt far = along(*at); far > 0 && far < along(b) && !std::binary_search(known.begin(), known.end(), *at))
                    on.emplace_back(far, *at);
        std::sort(on.begin(), on.end());
        for (const auto& [far, p] : on)
            out.push_back(geo::lonlat_from_fixed(p));
    }
    const bool is_other = out.size() != ring.size();
    ring = std::move(out);
    return is_other;
}

} // namespace data
