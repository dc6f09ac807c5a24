#include "data/drafts/flow_maker.h"

#include "data/drafts/counts.h"
#include "geo/cancelled.h"
#include "geo/shapes/geos_shapes.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace data {
namespace {

using geo::FaceId;
using geo::no_face;

// Land less than this is how crossings were rounded.
constexpr double least_flow_m2 = 0.01;

class FlowMaker {
public:
    FlowMaker(const FlowJob& job, std::stop_token stop) : job_(job), stop_(std::move(stop)) {}

    Preview make(std::span<const Incident> incidents, std::span<const Camera> cameras)
    {
        out_.changed = job_.changed;
        share_land();
        share_households(CountIndex(job_.places));
        for (const Incident& incident : incidents)
            if (incident.has_position && is_open(incident)) {
                ++out_.before.incidents;
                if (const auto flow = flow_at(incident.position))
                    ++flows_[*flow].incidents;
            }
        for (const Camera& camera : cameras)
            if (camera.status != CameraStatus::removed) {
                ++out_.before.cameras;
                if (const auto flow = flow_at(camera.position))
                    ++flows_[*flow].cameras;
            }
        out_.after.incidents = out_.before.incidents, out_.after.cameras = out_.before.cameras;
        sum_up();
        return std::move(out_);
    }

private:
    using Ends = std::pair<FaceId, FaceId>;

    /// The shapes of one side, and where they lie.
    struct Shapes {
        explicit Shapes(const FlowSide& side, std::span<const FaceId> faces)
        {
            std::vector<geo::LonLatBox> boxes;
            for (const FaceId face : faces) {
                all.push_back(side.shape(face));
                boxes.push_back(geo::box_of(all.back()));
                left.push_back(geo::area_m2(all.back()));
            }
            index = geo::SpatialIndex(boxes);
        }
        std::vector<std::uint32_t> near(const geo::MultiPolygon& shape) const
        {
            std::vector<std::uint32_t> found = index.query(geo::box_of(shape));
            std::sort(found.begin(), found.end());
            return found;
        }

        std::vector<geo::MultiPolygon> all;
        std::vector<double> left; // m² that no flow has yet
        geo::SpatialIndex index;
    };

    void share_land()
    {
        // What only has another record keeps all its land.
        for (const FaceId face : job_.records)
            if (const geo::MultiPolygon shape = job_.before.shape(face); !shape.empty()) {
                const double area = flows_[{face, face}].area_m2 = geo::area_m2(shape);
                out_.before.area_m2 += area, out_.after.area_m2 += area;
            }
        const std::vector<FaceId>& faces = job_.borders;
        Shapes before(job_.before, faces), after(job_.after, faces);
        out_.before.area_m2 = std::accumulate(before.left.begin(), before.left.end(), out_.before.area_m2);
        out_.after.area_m2 = std::accumulate(after.left.begin(), after.left.end(), out_.after.area_m2);
        for (std::size_t b = 0; b < faces.size(); ++b) {
            if (stop_.stop_requested())
                throw geo::Cancelled();
            const geo::MultiPolygon& shape = before.all[b];
            if (shape.empty())
                continue;
            double& rest = before.left[b];
            std::vector<std::uint32_t> near = after.near(shape);
            // Most of it mostly stays: then there is nothing to ask of the others.
            std::stable_partition(near.begin(), near.end(), [&](std::uint32_t i) { return i == b; });
            for (const std::uint32_t i : near) {
                if (rest < least_flow_m2)
                    break;
                geo::MultiPolygon part = geos_.intersection(shape, after.all[i]);
                const double area = geo::area_m2(part);
                if (area < least_flow_m2)
                    continue;
                flows_[{faces[b], faces[i]}].area_m2 = area;
                rest -= area, after.left[i] -= area;
                note_moved(faces[b], faces[i], std::move(part));
            }
            if (rest >= least_flow_m2) {
                flows_[{faces[b], no_face}].area_m2 = rest;
                out_.after.area_m2 += rest;
                note_moved(faces[b], no_face, without(shape, after));
            }
        }
        for (std::size_t i = 0; i < faces.size(); ++i)
            if (after.left[i] >= least_flow_m2) {
                flows_[{no_face, faces[i]}].area_m2 = after.left[i];
                out_.before.area_m2 += after.left[i];
                note_moved(no_face, faces[i], without(after.all[i], before));
            }
    }

    geo::MultiPolygon without(const geo::MultiPolygon& shape, const Shapes& others) const
    {
        std::vector<geo::MultiPolygon> there;
        for (const std::uint32_t i : others.near(shape))
            there.push_back(others.all[i]);
        return geos_.difference(shape, geos_.union_of(there));
    }

    void note_moved(FaceId from, FaceId to, geo::MultiPolygon part)
    {
        if (from != to && job_.before.end(from).id != job_.after.end(to).id && !part.empty())
            out_.moved.push_back(std::move(part));
    }

    void share_households(const CountIndex& counts)
    {
        std::map<FaceId, std::vector<Flow*>> parts;
        std::map<FaceId, std::vector<FaceId>> ends;
        std::map<Ends, double> placed;
        std::vector<std::uint32_t> found;
        for (auto& [key, flow] : flows_)
            if (key.first != no_face)
                parts[key.first].push_back(&flow), ends[key.first].push_back(key.second);
        for (auto& [face, flows] : parts) {
            const std::optional<int> households = job_.before.households(face);
            if (!households)
                continue;
            double all = 0;
            if (flows.size() > 1) {
                counts.within(geo::fixed_box(geo::box_of(job_.before.shape(face))), found);
                for (const std::uint32_t i : found)
                    if (job_.before.at(counts[i].point) == face)
                        placed[{face, job_.after.at(counts[i].point)}] += counts[i].households, all += counts[i].households;
            }
            std::vector<double> weights;
            for (std::size_t i = 0; i < flows.size(); ++i)
                weights.push_back(all > 0 ? placed[{face, ends[face][i]}] : flows[i]->area_m2);
            const std::vector<int> shares = share_out(*households, weights);
            for (std::size_t i = 0; i < flows.size(); ++i)
                flows[i]->households = shares[i];
        }
    }

    /// Between which faces a point goes; nothing where nothing changed around it.
    std::optional<Ends> flow_at(geo::LonLat point)
    {
        const geo::FixedPoint p = geo::fixed_from_lonlat(point);
        FaceId from = no_face, to = no_face;
        if (job_.box.contains(p))
            from = job_.before.at(p), to = job_.after.at(p);
        else if (!job_.records.empty())
            from = to = job_.before.at(p);
        const auto is_changed = [&](FaceId face) { return std::binary_search(job_.changed.begin(), job_.changed.end(), face); };
        if ((from == no_face && to == no_face) || (!is_changed(from) && !is_changed(to)))
            return std::nullopt;
        return Ends{from, to};
    }

    void sum_up()
    {
        std::map<std::pair<GridId, GridId>, Flow> by_grid; // overlaps count for their first owner
        for (auto& [key, flow] : flows_) {
            flow.from = job_.before.end(key.first), flow.to = job_.after.end(key.second);
            if (!flow.from.id && !flow.to.id)
                continue;
            Flow& sum = by_grid[{flow.from.id, flow.to.id}];
            sum.from = flow.from, sum.to = flow.to;
            sum.area_m2 += flow.area_m2, sum.households += flow.households, sum.incidents += flow.incidents, sum.cameras += flow.cameras;
        }
        for (auto& [key, flow] : by_grid) {
            if (!flow.stays())
                out_.moves.push_back(flow);
            out_.flows.push_back(std::move(flow));
        }
    }

    const FlowJob& job_;
    std::stop_token stop_;
    std::map<Ends, Flow> flows_;
    geo::GeosShapes geos_;
    Preview out_;
};

} // namespace

Preview make_flows(const FlowJob& job, std::span<const Incident> incidents, std::span<const Camera> cameras, std::stop_token stop)
{
    return FlowMaker(job, std::move(stop)).make(incidents, cameras);
}

UnitId unit_in_charge(UnitId own, GridId parent, const std::function<const Grid*(GridId)>& area)
{
    for (std::size_t step = 0; step < level_names.size() && !own; ++step) {
        const Grid* above = area(parent);
        if (!above)
            break;
        own = above->unit, parent = above->parent;
    }
    return own;
}

} // namespace data
