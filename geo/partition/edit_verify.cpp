#include "geo/partition/edit_board.h"

#include "geo/partition/segments.h"

#include <algorithm>

namespace geo {
namespace {

using Segment = std::pair<FixedPoint, FixedPoint>;

Segment segment(FixedPoint a, FixedPoint b) { return a < b ? Segment{a, b} : Segment{b, a}; }

struct ArcEnd {
    FixedPoint second;
    FaceId left, right; // looking away from the node
};

std::vector<ArcEnd> arc_ends_at(const Tessellation& map, FixedPoint node)
{
    std::vector<ArcEnd> ends;
    for (const ArcId id : map.arcs_at(node)) {
        const SharedArc& arc = *map.arc(id);
        if (arc.points.front() == node)
            ends.push_back({arc.points[1], arc.left, arc.right});
        if (arc.points.back() == node)
            ends.push_back({arc.points[arc.points.size() - 2], arc.right, arc.left});
    }
    return ends;
}

/// What is wrong around a node; empty: nothing. Two arcs may not leave the same way, and what is left of one is right of the next.
std::string_view fault_at_node(const Tessellation& map, FixedPoint node)
{
    std::vector<ArcEnd> ends = arc_ends_at(map, node);
    if (ends.empty())
        return {};
    const FixedPoint back = ends.front().second;
    std::sort(ends.begin() + 1, ends.end(), [&](const ArcEnd& a, const ArcEnd& b) { return is_clockwise_before(node, back, a.second, b.second); });
    for (std::size_t i = 0; i < ends.size(); ++i) {
        const ArcEnd& here = ends[i];
        const ArcEnd& next = ends[(i + 1) % ends.size()];
        if (ends.size() > 1 && side(node, here.second, next.second) == 0 && !is_clockwise_before(node, here.second, next.second, here.second))
            return "two borders leave a node the same way";
        if (here.right != next.left)
            return "the borders around a node do not fit";
    }
    return {};
}

class SegmentCheck {
public:
    explicit SegmentCheck(const Tessellation& map) : map_(map) {}

    /// A fault of segment i (points i − 1 and i) of the arc against everything near.
    std::optional<PlanarFault> fault_of(ArcId id, std::size_t i)
    {
        const SharedArc& arc = *map_.arc(id);
        const FixedPoint a = arc.points[i - 1], b = arc.points[i];
        FixedBox box;
        box.add(a), box.add(b);
        map_.arcs_near(box, near_);
        for (const ArcId other_id : near_) {
            const SharedArc& other = *map_.arc(other_id);
            const std::vector<FixedPoint>& q = other.points;
            for (std::size_t k = 1; k < q.size(); ++k) {
                if (std::max(q[k - 1].x, q[k].x) < box.west || std::min(q[k - 1].x, q[k].x) > box.east || std::max(q[k - 1].y, q[k].y) < box.south ||
                    std::min(q[k - 1].y, q[k].y) > box.north || (other_id == id && k == i))
                    continue;
                if (meeting(a, b, q[k - 1], q[k]) != Meeting::none)
                    return PlanarFault{crossing_or_touch(a, b, q[k - 1], q[k]), "two borders cross or touch"};
                for (const std::size_t mine : {i - 1, i})
                    for (const std::size_t its : {k - 1, k})
                        if (arc.points[mine] == q[its] && !may_share(id, mine, other_id, its))
                            return PlanarFault{q[its], "two borders touch in a vertex"};
                if (segment(a, b) == segment(q[k - 1], q[k]))
                    return PlanarFault{a, "two borders lie on one another"};
            }
        }
        return std::nullopt;
    }

private:
    bool is_end(ArcId id, std::size_t i) const { return i == 0 || i + 1 == map_.arc(id)->points.size(); }

    bool may_share(ArcId a, std::size_t i, ArcId b, std::size_t k) const
    {
        return (a == b && i == k) || (is_end(a, i) && is_end(b, k));
    }

    static FixedPoint crossing_or_touch(FixedPoint a, FixedPoint b, FixedPoint c, FixedPoint d)
    {
        if (meeting(a, b, c, d) == Meeting::cross)
            return crossing_point(a, b, c, d);
        for (const FixedPoint p : {c, d})
            if (is_inside_segment(a, b, p))
                return p;
        return is_inside_segment(c, d, a) ? a : b;
    }

    const Tessellation& map_;
    std::vector<ArcId> near_;
};

std::string_view fault_of_arc(const SharedArc& arc)
{
    if (arc.left == arc.right)
        return "a border with the same area on both sides";
    if (arc.points.front() == arc.points.back() && arc.points.size() < 4)
        return "a ring without area";
    return {};
}

/// Parts of the face, and whether one of its rings is turned inside out.
std::size_t parts_of(const Tessellation& map, FaceId face) { return map.polygons(face).size(); }

/// An island that a moved border jumped over: it would lie in another face than its own border says.
std::optional<FixedPoint> find_swept(const Tessellation& before, const TessellationEdit& edit)
{
    std::set<ArcId> changed;
    for (const TessellationEdit::ArcChange& change : edit.arcs)
        changed.insert(change.id);
    std::vector<ArcId> near;
    for (const TessellationEdit::ArcChange& change : edit.arcs) {
        if (!change.before || !change.after || change.before->left != change.after->left || change.before->right != change.after->right)
            continue;
        if (change.before->points == change.after->points)
            continue;
        FixedRing swept = change.before->points;
        swept.insert(swept.end(), change.after->points.rbegin(), change.after->points.rend());
        before.arcs_near(box_of(swept), near);
        for (const ArcId id : near) {
            if (changed.contains(id))
                continue;
            for (const FixedPoint p : before.arc(id)->points)
                if (std::find(swept.begin(), swept.end(), p) == swept.end()) {
                    // All of an arc that crosses neither border lies on one side of them: one vertex tells.
                    if (is_in_ring(swept, {2 * p.x, 2 * p.y}))
                        return p;
                    break;
                }
        }
    }
    return std::nullopt;
}

} // namespace

Edited edited_from(const Tessellation& before, TessellationEdit edit, std::vector<Passage> passages)
{
    Edited out;
    std::erase_if(passages, [](const Passage& p) { return p.doubled_area == 0 || p.from == p.to; });
    std::sort(passages.begin(), passages.end(), [](const Passage& a, const Passage& b) { return std::tie(a.from, a.to) < std::tie(b.from, b.to); });
    for (const Passage& p : passages)
        if (!out.passages.empty() && out.passages.back().from == p.from && out.passages.back().to == p.to)
            out.passages.back().doubled_area += p.doubled_area;
        else
            out.passages.push_back(p);
    std::set<FaceId> moved;
    for (const Passage& p : out.passages)
        moved.insert({p.from, p.to});
    for (const TessellationEdit::FaceChange& change : edit.faces)
        (change.is ? out.created : out.removed).push_back(change.id);
    std::sort(out.created.begin(), out.created.end());
    std::sort(out.removed.begin(), out.removed.end());
    // Of the faces around, those count as touched whose border has other vertices.
    std::map<FaceId, std::array<std::set<FixedPoint>, 2>> vertices;
    for (const TessellationEdit::ArcChange& change : edit.arcs)
        for (const bool is_after : {false, true})
            if (const ArcPtr& arc = is_after ? change.after : change.before)
                for (const FaceId face : {arc->left, arc->right})
                    if (face != no_face)
                        vertices[face][is_after].insert(arc->points.begin(), arc->points.end());
    for (const auto& [face, sets] : vertices) {
        const auto is_in = [&, id = face](const std::vector<FaceId>& list) { return std::binary_search(list.begin(), list.end(), id); };
        if (is_in(out.created) || is_in(out.removed))
            continue;
        if (moved.contains(face))
            out.changed.push_back(face);
        else if (sets[0] != sets[1])
            out.touched.push_back(face);
    }
    (void)before;
    out.edit = std::move(edit);
    return out;
}

std::optional<Refused> find_fault_after(const Tessellation& before, const Tessellation& after, const TessellationEdit& edit)
{
    const auto folds = [](FixedPoint at, std::string_view why) { return Refused{RefusalReason::folds, at, why}; };
    std::set<Segment> known;
    for (const TessellationEdit::ArcChange& change : edit.arcs)
        if (change.before)
            for (std::size_t i = 1; i < change.before->points.size(); ++i)
                known.insert(segment(change.before->points[i - 1], change.before->points[i]));
    SegmentCheck check(after);
    std::set<FixedPoint> nodes;
    for (const TessellationEdit::ArcChange& change : edit.arcs) {
        if (!change.after)
            continue;
        const SharedArc& arc = *change.after;
        if (const std::string_view fault = fault_of_arc(arc); !fault.empty())
            return folds(arc.points.front(), fault);
        nodes.insert({arc.points.front(), arc.points.back()});
        for (std::size_t i = 1; i < arc.points.size(); ++i) {
            if (known.contains(segment(arc.points[i - 1], arc.points[i])))
                continue;
            if (const auto fault = check.fault_of(change.id, i))
                return folds(fault->at, fault->what);
        }
    }
    for (const FixedPoint node : nodes)
        if (const std::string_view fault = fault_at_node(after, node); !fault.empty())
            return folds(node, fault);
    if (const auto swept = find_swept(before, edit))
        return folds(*swept, "a border would jump over an area");
    for (const FaceId face : edit.touched()) {
        if (!after.face(face))
            continue;
        const std::size_t parts = parts_of(after, face), were = before.face(face) ? parts_of(before, face) : 1;
        if (parts == 0)
            return folds(edit.arcs.front().after ? edit.arcs.front().after->points.front() : FixedPoint{}, "an area would be turned inside out");
        if (parts > std::max<std::size_t>(were, 1)) {
            const std::vector<FixedPolygon> pieces = after.polygons(face);
            return folds(pieces.back().outer.front(), "a part of an area would be left behind");
        }
    }
    return std::nullopt;
}

EditOutcome checked(const Tessellation& before, TessellationEdit edit, std::vector<Passage> passages)
{
    const Tessellation after = before.after(edit);
    if (auto fault = find_fault_after(before, after, edit))
        return *fault;
    return edited_from(before, std::move(edit), std::move(passages));
}

std::vector<PlanarFault> find_planar_faults(const Tessellation& map, const FixedBox& box)
{
    std::vector<PlanarFault> out;
    SegmentCheck check(map);
    std::set<FixedPoint> nodes;
    std::set<FaceId> faces;
    for (ArcId id = 0; id < map.arc_slots(); ++id) {
        const SharedArc* arc = map.arc(id);
        if (!arc || (!box.is_empty() && !box.meets(box_of(arc->points))))
            continue;
        if (const std::string_view fault = fault_of_arc(*arc); !fault.empty())
            out.push_back({arc->points.front(), fault});
        nodes.insert({arc->points.front(), arc->points.back()});
        faces.insert({arc->left, arc->right});
        for (std::size_t i = 1; i < arc->points.size(); ++i)
            if (const auto fault = check.fault_of(id, i))
                out.push_back(*fault);
    }
    for (const FixedPoint node : nodes)
        if (const std::string_view fault = fault_at_node(map, node); !fault.empty())
            out.push_back({node, fault});
    faces.erase(no_face);
    for (const FaceId face : faces)
        if (map.doubled_area(face) <= 0)
            out.push_back({map.arc(map.face(face)->arcs.front())->points.front(), "an area that is not positive"});
    return out;
}

} // namespace geo
