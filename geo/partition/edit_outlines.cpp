#include "geo/partition/edits.h"

#include "geo/partition/segments.h"

#include <algorithm>
#include <map>
#include <set>

namespace geo {
namespace {

struct Outline {
    std::map<FixedPoint, std::vector<FixedPoint>> from; // segments by where they begin; the group to the left
    bool take(FixedPoint a, FixedPoint b)
    {
        const auto at = from.find(a);
        if (at == from.end())
            return false;
        const auto to = std::find(at->second.begin(), at->second.end(), b);
        if (to == at->second.end())
            return false;
        at->second.erase(to);
        if (at->second.empty())
            from.erase(at);
        return true;
    }
};

void add(std::map<std::uint32_t, Outline>& outlines, const SharedArc& arc, const std::function<std::uint32_t(FaceId)>& group_of)
{
    const std::uint32_t left = arc.left == no_face ? 0 : group_of(arc.left), right = arc.right == no_face ? 0 : group_of(arc.right);
    if (left == right)
        return;
    for (std::size_t i = 1; i < arc.points.size(); ++i) {
        if (left)
            outlines[left].from[arc.points[i - 1]].push_back(arc.points[i]);
        if (right)
            outlines[right].from[arc.points[i]].push_back(arc.points[i - 1]);
    }
}

/// Takes the chain from a to b along the segment out of the outline, if there is one.
bool take_chain(Outline& outline, FixedPoint a, FixedPoint b)
{
    std::vector<FixedPoint> way{a};
    while (way.back() != b) {
        const auto at = outline.from.find(way.back());
        if (at == outline.from.end() || way.size() > 10'000)
            return false;
        const auto next = std::find_if(at->second.begin(), at->second.end(), [&](FixedPoint p) {
            return (p == b || is_beside_segment(a, b, p)) && std::find(way.begin(), way.end(), p) == way.end();
        });
        if (next == at->second.end())
            return false;
        way.push_back(*next);
    }
    for (std::size_t i = 1; i < way.size(); ++i)
        outline.take(way[i - 1], way[i]);
    return true;
}

/// Takes out of both what is the same line with more or fewer vertices on it.
void take_common(Outline& fine, Outline& coarse)
{
    std::vector<std::pair<FixedPoint, FixedPoint>> segments;
    for (const auto& [a, ends] : coarse.from)
        for (const FixedPoint b : ends)
            segments.emplace_back(a, b);
    for (const auto& [a, b] : segments)
        if (take_chain(fine, a, b))
            coarse.take(a, b);
}

} // namespace

std::vector<MovedOutline> find_moved_outlines(const TessellationEdit& edit, const std::function<std::uint32_t(FaceId)>& group_before,
                                              const std::function<std::uint32_t(FaceId)>& group_after)
{
    std::map<std::uint32_t, Outline> before, after;
    for (const TessellationEdit::ArcChange& change : edit.arcs) {
        if (change.before)
            add(before, *change.before, group_before);
        if (change.after)
            add(after, *change.after, group_after);
    }
    std::vector<MovedOutline> out;
    std::set<std::uint32_t> all;
    for (const auto& [group, outline] : before)
        all.insert(group);
    for (const auto& [group, outline] : after)
        all.insert(group);
    for (const std::uint32_t group : all) {
        Outline& was = before[group];
        Outline& is = after[group];
        take_common(is, was);
        take_common(was, is);
        for (const Outline* rest : {&was, &is})
            if (!rest->from.empty()) {
                out.push_back({rest->from.begin()->first, group});
                break;
            }
    }
    return out;
}

} // namespace geo
