#include "data/drafts/op_maker.h"

#include "data/drafts/codes.h"
#include "data/drafts/counts.h"
#include "data/drafts/delta.h"
#include "data/drafts/findings.h"
#include "geo/partition/edits.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

namespace data {
namespace {

using geo::FaceId;
using geo::FixedPoint;

std::vector<FixedPoint> fixed(const geo::Line& line)
{
    std::vector<FixedPoint> out;
    for (const geo::LonLat p : line)
        out.push_back(geo::fixed_from_lonlat(p));
    return out;
}

RefusedOp refused(DraftRefusal reason, std::string text, std::optional<geo::LonLat> at = {}) { return {reason, std::move(text), at}; }

std::string sentence(std::string_view words)
{
    std::string out(words);
    if (!out.empty())
        out[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(out[0])));
    return out + ".";
}

// Bytes: some 130 Chinese characters.
constexpr std::size_t longest_name = 400;

std::optional<int> count_from(const std::string& text)
{
    int n = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    return error == std::errc() && end == text.data() + text.size() && n >= 0 && n <= 100'000'000 ? std::optional(n) : std::nullopt;
}

} // namespace

RefusedOp refused_op(const geo::Refused& no)
{
    static constexpr std::pair<geo::RefusalReason, DraftRefusal> reasons[] = {
        {geo::RefusalReason::ends_inside, DraftRefusal::ends_inside},   {geo::RefusalReason::self_crossing, DraftRefusal::self_crossing},
        {geo::RefusalReason::not_adjacent, DraftRefusal::not_adjacent}, {geo::RefusalReason::folds, DraftRefusal::folds},
        {geo::RefusalReason::too_few_points, DraftRefusal::too_few_points}, {geo::RefusalReason::off_globe, DraftRefusal::off_globe},
        {geo::RefusalReason::unknown_grid, DraftRefusal::unknown_grid},
    };
    RefusedOp out{DraftRefusal::folds, sentence(no.why), {}};
    for (const auto& [geometric, reason] : reasons)
        if (geometric == no.reason)
            out.reason = reason;
    if (!(no.at == FixedPoint{}))
        out.at = geo::lonlat_from_fixed(no.at);
    return out;
}

OpOutcome OpMaker::make(const DraftOp& op) const
{
    OpOutcome outcome = std::visit(*this, op);
    if (DoneOp* done = std::get_if<DoneOp>(&outcome)) {
        done->entry.op = name_of(op);
        done->box = box_of(done->edit);
    }
    return outcome;
}

geo::FixedBox OpMaker::box_of(const DraftEdit& edit) const
{
    geo::FixedBox box = edit.map.box();
    for (const DraftEdit::GridChange& change : edit.grids)
        if (const geo::Face* face = version_.map.face(change.face))
            box.add(face->box);
    return box;
}

OpMaker::Faces OpMaker::faces_of(const std::vector<GridRef>& refs) const
{
    std::vector<FaceId> out;
    for (const GridRef& ref : refs) {
        auto found = draft_.find(ref);
        if (RefusedOp* no = std::get_if<RefusedOp>(&found))
            return std::move(*no);
        if (const FaceId face = std::get<FaceId>(found); std::find(out.begin(), out.end(), face) == out.end())
            out.push_back(face);
    }
    return out;
}

std::variant<FaceId, RefusedOp> OpMaker::land_of(const GridRef& ref) const
{
    auto found = draft_.find(ref);
    const FaceId* face = std::get_if<FaceId>(&found);
    if (face && !version_.map.face(*face))
        return refused(DraftRefusal::unknown_grid, fmt::format("{} lies wholly under other grids: repair its overlaps first.", subject_of({*face})));
    return found;
}

OpMaker::Faces OpMaker::lands_of(const std::vector<GridRef>& refs) const
{
    for (const GridRef& ref : refs) {
        auto found = land_of(ref);
        if (RefusedOp* no = std::get_if<RefusedOp>(&found))
            return std::move(*no);
    }
    return faces_of(refs);
}

std::variant<GridId, RefusedOp> OpMaker::community_of(const GridRef& ref) const
{
    const auto unknown = [](std::string text) { return refused(DraftRefusal::unknown_grid, std::move(text)); };
    std::optional<GridId> found;
    for (const Grid& area : draft_.ground().areas) {
        if (area.level >= draft_.level())
            continue;
        const std::string* name = std::get_if<std::string>(&ref);
        const bool is_it = name ? (area.code == *name || fmt::format("#{}", area.id.value) == *name)
                                : area.box.contains(std::get<geo::LonLat>(ref)) && geo::contains(area.shape, std::get<geo::LonLat>(ref));
        if (!is_it)
            continue;
        const Grid* other = found ? draft_.area(*found) : nullptr;
        if (name && other)
            return unknown(fmt::format("Two areas have the code {}.", *name));
        if (!other || other->level < area.level) // of those around a point, the finest
            found = area.id;
    }
    if (!found)
        return unknown(std::holds_alternative<std::string>(ref) ? fmt::format("There is no community {}.", std::get<std::string>(ref))
                                                               : std::string("There is no community at this point."));
    return *found;
}

std::string OpMaker::subject_of(const std::vector<FaceId>& faces) const
{
    std::string first;
    std::size_t n = 0;
    for (const FaceId face : faces)
        if (const DraftGrid* grid = version_.owner(face)) {
            if (n++ == 0)
                first = !grid->name.empty() ? grid->name : !grid->code.empty() ? grid->code : fmt::format("#{}", grid->id.value);
        }
    return n > 1 ? fmt::format("{} +{}", first, n - 1) : first;
}

OpOutcome OpMaker::with_records(geo::EditOutcome outcome, const std::vector<FaceId>& named, std::optional<GridId> community) const
{
    if (const geo::Refused* no = std::get_if<geo::Refused>(&outcome))
        return refused_op(*no);
    geo::Edited& edited = std::get<geo::Edited>(outcome);
    RecordOptions options;
    options.community = community;
    options.next_id = draft_.next_id_;
    options.book = draft_.codes_.get();
    options.landless = version_.landless.get();
    DoneOp done;
    done.edit.grids = records_after(version_, version_.map.after(edited.edit), edited, *draft_.counts_, options);
    done.edit.map = std::move(edited.edit);
    done.changed = std::move(edited.changed);
    done.created = std::move(edited.created);
    done.removed = std::move(edited.removed);
    done.touched = std::move(edited.touched);
    if (auto no = find_locked(done.edit))
        return std::move(*no);
    std::vector<FaceId> subject = named;
    if (subject.empty())
        subject = done.changed;
    done.entry.subject = subject_of(subject);
    return done;
}

OpOutcome OpMaker::records_only(std::vector<DraftEdit::GridChange> changes) const
{
    DoneOp done;
    for (DraftEdit::GridChange& change : changes)
        if (!(*change.before == *change.after)) {
            done.changed.push_back(change.face);
            done.edit.grids.push_back(std::move(change));
        }
    if (auto no = find_locked(done.edit))
        return std::move(*no);
    done.entry.subject = subject_of(done.changed);
    return done;
}

// ---- borders ----

OpOutcome OpMaker::operator()(const SplitOp& op) const
{
    const Faces faces = lands_of(op.grids);
    if (const RefusedOp* no = std::get_if<RefusedOp>(&faces))
        return *no;
    return with_records(geo::split(version_.map, fixed(op.line), std::get<0>(faces)), std::get<0>(faces));
}

OpOutcome OpMaker::operator()(const CutOp& op) const
{
    const Faces faces = lands_of(op.grids);
    if (const RefusedOp* no = std::get_if<RefusedOp>(&faces))
        return *no;
    return with_records(geo::cut_out(version_.map, fixed(op.ring), std::get<0>(faces)), std::get<0>(faces));
}

OpOutcome OpMaker::operator()(const MergeOp& op) const
{
    const Faces faces = lands_of(op.grids);
    if (const RefusedOp* no = std::get_if<RefusedOp>(&faces))
        return *no;
    const std::vector<FaceId>& all = std::get<0>(faces);
    if (all.size() < 2)
        return refused(DraftRefusal::too_few_points, "A merge needs two different grids.");
    FaceId keep = all.front();
    if (op.keep) {
        const auto kept = land_of(*op.keep);
        if (const RefusedOp* no = std::get_if<RefusedOp>(&kept))
            return *no;
        keep = std::get<FaceId>(kept);
        if (std::find(all.begin(), all.end(), keep) == all.end())
            return refused(DraftRefusal::unknown_grid, "The grid whose name is to stay is not among those merged.");
    } else {
        const auto weight = [&](FaceId face) { return std::pair(version_.grid(face)->households.value_or(-1), version_.map.doubled_area(face)); };
        for (const FaceId face : all)
            if (weight(face) > weight(keep))
                keep = face;
    }
    return with_records(geo::merge(version_.map, all, keep), all);
}

OpOutcome OpMaker::operator()(const ReshapeOp& op) const
{
    const Faces faces = lands_of(op.grids);
    if (const RefusedOp* no = std::get_if<RefusedOp>(&faces))
        return *no;
    return with_records(geo::reshape(version_.map, fixed(op.line), std::get<0>(faces)), std::get<0>(faces));
}

OpOutcome OpMaker::operator()(const MoveOp& op) const
{
    return with_records(geo::move_vertex(version_.map, geo::fixed_from_lonlat(op.from), geo::fixed_from_lonlat(op.to)), {});
}

OpOutcome OpMaker::operator()(const InsertOp& op) const
{
    return with_records(geo::insert_vertex(version_.map, geo::fixed_from_lonlat(op.edge_at), geo::fixed_from_lonlat(op.to)), {});
}

OpOutcome OpMaker::operator()(const DeleteVertexOp& op) const
{
    return with_records(geo::delete_vertex(version_.map, geo::fixed_from_lonlat(op.at)), {});
}

OpOutcome OpMaker::operator()(const SimplifyOp& op) const
{
    const auto found = land_of(op.grid);
    if (const RefusedOp* no = std::get_if<RefusedOp>(&found))
        return *no;
    const FaceId face = std::get<FaceId>(found);
    // A degree of latitude is 111 km; on the plane that touches the ellipsoid there the rest is its cosine.
    constexpr double metres_a_degree = 111'320;
    const double lat = lonlat_box(version_.map.face(face)->box).centre().lat;
    // Outlines that are locked stay as they are; the rest of its border is simplified.
    bool has_outline = false;
    const auto stays = [&](geo::ArcId id) {
        const bool is_locked = is_locked_outline(*version_.map.arc(id));
        has_outline = has_outline || is_locked;
        return is_locked;
    };
    const double tolerance = op.metres / metres_a_degree * 1e9, lon_scale = std::cos(lat * geo::rad);
    geo::EditOutcome outcome = geo::simplify(version_.map, face, tolerance, lon_scale, stays);
    if (std::holds_alternative<geo::Refused>(outcome) && has_outline) // nothing but the outline could change: which one, and what to do, is said
        outcome = geo::simplify(version_.map, face, tolerance, lon_scale);
    return with_records(std::move(outcome), {face});
}

OpOutcome OpMaker::operator()(const DrawOp& op) const
{
    std::optional<GridId> community;
    if (op.community) {
        const auto found = community_of(*op.community);
        if (const RefusedOp* no = std::get_if<RefusedOp>(&found))
            return *no;
        community = std::get<GridId>(found);
    }
    return with_records(geo::draw(version_.map, fixed(op.ring)), {}, community);
}

OpOutcome OpMaker::operator()(const RemoveOp& op) const
{
    const auto found = land_of(op.grid);
    if (const RefusedOp* no = std::get_if<RefusedOp>(&found))
        return *no;
    FaceId into = geo::no_face;
    if (op.into) {
        const auto other = land_of(*op.into);
        if (const RefusedOp* no = std::get_if<RefusedOp>(&other))
            return *no;
        into = std::get<FaceId>(other);
        if (into == std::get<FaceId>(found))
            return refused(DraftRefusal::not_adjacent, "A grid is deleted into a neighbour, not into itself.");
    }
    return with_records(geo::remove(version_.map, std::get<FaceId>(found), into), {std::get<FaceId>(found)});
}

// ---- records ----

OpOutcome OpMaker::operator()(const AssignOp& op) const
{
    if (op.grids.empty())
        return refused(DraftRefusal::bad_json, "\"grids\" is empty: which ones are to be assigned?");
    const Faces faces = faces_of(op.grids);
    if (const RefusedOp* no = std::get_if<RefusedOp>(&faces))
        return *no;
    const auto community = community_of(op.community);
    if (const RefusedOp* no = std::get_if<RefusedOp>(&community))
        return *no;
    std::vector<DraftEdit::GridChange> changes;
    for (const FaceId face : std::get<0>(faces)) {
        DraftGrid after = *version_.owner(face);
        after.parent = std::get<GridId>(community);
        changes.push_back({face, version_.owner_ptr(face), std::make_shared<const DraftGrid>(std::move(after))});
    }
    return records_only(std::move(changes));
}

OpOutcome OpMaker::operator()(const UnlockOp& op) const
{
    if (op.reason.find_first_not_of(" \t\r\n") == std::string::npos)
        return refused(DraftRefusal::bad_json, "An outline is unlocked with a reason; the reason is empty.");
    const Grid* found = nullptr;
    for (const Grid& area : draft_.ground().areas)
        if (area.level == op.level && area.level < draft_.level() && (area.code == op.code || fmt::format("#{}", area.id.value) == op.code))
            found = &area;
    if (!found)
        return refused(DraftRefusal::unknown_grid, fmt::format("There is no {} {}.", level_names[static_cast<std::size_t>(op.level)], op.code));
    DoneOp done;
    if (!is_unlocked(op.level, found->id))
        done.edit.unlocked.push_back({op.level, found->id, op.reason});
    done.entry.subject = found->name.empty() ? found->code : found->name;
    return done;
}

OpOutcome OpMaker::operator()(const SetOp& op) const
{
    const Faces faces = faces_of(op.grids);
    if (const RefusedOp* no = std::get_if<RefusedOp>(&faces))
        return *no;
    const auto wrong = [](const std::string& field, const char* what) {
        return refused(DraftRefusal::bad_json, fmt::format("The value of \"{}\" is not {}.", field, what));
    };
    std::vector<DraftEdit::GridChange> changes;
    for (const FaceId face : std::get<0>(faces)) {
        DraftGrid after = *version_.owner(face);
        for (const auto& [field, value] : op.fields) {
            if (field == "name") {
                if (value.size() > longest_name)
                    return refused(DraftRefusal::bad_json, fmt::format("The name has {} bytes; {} are the most.", value.size(), longest_name));
                after.name = value;
            } else if (field == "code") {
                const DraftGrid& before = *version_.owner(face);
                switch (judge_code(*draft_.codes_, before, value)) {
                case CodeRefusal::none: break;
                case CodeRefusal::stays: return refused(DraftRefusal::bad_json, fmt::format("The code {} stays: \"renumber\" gives a community new ones.", before.code));
                case CodeRefusal::wrong: return wrong(field, "15 digits that begin with those of its community");
                case CodeRefusal::taken: return refused(DraftRefusal::bad_json, fmt::format("The code {} is taken.", value));
                }
                after.code = value;
            } else if (field == "remark") {
                after.remark = value;
            } else if (field == "kind") {
                if (value != "base" && value != "dedicated")
                    return wrong(field, "base or dedicated");
                after.kind = value == "base" ? GridKind::base : GridKind::dedicated;
            } else if (field == "unit") {
                const auto& units = draft_.ground().units;
                const auto unit = std::find_if(units.begin(), units.end(), [&, &v = value](const Unit& u) { return u.name == v || fmt::format("#{}", u.id.value) == v; });
                if (!value.empty() && unit == units.end())
                    return wrong(field, "the name of a responsible unit");
                after.unit = value.empty() ? UnitId{} : unit->id;
            } else if (field == "households" || field == "residents") {
                const std::optional<int> n = count_from(value);
                if (!value.empty() && !n)
                    return wrong(field, "a whole number from 0 on");
                (field == "households" ? after.households : after.residents) = value.empty() ? std::nullopt : n;
                after.is_estimated = false; // a person said so
            } else {
                return refused(DraftRefusal::bad_json, fmt::format("A grid has no field \"{}\": name, code, kind, unit, households, residents, remark.", field));
            }
        }
        changes.push_back({face, version_.owner_ptr(face), std::make_shared<const DraftGrid>(std::move(after))});
    }
    return records_only(std::move(changes));
}

OpOutcome OpMaker::operator()(const ConfirmOp& op) const
{
    const Faces faces = faces_of(op.grids);
    if (const RefusedOp* no = std::get_if<RefusedOp>(&faces))
        return *no;
    std::vector<DraftEdit::GridChange> changes;
    for (const FaceId face : std::get<0>(faces)) {
        DraftGrid after = *version_.owner(face);
        after.is_estimated = false;
        changes.push_back({face, version_.owner_ptr(face), std::make_shared<const DraftGrid>(std::move(after))});
    }
    return records_only(std::move(changes));
}

OpOutcome OpMaker::operator()(const RenumberOp& op) const
{
    const auto community = community_of(op.community);
    if (const RefusedOp* no = std::get_if<RefusedOp>(&community))
        return *no;
    std::vector<DraftEdit::GridChange> changes;
    for (const CodeChange& change : plan_renumber(version_, *draft_.codes_, std::get<GridId>(community))) {
        DraftGrid after = *version_.owner(change.face);
        after.code = change.after;
        changes.push_back({change.face, version_.owner_ptr(change.face), std::make_shared<const DraftGrid>(std::move(after))});
    }
    OpOutcome outcome = records_only(std::move(changes));
    if (DoneOp* done = std::get_if<DoneOp>(&outcome)) {
        const Grid* area = draft_.area(std::get<GridId>(community));
        done->entry.subject = area->name.empty() ? area->code : area->name;
    }
    return outcome;
}

/// As findings.cpp makes them: a kind with "#ID", or "overlap" or "land" with a corner "X,Y" in units of 1e-9 degree.
bool OpMaker::can_be_finding(const std::string& key) const
{
    const std::size_t space = key.find(' ');
    if (space == std::string::npos)
        return false;
    const std::string kind = key.substr(0, space), subject = key.substr(space + 1);
    if (subject.starts_with('#')) {
        const bool is_kind = std::ranges::find(finding_kind_names, kind) != finding_kind_names.end();
        const auto is_it = [&](const InvalidShape& shape) { return shape.key() == key; };
        return is_kind && (!draft_.find(GridRef(subject)).index() || std::ranges::any_of(draft_.invalid(), is_it));
    }
    FixedPoint corner;
    const char* end = subject.data() + subject.size();
    const auto [comma, wrong] = std::from_chars(subject.data(), end, corner.x);
    if (wrong != std::errc() || comma == end || *comma != ',')
        return false;
    const auto [last, also_wrong] = std::from_chars(comma + 1, end, corner.y);
    if (also_wrong != std::errc() || last != end || (kind != "overlap" && kind != "land"))
        return false;
    return std::ranges::any_of(version_.map.arcs_near({corner.x, corner.y, corner.x, corner.y}),
                               [&](geo::ArcId id) { return std::ranges::find(version_.map.arc(id)->points, corner) != version_.map.arc(id)->points.end(); });
}

OpOutcome OpMaker::operator()(const IgnoreOp& op) const
{
    const auto was = version_.ignored->find(op.finding);
    if (was == version_.ignored->end() && (op.reason.empty() || !can_be_finding(op.finding)))
        return refused(DraftRefusal::bad_json, op.reason.empty() ? fmt::format("The finding \"{}\" is not set aside.", op.finding)
                                                                 : fmt::format("There is no finding \"{}\": \"draft check --json\" says their keys.", op.finding));
    if (op.finding.starts_with("overlap ") && !op.reason.empty())
        return refused(DraftRefusal::bad_json, "Two grids in one place are never meant: an overlap is repaired, not set aside.");
    // One without land has nothing to repair.
    if (op.finding.starts_with("invalid ") && !op.reason.empty() && !draft_.find(GridRef(op.finding.substr(8))).index())
        return refused(DraftRefusal::bad_json, "An invalid shape is not set aside: a repair takes it as it was read.");
    DoneOp done;
    done.edit.ignored[op.finding] = {was == version_.ignored->end() ? std::string() : was->second, op.reason};
    done.entry.subject = op.finding;
    return done;
}

// ---- the draft's own ----

OpOutcome Draft::make(const DraftOp& op) const
{
    OpOutcome outcome = OpMaker(*this).make(op);
    if (DoneOp* done = std::get_if<DoneOp>(&outcome)) {
        done->entry.seq = newest_seq() + 1;
        done->entry.script = json_of(op);
        if (!done->entry.of)
            done->entry.delta = pack_delta(version_, done->edit);
        else
            done->entry.subject = steps_[static_cast<std::size_t>(done->entry.of - 1)].subject;
    }
    return outcome;
}

} // namespace data
