#include "console/map/tools/edit_preview.h"

#include <algorithm>
#include <set>

namespace console {
namespace {

// What takes longer than this with every move of the pointer is felt; then it is tried when the pointer rests for a moment.
constexpr auto soon = std::chrono::milliseconds(6);
constexpr auto rest = std::chrono::milliseconds(120);

using Segment = std::pair<geo::FixedPoint, geo::FixedPoint>;

Segment segment(geo::FixedPoint a, geo::FixedPoint b) { return std::minmax(a, b); }

std::set<Segment> segments_of(const std::vector<geo::ArcPtr>& arcs)
{
    std::set<Segment> segments;
    for (const geo::ArcPtr& arc : arcs)
        for (std::size_t i = 1; i < arc->points.size(); ++i)
            segments.insert(segment(arc->points[i - 1], arc->points[i]));
    return segments;
}

/// The chains' runs of segments that the others do not have.
std::vector<std::vector<geo::FixedPoint>> runs_without(const std::vector<geo::ArcPtr>& arcs, const std::set<Segment>& others)
{
    std::vector<std::vector<geo::FixedPoint>> runs;
    for (const geo::ArcPtr& arc : arcs) {
        bool is_open = false;
        for (std::size_t i = 1; i < arc->points.size(); ++i) {
            const geo::FixedPoint a = arc->points[i - 1], b = arc->points[i];
            if (others.contains(segment(a, b))) {
                is_open = false;
                continue;
            }
            if (!is_open)
                runs.push_back({a});
            runs.back().push_back(b);
            is_open = true;
        }
    }
    return runs;
}

} // namespace

EditPreview make_preview(const data::Draft& draft, const data::DraftOp& op)
{
    EditPreview made;
    made.outcome = draft.try_op(op);
    const data::DoneOp* done = made.done();
    if (!done)
        return made;
    made.after = data::after(draft.version(), done->edit);
    std::vector<geo::ArcPtr> before, now;
    for (const geo::TessellationEdit::ArcChange& change : done->edit.map.arcs) {
        if (change.before)
            before.push_back(change.before);
        if (change.after)
            now.push_back(change.after);
    }
    made.old_lines = runs_without(before, segments_of(now));
    made.new_lines = runs_without(now, segments_of(before));
    for (const geo::FaceId face : done->created) {
        std::vector<geo::FixedRing>& rings = made.made.emplace_back();
        for (geo::FixedPolygon& polygon : made.after.map.polygons(face)) {
            rings.push_back(std::move(polygon.outer));
            std::move(polygon.holes.begin(), polygon.holes.end(), std::back_inserter(rings));
        }
    }
    return made;
}

const EditPreview* PreviewKeeper::follow(const data::Draft& draft, std::uint64_t revision, const std::optional<data::DraftOp>& op,
                                         std::chrono::steady_clock::time_point now)
{
    if (!op) {
        forget();
        return nullptr;
    }
    if (std::string asked = data::json_of(*op); asked != asked_ || revision != revision_) {
        asked_ = std::move(asked);
        revision_ = revision;
        preview_.reset();
        asked_at_ = now;
    }
    waits_ = !preview_ && took_ > soon && now - asked_at_ < rest;
    if (!preview_ && !waits_) {
        preview_ = make_preview(draft, *op);
        took_ = std::chrono::steady_clock::now() - now;
    }
    return preview_ ? &*preview_ : nullptr;
}

} // namespace console
