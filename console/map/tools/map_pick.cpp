#include "console/map/tools/map_pick.h"

#include <algorithm>
#include <cmath>

namespace console {

namespace {

double distance(ScreenPoint a, ScreenPoint b)
{
    return std::hypot(a.x - b.x, a.y - b.y);
}

struct Found {
    PickLine line;
    int rank;        // severity of an incident
    double distance; // window pixels
};

/// Half the width a cluster is drawn with, logical pixels; see draw_symbols.
constexpr double cluster_reach = 16;

}

const PickLine* Pick::only() const
{
    const auto points = std::count_if(lines.begin(), lines.end(), [](const PickLine& l) { return l.kind != PickLine::Kind::grid; });
    // A symbol was aimed at, not the ground under it; without a symbol the ground was meant.
    return lines.empty() || points > 1 ? nullptr : &lines.front();
}

Pick make_pick(const data::World& world, const MapSymbols& symbols, const MapPoints& points, const GridShapes* grids,
               const Viewport& viewport, ScreenPoint at)
{
    std::vector<Found> incidents, cameras;
    const double reach = symbol_reach * viewport.scale, cluster = cluster_reach * viewport.scale;
    for (const IncidentSymbol& symbol : symbols.incidents)
        if (const double d = distance(symbol.at, at); d <= reach)
            incidents.push_back({{PickLine::Kind::incident, symbol.incident->id.value}, static_cast<int>(symbol.incident->severity), d});
    for (const ClusterSymbol& symbol : symbols.incident_clusters)
        if (distance(symbol.at, at) <= cluster)
            for (std::uint32_t i = symbol.first; i < symbol.first + symbol.count; ++i) {
                const MapItem& item = points.incidents().items()[i];
                incidents.push_back({{PickLine::Kind::incident, item.id}, item.rank, distance(screen_from_map(viewport, item.at), at)});
            }
    for (const CameraSymbol& symbol : symbols.cameras)
        if (const double d = distance(symbol.at, at); d <= reach)
            cameras.push_back({{PickLine::Kind::camera, symbol.camera->id.value}, 0, d});
    for (const ClusterSymbol& symbol : symbols.camera_clusters)
        if (distance(symbol.at, at) <= cluster)
            for (std::uint32_t i = symbol.first; i < symbol.first + symbol.count; ++i) {
                const MapItem& item = points.cameras().items()[i];
                cameras.push_back({{PickLine::Kind::camera, item.id}, 0, distance(screen_from_map(viewport, item.at), at)});
            }

    Pick pick;
    const auto add = [&](std::vector<Found>& found) {
        std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
            return a.rank != b.rank ? a.rank < b.rank : a.distance < b.distance;
        });
        for (const Found& one : found)
            if (std::find(pick.lines.begin(), pick.lines.end(), one.line) == pick.lines.end())
                pick.lines.push_back(one.line);
    };
    add(incidents);
    add(cameras);
    if (grids && world.loaded) {
        const data::Level level = grids->finest();
        if (const auto area = grids->find_at(level, lonlat_from_screen(viewport, at)))
            pick.lines.push_back({PickLine::Kind::grid, grids->areas(level)[*area].id.value});
    }
    if (pick.lines.size() > most_pick_lines) {
        // The ground keeps its line: it is the one thing that is there for sure.
        const PickLine ground = pick.lines.back();
        pick.left_out = pick.lines.size() - most_pick_lines;
        pick.lines.resize(most_pick_lines);
        if (ground.kind == PickLine::Kind::grid)
            pick.lines.back() = ground;
    }
    return pick;
}

}
