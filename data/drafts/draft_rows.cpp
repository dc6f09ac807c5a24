#include "data/drafts/draft_rows.h"

#include "data/drafts/counts_above.h"
#include "data/records/derive.h"
#include "geo/partition/face_union.h"

#include <algorithm>
#include <map>
#include <set>

namespace data {
namespace {

using geo::FaceId;

/// Grid → overlaps it has a claim to, ascending.
using Claims = std::map<FaceId, std::vector<FaceId>>;

Claims claims_of(const geo::Tessellation& map)
{
    Claims out;
    for (FaceId face = 0; face < map.face_slots(); ++face)
        if (const geo::Face* f = map.face(face))
            for (const FaceId owner : f->owners)
                out[owner].push_back(face);
    return out;
}

/// The grid's own face and its overlaps.
std::vector<FaceId> whole(const Claims& claims, FaceId face)
{
    std::vector<FaceId> out{face};
    if (const auto at = claims.find(face); at != claims.end())
        out.insert(out.end(), at->second.begin(), at->second.end());
    return out;
}

/// All arcs of the faces, as they were and as they are.
geo::TessellationEdit arcs_around(const geo::Tessellation& base, const geo::Tessellation& version, std::span<const FaceId> faces)
{
    std::map<geo::ArcId, geo::TessellationEdit::ArcChange> changes;
    const auto add = [&](const geo::Tessellation& map, bool is_after) {
        for (const FaceId face : faces)
            if (const geo::Face* f = map.face(face))
                for (const geo::ArcId arc : f->arcs)
                    (is_after ? changes[arc].after : changes[arc].before) = map.arc_ptr(arc);
    };
    add(base, false);
    add(version, true);
    geo::TessellationEdit out;
    for (auto& [id, change] : changes) {
        change.id = id;
        out.arcs.push_back(std::move(change));
    }
    return out;
}

bool is_moved(const geo::Tessellation& base, const geo::Tessellation& version, const std::vector<FaceId>& before, const std::vector<FaceId>& after)
{
    std::vector<FaceId> both = before;
    both.insert(both.end(), after.begin(), after.end());
    const auto is_in = [](const std::vector<FaceId>& faces) {
        return [&faces](FaceId face) { return static_cast<std::uint32_t>(std::find(faces.begin(), faces.end(), face) != faces.end()); };
    };
    return !geo::find_moved_outlines(arcs_around(base, version, both), is_in(before), is_in(after)).empty();
}

GridId parent_of(const DraftVersion& version, FaceId face)
{
    const geo::Face* f = version.map.face(face);
    const DraftGrid* grid = version.owner(f && f->is_overlap() ? f->owners.front() : face); // an overlap counts for its first owner
    return grid ? grid->parent : GridId{};
}

} // namespace

bool has_same_border(const geo::Tessellation& a, const geo::Tessellation& b, FaceId face)
{
    const geo::Face *was = a.face(face), *is = b.face(face);
    if (was == is)
        return true;
    if (!was || !is || was->arcs != is->arcs || was->owners != is->owners)
        return false;
    // Who lies on the other side is nothing to this one.
    return std::all_of(was->arcs.begin(), was->arcs.end(), [&](geo::ArcId id) {
        const geo::SharedArc &before = *a.arc(id), &after = *b.arc(id);
        return &before == &after || (before.points == after.points && (before.left == face) == (after.left == face));
    });
}

DraftDifference difference(const Draft& draft)
{
    std::set<FaceId> accepted;
    for (const InvalidShape& shape : draft.invalid())
        if (draft.version().ignored->contains(shape.key()))
            accepted.insert(shape.face);
    return difference(draft.base(), draft.version(), accepted);
}

DraftDifference difference(const DraftVersion& base, const DraftVersion& version, const std::set<FaceId>& accepted)
{
    DraftDifference out;
    const Claims before = claims_of(base.map), after = claims_of(version.map);
    const auto slots = static_cast<FaceId>(std::max(base.map.face_slots(), version.map.face_slots()));
    std::vector<bool> has_other_border(slots);
    for (FaceId face = 0; face < slots; ++face)
        has_other_border[face] = !has_same_border(base.map, version.map, face);
    for (FaceId face = 0; face < slots; ++face) {
        const DraftGrid *was = base.grid(face), *is = version.grid(face);
        const bool is_other_record = was != is && (!was || !is || !(*was == *is));
        const bool is_mended = was && is && accepted.contains(face);
        if (has_other_border[face] || is_other_record || is_mended)
            out.faces.push_back(face);
        if (!was && !is)
            continue;
        const std::vector<FaceId> whole_before = whole(before, face), whole_after = whole(after, face);
        const auto is_other = [&](FaceId f) { return has_other_border[f]; };
        const bool is_other_border = whole_before != whole_after || std::any_of(whole_before.begin(), whole_before.end(), is_other);
        if (is_other_record || is_mended || (is_other_border && is_moved(base.map, version.map, whole_before, whole_after)))
            out.changed.push_back(face);
        else if (is_other_border)
            out.touched.push_back(face);
    }
    return out;
}

GridId area_above(GridId parent, Level level, const std::function<const Grid*(GridId)>& find)
{
    for (std::size_t step = 0; parent && step < level_names.size(); ++step) {
        const Grid* area = find(parent);
        if (!area)
            return {};
        if (area->level == level)
            return area->id;
        parent = area->parent;
    }
    return {};
}

std::vector<GridId> moved_outlines(const Draft& draft, const DraftDifference& difference)
{
    std::vector<GridId> out;
    if (draft.version().unlocked->empty() || difference.is_none())
        return out;
    const geo::TessellationEdit edit = arcs_around(draft.base().map, draft.version().map, difference.faces);
    const auto find = [&](GridId id) { return draft.area(id); };
    for (const Unlocked& unlocked : *draft.version().unlocked) {
        if (std::find(out.begin(), out.end(), unlocked.area) != out.end())
            continue;
        const auto group_in = [&](const DraftVersion& version) {
            return [&](FaceId face) { return static_cast<std::uint32_t>(area_above(parent_of(version, face), unlocked.level, find) == unlocked.area); };
        };
        if (!geo::find_moved_outlines(edit, group_in(draft.base()), group_in(draft.version())).empty())
            out.push_back(unlocked.area);
    }
    return out;
}

Grid row_of(const DraftGrid& grid, Level level, geo::MultiPolygon shape)
{
    Grid out;
    out.id = grid.id;
    out.level = level;
    out.parent = grid.parent;
    out.code = grid.code, out.name = grid.name;
    out.kind = grid.kind;
    out.households = grid.households, out.residents = grid.residents;
    out.unit = grid.unit;
    out.remark = grid.remark;
    out.shape = std::move(shape);
    return out;
}

std::vector<Grid> rows_of(const Draft& draft)
{
    const DraftVersion& version = draft.version();
    const DraftDifference differences = difference(draft);
    const std::vector<GridId> moved = moved_outlines(draft, differences);
    const std::map<GridId, CountsDelta> counts = counts_above(draft, moved);
    const auto find = [&](GridId id) { return draft.area(id); };
    std::vector<Grid> out;
    for (const Grid& area : draft.ground().areas) {
        if (area.level < draft.level()) {
            out.push_back(area);
            if (const auto delta = counts.find(area.id); delta != counts.end())
                add_counts(out.back(), delta->second);
            if (std::find(moved.begin(), moved.end(), area.id) == moved.end())
                continue;
            std::vector<FaceId> faces;
            for (FaceId face = 0; face < version.map.face_slots(); ++face)
                if (version.map.face(face) && area_above(parent_of(version, face), area.level, find) == area.id)
                    faces.push_back(face);
            out.back().shape = geo::degrees_of(geo::union_of(version.map, faces));
            if (out.back().shape.empty())
                out.pop_back();
        }
    }
    const Claims claims = claims_of(version.map);
    std::vector<FaceId> others = differences.changed;
    others.insert(others.end(), differences.touched.begin(), differences.touched.end());
    std::set<GridId> written;
    for (const FaceId face : others)
        if (const DraftGrid* was = draft.base().grid(face))
            written.insert(was->id);
    std::vector<FaceId> covered; // with another record
    for (const auto& [face, grid] : *version.landless)
        if (version.grid(face) || !claims.contains(face)) { // it has land now, or others have all of it
            written.insert(grid->id);
        } else if (!(*grid == *draft.base().landless_grid(face))) {
            written.insert(grid->id);
            covered.push_back(face);
        }
    for (const Grid& area : draft.ground().areas)
        if (area.level == draft.level() && !written.contains(area.id))
            out.push_back(area);
    for (const FaceId face : others)
        if (const DraftGrid* grid = version.grid(face))
            out.push_back(row_of(*grid, draft.level(), geo::degrees_of(geo::union_of(version.map, whole(claims, face)))));
    for (const FaceId face : covered)
        out.push_back(row_of(*version.landless_grid(face), draft.level(), draft.area(version.landless_grid(face)->id)->shape));
    for (Grid& row : out)
        row.valid_from.reset(), row.valid_to.reset(), row.from_edition = row.to_edition = 0;
    derive(out);
    return out;
}

} // namespace data
