#include "data/drafts/draft_import.h"

#include "data/drafts/counts.h"
#include "data/drafts/delta.h"
#include "data/drafts/op_maker.h"
#include "geo/partition/replace.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace data {
namespace {

using geo::FaceId;

constexpr std::size_t most_named = 5;

/// The file's record of the grid, where it says something; the rest is as in `now`.
DraftGrid with_fields_of(DraftGrid now, const ImportedGrid& imported)
{
    const DraftGrid& record = imported.record;
    const bool is_new = !imported.face;
    if (!is_new || !record.code.empty())
        now.code = record.code;
    if (!is_new || !record.name.empty())
        now.name = record.name;
    if (!is_new || record.parent)
        now.parent = record.parent;
    if (!is_new || record.unit)
        now.unit = record.unit;
    if (!is_new || record.kind != GridKind::base)
        now.kind = record.kind;
    now.remark = record.remark;
    if (imported.has_households)
        now.households = record.households, now.is_estimated = false;
    if (imported.has_residents)
        now.residents = record.residents;
    return now;
}

} // namespace

ImportTrial OpMaker::operator()(const DraftImport& import) const
{
    std::vector<geo::NewOutline> outlines;
    std::map<FaceId, const ImportedGrid*> grids;
    FaceId next = version_.map.next_face();
    for (const ImportedGrid& grid : import.grids) {
        const FaceId face = grid.face ? *grid.face : next++;
        grids[face] = &grid;
        if (grid.shape)
            outlines.push_back({face, *grid.shape});
    }
    for (const FaceId face : import.removed)
        outlines.push_back({face, {}});

    DoneOp done;
    std::map<FaceId, DraftEdit::GridChange> changes;
    if (!outlines.empty()) {
        geo::Replaced replaced = geo::replace(version_.map, outlines);
        if (!replaced.without_land.empty()) {
            std::string names;
            for (std::size_t i = 0; i < std::min(replaced.without_land.size(), most_named); ++i) {
                const FaceId face = replaced.without_land[i];
                const DraftGrid* record = grids.contains(face) ? &grids.at(face)->record : version_.owner(face);
                names += (names.empty() ? "" : ", ") + (record->code.empty() ? record->name : record->code);
            }
            return {RefusedOp{DraftRefusal::folds,
                              fmt::format("Other grids would claim all the land of {}{}: they are no corrections of the grids that are there. Match by another field, or let "
                                          "those that the file does not have end.",
                                          names, replaced.without_land.size() > most_named ? fmt::format(" and {} more", replaced.without_land.size() - most_named) : ""),
                              {}},
                    {}};
        }
        RecordOptions options;
        options.next_id = draft_.next_id_;
        options.book = draft_.codes_.get();
        options.landless = version_.landless.get();
        const geo::Edited& edited = replaced.edited;
        for (DraftEdit::GridChange& change : records_after(version_, version_.map.after(edited.edit), edited, *draft_.counts_, options))
            changes[change.face] = std::move(change);
        done.changed = edited.changed, done.created = edited.created, done.removed = edited.removed, done.touched = edited.touched;
        done.edit.map = std::move(replaced.edited.edit);
    }
    for (const auto& [face, imported] : grids) {
        const auto at = changes.find(face);
        const DraftGridPtr before = imported->face ? version_.owner_ptr(face) : nullptr;
        if (!before && at == changes.end())
            continue; // a new grid without a shape is none
        const DraftGrid& now = at != changes.end() ? *at->second.after : *before;
        auto after = std::make_shared<const DraftGrid>(with_fields_of(now, *imported));
        const bool wins_land = at != changes.end() && !at->second.before;
        if (before && *before == *after && !wins_land)
            changes.erase(face);
        else
            changes[face] = {face, before, std::move(after)};
    }
    for (auto& [face, change] : changes) {
        if (change.before && change.after && !std::binary_search(done.changed.begin(), done.changed.end(), face))
            done.changed.insert(std::lower_bound(done.changed.begin(), done.changed.end(), face), face), std::erase(done.touched, face);
        done.edit.grids.push_back(std::move(change));
    }
    done.entry.op = "import";
    done.entry.subject = import.source;
    done.box = box_of(done.edit);
    std::vector<LockedOutline> locked = locked_by(done.edit);
    if (!locked.empty())
        {
        RefusedOp no = refused_by(locked.front());
        return {std::move(no), std::move(locked)};
    }
    return {std::move(done), {}};
}

ImportTrial Draft::try_import(const DraftImport& import) const
{
    ImportTrial trial = OpMaker(*this)(import);
    if (DoneOp* done = std::get_if<DoneOp>(&trial.outcome)) {
        done->entry.seq = newest_seq() + 1;
        const nlohmann::ordered_json line{{"op", "import"}, {"source", import.source}};
        done->entry.script = line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
        done->entry.delta = pack_delta(version_, done->edit);
    }
    return trial;
}

OpOutcome Draft::perform(const DraftImport& import)
{
    OpOutcome outcome = try_import(import).outcome;
    if (const DoneOp* done = std::get_if<DoneOp>(&outcome))
        keep(done->edit, 0, 0, done->entry.subject);
    return outcome;
}

} // namespace data
