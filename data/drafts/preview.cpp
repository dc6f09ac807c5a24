#include "data/drafts/preview.h"

#include "data/drafts/draft_rows.h"
#include "data/drafts/flow_maker.h"

#include <algorithm>
#include <map>

namespace data {
namespace {

using geo::FaceId;
using geo::no_face;

class DraftFlows {
public:
    DraftFlows(const DraftVersion& base, const DraftVersion& draft, const DraftGround& ground) : base_(base), draft_(draft)
    {
        for (const Grid& area : ground.areas)
            areas_[area.id] = &area;
        job_.before = side(base), job_.after = side(draft);
        job_.places = ground.places;
        find_changed();
    }

    Preview make(std::span<const Incident> incidents, std::span<const Camera> cameras, std::stop_token stop) const
    {
        Preview out = make_flows(job_, incidents, cameras, std::move(stop));
        count(base_, out.before);
        count(draft_, out.after);
        std::vector<FixedLine> before, after;
        base_.map.visit_changed_arcs(draft_.map, [&](geo::ArcId, const geo::SharedArc* was, const geo::SharedArc* is) {
            if (was)
                before.push_back(was->points);
            if (is)
                after.push_back(is->points);
        });
        out.borders = moved_borders(before, after);
        return out;
    }

private:
    void find_changed()
    {
        const std::size_t slots = std::max(base_.map.face_slots(), draft_.map.face_slots());
        for (FaceId face = 0; face < slots; ++face) {
            const DraftGrid *was = base_.grid(face), *is = draft_.grid(face);
            const bool is_border = !has_same_border(base_.map, draft_.map, face);
            if (!is_border && (was == is || (was && is && *was == *is)))
                continue;
            job_.changed.push_back(face);
            for (const auto* map : {&base_.map, &draft_.map})
                if (const geo::Face* f = map->face(face); f && is_border)
                    job_.box.add(f->box);
            (is_border ? job_.borders : job_.records).push_back(face);
        }
    }

    FlowSide side(const DraftVersion& version) const
    {
        return {.shape = [&version](FaceId face) { return version.map.face(face) ? version.map.shape(face) : geo::MultiPolygon(); },
                .at = [&version](geo::FixedPoint p) { return version.map.face_at(p); },
                .end = [this, &version](FaceId face) { return end_of(version, face); },
                .households =
                    [&version](FaceId face) {
                        const DraftGrid* grid = version.owner(face);
                        return grid ? grid->households : std::nullopt;
                    }};
    }

    FlowEnd end_of(const DraftVersion& version, FaceId face) const
    {
        const DraftGrid* grid = face == no_face ? nullptr : version.grid(face);
        if (const geo::Face* f = face == no_face ? nullptr : version.map.face(face); !grid && f && f->is_overlap())
            grid = version.owner(f->owners.front());
        if (!grid)
            return {};
        const auto area = [this](GridId id) {
            const auto at = areas_.find(id);
            return at == areas_.end() ? nullptr : at->second;
        };
        return {grid->id, grid->code, grid->name, unit_in_charge(grid->unit, grid->parent, area)};
    }

    static void count(const DraftVersion& version, FlowTotals& totals)
    {
        visit_grids(version, [&](FaceId, const DraftGrid& grid) { ++totals.grids, totals.households += grid.households.value_or(0); });
    }

    const DraftVersion &base_, &draft_;
    std::map<GridId, const Grid*> areas_;
    FlowJob job_;
};

} // namespace

Preview make_preview(const DraftVersion& base, const DraftVersion& draft, const DraftGround& ground, std::span<const Incident> incidents,
                     std::span<const Camera> cameras, std::stop_token stop)
{
    return DraftFlows(base, draft, ground).make(incidents, cameras, std::move(stop));
}

} // namespace data
