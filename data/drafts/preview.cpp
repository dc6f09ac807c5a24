#include "data/drafts/preview.h"

#include "data/drafts/counts.h"
#include "data/drafts/draft_rows.h"
#include "geo/cancelled.h"
#include "geo/shapes/geos_shapes.h"

#include <algorithm>
#include <map>

namespace data {
namespace {

using geo::FaceId;
using geo::no_face;

// Land less than this is how crossings were rounded.
constexpr double least_flow_m2 = 0.01;

class PreviewMaker {
public:
    PreviewMaker(const DraftVersion& base, const DraftVersion& draft, const DraftGround& ground, std::stop_token stop)
        : base_(base), draft_(draft), stop_(std::move(stop))
    {
        for (const Grid& area : ground.areas)
            areas_[area.id] = &area;
    }

    Preview make(const DraftGround& ground, std::span<const Incident> incidents, std::span<const Camera> cameras)
    {
        find_changed();
        share_land();
        const CountIndex counts(ground.places);
        share_households(counts);
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

    void find_changed()
    {
        const std::size_t slots = std::max(base_.map.face_slots(), draft_.map.face_slots());
        for (FaceId face = 0; face < slots; ++face) {
            const DraftGrid *was = base_.grid(face), *is = draft_.grid(face);
            const bool is_border = !has_same_border(base_.map, draft_.map, face);
            if (!is_border && (was == is || (was && is && *was == *is)))
                continue;
            out_.changed.push_back(face);
            for (const auto* map : {&base_.map, &draft_.map})
                if (const geo::Face* f = map->face(face); f && is_border)
                    box_.add(f->box);
            (is_border ? borders_ : records_).push_back(face);
        }
    }

    void share_land()
    {
        // What only has another record keeps all its land.
        for (const FaceId face : records_)
            if (base_.map.face(face))
                flows_[{face, face}].area_m2 = geo::area_m2(base_.map.shape(face));
        std::vector<geo::MultiPolygon> shapes;
        std::vector<geo::LonLatBox> boxes;
        for (const FaceId face : borders_) {
            shapes.push_back(draft_.map.shape(face));
            boxes.push_back(geo::box_of(shapes.back()));
        }
        const geo::SpatialIndex index(boxes);
        std::vector<double> left;
        for (const geo::MultiPolygon& shape : shapes)
            left.push_back(geo::area_m2(shape));
        for (const FaceId face : borders_) {
            if (stop_.stop_requested())
                throw geo::Cancelled();
            const geo::MultiPolygon shape = base_.map.shape(face);
            if (shape.empty())
                continue;
            double rest = geo::area_m2(shape);
            std::vector<std::uint32_t> near = index.query(geo::box_of(shape));
            std::sort(near.begin(), near.end());
            // Most of it mostly stays: then there is nothing to ask of the others.
            std::stable_partition(near.begin(), near.end(), [&](std::uint32_t i) { return borders_[i] == face; });
            for (const std::uint32_t i : near) {
                if (rest < least_flow_m2)
                    break;
                const double area = geo::area_m2(geos_.intersection(shape, shapes[i]));
                if (area < least_flow_m2)
                    continue;
                flows_[{face, borders_[i]}].area_m2 = area;
                rest -= area, left[i] -= area;
            }
            if (rest >= least_flow_m2)
                flows_[{face, no_face}].area_m2 = rest;
        }
        for (std::size_t i = 0; i < borders_.size(); ++i)
            if (left[i] >= least_flow_m2)
                flows_[{no_face, borders_[i]}].area_m2 = left[i];
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
            const DraftGrid* grid = base_.grid(face);
            if (!grid || !grid->households)
                continue;
            double all = 0;
            if (flows.size() > 1) {
                counts.within(base_.map.face(face)->box, found);
                for (const std::uint32_t i : found)
                    if (base_.map.face_at(counts[i].point) == face)
                        placed[{face, draft_.map.face_at(counts[i].point)}] += counts[i].households, all += counts[i].households;
            }
            std::vector<double> weights;
            for (std::size_t i = 0; i < flows.size(); ++i)
                weights.push_back(all > 0 ? placed[{face, ends[face][i]}] : flows[i]->area_m2);
            const std::vector<int> shares = share_out(*grid->households, weights);
            for (std::size_t i = 0; i < flows.size(); ++i)
                flows[i]->households = shares[i];
        }
    }

    /// Between which faces a point goes; nothing where nothing changed around it.
    std::optional<Ends> flow_at(geo::LonLat point)
    {
        const geo::FixedPoint p = geo::fixed_from_lonlat(point);
        FaceId from = no_face, to = no_face;
        if (box_.contains(p))
            from = base_.map.face_at(p), to = draft_.map.face_at(p);
        else if (!records_.empty())
            from = to = base_.map.face_at(p);
        const auto is_changed = [&](FaceId face) { return std::binary_search(out_.changed.begin(), out_.changed.end(), face); };
        if ((from == no_face && to == no_face) || (!is_changed(from) && !is_changed(to)))
            return std::nullopt;
        return Ends{from, to};
    }

    FlowEnd end_of(const DraftVersion& version, FaceId face) const
    {
        const DraftGrid* grid = face == no_face ? nullptr : version.grid(face);
        if (const geo::Face* f = face == no_face ? nullptr : version.map.face(face); !grid && f && f->is_overlap())
            grid = version.grid(f->owners.front());
        if (!grid)
            return {};
        FlowEnd out{grid->id, grid->code, grid->name, grid->unit};
        GridId above = grid->parent;
        for (std::size_t step = 0; step < level_names.size() && !out.unit; ++step) {
            const auto at = areas_.find(above);
            if (at == areas_.end())
                break;
            out.unit = at->second->unit, above = at->second->parent;
        }
        return out;
    }

    void sum_up()
    {
        std::map<std::pair<GridId, GridId>, Flow> by_grid; // overlaps count for their first owner
        for (auto& [key, flow] : flows_) {
            flow.from = end_of(base_, key.first), flow.to = end_of(draft_, key.second);
            if (!flow.from.id && !flow.to.id)
                continue;
            Flow& sum = by_grid[{flow.from.id, flow.to.id}];
            sum.from = flow.from, sum.to = flow.to;
            sum.area_m2 += flow.area_m2, sum.households += flow.households, sum.incidents += flow.incidents, sum.cameras += flow.cameras;
        }
        for (auto& [key, flow] : by_grid) {
            out_.before.area_m2 += flow.area_m2;
            if (!flow.stays())
                out_.moves.push_back(flow);
            out_.flows.push_back(std::move(flow));
        }
        out_.after.area_m2 = out_.before.area_m2;
        const auto count = [](const DraftVersion& version, FlowTotals& totals) {
            for (FaceId face = 0; face < version.grids.size(); ++face)
                if (const DraftGrid* grid = version.grid(face))
                    ++totals.grids, totals.households += grid->households.value_or(0);
        };
        count(base_, out_.before), count(draft_, out_.after);
    }

    const DraftVersion &base_, &draft_;
    std::stop_token stop_;
    std::map<GridId, const Grid*> areas_;
    std::vector<FaceId> borders_, records_; // that have another border, or only another record
    geo::FixedBox box_;                     // of the borders
    std::map<Ends, Flow> flows_;
    geo::GeosShapes geos_;
    Preview out_;
};

} // namespace

Preview make_preview(const DraftVersion& base, const DraftVersion& draft, const DraftGround& ground, std::span<const Incident> incidents,
                     std::span<const Camera> cameras, std::stop_token stop)
{
    return PreviewMaker(base, draft, ground, std::move(stop)).make(ground, incidents, cameras);
}

std::vector<Flow> moves_between_units(const Preview& preview, const DraftGround& ground)
{
    std::map<UnitId, std::string> names;
    for (const Unit& unit : ground.units)
        names[unit.id] = unit.name;
    std::map<std::pair<UnitId, UnitId>, Flow> sums;
    for (const Flow& move : preview.moves) {
        if (move.from.unit == move.to.unit)
            continue;
        Flow& sum = sums[{move.from.unit, move.to.unit}];
        sum.from.unit = move.from.unit, sum.from.name = names[move.from.unit];
        sum.to.unit = move.to.unit, sum.to.name = names[move.to.unit];
        sum.area_m2 += move.area_m2, sum.households += move.households, sum.incidents += move.incidents, sum.cameras += move.cameras;
    }
    std::vector<Flow> out;
    for (auto& [units, sum] : sums)
        out.push_back(std::move(sum));
    return out;
}

} // namespace data
