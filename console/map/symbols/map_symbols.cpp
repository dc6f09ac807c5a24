#include "console/map/symbols/map_symbols.h"

#include "data/records/condition.h"

#include "console/map/symbols/cluster_places.h"
#include "console/wall/near_cameras.h"

#include <algorithm>
#include <cmath>

namespace console {

namespace {

/// Side of a cluster's cell in logical pixels: far away few and readable ones, near by every thing for itself.
double cell_px(double zoom, bool incidents)
{
    if (zoom >= 18)
        return 6;
    if (zoom >= 16.5)
        return incidents ? 22 : 18;
    if (zoom >= 14.5)
        return incidents ? 40 : 56;
    return incidents ? 64 : 112;
}

constexpr double least_wedge_px = 14;

WedgeSymbol wedge_of(const data::Camera& camera, ScreenPoint at, double ground_m_per_px, bool strong)
{
    WedgeSymbol wedge{.camera = &camera, .strong = strong};
    const geo::CameraPose pose = pose_of(camera);
    const double radius = pose.range_m / ground_m_per_px;
    wedge.outline.push_back(at);
    const int steps = std::clamp(static_cast<int>(pose.hfov_deg / 6), 2, 60);
    for (int i = 0; i <= steps; ++i) {
        const double azimuth = (pose.azimuth_deg - pose.hfov_deg / 2 + pose.hfov_deg * i / steps) * geo::rad;
        wedge.outline.push_back({at.x + static_cast<float>(radius * std::sin(azimuth)),
                                 at.y - static_cast<float>(radius * std::cos(azimuth))});
    }
    return wedge;
}

/// The same cut by buildings. Near distance is left out, so that the shape stays star-shaped around the camera.
WedgeSymbol cut_wedge_of(const data::Camera& camera, const Viewport& viewport, const geo::Occluders& buildings)
{
    WedgeSymbol wedge{.camera = &camera, .strong = true};
    const geo::MultiPolygon shape = geo::wedge_of(pose_of(camera), buildings);
    if (shape.empty())
        return wedge;
    const geo::Ring& ring = shape.front().outer;
    const auto nearest = std::ranges::min_element(ring, {}, [&](geo::LonLat p) {
        return std::hypot(p.lon - camera.position.lon, p.lat - camera.position.lat);
    });
    for (auto i = nearest; i != ring.end(); ++i)
        wedge.outline.push_back(screen_from_lonlat(viewport, *i));
    for (auto i = ring.begin(); i != nearest; ++i)
        wedge.outline.push_back(screen_from_lonlat(viewport, *i));
    return wedge;
}

class SymbolMaker {
public:
    SymbolMaker(const data::World& world, const Session& session, const MapPoints& points, const Viewport& viewport,
                data::TimePoint now, const geo::Occluders* buildings)
        : world_(world), session_(session), points_(points), viewport_(viewport), now_(now), buildings_(buildings),
          zoom_(zoom_from_metres_per_pixel(viewport.view.metres_per_pixel)),
          ground_m_per_px_(ground_metres_per_pixel(viewport.view) / viewport.scale),
          box_(visible_box(viewport, 20 * viewport.scale)), surroundings_(visible_box(viewport, plate_surroundings * viewport.scale))
    {
    }

    MapSymbols make()
    {
        result_.dimmed = session_.selection.incident || session_.selection.camera;
        if (!session_.map.hidden.contains("cameras"))
            add_cameras();
        if (!session_.map.hidden.contains("incidents"))
            add_incidents();
        place_counts();
        return std::move(result_);
    }

private:
    double cell_m(bool incidents) const { return cell_px(zoom_, incidents) * viewport_.view.metres_per_pixel; }

    int tile_of(data::CameraId id) const
    {
        const auto at = std::find(session_.case_cameras.begin(), session_.case_cameras.end(), id);
        return id && at != session_.case_cameras.end() ? static_cast<int>(at - session_.case_cameras.begin()) + 1 : 0;
    }

    /// From the place on the map alone, so that panning changes nothing of it.
    Plate plate_of(geo::MapPoint at, PlateReach reach) const
    {
        const double px_m = viewport_.view.metres_per_pixel;
        return {at.x / px_m, -at.y / px_m, reach};
    }

    /// Counts of cameras step aside from incidents; those of the surroundings take part, and are then left out.
    void place_counts()
    {
        const std::vector<geo::MapPoint> shifts = plate_shifts(camera_plates_, incident_plates_);
        const auto scale = static_cast<float>(viewport_.scale);
        std::size_t kept = 0;
        for (std::size_t i = 0; i < shifts.size(); ++i) {
            ClusterSymbol& cluster = result_.camera_clusters[i];
            cluster.at.x += static_cast<float>(shifts[i].x) * scale;
            cluster.at.y += static_cast<float>(shifts[i].y) * scale;
            if (is_in_sight_[i])
                result_.camera_clusters[kept++] = cluster;
        }
        result_.camera_clusters.resize(kept);
    }

    void add_camera(const data::Camera& camera)
    {
        const auto condition = world_.conditions.find(camera.id);
        const bool asked = condition != world_.conditions.end() && condition->second.state != data::PictureState::never_asked;
        CameraSymbol symbol{.at = screen_from_lonlat(viewport_, camera.position), .camera = &camera};
        symbol.struck = camera.status == data::CameraStatus::in_repair || (asked && data::is_faulty(condition->second.state));
        symbol.never_asked = !asked;
        symbol.selected = camera.id == session_.selection.camera;
        symbol.tile = tile_of(camera.id);
        const bool strong = symbol.selected || symbol.tile > 0;
        const bool has_wedge = camera.azimuth_deg && !session_.map.hidden.contains("wedges") &&
                               pose_of(camera).range_m / ground_m_per_px_ >= least_wedge_px;
        if (has_wedge && (strong || zoom_ >= 16.5))
            result_.wedges.push_back(strong && buildings_ ? cut_wedge_of(camera, viewport_, *buildings_)
                                                          : wedge_of(camera, symbol.at, ground_m_per_px_, strong));
        result_.cameras.push_back(symbol);
    }

    void add_cameras()
    {
        std::vector<Cluster> clusters;
        points_.cameras().find(surroundings_, cell_m(false), clusters);
        const auto items = points_.cameras().items();
        std::vector<data::CameraId> singled_out{session_.selection.camera};
        singled_out.insert(singled_out.end(), session_.case_cameras.begin(), session_.case_cameras.end());
        std::vector<const data::Camera*> last;
        for (const data::CameraId id : singled_out)
            if (const data::Camera* camera = id ? world_.cameras->find(id) : nullptr;
                camera && std::find(last.begin(), last.end(), camera) == last.end() &&
                box_.contains(geo::map_from_lonlat(camera->position)))
                last.push_back(camera);
        for (const Cluster& cluster : clusters) {
            if (cluster.count > 1) {
                result_.camera_clusters.push_back(
                    {.at = screen_from_map(viewport_, cluster.at), .first = cluster.first, .count = cluster.count,
                     .struck = cluster.struck});
                camera_plates_.push_back(plate_of(cluster.at, camera_plate(cluster.count, cluster.struck)));
                is_in_sight_.push_back(box_.contains(cluster.at));
                continue;
            }
            if (!box_.contains(cluster.at))
                continue;
            const data::Camera* camera = world_.cameras->find(data::CameraId{items[cluster.first].id});
            if (camera && std::find(last.begin(), last.end(), camera) == last.end())
                add_camera(*camera);
        }
        for (const data::Camera* camera : last)
            add_camera(*camera);
    }

    void add_incident(const data::Incident& incident)
    {
        IncidentSymbol symbol{.at = screen_from_lonlat(viewport_, incident.position), .incident = &incident};
        symbol.lateness = data::lateness(incident, now_);
        if (incident.due && *incident.due > incident.reported)
            symbol.spent = std::clamp(static_cast<float>((now_ - incident.reported).count()) /
                                          static_cast<float>((*incident.due - incident.reported).count()),
                                      0.f, 1.f);
        symbol.selected = incident.id == session_.selection.incident;
        result_.incidents.push_back(symbol);
    }

    void add_incidents()
    {
        std::vector<Cluster> clusters;
        points_.incidents().find(surroundings_, cell_m(true), clusters);
        const auto items = points_.incidents().items();
        for (const Cluster& cluster : clusters) {
            incident_plates_.push_back(plate_of(cluster.at, cluster.count > 1 ? incident_plate(cluster.count) : incident_sign()));
            if (!box_.contains(cluster.at))
                continue;
            if (cluster.count > 1)
                result_.incident_clusters.push_back({.at = screen_from_map(viewport_, cluster.at), .first = cluster.first,
                                                     .count = cluster.count,
                                                     .worst = static_cast<data::Severity>(cluster.worst_rank)});
            else if (const auto id = data::IncidentId{items[cluster.first].id}; id != session_.selection.incident)
                if (const data::Incident* incident = world_.incidents.find(id))
                    add_incident(*incident);
        }
        // Graver ones lie above the others, the selected one above all.
        std::stable_sort(result_.incidents.begin(), result_.incidents.end(), [](const IncidentSymbol& a, const IncidentSymbol& b) {
            return a.incident->severity > b.incident->severity;
        });
        if (const data::Incident* selected = world_.incidents.find(session_.selection.incident);
            selected && selected->has_position && box_.contains(geo::map_from_lonlat(selected->position)))
            add_incident(*selected);
    }

    const data::World& world_;
    const Session& session_;
    const MapPoints& points_;
    const Viewport& viewport_;
    data::TimePoint now_;
    const geo::Occluders* buildings_;
    double zoom_, ground_m_per_px_;
    geo::MapBox box_, surroundings_;
    MapSymbols result_;
    std::vector<Plate> camera_plates_, incident_plates_; // of the surroundings, too
    std::vector<bool> is_in_sight_;                      // of the camera clusters
};

}

MapSymbols make_map_symbols(const data::World& world, const Session& session, const MapPoints& points, const Viewport& viewport,
                            data::TimePoint now, const geo::Occluders* buildings)
{
    return SymbolMaker(world, session, points, viewport, now, buildings).make();
}

}
