#include "data/drafts/op_maker.h"

#include "data/drafts/counts.h"
#include "geo/partition/repair.h"

#include <algorithm>
#include <map>
#include <set>

namespace data {

using geo::FaceId;

bool OpMaker::is_or_owns(FaceId face, FaceId at) const
{
    const geo::Face* f = version_.map.face(at);
    return at == face || (f && std::ranges::find(f->owners, face) != f->owners.end());
}

OpOutcome OpMaker::operator()(const RepairOp& op) const
{
    static constexpr std::pair<const char*, geo::RepairKind> kinds[] = {{"overlaps", geo::RepairKind::overlaps},
                                                                       {"gaps", geo::RepairKind::gaps},
                                                                       {"slivers", geo::RepairKind::slivers},
                                                                       {"invalid", geo::RepairKind::invalid}};
    geo::RepairOptions options;
    for (const auto& [name, kind] : kinds)
        if (op.kind == name)
            options.kind = kind;
    options.give = op.give == "larger" ? geo::RepairGive::larger : op.give == "unassigned" ? geo::RepairGive::unassigned : geo::RepairGive::longest;
    options.max_width_m = op.max_width_m;
    options.place = op.at;
    const bool is_of_invalid = options.kind == geo::RepairKind::invalid;
    if (is_of_invalid) {
        // Each once; the one at a place with all its splinters.
        const FaceId at = op.at ? version_.map.face_at(geo::fixed_from_lonlat(*op.at)) : geo::no_face;
        for (const InvalidShape& shape : draft_.invalid_)
            if (!version_.ignored->contains(shape.key()) && (!op.at || (at != geo::no_face && is_or_owns(shape.face, at))))
                options.invalid.push_back(shape.face);
        options.place.reset();
    }
    // Each repair with its records, one after the other; together one step.
    DoneOp done;
    std::set<FaceId> changed;
    DraftVersion version = version_;
    RecordOptions record;
    record.next_id = draft_.next_id_;
    record.book = draft_.codes_.get();
    record.landless = version_.landless.get();
    std::map<FaceId, DraftEdit::GridChange> grids;
    for (const geo::ProposedRepair& repair : geo::plan_repairs(version_.map, options)) {
        DraftEdit step;
        step.map = repair.edited.edit;
        step.grids = records_after(version, version.map.after(step.map), repair.edited, *draft_.counts_, record);
        for (const DraftEdit::GridChange& change : step.grids) {
            grids.try_emplace(change.face, change).first->second.after = change.after;
            if (change.after) // a number is given once
                record.next_id = std::min(record.next_id, change.after->id.value - 1);
        }
        done.edit.map = done.edit.map.then(step.map);
        for (const std::vector<FaceId>* faces : {&repair.edited.changed, &repair.edited.created, &repair.edited.removed})
            changed.insert(faces->begin(), faces->end());
        version = after(version, step);
        done.area_m2 += repair.area_m2;
        ++done.repairs;
    }
    if (is_of_invalid)
        for (const InvalidShape& shape : draft_.invalid_)
            if (std::ranges::find(options.invalid, shape.face) != options.invalid.end() && version_.grid(shape.face))
                done.edit.ignored[shape.key()] = {"", read_even_odd};
    for (auto& [face, change] : grids)
        if (!(change.before && change.after && *change.before == *change.after))
            done.edit.grids.push_back(std::move(change));
    for (const FaceId face : changed) {
        const bool was = version_.map.face(face), is = version.map.face(face);
        if (was != is)
            (is ? done.created : done.removed).push_back(face);
        else if (is)
            done.changed.push_back(face);
    }
    if (auto no = find_locked(done.edit))
        return std::move(*no);
    done.entry.subject = op.kind;
    return done;
}

} // namespace data
