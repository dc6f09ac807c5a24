#pragma once
// Which cameras and incidents stand on the map, where, and as what: single ones, clusters, wedges. A pure view model; drawn by
// draw_symbols.

#include "console/map/symbols/map_points.h"
#include "console/map/viewport.h"
#include "console/seat/session.h"
#include "geo/sight/wedge.h"

#include <vector>

namespace console {

struct CameraSymbol {
    ScreenPoint at;
    const data::Camera* camera = nullptr;
    bool struck = false;       // in repair, or its picture cannot be trusted
    bool never_asked = false;
    bool selected = false;
    int tile = 0;              // its number among the pictures beside the incident; 0: none
};

struct IncidentSymbol {
    ScreenPoint at;
    const data::Incident* incident = nullptr;
    data::Lateness lateness = data::Lateness::on_time;
    float spent = 0;           // of the time to its limit, 0 to 1
    bool selected = false;
};

struct ClusterSymbol {
    ScreenPoint at;
    std::uint32_t first = 0, count = 0; // items of the index
    data::Severity worst = data::Severity::ordinary; // incidents
    std::uint32_t struck = 0;                        // cameras
};

/// What a camera sees of the ground, star-shaped around its first point.
struct WedgeSymbol {
    std::vector<ScreenPoint> outline;
    const data::Camera* camera = nullptr;
    bool strong = false;       // selected, or one of the pictures beside the incident
};

struct MapSymbols {
    std::vector<WedgeSymbol> wedges;
    std::vector<ClusterSymbol> camera_clusters, incident_clusters;
    std::vector<CameraSymbol> cameras;
    std::vector<IncidentSymbol> incidents; // the selected one last
    bool dimmed = false;       // something is selected: the others step back to 60 %
};

/// Radius in logical pixels within which a symbol is hit.
inline constexpr float symbol_reach = 13;

/// `buildings` cut the wedges of the cameras that matter now: the selected one and those beside the incident.
MapSymbols make_map_symbols(const data::World& world, const Session& session, const MapPoints& points, const Viewport& viewport,
                            data::TimePoint now, const geo::Occluders* buildings = nullptr);

}
