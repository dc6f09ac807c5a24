// The way back and forth again.

#include "data/drafts/op_maker.h"
#include "geo/partition/edits.h"

#include <array>
#include <map>
#include <set>

namespace data {
namespace {

using geo::FaceId;

RefusedOp nothing(const char* text) { return {DraftRefusal::nothing_to_undo, text, {}}; }

/// Whether the arcs that lie around the face have other vertices afterwards.
bool has_other_vertices(const geo::TessellationEdit& edit, FaceId face)
{
    std::array<std::set<geo::FixedPoint>, 2> vertices;
    for (const geo::TessellationEdit::ArcChange& change : edit.arcs)
        for (const bool is_after : {false, true})
            if (const geo::ArcPtr& arc = is_after ? change.after : change.before; arc && (arc->left == face || arc->right == face))
                vertices[is_after].insert(arc->points.begin(), arc->points.end());
    return vertices[0] != vertices[1];
}

} // namespace

/// An edit known from before, with what it touches.
OpOutcome OpMaker::step_again(DraftEdit edit, std::int64_t seq) const
{
    DoneOp done;
    const geo::Tessellation map = version_.map.after(edit.map);
    std::map<FaceId, geo::TessellationEdit> around; // a face's own arcs among those that change
    for (const FaceId face : edit.map.touched())
        around[face];
    for (const geo::TessellationEdit::ArcChange& change : edit.map.arcs) {
        std::set<FaceId> beside;
        for (const geo::ArcPtr& arc : {change.before, change.after})
            if (arc)
                beside.insert({arc->left, arc->right});
        beside.erase(geo::no_face);
        for (const FaceId face : beside)
            around[face].arcs.push_back(change);
    }
    std::set<FaceId> records;
    for (const DraftEdit::GridChange& change : edit.grids)
        records.insert(change.face), around[change.face];
    for (const auto& [face, arcs] : around) {
        const bool was = version_.map.face(face), is = map.face(face);
        const auto is_this = [id = face](FaceId other) { return static_cast<std::uint32_t>(other == id); };
        if (was != is)
            (is ? done.created : done.removed).push_back(face);
        else if (records.contains(face) || !geo::find_moved_outlines(arcs, is_this, is_this).empty())
            done.changed.push_back(face);
        else if (has_other_vertices(arcs, face))
            done.touched.push_back(face);
    }
    done.edit = std::move(edit);
    done.entry.of = seq;
    return done;
}

OpOutcome OpMaker::operator()(const UndoOp&) const
{
    const std::int64_t seq = draft_.next_undo();
    if (!seq)
        return nothing("There is nothing to undo.");
    return step_again(draft_.steps_[static_cast<std::size_t>(seq - 1)].edit.inverse(), seq);
}

OpOutcome OpMaker::operator()(const RedoOp&) const
{
    const std::int64_t seq = draft_.next_redo();
    if (!seq)
        return nothing("There is nothing to do again.");
    return step_again(draft_.steps_[static_cast<std::size_t>(seq - 1)].edit, seq);
}

} // namespace data
