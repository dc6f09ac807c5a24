#include "geo/partition/tessellation_check.h"

#include "geo/cancelled.h"
#include "geo/partition/land.h"
#include "geo/shapes/ellipsoid.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace geo {
namespace {

// A corner whose sides are this much closer to each other than they are long (11.5°) runs out into a spike.
constexpr double spike_sine = 0.2;

LonLat place_in(const Land& land)
{
    return label_point({polygon_of(land)});
}

void find_spikes(FaceId id, const LandRing& ring, const CheckOptions& options, std::vector<Sliver>& out)
{
    const ellipsoid::DegreeLength degree = ellipsoid::degree_length_at(static_cast<double>(ring.points.front().y) * 1e-9);
    const double east = degree.east_m * 1e-9, north = degree.north_m * 1e-9;
    const std::size_t n = ring.points.size();
    const FixedPoint before = ring.points[n - 1];
    FixedPoint at = ring.points[0];
    double ax = static_cast<double>(at.x - before.x) * east, ay = static_cast<double>(at.y - before.y) * north;
    for (std::size_t i = 0; i < n; ++i) {
        const FixedPoint next = ring.points[i + 1 < n ? i + 1 : 0];
        const double bx = static_cast<double>(next.x - at.x) * east, by = static_cast<double>(next.y - at.y) * north;
        // Turned back to the left, so that the land lies in the point.
        if (const double turn = ax * by - ay * bx; turn > 0 && ax * bx + ay * by < 0) {
            const double a = std::hypot(ax, ay), b = std::hypot(bx, by);
            if (turn < spike_sine * a * b && std::min(a, b) >= options.sliver_width_m)
                out.push_back({id, 0, 0, lonlat_from_fixed(at), true, false});
        }
        at = next, ax = bx, ay = by;
    }
}

class MapChecker {
public:
    MapChecker(const Tessellation& map, const CheckOptions& options, std::stop_token stop) : map_(map), options_(options), stop_(std::move(stop)) {}

    TessellationFindings run()
    {
        for (ArcId a = 0; a < map_.arc_slots(); ++a)
            if (const SharedArc* arc = map_.arc(a)) {
                ++out_.arcs;
                out_.shared_arcs += arc->left != no_face && arc->right != no_face;
            }
        find_overlaps();
        find_unowned();
        find_faults_of_faces();
        return std::move(out_);
    }

private:
    void find_overlaps()
    {
        for (FaceId id = 0; id < map_.face_slots(); ++id) {
            const Face* face = map_.face(id);
            if (!face || !face->is_overlap())
                continue;
            SharedLand overlap{id, face->owners, 0, 0, {}};
            for (const FaceId owner : face->owners)
                overlaps_of_[owner].push_back(id);
            for (const Land& land : land_of(map_, std::span(&id, 1))) {
                const LandSize size = exact_size_of(land);
                if (size.width_m() < options_.hairline_m) {
                    ++out_.hairlines;
                    continue;
                }
                if (overlap.area_m2 == 0)
                    overlap.place = place_in(land);
                overlap.area_m2 += size.area_m2;
                overlap.width_m = std::max(overlap.width_m, size.width_m());
            }
            if (overlap.area_m2 > 0)
                out_.overlaps.push_back(std::move(overlap));
        }
    }

    void find_unowned()
    {
        for (const Land& land : unowned_land(map_)) {
            const LandSize size = exact_size_of(land);
            if (size.width_m() < options_.hairline_m) {
                ++out_.hairlines;
                continue;
            }
            UnownedArea area{polygon_of(land), size.area_m2, size.width_m(), {}, {}};
            area.place = label_point({area.shape});
            const auto add = [&](const LandRing& ring) {
                for (const ArcSide side : ring.sides) {
                    const SharedArc& arc = *map_.arc(side.arc);
                    const FaceId beside = side.reversed ? arc.left : arc.right;
                    const std::vector<FaceId>& owners = map_.face(beside)->owners;
                    if (owners.empty())
                        area.faces.push_back(beside);
                    area.faces.insert(area.faces.end(), owners.begin(), owners.end());
                }
            };
            add(land.outer);
            for (const LandRing& hole : land.holes)
                add(hole);
            std::sort(area.faces.begin(), area.faces.end());
            area.faces.erase(std::unique(area.faces.begin(), area.faces.end()), area.faces.end());
            const bool gap = area.width_m < options_.gap_width_m || area.area_m2 < options_.gap_area_m2;
            (gap ? out_.gaps : out_.unassigned).push_back(std::move(area));
        }
    }

    void find_faults_of_faces()
    {
        // An owner may have nothing but overlaps.
        for (FaceId id = 0; id < map_.face_slots(); ++id) {
            if (id % 1024 == 0 && stop_.stop_requested())
                throw Cancelled{};
            const Face* face = map_.face(id);
            const auto overlaps = overlaps_of_.find(id);
            if (face ? face->is_overlap() : overlaps == overlaps_of_.end())
                continue;
            ++out_.faces;
            FaceFaults faults = check_face(map_, id, overlaps == overlaps_of_.end() ? std::span<const FaceId>() : overlaps->second, options_);
            if (faults.parts > 1)
                out_.in_parts.push_back({id, faults.parts, faults.second_part});
            out_.slivers.insert(out_.slivers.end(), faults.slivers.begin(), faults.slivers.end());
        }
    }

    const Tessellation& map_;
    const CheckOptions options_;
    const std::stop_token stop_;
    std::map<FaceId, std::vector<FaceId>> overlaps_of_;
    TessellationFindings out_;
};

} // namespace

FaceFaults check_face(const Tessellation& map, FaceId face, std::span<const FaceId> overlaps, const CheckOptions& options)
{
    std::vector<FaceId> owned{face};
    owned.insert(owned.end(), overlaps.begin(), overlaps.end());
    const std::vector<Land> parts = land_of(map, owned);
    FaceFaults out{parts.size(), {}, parts.size() > 1 ? place_in(parts[1]) : LonLat{}};
    for (const Land& part : parts) {
        // The plane is good enough to tell that a part is not near the limit.
        if (size_of(part).width_m() < 1.1 * options.sliver_width_m)
            if (const LandSize size = exact_size_of(part); size.width_m() < options.sliver_width_m) {
                out.slivers.push_back({face, size.area_m2, size.width_m(), place_in(part), false, parts.size() == 1});
                continue;
            }
        find_spikes(face, part.outer, options, out.slivers);
        for (const LandRing& hole : part.holes)
            find_spikes(face, hole, options, out.slivers);
    }
    return out;
}

TessellationFindings check_tessellation(const Tessellation& map, const CheckOptions& options, std::stop_token stop)
{
    return MapChecker(map, options, std::move(stop)).run();
}

} // namespace geo
