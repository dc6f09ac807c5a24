#include "data/drafts/edition_difference.h"

#include "data/drafts/flow_maker.h"
#include "geo/shapes/spatial_index.h"

#include <algorithm>
#include <map>
#include <set>

namespace data {
namespace {

using geo::FaceId;
using geo::no_face;

/// The grids of one edition that the other has not, by face.
class Side {
public:
    Side(const DraftGround& ground, Level level, const std::set<GridId>& others) : ground_(ground), level_(level)
    {
        for (const Grid& area : ground.areas) {
            areas_[area.id] = &area;
            if (area.level != level)
                continue;
            (others.contains(area.id) ? kept_ : own_).push_back(&area);
        }
    }

    const std::vector<const Grid*>& own() const { return own_; }
    const std::vector<const Grid*>& kept() const { return kept_; }

    /// `ids`: under which id each grid goes, where it is another one than its own.
    void number(std::map<FaceId, const Grid*> by_face, std::map<GridId, GridId> ids)
    {
        by_face_ = std::move(by_face), ids_ = std::move(ids);
        std::vector<geo::LonLatBox> boxes;
        for (const auto& [face, grid] : by_face_) {
            faces_.push_back(face);
            boxes.push_back(grid->box);
        }
        index_ = geo::SpatialIndex(boxes);
    }

    FlowSide flow_side() const
    {
        return {.shape = [this](FaceId face) { return grid(face) ? grid(face)->shape : geo::MultiPolygon(); },
                .at = [this](geo::FixedPoint p) { return face_at(geo::lonlat_from_fixed(p)); },
                .end = [this](FaceId face) { return end_of(face); },
                .households = [this](FaceId face) { return grid(face) ? grid(face)->households : std::nullopt; }};
    }

    void count(FlowTotals& totals) const
    {
        for (const Grid& area : ground_.areas)
            if (area.level == level_)
                ++totals.grids, totals.households += area.households.value_or(0);
    }

private:
    const Grid* grid(FaceId face) const
    {
        const auto at = by_face_.find(face);
        return at == by_face_.end() ? nullptr : at->second;
    }

    /// A dedicated grid before the base grid around it.
    FaceId face_at(geo::LonLat p) const
    {
        FaceId found = no_face;
        for (const std::uint32_t i : index_.query(p))
            if (const Grid& at = *by_face_.at(faces_[i]); (found == no_face || at.kind == GridKind::dedicated) && geo::contains(at.shape, p))
                found = faces_[i];
        return found;
    }

    FlowEnd end_of(FaceId face) const
    {
        const Grid* at = grid(face);
        if (!at)
            return {};
        const auto goes_as = ids_.find(at->id);
        const auto area = [this](GridId id) {
            const auto above = areas_.find(id);
            return above == areas_.end() ? nullptr : above->second;
        };
        return {goes_as == ids_.end() ? at->id : goes_as->second, at->code, at->name, unit_in_charge(at->unit, at->parent, area)};
    }

    const DraftGround& ground_;
    Level level_;
    std::map<GridId, const Grid*> areas_;
    std::vector<const Grid*> own_, kept_;
    std::map<FaceId, const Grid*> by_face_;
    std::map<GridId, GridId> ids_;
    std::vector<FaceId> faces_; // as index_ has them
    geo::SpatialIndex index_;
};

/// Of the grids: those that only one of the editions has may have followed one another.
Level level_of(const DraftGround& before, const DraftGround& after)
{
    Level finest = Level::province;
    for (const DraftGround* ground : {&before, &after})
        for (const Grid& area : ground->areas)
            finest = std::max(finest, area.level);
    return finest;
}

std::set<GridId> ids_of(const DraftGround& ground)
{
    std::set<GridId> ids;
    for (const Grid& area : ground.areas)
        ids.insert(area.id);
    return ids;
}

/// By what a grid is known in another edition; none for one that nobody could tell from others.
std::map<std::string, const Grid*> by_name(const std::vector<const Grid*>& grids)
{
    std::map<std::string, const Grid*> out;
    std::set<std::string> several;
    for (const Grid* grid : grids)
        if (const std::string key = !grid->code.empty() ? "code " + grid->code : !grid->name.empty() ? "name " + grid->name : ""; !key.empty())
            if (!out.emplace(key, grid).second)
                several.insert(key);
    for (const std::string& key : several)
        out.erase(key);
    return out;
}

class Comparison {
public:
    Comparison(const DraftGround& before, const DraftGround& after)
        : before_(before, level_of(before, after), ids_of(after)), after_(after, level_of(before, after), ids_of(before))
    {
        number();
        job_.before = before_.flow_side(), job_.after = after_.flow_side();
        job_.places = after.places;
    }

    Preview make(std::span<const Incident> incidents, std::span<const Camera> cameras, std::stop_token stop) const
    {
        Preview out = make_flows(job_, incidents, cameras, std::move(stop));
        before_.count(out.before);
        after_.count(out.after);
        std::vector<FixedLine> before, after;
        for (const Grid* grid : before_.own())
            add_rings(grid->shape, before);
        for (const Grid* grid : after_.own())
            add_rings(grid->shape, after);
        // A border that a neighbour keeps is still there.
        for (const Grid* grid : before_.kept())
            if (job_.box.meets(geo::fixed_box(grid->box))) {
                add_rings(grid->shape, before);
                add_rings(grid->shape, after);
            }
        out.borders = moved_borders(before, after);
        return out;
    }

private:
    void number()
    {
        const auto earlier = by_name(before_.own()), later = by_name(after_.own());
        std::map<FaceId, const Grid*> was, is;
        std::map<GridId, GridId> goes_as;
        std::map<const Grid*, FaceId> faces;
        FaceId next = 0;
        for (const Grid* grid : before_.own()) {
            faces[grid] = next;
            was.emplace(next++, grid);
        }
        std::map<const Grid*, const Grid*> follows;
        for (const auto& [key, grid] : later)
            if (const auto at = earlier.find(key); at != earlier.end())
                follows[grid] = at->second;
        for (const Grid* grid : after_.own()) {
            const auto at = follows.find(grid);
            if (at != follows.end())
                goes_as.emplace(grid->id, at->second->id);
            is.emplace(at == follows.end() ? next++ : faces[at->second], grid);
        }
        for (FaceId face = 0; face < next; ++face) {
            const auto before = was.find(face), after = is.find(face);
            const bool is_record = before != was.end() && after != is.end() && before->second->shape == after->second->shape;
            job_.changed.push_back(face);
            (is_record ? job_.records : job_.borders).push_back(face);
            for (const auto& [side, at] : {std::pair(&was, before), std::pair(&is, after)})
                if (at != side->end() && !is_record)
                    job_.box.add(geo::fixed_box(at->second->box));
        }
        before_.number(std::move(was), {});
        after_.number(std::move(is), std::move(goes_as));
    }

    Side before_, after_;
    FlowJob job_;
};

} // namespace

Preview compare_editions(const DraftGround& before, const DraftGround& after, std::span<const Incident> incidents, std::span<const Camera> cameras,
                         std::stop_token stop)
{
    return Comparison(before, after).make(incidents, cameras, std::move(stop));
}

} // namespace data
