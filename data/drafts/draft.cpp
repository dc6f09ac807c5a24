#include "data/drafts/draft.h"

#include "data/drafts/codes.h"
#include "data/drafts/counts.h"
#include "data/drafts/delta.h"
#include "data/error.h"
#include "geo/partition/assemble.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace data {

using geo::FaceId;

namespace {

/// As findings name a grid.
std::string title_of(const Grid& grid)
{
    if (grid.code.empty())
        return grid.name.empty() ? fmt::format("#{}", grid.id.value) : grid.name;
    return grid.name.empty() || grid.name == grid.code ? grid.code : grid.code + " " + grid.name;
}

/// What became of the owners of land, those without any for themselves too: these are owners before they win some, and after.
std::vector<DraftEdit::GridChange> owner_changes(const DraftVersion& was, const DraftVersion& is, std::vector<DraftEdit::GridChange> changes)
{
    if (!was.landless->empty())
        for (DraftEdit::GridChange& change : changes)
            change.before = was.owner_ptr(change.face), change.after = is.owner_ptr(change.face);
    return changes;
}

bool is_grid(const DraftVersion& version, FaceId face)
{
    return version.grid(face) || (version.landless_grid(face) && std::ranges::binary_search(covered_grids(version), face));
}

} // namespace

Draft::Draft(DraftGroundPtr ground) : ground_(std::move(ground))
{
    level_ = Level::province;
    for (std::size_t i = 0; i < ground_->areas.size(); ++i) {
        area_index_.emplace(ground_->areas[i].id, i);
        level_ = std::max(level_, ground_->areas[i].level);
    }
    std::vector<const Grid*> rows;
    for (const Grid& area : ground_->areas)
        if (area.level == level_)
            rows.push_back(&area);
    std::sort(rows.begin(), rows.end(), [](const Grid* a, const Grid* b) { return a->id < b->id; });
    std::vector<const geo::MultiPolygon*> shapes;
    shapes.reserve(rows.size());
    for (const Grid* row : rows)
        shapes.push_back(&row->shape);
    geo::Assembled assembled = geo::assemble_those(shapes);
    version_.map = std::move(assembled.map);
    for (geo::InvalidFace& invalid : assembled.invalid) {
        const Grid& g = *rows[invalid.face];
        geo::LonLat at = g.label;
        if (at == geo::LonLat{} && !g.shape.empty() && !g.shape.front().outer.empty())
            at = g.shape.front().outer.front();
        invalid_.push_back({invalid.face, g.id, title_of(g), std::move(invalid.reason), at, !version_.map.face(invalid.face)});
    }
    std::set<FaceId> owners;
    for (FaceId face = 0; face < version_.map.face_slots(); ++face)
        if (const geo::Face* f = version_.map.face(face))
            owners.insert(f->owners.begin(), f->owners.end());
    std::vector<DraftGridPtr> grids(rows.size());
    std::map<FaceId, DraftGridPtr> landless;
    for (FaceId face = 0; face < rows.size(); ++face) {
        const Grid& g = *rows[face];
        const bool has_land = version_.map.face(face) != nullptr;
        if (!has_land && !owners.contains(face))
            continue; // no area at all: there is nothing to edit
        (has_land ? grids[face] : landless[face]) = std::make_shared<const DraftGrid>(
            DraftGrid{g.id, g.code, g.name, g.kind, g.parent, g.households, g.residents, false, g.unit, g.remark});
        faces_.emplace(g.id, face);
    }
    version_.landless = std::make_shared<const std::map<FaceId, DraftGridPtr>>(std::move(landless));
    version_.grids = geo::Versioned<DraftGridPtr>(std::move(grids));
    base_ = version_;
    codes_ = std::make_unique<CodeBook>(*ground_, version_);
    counts_ = std::make_unique<const CountIndex>(ground_->places);
}

Draft::~Draft() = default;
Draft::Draft(Draft&&) noexcept = default;
Draft& Draft::operator=(Draft&&) noexcept = default;

OpOutcome Draft::try_op(const DraftOp& op) const { return make(op); }

OpOutcome Draft::perform(const DraftOp& op)
{
    OpOutcome outcome = make(op);
    if (const DoneOp* done = std::get_if<DoneOp>(&outcome)) {
        const bool undoes = std::holds_alternative<UndoOp>(op), redoes = std::holds_alternative<RedoOp>(op);
        keep(done->edit, undoes ? done->entry.of : 0, redoes ? done->entry.of : 0, done->entry.subject);
    }
    return outcome;
}

void Draft::keep(DraftEdit edit, std::int64_t undoes, std::int64_t redoes, std::string subject)
{
    Step step{undoes, redoes, std::move(subject), std::move(edit), version_};
    version_ = after(version_, step.edit);
    codes_->follow(owner_changes(step.before, version_, step.edit.grids));
    for (const DraftEdit::GridChange& change : step.edit.grids)
        if (change.after) {
            faces_[change.after->id] = change.face;
            next_id_ = std::min(next_id_, change.after->id.value - 1);
        }
    steps_.push_back(std::move(step));
    stack(steps_.back(), newest_seq());
}

void Draft::stack(const Step& step, std::int64_t seq)
{
    if (step.undoes) {
        done_.pop_back();
        undone_.push_back(step.undoes);
    } else if (step.redoes) {
        undone_.pop_back();
        done_.push_back(step.redoes);
    } else {
        undone_.clear();
        done_.push_back(seq);
    }
}

void Draft::replay(std::span<const DraftEntry> entries)
{
    for (const DraftEntry& entry : entries) {
        if (entry.seq != newest_seq() + 1)
            throw Error(geo::remark("journal_hole"));
        const bool undoes = entry.op == "undo", redoes = entry.op == "redo";
        if (!undoes && !redoes) {
            keep(unpack_delta(version_, faces_, entry.delta), 0, 0, entry.subject);
            continue;
        }
        if (entry.of != (undoes ? next_undo() : next_redo()) || entry.of == 0)
            throw Error(geo::remark("journal_takes_back"));
        const Step& step = steps_[static_cast<std::size_t>(entry.of - 1)];
        keep(undoes ? step.edit.inverse() : step.edit, undoes ? entry.of : 0, redoes ? entry.of : 0, step.subject);
    }
}

void Draft::take_back_from(std::int64_t seq)
{
    if (seq < 1 || seq > newest_seq())
        return;
    for (auto i = static_cast<std::size_t>(newest_seq()); i >= static_cast<std::size_t>(seq); --i) {
        const Step& step = steps_[i - 1];
        codes_->follow(owner_changes(version_, step.before, step.edit.inverse().grids));
        version_ = step.before;
    }
    steps_.resize(static_cast<std::size_t>(seq - 1));
    done_.clear();
    undone_.clear();
    for (std::size_t i = 0; i < steps_.size(); ++i)
        stack(steps_[i], static_cast<std::int64_t>(i) + 1);
}

std::int64_t Draft::next_undo() const { return done_.empty() ? 0 : done_.back(); }
std::int64_t Draft::next_redo() const { return undone_.empty() ? 0 : undone_.back(); }

std::optional<FaceId> Draft::find(GridId id) const
{
    const auto at = faces_.find(id);
    return at != faces_.end() && is_grid(version_, at->second) ? std::optional(at->second) : std::nullopt;
}

std::variant<FaceId, RefusedOp> Draft::find(const GridRef& ref) const
{
    const auto unknown = [](std::string text, std::optional<geo::LonLat> at = {}) { return RefusedOp{DraftRefusal::unknown_grid, std::move(text), at}; };
    if (const geo::LonLat* at = std::get_if<geo::LonLat>(&ref)) {
        const FaceId face = version_.map.face_at(geo::fixed_from_lonlat(*at));
        if (face == geo::no_face)
            return unknown("There is no grid at this point.", *at);
        if (version_.map.face(face)->is_overlap())
            return unknown("Two grids overlap at this point.", *at);
        return face;
    }
    const std::string& name = std::get<std::string>(ref);
    std::vector<FaceId> with_code = codes_->faces_with(name);
    std::erase_if(with_code, [this](FaceId face) { return !is_grid(version_, face); });
    if (with_code.size() == 1)
        return with_code.front();
    if (with_code.size() > 1 && !name.empty())
        return unknown(fmt::format("{} grids have the code {}; name one by \"#ID\".", with_code.size(), name));
    if (name.size() > 1 && name[0] == '#') {
        std::int64_t id = 0;
        const auto [end, error] = std::from_chars(name.data() + 1, name.data() + name.size(), id);
        if (error == std::errc() && end == name.data() + name.size())
            if (const auto face = find(GridId{id}))
                return *face;
    }
    return unknown(fmt::format("There is no grid {}.", name.empty() ? "without a code by that name" : name));
}

std::string Draft::name_for_scripts(FaceId face) const
{
    const DraftGrid* grid = version_.owner(face);
    if (!grid)
        return {};
    if (!grid->code.empty() && codes_->faces_with(grid->code).size() == 1)
        return grid->code;
    return fmt::format("#{}", grid->id.value);
}

GridId Draft::area_above(const DraftVersion& version, FaceId face, Level level) const
{
    const DraftGrid* grid = version.owner(face);
    GridId id = grid ? grid->parent : GridId{};
    for (int hops = 0; id && hops < 8; ++hops) {
        const Grid* above = area(id);
        if (!above)
            return {};
        if (above->level == level)
            return id;
        id = above->parent;
    }
    return {};
}

const Grid* Draft::area(GridId id) const
{
    const auto at = area_index_.find(id);
    return at == area_index_.end() ? nullptr : &ground_->areas[at->second];
}

} // namespace data
