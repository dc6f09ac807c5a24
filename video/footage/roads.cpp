#include "video/footage/roads.h"

#include <algorithm>
#include <limits>

namespace video::footage {
namespace {

constexpr double reach_m = 320, same_node_m = 0.5;

}

RoadPath::RoadPath(const FootageRoad& road) : width_m(road.width_m), line(road.line)
{
    double sum = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (i > 0)
            sum += video::footage::length(line[i] - line[i - 1]);
        chainage.push_back(sum);
    }
    length_m = sum;
}

std::size_t RoadPath::segment(double along_m) const
{
    const auto at = std::upper_bound(chainage.begin() + 1, chainage.end() - 1, along_m);
    return std::size_t(at - chainage.begin());
}

GroundPoint RoadPath::direction(double along_m) const
{
    const std::size_t i = segment(along_m);
    return (line[i] - line[i - 1]) * (1 / (chainage[i] - chainage[i - 1]));
}

GroundPoint RoadPath::at(double along_m, double left_m) const
{
    const std::size_t i = segment(along_m);
    const GroundPoint d = (line[i] - line[i - 1]) * (1 / (chainage[i] - chainage[i - 1]));
    return line[i - 1] + d * (along_m - chainage[i - 1]) + GroundPoint{-d.y, d.x} * left_m;
}

RoadPath::Nearest RoadPath::nearest(GroundPoint p) const
{
    Nearest best{0, std::numeric_limits<double>::infinity()};
    for (std::size_t i = 1; i < line.size(); ++i) {
        const GroundPoint d = line[i] - line[i - 1];
        const double t = std::clamp(dot(p - line[i - 1], d) / dot(d, d), 0.0, 1.0);
        const double distance = video::footage::length(p - line[i - 1] - d * t);
        if (distance < best.distance_m)
            best = {chainage[i - 1] + t * video::footage::length(d), distance};
    }
    return best;
}

bool RoadPath::is_at_meeting(double along_m, double margin_m) const
{
    return std::any_of(meetings.begin(), meetings.end(),
                       [&](const Meeting& m) { return std::abs(along_m - m.along_m) < m.half_width_m + margin_m; });
}

std::vector<RoadPath> make_paths(const FootageScene& scene)
{
    std::vector<RoadPath> paths;
    for (const FootageRoad& road : scene.roads) {
        if (road.line.size() < 2)
            continue;
        RoadPath path(road);
        if (path.length_m > 1 && path.nearest({0, 0}).distance_m < reach_m)
            paths.push_back(std::move(path));
    }
    for (std::size_t a = 0; a < paths.size(); ++a) {
        for (std::size_t b = 0; b < paths.size(); ++b) {
            if (a == b)
                continue;
            for (std::size_t i = 0; i < paths[a].line.size(); ++i)
                if (paths[b].nearest(paths[a].line[i]).distance_m < same_node_m)
                    paths[a].meetings.push_back({paths[a].chainage[i], b, paths[b].width_m / 2});
        }
        std::sort(paths[a].meetings.begin(), paths[a].meetings.end(),
                  [](const Meeting& x, const Meeting& y) { return x.along_m < y.along_m; });
    }
    return paths;
}

}
