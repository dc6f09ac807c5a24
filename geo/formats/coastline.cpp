#include "geo/formats/coastline.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace geo {
namespace {

bool is_closed(const Line& line)
{
    return line.size() > 3 && line.front() == line.back();
}

/// Joins lines whose ends are the very same point.
MultiLine joined(const MultiLine& lines)
{
    const auto less = [](LonLat a, LonLat b) { return a.lon != b.lon ? a.lon < b.lon : a.lat < b.lat; };
    std::multimap<LonLat, std::size_t, decltype(less)> by_start(less);
    std::map<LonLat, int, decltype(less)> ends(less);
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (lines[i].size() > 1) {
            by_start.emplace(lines[i].front(), i);
            ++ends[lines[i].back()];
        }
    std::vector<char> used(lines.size(), 0);
    MultiLine out;
    const auto follow = [&](std::size_t first) {
        Line line;
        for (std::size_t i = first;;) {
            used[i] = 1;
            line.insert(line.end(), lines[i].begin() + (line.empty() ? 0 : 1), lines[i].end());
            if (is_closed(line))
                break;
            const auto [from, to] = by_start.equal_range(line.back());
            const auto next = std::find_if(from, to, [&](const auto& entry) { return !used[entry.second]; });
            if (next == to)
                break;
            i = next->second;
        }
        out.push_back(std::move(line));
    };
    for (std::size_t i = 0; i < lines.size(); ++i) // those that nothing leads to come first, so that chains are whole
        if (lines[i].size() > 1 && !used[i] && !ends.contains(lines[i].front()))
            follow(i);
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (lines[i].size() > 1 && !used[i])
            follow(i);
    return out;
}

double planar_area(const Line& ring)
{
    double sum = 0;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        sum += (ring[j].lon - ring[0].lon) * (ring[i].lat - ring[0].lat) - (ring[i].lon - ring[0].lon) * (ring[j].lat - ring[0].lat);
    return sum / 2;
}

class Edge {
public:
    explicit Edge(const LonLatBox& box) : box_(box) {}

    /// Where a point of the edge lies, counter-clockwise from the south-west corner, in [0, 4).
    double place(LonLat p) const
    {
        const double x = (p.lon - box_.west) / (box_.east - box_.west), y = (p.lat - box_.south) / (box_.north - box_.south);
        const double to_south = std::abs(y), to_east = std::abs(1 - x), to_north = std::abs(1 - y), to_west = std::abs(x);
        const double nearest = std::min({to_south, to_east, to_north, to_west});
        const double u = std::clamp(x, 0.0, 1.0), v = std::clamp(y, 0.0, 1.0);
        if (nearest == to_south)
            return u;
        if (nearest == to_east)
            return 1 + v;
        if (nearest == to_north)
            return 3 - u;
        return v == 0 ? 0 : 4 - v;
    }

    LonLat corner(int i) const
    {
        switch (i % 4) {
        case 0: return {box_.west, box_.south};
        case 1: return {box_.east, box_.south};
        case 2: return {box_.east, box_.north};
        default: return {box_.west, box_.north};
        }
    }

    LonLat at(double place) const
    {
        const int side = static_cast<int>(place) % 4;
        const double t = place - std::floor(place);
        const LonLat a = corner(side), b = corner(side + 1);
        return {a.lon + t * (b.lon - a.lon), a.lat + t * (b.lat - a.lat)};
    }

private:
    LonLatBox box_;
};

/// The parts of a line inside the box (Liang and Barsky, segment by segment).
void cut(const Line& line, const LonLatBox& box, MultiLine& out)
{
    bool open = false;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const LonLat a = line[i - 1], b = line[i];
        const double dx = b.lon - a.lon, dy = b.lat - a.lat;
        double from = 0, to = 1;
        const auto side = [&](double direction, double room) {
            if (direction == 0)
                return room >= 0;
            (direction < 0 ? from : to) = direction < 0 ? std::max(from, room / direction) : std::min(to, room / direction);
            return from < to;
        };
        if (!(side(-dx, a.lon - box.west) && side(dx, box.east - a.lon) && side(-dy, a.lat - box.south) && side(dy, box.north - a.lat))) {
            open = false;
            continue;
        }
        if (!open || from > 0)
            out.push_back({from > 0 ? LonLat{a.lon + from * dx, a.lat + from * dy} : a});
        out.back().push_back(to < 1 ? LonLat{a.lon + to * dx, a.lat + to * dy} : b);
        open = to == 1;
    }
}

struct Chain {
    Line line;
    double start, end; // places on the edge
    bool used = false;
};

} // namespace

MultiPolygon sea_from_coastlines(const MultiLine& coastlines, const LonLatBox& box)
{
    if (coastlines.empty() || box.is_empty() || !(box.west < box.east && box.south < box.north))
        return {};
    const Edge edge(box);
    std::vector<Chain> chains;
    std::vector<Ring> outers, holes;
    for (Line& line : joined(coastlines)) {
        std::reverse(line.begin(), line.end()); // the sea to the left from here on
        MultiLine parts;
        cut(line, box, parts);
        if (is_closed(line) && parts.size() == 1 && parts[0].size() == line.size()) {
            line.pop_back();
            (planar_area(line) > 0 ? outers : holes).push_back(std::move(line));
            continue;
        }
        // A closed line that leaves the box: its first and last part hang together.
        if (is_closed(line) && parts.size() > 1 && parts.front().front() == parts.back().back()) {
            parts.back().insert(parts.back().end(), parts.front().begin() + 1, parts.front().end());
            parts.front() = std::move(parts.back());
            parts.pop_back();
        }
        for (Line& part : parts) {
            Chain chain{std::move(part), 0, 0};
            chain.start = edge.place(chain.line.front());
            chain.end = edge.place(chain.line.back());
            chains.push_back(std::move(chain));
        }
    }
    // From each end along the edge, counter-clockwise, to the next start.
    for (Chain& first : chains) {
        if (first.used)
            continue;
        Ring ring;
        Chain* chain = &first;
        for (;;) {
            chain->used = true;
            ring.insert(ring.end(), chain->line.begin(), chain->line.end());
            ring.push_back(edge.at(chain->end));
            Chain* next = nullptr;
            double best = 5;
            for (Chain& candidate : chains) {
                double way = candidate.start - chain->end;
                if (way < 0)
                    way += 4;
                if (way < best && (!candidate.used || &candidate == &first))
                    best = way, next = &candidate;
            }
            if (!next)
                break;
            for (int corner = static_cast<int>(std::floor(chain->end)) + 1; corner <= chain->end + best; ++corner)
                ring.push_back(edge.corner(corner));
            ring.push_back(edge.at(std::fmod(chain->end + best, 4.0)));
            if (next == &first)
                break;
            chain = next;
        }
        ring.erase(std::unique(ring.begin(), ring.end()), ring.end());
        if (ring.size() > 1 && ring.front() == ring.back())
            ring.pop_back();
        if (ring.size() >= 3 && planar_area(ring) > 0)
            outers.push_back(std::move(ring));
    }
    if (outers.empty() && !holes.empty())
        outers.push_back({edge.corner(0), edge.corner(1), edge.corner(2), edge.corner(3)});
    MultiPolygon sea;
    for (Ring& outer : outers)
        sea.push_back({std::move(outer), {}});
    for (Ring& hole : holes) {
        const auto around = std::find_if(sea.begin(), sea.end(), [&](const Polygon& p) { return contains({{p.outer, {}}}, hole.front()); });
        if (around != sea.end())
            around->holes.push_back(std::move(hole));
    }
    return sea;
}

}
