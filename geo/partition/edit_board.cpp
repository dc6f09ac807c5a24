#include "geo/partition/edit_board.h"

#include "geo/partition/segments.h"

#include <algorithm>
#include <cassert>

namespace geo {

void EditBoard::load(ArcId id)
{
    if (loaded_.contains(id))
        return;
    const SharedArc& arc = *map_.arc(id);
    loaded_.emplace(id, arcs_.size());
    arcs_.push_back({arc.points, arc.left, arc.right, id, false});
    index(arcs_.size() - 1);
}

void EditBoard::load_face(FaceId face)
{
    if (const Face* f = map_.face(face))
        for (const ArcId id : f->arcs)
            load(id);
}

void EditBoard::load_node(FixedPoint node)
{
    if (loaded_nodes_.insert(node).second)
        for (const ArcId id : map_.arcs_at(node))
            load(id);
}

EditBoard::Place EditBoard::add(Arc arc)
{
    arcs_.push_back(std::move(arc));
    const Place place = arcs_.size() - 1;
    index(place);
    disturbed_.insert({arcs_[place].points.front(), arcs_[place].points.back()});
    return place;
}

void EditBoard::drop(Place place)
{
    if (arcs_[place].is_gone)
        return;
    unindex(place);
    arcs_[place].is_gone = true;
    disturbed_.insert({arcs_[place].points.front(), arcs_[place].points.back()});
}

void EditBoard::set_points(ArcId id, std::vector<FixedPoint> points)
{
    load(id);
    const Place place = loaded_.at(id);
    unindex(place);
    arcs_[place].points = std::move(points);
    index(place);
}

const std::vector<FixedPoint>& EditBoard::points_of(ArcId id)
{
    load(id);
    return arcs_[loaded_.at(id)].points;
}

void EditBoard::cut_at(const std::set<FixedPoint>& stops)
{
    disturbed_.insert(stops.begin(), stops.end());
    const std::size_t loaded = arcs_.size();
    for (Place place = 0; place < loaded; ++place) {
        if (arcs_[place].is_gone)
            continue;
        std::vector<std::size_t> cuts;
        const std::size_t n = arcs_[place].points.size();
        for (std::size_t i = 1; i + 1 < n; ++i)
            if (stops.contains(arcs_[place].points[i]))
                cuts.push_back(i);
        if (cuts.empty())
            continue;
        unindex(place);
        Arc whole = std::move(arcs_[place]);
        // A ring without a node of its own begins at the first stop.
        if (whole.points.front() == whole.points.back() && !stops.contains(whole.points.front()) && ends_at(whole.points.front()).empty()) {
            const std::size_t shift = cuts.front();
            whole.points.pop_back();
            std::rotate(whole.points.begin(), whole.points.begin() + static_cast<std::ptrdiff_t>(shift), whole.points.end());
            whole.points.push_back(whole.points.front());
            cuts.erase(cuts.begin());
            for (std::size_t& cut : cuts)
                cut -= shift;
        }
        cuts.push_back(n - 1);
        std::size_t from = 0;
        for (const std::size_t to : cuts) {
            Arc piece{{whole.points.begin() + static_cast<std::ptrdiff_t>(from), whole.points.begin() + static_cast<std::ptrdiff_t>(to) + 1},
                      whole.left, whole.right, whole.origin, false};
            if (from == 0) {
                arcs_[place] = std::move(piece);
                index(place);
            } else {
                add(std::move(piece));
            }
            from = to;
        }
    }
}

std::vector<EditBoard::End> EditBoard::ends_at(FixedPoint node)
{
    load_node(node);
    const auto found = ends_.find(node);
    return found == ends_.end() ? std::vector<End>() : found->second;
}

FixedPoint EditBoard::second_of(End end) const
{
    const std::vector<FixedPoint>& p = arcs_[end.arc].points;
    return end.reversed ? p[p.size() - 2] : p[1];
}

FaceId EditBoard::face_towards(FixedPoint node, FixedPoint to)
{
    std::optional<End> next;
    for (const End end : ends_at(node))
        if (!next || is_clockwise_before(node, to, second_of(end), second_of(*next)))
            next = end;
    return next ? left_of(*next) : map_.face_at(node);
}

void EditBoard::tidy()
{
    for (Place place = 0; place < arcs_.size(); ++place)
        if (!arcs_[place].is_gone && arcs_[place].left == arcs_[place].right)
            drop(place);
    for (Place place = 0; place < arcs_.size(); ++place)
        if (const Arc& arc = arcs_[place]; !arc.is_gone && arc.origin)
            if (const SharedArc& was = *map_.arc(*arc.origin); was.left != arc.left || was.right != arc.right)
                disturbed_.insert({arc.points.front(), arc.points.back()});
    const std::set<FixedPoint> nodes = disturbed_; // joining disturbs no other node
    for (const FixedPoint node : nodes)
        while (join_at(node)) {
        }
}

/// Two ends alone in a node whose faces fit make one arc.
bool EditBoard::join_at(FixedPoint node)
{
    const std::vector<End> ends = ends_at(node);
    if (ends.size() != 2 || ends[0].arc == ends[1].arc)
        return false;
    End first = ends[0], second = ends[1];
    // The one that keeps its direction and its origin is the first on the board, arriving.
    if (second.arc < first.arc)
        std::swap(first, second);
    const Arc& a = arcs_[first.arc];
    const Arc& b = arcs_[second.arc];
    const bool turns = first.reversed == second.reversed; // both arrive or both leave: b is to be turned
    if (a.left != (turns ? b.right : b.left) || a.right != (turns ? b.left : b.right))
        return false;
    std::vector<FixedPoint> other = b.points;
    if (turns)
        std::reverse(other.begin(), other.end());
    Arc joined = a;
    if (first.reversed)
        joined.points.insert(joined.points.end(), other.begin() + 1, other.end());
    else
        joined.points.insert(joined.points.begin(), other.begin(), other.end() - 1);
    if (!joined.origin)
        joined.origin = b.origin;
    unindex(first.arc);
    unindex(second.arc);
    arcs_[second.arc].is_gone = true;
    arcs_[first.arc] = std::move(joined);
    index(first.arc);
    return true;
}

TessellationEdit EditBoard::edit(std::vector<TessellationEdit::FaceChange> faces) const
{
    TessellationEdit out;
    out.faces = std::move(faces);
    // Each arc of the version is followed by one arc of the board at most: the longest of its pieces would do, the first does.
    std::unordered_map<ArcId, Place> heir;
    for (Place place = 0; place < arcs_.size(); ++place)
        if (!arcs_[place].is_gone && arcs_[place].origin)
            heir.try_emplace(*arcs_[place].origin, place);
    std::vector<ArcId> free;
    std::vector<std::pair<ArcId, ArcPtr>> olds;
    for (const auto& [id, place] : loaded_)
        olds.emplace_back(id, map_.arc_ptr(id));
    std::sort(olds.begin(), olds.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    const auto value = [&](Place place) { return std::make_shared<const SharedArc>(SharedArc{arcs_[place].points, arcs_[place].left, arcs_[place].right}); };
    for (const auto& [id, before] : olds) {
        const auto found = heir.find(id);
        if (found == heir.end()) {
            free.push_back(id);
            continue;
        }
        ArcPtr after = value(found->second);
        if (!(*after == *before))
            out.arcs.push_back({id, before, std::move(after)});
    }
    ArcId next = map_.next_arc();
    std::size_t used = 0;
    for (Place place = 0; place < arcs_.size(); ++place) {
        const Arc& arc = arcs_[place];
        if (arc.is_gone || (arc.origin && heir.at(*arc.origin) == place))
            continue;
        if (used < free.size()) {
            out.arcs.push_back({free[used], map_.arc_ptr(free[used]), value(place)});
            ++used;
        } else {
            out.arcs.push_back({next++, nullptr, value(place)});
        }
    }
    for (; used < free.size(); ++used)
        out.arcs.push_back({free[used], map_.arc_ptr(free[used]), nullptr});
    return out;
}

void EditBoard::index(Place place)
{
    ends_[arcs_[place].points.front()].push_back({place, false});
    ends_[arcs_[place].points.back()].push_back({place, true});
}

void EditBoard::unindex(Place place)
{
    for (const FixedPoint node : {arcs_[place].points.front(), arcs_[place].points.back()})
        std::erase_if(ends_[node], [&](End end) { return end.arc == place; });
}

} // namespace geo
