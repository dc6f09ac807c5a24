// The outlines of communities and streets: which an edit would move, and which are locked.
#include "data/drafts/op_maker.h"

#include "data/drafts/unowned.h"
#include "geo/partition/edits.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace data {

using geo::FaceId;

bool OpMaker::is_unlocked(Level level, GridId area) const
{
    return std::any_of(version_.unlocked->begin(), version_.unlocked->end(), [&](const Unlocked& u) { return u.level == level && u.area == area; });
}

bool OpMaker::is_locked_outline(const geo::SharedArc& arc) const
{
    const auto area_of = [&](FaceId face, Level level) { // an overlap counts for its first owner
        const geo::Face* f = face == geo::no_face ? nullptr : version_.map.face(face);
        return f ? draft_.area_above(version_, f->is_overlap() ? f->owners.front() : face, level) : GridId{};
    };
    for (int l = static_cast<int>(draft_.level()) - 1; l >= 0; --l) {
        const Level level = static_cast<Level>(l);
        const GridId left = area_of(arc.left, level), right = area_of(arc.right, level);
        if (left != right && ((left && !is_unlocked(level, left)) || (right && !is_unlocked(level, right))))
            return true;
    }
    return false;
}

std::optional<RefusedOp> OpMaker::find_locked(const DraftEdit& edit) const
{
    const std::vector<LockedOutline> locked = locked_by(edit);
    if (locked.empty())
        return {};
    RefusedOp refused = refused_by(locked.front());
    refused.locked = locked;
    return refused;
}

RefusedOp OpMaker::refused_by(const LockedOutline& locked) const
{
    const Grid* area = draft_.area(locked.area);
    return {DraftRefusal::outline_locked,
            fmt::format("This would move the outline of {} {} {}, which is locked; unlock it with a reason first.",
                        level_names[static_cast<std::size_t>(locked.level)], area->code, area->name),
            locked.at};
}

std::optional<geo::LonLat> OpMaker::place_of(FaceId face) const
{
    if (!version_.map.face(face))
        return {};
    const std::vector<geo::FixedPolygon> polygons = version_.map.polygons(face);
    return polygons.empty() ? std::nullopt : std::optional(point_inside(polygons.front()));
}

std::vector<LockedOutline> OpMaker::locked_by(const DraftEdit& edit) const
{
    std::vector<LockedOutline> locked;
    std::map<FaceId, GridId> parents_after;
    for (const DraftEdit::GridChange& change : edit.grids)
        parents_after[change.face] = change.after ? change.after->parent : GridId{};
    const auto parent_before = [&](FaceId face) {
        const DraftGrid* grid = version_.owner(face);
        return grid ? grid->parent : GridId{};
    };
    const auto parent_after = [&](FaceId face) {
        const auto at = parents_after.find(face);
        return at != parents_after.end() ? at->second : parent_before(face);
    };
    std::map<FaceId, FaceId> first_owners; // of overlaps that the edit makes
    for (const geo::TessellationEdit::FaceChange& change : edit.map.faces)
        if (change.is && !change.owners.empty())
            first_owners[change.id] = change.owners.front();
    const auto owner = [&](FaceId face) { // an overlap counts for its first owner
        if (const auto made = first_owners.find(face); made != first_owners.end())
            return made->second;
        const geo::Face* f = version_.map.face(face);
        return f && f->is_overlap() ? f->owners.front() : face;
    };
    for (int l = static_cast<int>(draft_.level()) - 1; l >= 0; --l) {
        const Level level = static_cast<Level>(l);
        const auto group = [&](GridId parent) {
            for (int hops = 0; parent && hops < 8; ++hops) {
                const Grid* area = draft_.area(parent);
                if (!area)
                    return GridId{};
                if (area->level == level)
                    return area->id;
                parent = area->parent;
            }
            return GridId{};
        };
        std::vector<std::pair<GridId, std::optional<geo::LonLat>>> moved;
        std::map<GridId, std::uint32_t> numbers{{GridId{}, 0}};
        std::vector<GridId> ids{{}};
        const auto number_of = [&](GridId id) {
            const auto [at, is_new] = numbers.try_emplace(id, static_cast<std::uint32_t>(ids.size()));
            if (is_new)
                ids.push_back(id);
            return at->second;
        };
        for (const geo::MovedOutline& m : geo::find_moved_outlines(
                 edit.map, [&](FaceId face) { return number_of(group(parent_before(owner(face)))); },
                 [&](FaceId face) { return number_of(group(parent_after(owner(face)))); }))
            moved.emplace_back(ids[m.group], geo::lonlat_from_fixed(m.at));
        // A grid that goes to another area takes its land along.
        for (const DraftEdit::GridChange& change : edit.grids)
            if (change.before && change.after && group(change.before->parent) != group(change.after->parent))
                for (const GridId id : {group(change.before->parent), group(change.after->parent)})
                    if (id)
                        moved.emplace_back(id, place_of(change.face));
        for (const auto& [id, at] : moved)
            if (!is_unlocked(level, id) && std::none_of(locked.begin(), locked.end(), [&, area = id](const LockedOutline& l) { return l.level == level && l.area == area; }))
                locked.push_back({level, id, at});
    }
    return locked;
}

} // namespace data
