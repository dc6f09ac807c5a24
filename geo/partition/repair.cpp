#include "geo/partition/repair.h"

#include "geo/cancelled.h"
#include "geo/partition/edit_board.h"
#include "geo/partition/land.h"

#include <algorithm>
#include <map>

namespace geo {
namespace {

// A face that would be left without any land counts as so many faults.
constexpr std::ptrdiff_t lost_face = 1000;

/// A piece of land and who is to have it.
struct Grant {
    Land land;
    FaceId to = no_face;
};

class Planner {
public:
    Planner(const Tessellation& map, const RepairOptions& options, std::stop_token stop) : map_(map), options_(options), stop_(std::move(stop)) {}

    std::vector<ProposedRepair> run()
    {
        switch (options_.kind) {
        case RepairKind::overlaps: mend_overlaps(); break;
        case RepairKind::gaps: mend_gaps(); break;
        case RepairKind::slivers: mend_slivers(); break;
        case RepairKind::invalid: mend_invalid(); break;
        }
        return std::move(out_);
    }

private:
    void throw_if_stopped() const
    {
        if (stop_.stop_requested())
            throw Cancelled{};
    }

    bool is_asked_for(const Land& land) const
    {
        if (!options_.place)
            return true;
        const MultiPolygon shape{polygon_of(land)};
        return contains(shape, *options_.place) || label_point(shape) == *options_.place;
    }

    bool is_narrower(const Land& land, std::optional<double> limit_m) const { return !limit_m || exact_size_of(land).width_m() < *limit_m; }

    // ---- overlaps ----

    void mend_overlaps()
    {
        std::vector<FaceId> open;
        for (FaceId id = 0; id < map_.face_slots(); ++id)
            if (const Face* face = map_.face(id); face && face->is_overlap()) {
                open.push_back(id);
                for (const FaceId owner : face->owners)
                    overlaps_of_[owner].push_back(id);
            }
        // From the borders inwards: who has land beside it can have it without falling apart.
        for (bool at_any_rate = false; !open.empty();) {
            std::vector<FaceId> later;
            for (const FaceId id : open)
                if (!mend_overlap(id, at_any_rate))
                    later.push_back(id);
            at_any_rate = later.size() == open.size();
            open = std::move(later);
        }
    }

    bool mend_overlap(FaceId id, bool at_any_rate)
    {
        throw_if_stopped();
        std::vector<Land> pieces = land_of(map_, std::span(&id, 1));
        const std::size_t all = pieces.size();
        // A place means the overlap that has it, with all its pieces: they are one finding.
        const bool is_meant = !options_.place || std::ranges::any_of(pieces, [&](const Land& land) { return is_asked_for(land); });
        std::erase_if(pieces, [&](const Land& land) { return !is_meant || !is_narrower(land, options_.max_width_m); });
        std::vector<Grant> grants;
        for (Land& land : pieces) {
            const std::optional<FaceId> owner = owner_for(id, land, at_any_rate);
            if (!owner)
                return false;
            grants.push_back({std::move(land), *owner});
        }
        const std::vector<FaceId> owners = map_.face(id)->owners;
        if (!grants.empty())
            move(id, id, grants, grants.size() == all);
        if (grants.size() == all)
            for (const FaceId owner : owners)
                std::erase(overlaps_of_[owner], id);
        return true;
    }

    /// None: nobody who has land beside it yet.
    std::optional<FaceId> owner_for(FaceId overlap, const Land& land, bool at_any_rate)
    {
        const std::vector<FaceId>& owners = map_.face(overlap)->owners;
        if (options_.give == RepairGive::unassigned && (borders(land).contains(no_face) || !is_gap(land, options_.check)))
            return no_face;
        const std::map<FaceId, double> beside = borders(land);
        std::vector<FaceId> candidates;
        for (const FaceId owner : owners)
            if (beside.contains(owner) || !map_.face(owner))
                candidates.push_back(owner);
        if (candidates.empty() && !at_any_rate)
            return std::nullopt;
        if (candidates.empty())
            candidates = owners;
        return best_for(overlap, land, candidates, owners, beside);
    }

    // ---- gaps ----

    void mend_gaps()
    {
        if (options_.give == RepairGive::unassigned)
            return;
        struct Gap {
            Land land;
            std::vector<ArcPtr> arcs; // as they were, in the order of its sides
        };
        std::vector<Gap> gaps;
        for (Land& land : unowned_land(map_)) {
            if (!is_gap(land, options_.check) || !is_narrower(land, options_.max_width_m) || !is_asked_for(land))
                continue;
            Gap gap{std::move(land), {}};
            for_each_ring(gap.land, [&](const LandRing& ring) {
                for (const ArcSide side : ring.sides)
                    gap.arcs.push_back(map_.arc_ptr(side.arc));
            });
            gaps.push_back(std::move(gap));
        }
        for (Gap& gap : gaps) {
            throw_if_stopped();
            std::size_t i = 0;
            for_each_ring(gap.land, [&](LandRing& ring) { follow(ring, gap.arcs, i); });
            const std::map<FaceId, double> beside = owners_of(borders(gap.land));
            std::vector<FaceId> candidates;
            for (const auto& [face, metres] : beside)
                candidates.push_back(face);
            const FaceId to = best_for(no_face, gap.land, candidates, {}, beside);
            move(to, no_face, {{std::move(gap.land), to}}, false);
        }
    }

    /// The sides of a ring in the version of now: arcs were joined since.
    void follow(LandRing& ring, const std::vector<ArcPtr>& arcs, std::size_t& i) const
    {
        std::vector<ArcSide> sides;
        for (const ArcSide side : ring.sides) {
            const SharedArc& was = *arcs[i++];
            ArcSide now = side;
            if (map_.arc_ptr(side.arc) != arcs[i - 1]) {
                FixedPoint from = was.points[0], to = was.points[1];
                if (side.reversed)
                    std::swap(from, to);
                for (const ArcId id : map_.arcs_near(box_of(std::span(was.points).first(2)))) {
                    const FixedRing& p = map_.arc(id)->points;
                    for (std::size_t k = 1; k < p.size(); ++k)
                        if ((p[k - 1] == from && p[k] == to) || (p[k - 1] == to && p[k] == from))
                            now = {id, p[k - 1] == to};
                }
            }
            if (std::none_of(sides.begin(), sides.end(), [&](ArcSide s) { return s.arc == now.arc && s.reversed == now.reversed; }))
                sides.push_back(now);
        }
        ring.sides = std::move(sides);
    }

    // ---- slivers, and what is left of invalid shapes ----

    void mend_slivers()
    {
        std::vector<char> is_claimed(map_.face_slots(), 0);
        for (FaceId id = 0; id < map_.face_slots(); ++id)
            if (const Face* face = map_.face(id))
                for (const FaceId owner : face->owners)
                    is_claimed[owner] = 1;
        for (FaceId id = 0; id < map_.face_slots(); ++id)
            if (const Face* face = map_.face(id); face && !face->is_overlap() && !is_claimed[id])
                mend_parts(id, true);
    }

    void mend_invalid()
    {
        for (const FaceId id : options_.invalid)
            if (map_.face(id) && !mend_parts(id, false)) {
                const std::vector<Land> parts = land_of(map_, std::span(&id, 1));
                if (is_asked_for(parts.front()))
                    out_.push_back({RepairKind::invalid, id, {}, 0, 0, label_point({polygon_of(parts.front())})});
            }
    }

    /// Gives away what is too narrow; false: nothing is.
    bool mend_parts(FaceId id, bool with_the_largest)
    {
        throw_if_stopped();
        const double limit = options_.max_width_m.value_or(options_.check.sliver_width_m);
        std::vector<Land> parts = land_of(map_, std::span(&id, 1));
        const std::size_t all = parts.size();
        std::vector<Grant> grants;
        for (std::size_t i = with_the_largest ? 0 : 1; i < all; ++i) {
            if (size_of(parts[i]).width_m() >= 1.1 * limit || !is_narrower(parts[i], limit) || !is_asked_for(parts[i]))
                continue;
            const std::map<FaceId, double> beside = borders(parts[i]);
            const std::vector<FaceId> candidates = neighbours_of(beside);
            const bool is_island = candidates.empty() && beside.contains(no_face);
            // The largest part of a grid that has no neighbour to go to is the grid.
            if (candidates.empty() && (!is_island || (i == 0 && options_.give != RepairGive::unassigned)))
                continue;
            const bool to_none = is_island || (options_.give == RepairGive::unassigned && beside.contains(no_face));
            const FaceId to = to_none ? no_face : best_for(id, parts[i], candidates, {}, beside);
            grants.push_back({std::move(parts[i]), to});
        }
        if (!grants.empty())
            move(id, id, grants, grants.size() == all);
        return !grants.empty();
    }

    // ---- all ----

    template <class LandLike, class Visit> static void for_each_ring(LandLike& land, Visit visit)
    {
        visit(land.outer);
        for (auto& hole : land.holes)
            visit(hole);
    }

    FaceId beyond(ArcSide side) const { return side.reversed ? map_.arc(side.arc)->left : map_.arc(side.arc)->right; }

    /// Metres of border with each face around.
    std::map<FaceId, double> borders(const Land& land) const
    {
        std::map<FaceId, double> out;
        for_each_ring(land, [&](const LandRing& ring) {
            for (const ArcSide side : ring.sides)
                out[beyond(side)] += length_m(*map_.arc(side.arc));
        });
        return out;
    }

    std::vector<FaceId> neighbours_of(const std::map<FaceId, double>& beside) const
    {
        std::vector<FaceId> out;
        for (const auto& [face, metres] : beside)
            if (face != no_face && !map_.face(face)->is_overlap())
                out.push_back(face);
        return out;
    }

    /// An overlap's border counts for each of its owners.
    std::map<FaceId, double> owners_of(const std::map<FaceId, double>& beside) const
    {
        std::map<FaceId, double> out;
        for (const auto& [face, metres] : beside) {
            if (face == no_face)
                continue;
            if (!map_.face(face)->is_overlap())
                out[face] += metres;
            for (const FaceId owner : map_.face(face)->owners)
                out[owner] += metres;
        }
        return out;
    }

    /// The candidates as asked for, the first the best.
    std::vector<FaceId> in_order(std::vector<FaceId> candidates, const std::map<FaceId, double>& beside) const
    {
        std::map<FaceId, WideInt> areas;
        if (options_.give == RepairGive::larger)
            for (const FaceId face : candidates)
                areas[face] = map_.doubled_area(face);
        const auto border = [&](FaceId face) {
            const auto at = beside.find(face);
            return at == beside.end() ? 0 : at->second;
        };
        std::stable_sort(candidates.begin(), candidates.end(), [&](FaceId a, FaceId b) {
            return options_.give == RepairGive::larger ? areas[a] > areas[b] : border(a) > border(b);
        });
        return candidates;
    }

    /// The first of the candidates with whom nobody gets another fault, or else the fewest. `losers`: who had the land, too.
    FaceId best_for(FaceId from, const Land& land, const std::vector<FaceId>& candidates, const std::vector<FaceId>& losers, const std::map<FaceId, double>& beside)
    {
        const auto faults = [&](const Tessellation& map, FaceId face) -> std::ptrdiff_t {
            const auto overlaps = overlaps_of_.find(face);
            const FaceFaults found = check_face(map, face, overlaps == overlaps_of_.end() ? std::span<const FaceId>() : overlaps->second, options_.check);
            return found.parts == 0 ? lost_face : static_cast<std::ptrdiff_t>(found.count());
        };
        FaceId best = no_face;
        std::ptrdiff_t fewest = std::numeric_limits<std::ptrdiff_t>::max();
        for (const FaceId candidate : in_order(candidates, beside)) {
            const Tessellation after = map_.after(relabelled(from, {{land, candidate}}, false));
            std::ptrdiff_t more = 0;
            for (const FaceId face : losers)
                more += faults(after, face) - faults(map_, face);
            if (std::find(losers.begin(), losers.end(), candidate) == losers.end())
                more += faults(after, candidate) - faults(map_, candidate);
            if (more < fewest)
                best = candidate, fewest = more;
            if (fewest <= 0)
                break;
        }
        return best;
    }

    /// `is_all`: nothing of `from` is left.
    TessellationEdit relabelled(FaceId from, const std::vector<Grant>& grants, bool is_all) const
    {
        std::vector<TessellationEdit::FaceChange> faces;
        if (from != no_face && is_all)
            faces.push_back({from, true, false, map_.face(from)->owners});
        EditBoard board(map_);
        std::map<ArcId, EditBoard::Place> places;
        for (const Grant& grant : grants) {
            if (grant.to != no_face && !map_.face(grant.to) &&
                std::none_of(faces.begin(), faces.end(), [&](const TessellationEdit::FaceChange& change) { return change.id == grant.to; }))
                faces.push_back({grant.to, false, true, {}});
            for_each_ring(grant.land, [&](const LandRing& ring) {
                for (const ArcSide side : ring.sides) {
                    const auto [at, is_new] = places.try_emplace(side.arc, board.size());
                    if (is_new)
                        board.load(side.arc);
                    (side.reversed ? board.arc(at->second).right : board.arc(at->second).left) = grant.to;
                }
            });
        }
        board.tidy();
        return board.edit(std::move(faces));
    }

    /// Makes the repair and the version after it.
    void move(FaceId about, FaceId from, const std::vector<Grant>& grants, bool is_all)
    {
        ProposedRepair repair{options_.kind, about, {}, 0, 0, {}};
        std::vector<Passage> passages;
        WideInt largest = 0;
        for (const Grant& grant : grants) {
            const WideInt area = grant.land.doubled_area();
            passages.push_back({from, grant.to, area});
            repair.doubled_area += area;
            repair.area_m2 += exact_size_of(grant.land).area_m2;
            if (area > largest)
                repair.place = label_point({polygon_of(grant.land)}), largest = area;
        }
        repair.edited = edited_from(map_, relabelled(from, grants, is_all), std::move(passages));
        map_.apply(repair.edited.edit);
        out_.push_back(std::move(repair));
    }

    Tessellation map_; // after the repairs so far
    const RepairOptions& options_;
    const std::stop_token stop_;
    std::map<FaceId, std::vector<FaceId>> overlaps_of_;
    std::vector<ProposedRepair> out_;
};

} // namespace

std::vector<ProposedRepair> plan_repairs(const Tessellation& map, const RepairOptions& options, std::stop_token stop)
{
    return Planner(map, options, std::move(stop)).run();
}

} // namespace geo
