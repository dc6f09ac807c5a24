#include "geo/partition/replace.h"

#include "geo/partition/assemble.h"
#include "geo/partition/edit_board.h"
#include "geo/partition/segments.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace geo {
namespace {

// A crossing is rounded to a unit, and what was cut there may be cut and rounded again.
constexpr double most_beside = 2;

/// So near to the segment, and further along it than `last`.
bool is_along(FixedPoint a, FixedPoint b, FixedPoint last, FixedPoint p)
{
    const double dx = static_cast<double>(b.x - a.x), dy = static_cast<double>(b.y - a.y);
    if (std::abs(static_cast<double>(cross(a, b, p))) > most_beside * std::hypot(dx, dy))
        return false;
    const auto along = [&](FixedPoint q) { return static_cast<double>(q.x - a.x) * dx + static_cast<double>(q.y - a.y) * dy; };
    return along(p) > along(last) && along(p) < along(b);
}

using Segment = std::pair<FixedPoint, FixedPoint>;

/// The way along sorted segments from one end of a line to the other, in `out` behind what is there: what lies between, and `to`. Where two
/// borders run side by side a way may end in nothing; another one is tried then.
bool find_chain(const std::vector<Segment>& segments, FixedPoint from, FixedPoint here, FixedPoint to, std::set<FixedPoint>& dead, FixedRing& out)
{
    const auto first = std::lower_bound(segments.begin(), segments.end(), here, [](const Segment& s, FixedPoint p) { return s.first < p; });
    for (auto s = first; s != segments.end() && s->first == here; ++s)
        if (s->second == to) {
            out.push_back(to);
            return true;
        }
    for (auto s = first; s != segments.end() && s->first == here; ++s) {
        if (dead.contains(s->second) || !is_along(from, to, here, s->second))
            continue;
        out.push_back(s->second);
        if (find_chain(segments, from, s->second, to, dead, out))
            return true;
        out.pop_back();
    }
    dead.insert(here);
    return false;
}

FixedRing units_of(const Ring& ring, bool is_hole)
{
    FixedRing points;
    for (const LonLat p : ring)
        if (const FixedPoint q = fixed_from_lonlat(p); points.empty() || points.back() != q)
            points.push_back(q);
    while (points.size() > 1 && points.front() == points.back())
        points.pop_back();
    if (!points.empty() && (doubled_area(points) < 0) != is_hole)
        std::reverse(points.begin(), points.end());
    return points;
}

std::vector<FixedPoint> turned(const std::vector<FixedPoint>& points) { return {points.rbegin(), points.rend()}; }

Ring in_degrees(const FixedRing& ring)
{
    Ring out;
    out.reserve(ring.size());
    for (const FixedPoint p : ring)
        out.push_back(lonlat_from_fixed(p));
    return out;
}

MultiPolygon in_degrees(const std::vector<FixedPolygon>& pieces)
{
    MultiPolygon out;
    for (const FixedPolygon& piece : pieces) {
        out.push_back({in_degrees(piece.outer), {}});
        for (const FixedRing& hole : piece.holes)
            out.back().holes.push_back(in_degrees(hole));
    }
    return out;
}

/// The edit that turns one version into another, made anew, whose faces have other numbers.
class Difference {
public:
    Difference(const Tessellation& map, const Tessellation& fresh, const std::vector<FaceId>& faces)
        : map_(map), fresh_(fresh), faces_(faces), is_kept_(map.arc_slots(), 0)
    {
        for (ArcId id = 0; id < map.arc_slots(); ++id)
            if (const SharedArc* arc = map.arc(id); arc && arc->points.front() == arc->points.back())
                rings_[*std::min_element(arc->points.begin(), arc->points.end())].push_back(id);
    }

    std::vector<TessellationEdit::ArcChange> arcs()
    {
        std::vector<ArcId> others;
        for (ArcId id = 0; id < fresh_.arc_slots(); ++id)
            if (fresh_.arc(id) && !keep_same(fresh_.arc_ptr(id)))
                others.push_back(id);
        ArcId next = map_.next_arc();
        for (const ArcId id : others) {
            SharedArc arc = relabelled(*fresh_.arc(id));
            if (const auto old = find_old(arc)) {
                const std::vector<FixedPoint>& was = map_.arc(*old)->points;
                if (was.front() == arc.points.back() || (was.back() == arc.points.front() && was.front() != arc.points.front()))
                    std::reverse(arc.points.begin(), arc.points.end()), std::swap(arc.left, arc.right);
                put(*old, std::move(arc));
            } else {
                changes_.push_back({next++, nullptr, std::make_shared<const SharedArc>(std::move(arc))});
            }
        }
        for (ArcId id = 0; id < map_.arc_slots(); ++id)
            if (map_.arc(id) && !is_kept_[id])
                changes_.push_back({id, map_.arc_ptr(id), nullptr});
        return std::move(changes_);
    }

private:
    FaceId face(FaceId fresh) const { return fresh == no_face ? no_face : faces_[fresh]; }
    SharedArc relabelled(const SharedArc& arc) const { return {arc.points, face(arc.left), face(arc.right)}; }

    void put(ArcId id, SharedArc arc)
    {
        is_kept_[id] = 1;
        if (arc != *map_.arc(id))
            changes_.push_back({id, map_.arc_ptr(id), std::make_shared<const SharedArc>(std::move(arc))});
    }

    /// The arc of the version with the same points, whichever way they run, has now these faces beside it.
    bool keep_same(const ArcPtr& fresh)
    {
        const std::vector<FixedPoint>& points = fresh->points;
        for (const ArcId id : map_.arcs_at(points.front())) {
            if (is_kept_[id])
                continue;
            const std::vector<FixedPoint>& old = map_.arc(id)->points;
            if (old == points)
                return put(id, relabelled(*fresh)), true;
            if (std::equal(old.begin(), old.end(), points.rbegin(), points.rend()))
                return put(id, {old, face(fresh->right), face(fresh->left)}), true;
        }
        return points.front() == points.back() && fresh_.arcs_at(points.front()).size() == 1 && keep_same_ring(*fresh);
    }

    /// A ring that meets nothing may begin anywhere.
    bool keep_same_ring(const SharedArc& fresh)
    {
        const auto from_lowest = [](std::vector<FixedPoint> ring) {
            ring.pop_back();
            std::rotate(ring.begin(), std::min_element(ring.begin(), ring.end()), ring.end());
            return ring;
        };
        const FixedRing ring = from_lowest(fresh.points), back = from_lowest(turned(fresh.points));
        const auto at = rings_.find(ring.front());
        if (at == rings_.end())
            return false;
        for (const ArcId id : at->second) {
            const std::vector<FixedPoint>& old = map_.arc(id)->points;
            const FixedRing was = from_lowest(old);
            if (is_kept_[id] || (was != ring && was != back))
                continue;
            const bool is_same_way = was == ring;
            put(id, {old, face(is_same_way ? fresh.left : fresh.right), face(is_same_way ? fresh.right : fresh.left)});
            return true;
        }
        return false;
    }

    /// One that is not there any more: between the same nodes, else between the same faces from one of the nodes on.
    std::optional<ArcId> find_old(const SharedArc& arc) const
    {
        std::optional<ArcId> best;
        for (const FixedPoint node : {arc.points.front(), arc.points.back()})
            for (const ArcId id : map_.arcs_at(node)) {
                const SharedArc& old = *map_.arc(id);
                if (is_kept_[id])
                    continue;
                if (std::minmax(old.points.front(), old.points.back()) == std::minmax(arc.points.front(), arc.points.back()))
                    return id;
                if (!best && std::minmax(old.left, old.right) == std::minmax(arc.left, arc.right))
                    best = id;
            }
        return best;
    }

    const Tessellation& map_;
    const Tessellation& fresh_;
    const std::vector<FaceId>& faces_;  // by fresh face
    std::vector<char> is_kept_;         // arcs of the version
    std::map<FixedPoint, std::vector<ArcId>> rings_; // by lowest vertex
    std::vector<TessellationEdit::ArcChange> changes_;
};

/// What went from whom to whom among the faces that an edit touches, by laying both states over one another.
std::vector<Passage> passages_of(const Tessellation& before, const Tessellation& after, const std::vector<FaceId>& faces, std::stop_token stop)
{
    std::vector<MultiPolygon> shapes;
    std::vector<FaceId> was, is;
    for (const FaceId face : faces)
        if (before.face(face))
            shapes.push_back(before.shape(face)), was.push_back(face);
    for (const FaceId face : faces)
        if (after.face(face))
            shapes.push_back(after.shape(face)), is.push_back(face);
    const Tessellation both = assemble(shapes, std::move(stop)).map;
    std::vector<Passage> out;
    for (FaceId cell = 0; cell < both.face_slots(); ++cell) {
        const Face* known = both.face(cell);
        if (!known)
            continue;
        Passage passage{no_face, no_face, both.doubled_area(cell)};
        for (const FaceId shape : known->is_overlap() ? known->owners : std::vector<FaceId>{cell})
            (shape < was.size() ? passage.from : passage.to) = shape < was.size() ? was[shape] : is[shape - was.size()];
        if (passage.from != passage.to)
            out.push_back(passage);
    }
    return out;
}

} // namespace

Borders::Borders(const Tessellation& map) : map_(map)
{
    for (ArcId id = 0; id < map.arc_slots(); ++id)
        if (const SharedArc* arc = map.arc(id))
            for (std::size_t i = 1; i < arc->points.size(); ++i) {
                segments_.emplace_back(arc->points[i - 1], arc->points[i]);
                segments_.emplace_back(arc->points[i], arc->points[i - 1]);
            }
    std::sort(segments_.begin(), segments_.end());
    for (FaceId face = 0; face < map.face_slots(); ++face)
        if (const Face* known = map.face(face))
            for (const FaceId owner : known->owners)
                overlaps_[owner].push_back(face);
}

FixedRing Borders::fitted(const FixedRing& ring, const std::vector<Segment>& own) const
{
    FixedRing out;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const FixedPoint from = ring[i], to = ring[(i + 1) % ring.size()];
        std::set<FixedPoint> dead, dead_elsewhere;
        if (!find_chain(own, from, from, to, dead, out) && !find_chain(segments_, from, from, to, dead_elsewhere, out))
            out.push_back(to); // no border of the version
    }
    return out;
}

std::vector<FixedPolygon> Borders::fitted(const MultiPolygon& shape, std::optional<FaceId> face) const
{
    const std::vector<Segment> own = face ? outline_of(*face) : std::vector<Segment>();
    std::vector<FixedPolygon> out;
    for (const Polygon& polygon : shape) {
        FixedPolygon piece{fitted(units_of(polygon.outer, false), own), {}};
        if (piece.outer.size() < 3)
            continue;
        for (const Ring& hole : polygon.holes)
            if (FixedRing ring = fitted(units_of(hole, true), own); ring.size() >= 3)
                piece.holes.push_back(std::move(ring));
        out.push_back(std::move(piece));
    }
    return out;
}

std::vector<Segment> Borders::outline_of(FaceId face) const
{
    std::vector<FaceId> claims;
    if (map_.face(face)) // else all it has are its overlaps
        claims.push_back(face);
    if (const auto at = overlaps_.find(face); at != overlaps_.end())
        claims.insert(claims.end(), at->second.begin(), at->second.end());
    const auto is_claimed = [&](FaceId side) { return std::find(claims.begin(), claims.end(), side) != claims.end(); };
    std::vector<Segment> out;
    for (const FaceId claim : claims)
        for (const ArcId id : map_.face(claim)->arcs) {
            const SharedArc& arc = *map_.arc(id);
            if (is_claimed(arc.left) == is_claimed(arc.right))
                continue;
            for (std::size_t i = 1; i < arc.points.size(); ++i)
                out.push_back(is_claimed(arc.left) ? Segment{arc.points[i - 1], arc.points[i]} : Segment{arc.points[i], arc.points[i - 1]});
        }
    std::sort(out.begin(), out.end());
    return out;
}

bool Borders::are_of(FaceId face, const std::vector<FixedPolygon>& shape) const
{
    std::vector<Segment> is;
    const auto add = [&](const FixedRing& ring) {
        for (std::size_t i = 0; i < ring.size(); ++i)
            is.emplace_back(ring[i], ring[(i + 1) % ring.size()]);
    };
    for (const FixedPolygon& piece : shape) {
        add(piece.outer);
        for (const FixedRing& hole : piece.holes)
            add(hole);
    }
    std::sort(is.begin(), is.end());
    return is == outline_of(face);
}

std::vector<FixedPolygon> Borders::with_overlaps(FaceId face) const
{
    std::vector<FixedPolygon> out;
    if (map_.face(face))
        out = map_.polygons(face);
    if (const auto at = overlaps_.find(face); at != overlaps_.end())
        for (const FaceId overlap : at->second)
            for (FixedPolygon& piece : map_.polygons(overlap))
                out.push_back(std::move(piece));
    return out;
}

Replaced replace(const Tessellation& map, std::span<const NewOutline> outlines, std::stop_token stop)
{
    const Borders borders(map);
    std::map<FaceId, const NewOutline*> named;
    for (const NewOutline& outline : outlines)
        named[outline.face] = &outline;
    std::map<std::vector<FaceId>, FaceId> overlaps; // of the version, by owners
    std::vector<MultiPolygon> shapes;
    std::vector<FaceId> faces;                      // by face of the fresh one
    FaceId next = map.next_face();
    std::set<FaceId> covered; // all their land is others', too
    for (FaceId face = 0; face < map.face_slots(); ++face)
        if (const Face* known = map.face(face); known && known->is_overlap()) {
            overlaps[known->owners] = face;
            for (const FaceId owner : known->owners)
                if (!map.face(owner))
                    covered.insert(owner);
        }
    for (FaceId face = 0; face < map.face_slots(); ++face) {
        const Face* known = map.face(face);
        if ((known ? known->is_overlap() : !covered.contains(face)) || named.contains(face))
            continue;
        shapes.push_back(in_degrees(borders.with_overlaps(face)));
        faces.push_back(face);
    }
    for (const auto& [face, outline] : named) {
        next = std::max(next, face + 1);
        if (outline->shape.empty())
            continue;
        shapes.push_back(in_degrees(outline->shape));
        faces.push_back(face);
    }
    const std::size_t plain = faces.size();
    const Tessellation fresh = assemble(shapes, stop).map;

    Replaced out;
    for (FaceId i = 0; i < plain; ++i)
        if (!fresh.face(i) && !covered.contains(faces[i]))
            out.without_land.push_back(faces[i]);
    std::sort(out.without_land.begin(), out.without_land.end());
    TessellationEdit edit;
    std::set<FaceId> kept;
    for (FaceId i = 0; i < plain; ++i) {
        kept.insert(faces[i]);
        if (!map.face(faces[i]) && fresh.face(i))
            edit.faces.push_back({faces[i], false, true, {}});
    }
    for (auto i = static_cast<FaceId>(plain); i < fresh.face_slots(); ++i) {
        std::vector<FaceId> owners;
        if (fresh.face(i))
            for (const FaceId owner : fresh.face(i)->owners)
                owners.push_back(faces[owner]);
        std::sort(owners.begin(), owners.end());
        const auto known = overlaps.find(owners);
        faces.push_back(known != overlaps.end() ? known->second : next++);
        if (known != overlaps.end())
            kept.insert(known->second);
        else if (fresh.face(i))
            edit.faces.push_back({faces.back(), false, true, std::move(owners)});
    }
    for (FaceId face = 0; face < map.face_slots(); ++face)
        if (const Face* known = map.face(face); known && !kept.contains(face))
            edit.faces.push_back({face, true, false, known->owners});
    edit.arcs = Difference(map, fresh, faces).arcs();
    const Tessellation after = map.after(edit);
    std::vector<Passage> passages = passages_of(map, after, edit.touched(), stop);
    out.edited = edited_from(map, std::move(edit), std::move(passages));
    return out;
}

} // namespace geo
