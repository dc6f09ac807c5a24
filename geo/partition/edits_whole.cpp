#include "geo/partition/edits.h"

#include "geo/partition/face_cells.h"
#include "geo/partition/segments.h"

#include <algorithm>

namespace geo {
namespace {

FixedPoint somewhere_on(const Tessellation& map, FaceId face)
{
    return map.face(face) && !map.face(face)->arcs.empty() ? map.arc(map.face(face)->arcs.front())->points.front() : FixedPoint{};
}

/// Overlaps some of whose owners become another: face → what it is afterwards.
void settle_overlaps(const Tessellation& map, const std::map<FaceId, FaceId>& becomes, std::map<FaceId, FaceId>& relabelled,
                     std::vector<TessellationEdit::FaceChange>& changes, FaceId next)
{
    if (map.overlap_count() == 0)
        return;
    std::map<std::vector<FaceId>, FaceId> known;
    for (FaceId face = 0; face < map.face_slots(); ++face)
        if (map.face(face) && map.face(face)->is_overlap())
            known.emplace(map.face(face)->owners, face);
    const std::map<std::vector<FaceId>, FaceId> before = known;
    for (const auto& [owners, face] : before) {
        std::set<FaceId> now;
        for (const FaceId owner : owners)
            if (const auto at = becomes.find(owner); at == becomes.end())
                now.insert(owner);
            else if (at->second != no_face)
                now.insert(at->second);
        const std::vector<FaceId> owners_now(now.begin(), now.end());
        if (owners_now == owners)
            continue;
        changes.push_back({face, true, false, owners});
        if (owners_now.size() < 2) {
            relabelled[face] = owners_now.empty() ? no_face : owners_now.front();
            continue;
        }
        const auto [at, is_new] = known.try_emplace(owners_now, next);
        if (is_new)
            changes.push_back({next++, false, true, owners_now});
        relabelled[face] = at->second;
    }
}

/// Every face of `becomes` turns into the other as a whole.
EditOutcome turn_into(const Tessellation& map, const std::map<FaceId, FaceId>& becomes)
{
    std::vector<TessellationEdit::FaceChange> changes;
    std::map<FaceId, FaceId> relabelled = becomes;
    for (const auto& [from, to] : becomes)
        changes.push_back({from, true, false, map.face(from)->owners});
    EditBoard board(map);
    settle_overlaps(map, becomes, relabelled, changes, map.next_face());
    std::vector<Passage> passages;
    for (const auto& [from, to] : relabelled) {
        board.load_face(from);
        passages.push_back({from, to, map.doubled_area(from)});
    }
    for (EditBoard::Place place = 0; place < board.size(); ++place)
        for (FaceId* side : {&board.arc(place).left, &board.arc(place).right})
            if (const auto at = relabelled.find(*side); at != relabelled.end())
                *side = at->second;
    board.tidy();
    return checked(map, board.edit(std::move(changes)), std::move(passages));
}

bool is_neighbour(const Tessellation& map, FaceId face, FaceId other)
{
    const std::vector<FaceId> all = map.neighbours(face);
    return std::find(all.begin(), all.end(), other) != all.end();
}

} // namespace

EditOutcome merge(const Tessellation& map, std::span<const FaceId> faces, FaceId keep)
{
    std::set<FaceId> all(faces.begin(), faces.end());
    all.insert(keep);
    for (const FaceId face : all)
        if (!map.face(face) || map.face(face)->is_overlap())
            return Refused{RefusalReason::unknown_grid, {}, "no such grid"};
    if (all.size() < 2)
        return Refused{RefusalReason::not_adjacent, somewhere_on(map, keep), "a merge needs two grids"};
    std::set<FaceId> reached{keep};
    std::vector<FaceId> queue{keep};
    while (!queue.empty()) {
        const FaceId at = queue.back();
        queue.pop_back();
        for (const FaceId next : map.neighbours(at)) {
            // Grids that overlap hang together by what they share.
            const bool is_bridge = next != no_face && map.face(next)->is_overlap();
            if ((all.contains(next) || is_bridge) && reached.insert(next).second)
                queue.push_back(next);
        }
    }
    for (const FaceId face : all)
        if (!reached.contains(face))
            return Refused{RefusalReason::not_adjacent, somewhere_on(map, face), "the grids share no border"};
    std::map<FaceId, FaceId> becomes;
    for (const FaceId face : all)
        if (face != keep)
            becomes[face] = keep;
    return turn_into(map, becomes);
}

EditOutcome remove(const Tessellation& map, FaceId face, FaceId into)
{
    if (!map.face(face) || map.face(face)->is_overlap() || (into != no_face && (!map.face(into) || map.face(into)->is_overlap())) || into == face)
        return Refused{RefusalReason::unknown_grid, {}, "no such grid"};
    if (into != no_face && !is_neighbour(map, face, into))
        return Refused{RefusalReason::not_adjacent, somewhere_on(map, face), "the grids share no border"};
    return turn_into(map, {{face, into}});
}

EditOutcome give_overlap(const Tessellation& map, FaceId overlap, FaceId owner)
{
    if (!map.face(overlap) || !map.face(overlap)->is_overlap() || (owner != no_face && !map.face(owner)))
        return Refused{RefusalReason::unknown_grid, {}, "no such overlap"};
    return turn_into(map, {{overlap, owner}});
}

EditOutcome fill(const Tessellation& map, FixedPoint at, FaceId into)
{
    if (!map.face(into) || map.face(into)->is_overlap())
        return Refused{RefusalReason::unknown_grid, at, "no such grid"};
    if (map.face_at(at) != no_face)
        return Refused{RefusalReason::not_adjacent, at, "this land belongs to a grid"};
    EditBoard board(map);
    std::vector<EditBoard::Place> beside;
    for (const ArcId id : map.face(into)->arcs)
        if (const SharedArc& arc = *map.arc(id); arc.left == no_face || arc.right == no_face) {
            beside.push_back(board.size());
            board.load(id);
        }
    const FaceCells cells(board, beside);
    for (const Cell& cell : cells.cells()) {
        if (!is_in_ring(cell.outer, {2 * at.x, 2 * at.y}))
            continue;
        for (const ArcId id : map.arcs_near(box_of(cell.outer))) {
            const SharedArc& arc = *map.arc(id);
            const FixedPoint p = arc.points[0], q = arc.points[1];
            if (!board.is_loaded(id) && is_in_ring(cell.outer, {p.x + q.x, p.y + q.y}))
                return Refused{RefusalReason::folds, p, "there are grids inside this land"};
        }
        const WideInt area = cell.area;
        relabel(board, cell, into);
        board.tidy();
        return checked(map, board.edit({}), {{no_face, into, area}});
    }
    return Refused{RefusalReason::not_adjacent, at, "this land is not enclosed by grids, or does not border that one"};
}

} // namespace geo
