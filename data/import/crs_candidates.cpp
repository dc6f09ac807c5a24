#include "data/import/crs_candidates.h"

#include "data/import/remark_words.h"
#include "data/import/settings.h"
#include "data/records/assign.h"
#include "geo/crs/crs.h"
#include "geo/error.h"
#include "geo/shapes/near_plane.h"
#include "geo/shapes/spatial_index.h"

#include <fmt/format.h>

#include <cmath>
#include <set>

namespace data {
namespace {

constexpr double near_road_m = 30;
constexpr double farthest_m = 500e3; // a wrong zone puts the data a thousand kilometres away
constexpr std::size_t most_points = 1000;

bool is_degrees(geo::MapPoint p)
{
    return (std::abs(p.x) <= 180 && std::abs(p.y) <= 90) || (std::abs(p.x) <= 90 && std::abs(p.y) <= 180);
}

bool in_china(double lon, double lat)
{
    return lon > 72.004 && lon < 137.8347 && lat > 0.8293 && lat < 55.8271;
}

std::string epsg(int code)
{
    return fmt::format("EPSG:{}", code);
}

/// The zones of one longitude in the three families of China, with and without the zone's number in the eastings, and UTM.
void add_zones(std::vector<std::string>& to, double lon)
{
    for (const int step : {0, -1, 1}) {
        const int three = int(std::lround(lon / 3)) + step, six = int(std::floor(lon / 6)) + 1 + step;
        if (three >= 25 && three <= 45)
            for (const int first : {4534, 4513, 2422, 2401, 2370, 2349}) // CGCS2000, Beijing 1954, Xi'an 1980
                to.push_back(epsg(first + three - 25));
        if (six >= 13 && six <= 23)
            for (const int first : {4502, 4491, 21453, 21413, 2338, 2327})
                to.push_back(epsg(first + six - 13));
        if (six >= -29 && six <= 30)
            to.push_back(epsg(32600 + (six + 29) % 60 + 1)); // UTM counts from 180° west
    }
}

/// The longitude of a zone number that stands before the eastings: 38 523 000 is zone 38.
std::optional<double> longitude_of_zone(double number)
{
    const int zone = int(number / 1e6);
    if (zone >= 25 && zone <= 45)
        return zone * 3;
    if (zone >= 13 && zone <= 23)
        return zone * 6 - 3;
    return std::nullopt;
}

/// A point in the middle of them that a few wrong ones do not move.
geo::MapPoint median(std::span<const geo::MapPoint> numbers)
{
    std::vector<double> xs, ys;
    for (const geo::MapPoint p : numbers)
        xs.push_back(p.x), ys.push_back(p.y);
    const auto half = std::ptrdiff_t(numbers.size() / 2);
    std::ranges::nth_element(xs, xs.begin() + half);
    std::ranges::nth_element(ys, ys.begin() + half);
    return {xs[std::size_t(half)], ys[std::size_t(half)]};
}

std::vector<std::string> systems_for(std::span<const geo::MapPoint> numbers, std::optional<geo::LonLat> place)
{
    std::vector<std::string> systems;
    const geo::MapPoint first = median(numbers);
    const auto degrees = std::ranges::count_if(numbers, is_degrees);
    if (std::size_t(degrees) * 2 > numbers.size()) {
        const bool china = in_china(first.x, first.y) || in_china(first.y, first.x);
        systems = china ? std::vector<std::string>{"EPSG:4490", "EPSG:4326", "GCJ-02", "BD-09", "EPSG:4214", "EPSG:4610"}
                        : std::vector<std::string>{"EPSG:4326"};
    } else {
        std::vector<double> longitudes;
        if (place)
            longitudes.push_back(place->lon);
        for (const double number : {first.x, first.y})
            if (const auto lon = longitude_of_zone(number))
                longitudes.push_back(*lon);
        if (longitudes.empty()) // nobody knows where: the 3° zones of all China
            for (int cm = 75; cm <= 135; cm += 3)
                systems.push_back(epsg(4534 + (cm - 75) / 3));
        for (const double lon : longitudes)
            add_zones(systems, lon);
        constexpr double farthest = 20'037'508.35; // half the equator: the projection's square ends there
        if (std::abs(first.x) <= farthest && std::abs(first.y) <= farthest)
            systems.push_back("EPSG:3857");
    }
    std::vector<std::string> all;
    for (const char* ending : {"", " swapped"})
        for (const std::string& system : systems)
            if (std::ranges::find(all, system + ending) == all.end())
                all.push_back(system + ending);
    return all;
}

/// The corner points of a cloud, counter-clockwise (Andrew's monotone chain).
std::vector<geo::MapPoint> hull(std::vector<geo::MapPoint> points)
{
    std::ranges::sort(points, [](geo::MapPoint a, geo::MapPoint b) { return std::pair(a.x, a.y) < std::pair(b.x, b.y); });
    if (points.size() < 3)
        return points;
    std::vector<geo::MapPoint> ring;
    const auto turn = [](geo::MapPoint a, geo::MapPoint b, geo::MapPoint c) { return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x); };
    for (const int way : {0, 1}) {
        const std::size_t begin = ring.size();
        for (const geo::MapPoint p : points) {
            while (ring.size() >= begin + 2 && turn(ring[ring.size() - 2], ring.back(), p) <= 0)
                ring.pop_back();
            ring.push_back(p);
        }
        ring.pop_back();
        if (way == 0)
            std::ranges::reverse(points);
    }
    return ring;
}

class Roads {
public:
    explicit Roads(const std::vector<Place>& places)
    {
        std::vector<geo::LonLatBox> boxes;
        for (const Place& place : places)
            if (place.kind == PlaceKind::road)
                for (const geo::Line& line : place.lines)
                    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
                        geo::LonLatBox box;
                        box.add(line[i]), box.add(line[i + 1]);
                        boxes.push_back(box);
                        segments_.emplace_back(line[i], line[i + 1]);
                    }
        index_ = geo::SpatialIndex(std::span<const geo::LonLatBox>(boxes));
    }
    bool is_empty() const { return segments_.empty(); }
    bool is_near(geo::LonLat p) const
    {
        const geo::NearPlane plane(p.lat);
        for (const std::uint32_t item : index_.query(plane.around(p, near_road_m))) {
            const auto& [a, b] = segments_[item];
            if (plane.distance_m(plane.foot_on(a, b, p), p) <= near_road_m)
                return true;
        }
        return false;
    }

private:
    geo::SpatialIndex index_;
    std::vector<std::pair<geo::LonLat, geo::LonLat>> segments_;
};

} // namespace

std::vector<CrsCandidate> crs_candidates(std::span<const geo::MapPoint> numbers, const WorkspaceLoaded& world, TimePoint now)
{
    std::vector<CrsCandidate> candidates;
    const std::optional<geo::LonLat> place = place_of(world);
    const bool has_grids = !world.grids->rows.empty();
    const GridLocator locator(world.grids->rows, now);
    const Roads roads(world.places->rows);
    std::vector<geo::MapPoint> sample;
    geo::SourceExtent extent;
    for (std::size_t i = 0; i < std::min(numbers.size(), most_points); ++i)
        sample.push_back(numbers[i * numbers.size() / std::min(numbers.size(), most_points)]);
    for (const geo::MapPoint p : sample)
        extent.add(p.x, p.y);
    const std::vector<geo::MapPoint> corners = hull(sample);
    const geo::MapPoint centre = sample.empty() ? geo::MapPoint() : median(sample);
    std::set<std::string> near_by, far;
    for (const std::string& system : sample.empty() ? std::vector<std::string>() : systems_for(sample, place)) {
        try {
            CrsCandidate candidate{.crs = system};
            const geo::CrsTransform rough = geo::CrsTransform::make_rough(system);
            const auto middle = rough.lonlat(centre.x, centre.y);
            if (!middle)
                continue;
            (place && geo::distance_m(*middle, *place) > farthest_m ? far : near_by).insert(system);
            candidate.name = rough.name();
            if (candidate.name.starts_with(system + " ")) // the code stands beside it already
                candidate.name.erase(0, system.size() + 1);
            std::size_t inside = 0, near = 0;
            std::vector<geo::LonLat> points;
            for (const geo::MapPoint p : sample)
                if (const auto at = rough.lonlat(p.x, p.y)) {
                    points.push_back(*at);
                    candidate.box.add(*at);
                    inside += has_grids && locator.find(*at);
                    near += roads.is_near(*at);
                }
            if (has_grids)
                candidate.in_grids = double(inside) / double(sample.size());
            if (!roads.is_empty())
                candidate.near_roads = double(near) / double(sample.size());
            for (const geo::MapPoint p : corners)
                if (const auto at = rough.lonlat(p.x, p.y))
                    candidate.outline.push_back(*at);
            try {
                geo::CrsTransform::make(system, extent);
            } catch (const geo::NoWay& error) {
                candidate.refusal = error.what(), candidate.why = error.why;
                candidate.why.values[0] = candidate.name; // without the code that stands beside it
            } catch (const geo::Error& error) {
                candidate.refusal = error.what(), candidate.why = error.why;
            }
            candidates.push_back(std::move(candidate));
        } catch (const geo::Error&) {
            // A system this PROJ does not know is no candidate.
        }
    }
    // A wrong zone lies far away. Where all do, the data are of another city, and the operator still has to choose.
    if (!near_by.empty())
        std::erase_if(candidates, [&](const CrsCandidate& candidate) { return far.contains(candidate.crs); });
    std::ranges::stable_sort(candidates, [](const CrsCandidate& a, const CrsCandidate& b) {
        if (std::abs(a.score() - b.score()) > 0.005)
            return a.score() > b.score();
        return a.refusal.empty() && !b.refusal.empty();
    });
    candidates.push_back({.crs = "FITTED", .name = "a local system: fit it with point pairs"});
    return candidates;
}

NeedsSystem::NeedsSystem(const std::string& layer, std::vector<CrsCandidate> found)
    : Error(fmt::format("{} does not say its coordinate system: choose one with --crs, best first {}", layer,
                        [&] {
                            std::string names;
                            for (std::size_t i = 0; i < std::min<std::size_t>(found.size(), 3); ++i)
                                names += (i ? ", " : "") + found[i].crs;
                            return names;
                        }())),
      candidates(std::move(found))
{
}

std::string candidate_lines(std::span<const CrsCandidate> candidates, std::size_t most)
{
    std::string lines;
    const auto share = [](double value, const char* what) {
        return value < 0 ? std::string() : fmt::format("  {:.0f} % {}", value * 100, what);
    };
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const CrsCandidate& c = candidates[i];
        if (i >= most && i + 1 < candidates.size())
            continue;
        lines += fmt::format("  {}{}{}  {}{}\n", c.crs, share(c.in_grids, "in grids"), share(c.near_roads, "near roads"), c.name,
                             c.why.empty() ? c.refusal.empty() ? "" : "; " + c.refusal : "; " + RemarkWords()(c.why));
    }
    return lines;
}

} // namespace data
