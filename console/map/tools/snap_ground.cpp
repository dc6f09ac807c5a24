#include "console/map/tools/snap_ground.h"

#include <algorithm>
#include <optional>

namespace console {
namespace {

std::optional<std::size_t> place_of(GroundKind kind)
{
    const auto place = [](SnapKind snap) {
        return static_cast<std::size_t>(std::ranges::find(snap_ground_kinds, snap) - snap_ground_kinds.begin());
    };
    switch (kind) {
    case GroundKind::reference: return place(SnapKind::reference);
    case GroundKind::water:
    case GroundKind::waterway: return place(SnapKind::river);
    case GroundKind::building: return place(SnapKind::building);
    case GroundKind::path:
    case GroundKind::street:
    case GroundKind::road:
    case GroundKind::main_road:
    case GroundKind::motorway:
    case GroundKind::rail: return place(SnapKind::road);
    case GroundKind::land:
    case GroundKind::green:
    case GroundKind::place_name: return {};
    }
    return {};
}

geo::Line degrees_of_line(const std::vector<geo::MapPoint>& points, bool is_ring)
{
    geo::Line line;
    line.reserve(points.size() + 1);
    for (const geo::MapPoint p : points)
        line.push_back(geo::lonlat_from_map(p));
    if (is_ring && !line.empty() && !(line.front() == line.back()))
        line.push_back(line.front());
    return line;
}

} // namespace

GroundLines lines_of(const Ground& ground)
{
    std::array<std::vector<geo::SnapLines::NamedLine>, snap_ground_kinds.size()> lines;
    for (const GroundFeature& feature : ground.features()) {
        const auto place = place_of(feature.kind);
        if (!place)
            continue;
        const std::string& name = feature.name.empty() ? feature.number : feature.name;
        for (const geo::MapLine& line : feature.lines)
            lines[*place].push_back({degrees_of_line(line, false), name});
        for (const geo::MapPolygon& polygon : feature.area) {
            lines[*place].push_back({degrees_of_line(polygon.outer, true), name});
            for (const geo::MapRing& hole : polygon.holes)
                lines[*place].push_back({degrees_of_line(hole, true), name});
        }
    }
    GroundLines made;
    for (std::size_t i = 0; i < made.size(); ++i)
        made[i] = geo::SnapLines(std::move(lines[i]));
    return made;
}

void SnapGround::follow(const std::vector<std::shared_ptr<const Ground>>& grounds, Scheduler* background)
{
    std::erase_if(indexed_, [&](const auto& entry) { return std::ranges::find(grounds, entry.first) == grounds.end(); });
    for (const auto& ground : grounds) {
        if (!background || indexed_.contains(ground))
            continue;
        indexed_[ground].task = background->run(
            Queue::slow, "snap_lines",
            [ground](std::stop_token, TaskProgress&) { return std::make_shared<const GroundLines>(lines_of(*ground)); },
            [this, ground](std::shared_ptr<const GroundLines> lines) { indexed_[ground].lines = std::move(lines); });
    }
}

std::vector<SnapGround::Source> SnapGround::sources(const std::set<SnapKind>& kinds) const
{
    std::vector<Source> found;
    for (const auto& [ground, indexed] : indexed_)
        for (std::size_t i = 0; indexed.lines && i < snap_ground_kinds.size(); ++i)
            if (kinds.contains(snap_ground_kinds[i]) && !(*indexed.lines)[i].lines().empty())
                found.push_back({snap_ground_kinds[i], &(*indexed.lines)[i]});
    return found;
}

} // namespace console
