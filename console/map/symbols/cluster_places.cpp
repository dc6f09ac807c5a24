#include "console/map/symbols/cluster_places.h"

#include "console/text/counts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace console {
namespace {

constexpr double camera_radius = 13, incident_radius = 15, count_pad = 5, struck_sign = 8, struck_pad = 6, severity_sign = 14;
constexpr double figure_px = 7.8, point_px = 4.1, wide_px = 14; // of the secondary letters, 14 px high
constexpr double gap_px = 1;

double words_width(std::uint32_t count)
{
    double widest = 0;
    for (const Language language : {Language::zh, Language::en}) {
        double width = 0;
        for (const char c : count_text(count, language)) // of a character of several bytes the first counts
            width += c == '.' ? point_px : c > 0 ? (c == 'M' ? wide_px : figure_px) : (static_cast<unsigned char>(c) & 0xc0) == 0xc0 ? wide_px : 0;
        widest = std::max(widest, width);
    }
    return widest;
}

struct Box {
    double x0, y0, x1, y1;
};

Box box_of(const Plate& plate, geo::MapPoint shift = {})
{
    return {plate.x + shift.x - plate.reach.left - gap_px, plate.y + shift.y - plate.reach.up - gap_px, plate.x + shift.x + plate.reach.right + gap_px,
            plate.y + shift.y + plate.reach.down + gap_px};
}

double covered(const Box& a, const Box& b)
{
    return std::max(0.0, std::min(a.x1, b.x1) - std::max(a.x0, b.x0)) * std::max(0.0, std::min(a.y1, b.y1) - std::max(a.y0, b.y0));
}

/// How far the box reaches beyond the line that is as far from one anchor as from the other.
double beyond_middle(const Box& box, const Plate& own, const Plate& other)
{
    const double dx = other.x - own.x, dy = other.y - own.y, distance = std::hypot(dx, dy);
    if (distance == 0)
        return 0;
    const double x = (dx > 0 ? box.x1 : box.x0) - own.x, y = (dy > 0 ? box.y1 : box.y0) - own.y;
    return std::max(0.0, (x * dx + y * dy) / distance - distance / 2);
}

/// Places to try, the nearest first; below before above, as labels go.
std::vector<geo::MapPoint> tried_shifts()
{
    std::vector<geo::MapPoint> shifts{{0, 0}};
    constexpr std::array<geo::MapPoint, 16> directions{geo::MapPoint{0, 1},  {0, -1},      {1, 0},       {-1, 0},      {0.7, 0.7},   {-0.7, 0.7},   {0.7, -0.7},   {-0.7, -0.7},
                                                       {0.38, 0.92}, {-0.38, 0.92}, {0.38, -0.92}, {-0.38, -0.92}, {0.92, 0.38}, {-0.92, 0.38}, {0.92, -0.38}, {-0.92, -0.38}};
    constexpr double step = 4;
    for (double far = step; far <= most_plate_shift; far += step)
        for (const geo::MapPoint to : directions)
            shifts.push_back({to.x * far, to.y * far});
    return shifts;
}

bool is_near(const Plate& a, const Plate& b) { return std::abs(a.x - b.x) < plate_neighbourhood && std::abs(a.y - b.y) < plate_neighbourhood; }

/// Where one plate goes.
struct Placed {
    geo::MapPoint shift;
    double cost = 0; // 0: it covers nothing
};

/// The first of the places that costs nothing, else the cheapest.
template <class Cost> Placed cheapest(const Plate& own, Cost&& cost_of)
{
    static const std::vector<geo::MapPoint> tried = tried_shifts();
    Placed best{{}, std::numeric_limits<double>::max()};
    for (const geo::MapPoint shift : tried) {
        if (const double cost = cost_of(box_of(own, shift)); cost < best.cost)
            best = {shift, cost};
        if (best.cost == 0)
            break;
    }
    return best;
}

}

PlateReach camera_plate(std::uint32_t count, std::uint32_t struck)
{
    const double half = std::max(camera_radius, words_width(count) / 2 + count_pad), high = camera_radius * 0.7;
    return {half, half + (struck > 0 ? struck_sign + words_width(struck) + struck_pad : 0), high, high};
}

PlateReach incident_plate(std::uint32_t count)
{
    const double half = std::max(incident_radius, words_width(count) / 2 + count_pad);
    return {half, half - incident_radius * 0.22 + severity_sign / 2, incident_radius * 0.78 + severity_sign / 2, incident_radius};
}

PlateReach incident_sign() { return {17, 19, 19, 17}; } // the ring of what is late and the mark at its shoulder

std::vector<geo::MapPoint> plate_shifts(std::span<const Plate> plates, std::span<const Plate> fixed)
{
    constexpr double edge_weight = 1000; // a count on another count is worse than one that an incident covers
    std::vector<Placed> first(plates.size());
    std::vector<std::vector<std::size_t>> others(plates.size());
    std::vector<std::vector<Box>> obstacles(plates.size());
    for (std::size_t i = 0; i < plates.size(); ++i) {
        for (std::size_t k = 0; k < plates.size(); ++k)
            if (k != i && is_near(plates[i], plates[k]))
                others[i].push_back(k);
        for (const Plate& one : fixed)
            if (is_near(plates[i], one))
                obstacles[i].push_back(box_of(one));
        first[i] = cheapest(plates[i], [&](const Box& box) {
            double cost = 0;
            for (const Box& one : obstacles[i])
                cost += covered(box, one);
            for (const std::size_t k : others[i])
                cost += beyond_middle(box, plates[i], plates[k]) * edge_weight;
            return cost;
        });
    }
    // What found no place on its own ground may use that of others who leave it free; two such never meet.
    std::vector<geo::MapPoint> shifts(plates.size());
    for (std::size_t i = 0; i < plates.size(); ++i) {
        shifts[i] = first[i].shift;
        if (first[i].cost == 0)
            continue;
        const Placed second = cheapest(plates[i], [&](const Box& box) {
            double cost = 0;
            for (const Box& one : obstacles[i])
                cost += covered(box, one);
            for (const std::size_t k : others[i])
                cost += (first[k].cost == 0 ? covered(box, box_of(plates[k], first[k].shift)) : beyond_middle(box, plates[i], plates[k])) * edge_weight;
            return cost;
        });
        if (second.cost < first[i].cost)
            shifts[i] = second.shift;
    }
    return shifts;
}

}
