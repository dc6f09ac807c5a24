#include "data/drafts/grid_widths.h"

#include "geo/shapes/ellipsoid.h"

#include <algorithm>
#include <cmath>

namespace data {
namespace {

struct PlanePoint {
    double x = 0, y = 0; // metres
};

PlanePoint operator-(PlanePoint a, PlanePoint b) { return {a.x - b.x, a.y - b.y}; }
double dot(PlanePoint a, PlanePoint b) { return a.x * b.x + a.y * b.y; }
double cross_of(PlanePoint a, PlanePoint b) { return a.x * b.y - a.y * b.x; }

struct Edge {
    PlanePoint a, b;
    double along = 0, length = 0; // metres of its ring before it
    std::size_t ring = 0, place = 0;
    double west = 0, east = 0, south = 0, north = 0;
};

struct PlaneRing {
    std::size_t edges = 0;
    double length = 0;
};

double nearest_share(const Edge& edge, PlanePoint p)
{
    const PlanePoint d = edge.b - edge.a;
    const double length2 = dot(d, d);
    return length2 > 0 ? std::clamp(dot(p - edge.a, d) / length2, 0.0, 1.0) : 0;
}

PlanePoint at_share(const Edge& edge, double share) { return {edge.a.x + share * (edge.b.x - edge.a.x), edge.a.y + share * (edge.b.y - edge.a.y)}; }

/// Where two edges that do not cross come nearest.
struct Nearest {
    double distance2 = 1e300, share_a = 0, share_b = 0;
};

Nearest nearest(const Edge& a, const Edge& b)
{
    Nearest best;
    const auto consider = [&](double share_a, double share_b) {
        const PlanePoint d = at_share(a, share_a) - at_share(b, share_b);
        if (const double distance2 = dot(d, d); distance2 < best.distance2)
            best = {distance2, share_a, share_b};
    };
    consider(0, nearest_share(b, a.a));
    consider(1, nearest_share(b, a.b));
    consider(nearest_share(a, b.a), 0);
    consider(nearest_share(a, b.b), 1);
    return best;
}

class Narrowness {
public:
    Narrowness(const geo::FixedPolygon& polygon, geo::FixedPoint origin, const geo::ellipsoid::DegreeLength& degree, double least_m)
        : origin_(origin), degree_(degree), least_(least_m)
    {
        add(polygon.outer);
        for (const geo::FixedRing& hole : polygon.holes)
            add(hole);
    }

    double length_m() const
    {
        double sum = 0;
        for (const PlaneRing& ring : rings_)
            sum += ring.length;
        return sum;
    }

    void find(std::optional<GridWidth::Narrow>& best)
    {
        find_sharp_corners(best);
        std::vector<const Edge*> order;
        for (const Edge& edge : edges_)
            order.push_back(&edge);
        std::sort(order.begin(), order.end(), [](const Edge* a, const Edge* b) { return a->west < b->west; });
        for (std::size_t i = 0; i < order.size(); ++i)
            for (std::size_t j = i + 1; j < order.size() && order[j]->west < order[i]->east + least_; ++j)
                if (order[j]->south < order[i]->north + least_ && order[j]->north > order[i]->south - least_)
                    compare(*order[i], *order[j], best);
    }

private:
    void add(const geo::FixedRing& points)
    {
        PlaneRing ring;
        const auto plane = [&](geo::FixedPoint p) {
            return PlanePoint{static_cast<double>(p.x - origin_.x) * 1e-9 * degree_.east_m, static_cast<double>(p.y - origin_.y) * 1e-9 * degree_.north_m};
        };
        PlanePoint a = plane(points.front());
        for (std::size_t i = 0; i < points.size(); ++i) {
            const PlanePoint b = plane(points[i + 1 < points.size() ? i + 1 : 0]);
            Edge edge{a, b, ring.length, std::hypot(b.x - a.x, b.y - a.y), rings_.size(), i, std::min(a.x, b.x), std::max(a.x, b.x), std::min(a.y, b.y), std::max(a.y, b.y)};
            ring.length += edge.length;
            edges_.push_back(edge);
            a = b;
        }
        ring.edges = points.size();
        rings_.push_back(ring);
    }

    void keep(double width, PlanePoint at, std::optional<GridWidth::Narrow>& best) const
    {
        if (!best || width < best->width_m)
            best = {width, {static_cast<double>(origin_.x) / 1e9 + at.x / degree_.east_m, static_cast<double>(origin_.y) / 1e9 + at.y / degree_.north_m}};
    }

    void find_sharp_corners(std::optional<GridWidth::Narrow>& best) const
    {
        std::size_t first = 0;
        for (const PlaneRing& ring : rings_) {
            for (std::size_t i = 0; i < ring.edges; ++i) {
                const Edge &in = edges_[first + i], &out = edges_[first + (i + 1) % ring.edges];
                const double arm = std::min(in.length, out.length);
                if (arm < 10 * least_)
                    continue;
                const PlanePoint back = in.a - in.b, forth = out.b - out.a;
                const double sine = cross_of(forth, back) / (in.length * out.length); // positive: the grid lies between the arms
                if (sine > 0 && sine < 0.1 && dot(back, forth) > 0)
                    keep(0, out.a, best);
            }
            first += ring.edges;
        }
    }

    void compare(const Edge& a, const Edge& b, std::optional<GridWidth::Narrow>& best) const
    {
        const PlaneRing& ring = rings_[a.ring];
        if (a.ring == b.ring) {
            const std::size_t apart = a.place > b.place ? a.place - b.place : b.place - a.place;
            if (apart <= 1 || apart + 1 >= ring.edges)
                return;
        }
        const Nearest found = nearest(a, b);
        if (found.distance2 >= least_ * least_)
            return;
        if (a.ring == b.ring) {
            const double way = std::abs(a.along + found.share_a * a.length - b.along - found.share_b * b.length);
            if (std::min(way, ring.length - way) < 4 * least_)
                return;
        }
        const PlanePoint p = at_share(a, found.share_a), q = at_share(b, found.share_b), middle{(p.x + q.x) / 2, (p.y + q.y) / 2};
        if (is_inside(middle))
            keep(std::sqrt(found.distance2), middle, best);
    }

    bool is_inside(PlanePoint p) const
    {
        bool inside = false;
        for (const Edge& edge : edges_)
            if ((edge.a.y > p.y) != (edge.b.y > p.y))
                inside ^= p.x < edge.a.x + (p.y - edge.a.y) / (edge.b.y - edge.a.y) * (edge.b.x - edge.a.x);
        return inside;
    }

    geo::FixedPoint origin_;
    geo::ellipsoid::DegreeLength degree_;
    double least_;
    std::vector<Edge> edges_;
    std::vector<PlaneRing> rings_;
};

} // namespace

GridWidth width_of(const std::vector<geo::FixedPolygon>& polygons, double least_m)
{
    GridWidth out;
    if (polygons.empty())
        return out;
    const geo::FixedBox box = geo::box_of(polygons.front().outer);
    const geo::FixedPoint origin{box.west, box.south};
    const auto degree = geo::ellipsoid::degree_length_at(static_cast<double>(box.south + (box.north - box.south) / 2) / 1e9);
    for (const geo::FixedPolygon& polygon : polygons) {
        geo::WideInt doubled = geo::doubled_area(polygon.outer);
        for (const geo::FixedRing& hole : polygon.holes)
            doubled += geo::doubled_area(hole);
        out.area_m2 += static_cast<double>(doubled) / 2 * 1e-18 * degree.east_m * degree.north_m;
        Narrowness narrowness(polygon, origin, degree, least_m);
        out.perimeter_m += narrowness.length_m();
        narrowness.find(out.narrow);
    }
    out.mean_m = out.perimeter_m > 0 ? 2 * out.area_m2 / out.perimeter_m : 0;
    return out;
}

} // namespace data
