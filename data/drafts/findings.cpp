#include "data/drafts/findings.h"

#include "data/drafts/codes.h"

#include <fmt/format.h>

#include <algorithm>

namespace data {

using geo::FaceId;
using geo::no_face;

FindingRank rank_of(FindingKind kind)
{
    switch (kind) {
    case FindingKind::overlap:
    case FindingKind::gap:
    case FindingKind::invalid: return FindingRank::fault;
    case FindingKind::sliver:
    case FindingKind::parts:
    case FindingKind::outside:
    case FindingKind::orphan:
    case FindingKind::code_missing:
    case FindingKind::code_wrong:
    case FindingKind::code_twice:
    case FindingKind::unit: return FindingRank::warning;
    case FindingKind::unassigned:
    case FindingKind::narrow:
    case FindingKind::households: return FindingRank::hint;
    }
    return FindingRank::hint;
}

std::vector<const char*> fixes_of(FindingKind kind)
{
    switch (kind) {
    case FindingKind::overlap: return {"repair_larger", "repair_longest"};
    case FindingKind::gap: return {"repair_longest", "repair_larger", "keep_unassigned"};
    case FindingKind::invalid: return {"repair_invalid", "reshape"};
    case FindingKind::unassigned: return {"draw", "keep_unassigned"};
    case FindingKind::sliver: return {"repair_longest", "repair_larger", "remove"};
    case FindingKind::narrow: return {"reshape"};
    case FindingKind::parts: return {"split", "reshape"};
    case FindingKind::outside: return {"reshape", "assign"};
    case FindingKind::orphan: return {"assign"};
    case FindingKind::code_missing:
    case FindingKind::code_wrong:
    case FindingKind::code_twice: return {"propose_code", "renumber"};
    case FindingKind::unit: return {"set_unit"};
    case FindingKind::households: return {"set_households"};
    }
    return {};
}

DraftFindings::DraftFindings(DraftGroundPtr ground, std::optional<FindingRules> rules, std::span<const InvalidShape> invalid)
    : ground_(std::move(ground)), rules_(rules.value_or(ground_->rules)), outlines_(ground_)
{
    for (const InvalidShape& shape : invalid)
        invalid_.emplace(shape.face, shape);
    for (const Grid& area : ground_->areas)
        if (area.level != Level::grid)
            areas_[area.id] = &area;
}

std::string DraftFindings::title(FaceId face) const
{
    const DraftGrid* grid = seen_.owner(face);
    if (!grid)
        return fmt::format("face {}", face);
    if (grid->code.empty())
        return grid->name.empty() ? fmt::format("#{}", grid->id.value) : grid->name;
    return grid->name.empty() || grid->name == grid->code ? grid->code : grid->code + " " + grid->name;
}

Finding DraftFindings::make(FindingKind kind, FaceId face) const
{
    Finding out;
    out.kind = kind;
    out.faces = {face};
    out.subject = title(face);
    out.fixes = fixes_of(kind);
    const DraftGrid* grid = seen_.owner(face);
    out.key = fmt::format("{} {}", finding_kind_names[static_cast<std::size_t>(kind)], grid ? fmt::format("#{}", grid->id.value) : fmt::format("face {}", face));
    return out;
}

bool DraftFindings::has_unit(const DraftGrid& grid) const
{
    if (grid.unit)
        return true;
    GridId above = grid.parent;
    for (std::size_t step = 0; step < level_names.size(); ++step) {
        const auto at = areas_.find(above);
        if (at == areas_.end())
            return false;
        if (at->second->unit)
            return true;
        above = at->second->parent;
    }
    return false;
}

void DraftFindings::look_at_record(FaceId face, const DraftGrid& grid, std::vector<Finding>& out) const
{
    const auto found = [&](FindingKind kind, std::string text) -> Finding& {
        out.push_back(make(kind, face));
        out.back().text = out.back().subject + std::move(text);
        return out.back();
    };
    const Grid* community = outlines_.community(grid.parent);
    if (!community && outlines_.has_communities())
        found(FindingKind::orphan, " belongs to no community");
    const std::string& community_code = community ? community->code : std::string();
    const bool is_unit_grid = outlines_.level() == Level::grid; // what else is edited has codes of its own kind
    switch (problem_of_code(grid.code, community_code)) {
    case CodeProblem::missing: found(FindingKind::code_missing, " has no code"); break;
    case CodeProblem::wrong:
        if (!is_unit_grid)
            break;
        if (!is_grid_code(grid.code))
            found(FindingKind::code_wrong, ": a unit grid's code has 15 digits");
        else
            found(FindingKind::code_wrong, fmt::format(": the code does not begin with {}, that of {}", community_code, community->name)).other = community->name;
        break;
    case CodeProblem::none: break;
    }
    if (const auto at = codes_.find(grid.code); !grid.code.empty() && at != codes_.end() && at->second.size() > 1) {
        const FaceId other = at->second.front() == face ? at->second[1] : at->second.front();
        Finding& twice = found(FindingKind::code_twice, fmt::format(" and {} have the same code", title(other)));
        twice.other = title(other);
        twice.faces.insert(twice.faces.end(), at->second.begin(), at->second.end());
        twice.faces.erase(std::find(twice.faces.begin() + 1, twice.faces.end(), face));
    }
    if (!has_unit(grid))
        found(FindingKind::unit, " has no responsible unit, and no area above it has one");
    if (is_unit_grid && grid.kind == GridKind::base && grid.households && (*grid.households < rules_.least || *grid.households > rules_.most)) {
        const bool is_less = *grid.households < rules_.least;
        Finding& band = found(FindingKind::households, fmt::format(": {} households, {} than {}", *grid.households, is_less ? "fewer" : "more", is_less ? rules_.least : rules_.most));
        band.value = *grid.households;
        band.fixes = is_less ? std::vector<const char*>{"merge", "reshape", "set_households"} : std::vector<const char*>{"split", "reshape", "set_households"};
    }
}

void DraftFindings::look_at(FaceId face)
{
    std::vector<Finding>& out = by_face_[face];
    const geo::Face* f = seen_.map.face(face);
    if (f && f->is_overlap())
        overlaps_.insert(face);
    else
        overlaps_.erase(face);
    const auto under = covered_.find(face);
    if (!f && under == covered_.end())
        return;
    const std::vector<geo::FixedPolygon> polygons = seen_.map.polygons(f ? face : under->second);
    if (polygons.empty())
        return;
    if (!f) {
        look_at_record(face, *seen_.landless_grid(face), out);
    } else if (f->is_overlap()) {
        Finding overlap = make(FindingKind::overlap, face);
        overlap.faces.insert(overlap.faces.end(), f->owners.begin(), f->owners.end());
        for (const geo::FixedPolygon& polygon : polygons)
            overlap.value += geo::area_m2(degrees_of(polygon));
        overlap.subject = title(f->owners.front());
        for (std::size_t i = 1; i < f->owners.size(); ++i)
            overlap.other += (i > 1 ? ", " : "") + title(f->owners[i]);
        overlap.text = fmt::format("{} and {} overlap by {:.1f} m²", overlap.subject, overlap.other, overlap.value);
        // Two grids may overlap in several places, and a face's number is the draft's own: known by its place.
        const geo::FixedPoint corner = *std::min_element(polygons.front().outer.begin(), polygons.front().outer.end());
        overlap.key = fmt::format("overlap {},{}", corner.x, corner.y);
        out.push_back(std::move(overlap));
    } else {
        if (const auto at = invalid_.find(face); at != invalid_.end()) {
            Finding invalid = make(FindingKind::invalid, face);
            invalid.other = at->second.reason;
            invalid.text = fmt::format("{} is no valid polygon ({}) and was read even-odd", invalid.subject, invalid.other);
            out.push_back(std::move(invalid));
        }
        const GridWidth width = width_of(polygons, rules_.least_width_m);
        if (width.mean_m < rules_.least_width_m) {
            Finding sliver = make(FindingKind::sliver, face);
            sliver.value = width.mean_m;
            sliver.text = fmt::format("{} is {:.2f} m wide on average", sliver.subject, width.mean_m);
            out.push_back(std::move(sliver));
        } else if (width.narrow) {
            Finding narrow = make(FindingKind::narrow, face);
            narrow.value = width.narrow->width_m;
            narrow.text = fmt::format("{} is {:.2f} m wide at one place", narrow.subject, width.narrow->width_m);
            narrow.at = width.narrow->at;
            out.push_back(std::move(narrow));
        }
        if (polygons.size() > 1) {
            Finding parts = make(FindingKind::parts, face);
            parts.value = static_cast<double>(polygons.size());
            parts.text = fmt::format("{} has {} parts", parts.subject, polygons.size());
            parts.at = point_inside(polygons.back());
            out.push_back(std::move(parts));
        }
        if (const DraftGrid* grid = seen_.grid(face)) {
            // An outline that is unlocked becomes that of its grids.
            const bool is_unlocked = std::ranges::any_of(*seen_.unlocked, [&](const Unlocked& one) { return one.area == grid->parent; });
            if (const double outside = is_unlocked ? 0 : outlines_.outside_m2(seen_, face, polygons); outside > rules_.outside_m2) {
                Finding beyond = make(FindingKind::outside, face);
                beyond.value = outside;
                beyond.other = outlines_.community(grid->parent)->name;
                beyond.text = fmt::format("{:.1f} m² of {} lie outside {}", outside, beyond.subject, beyond.other);
                out.push_back(std::move(beyond));
            }
            look_at_record(face, *grid, out);
        }
    }
    if (out.empty())
        return;
    const geo::LonLat inside = point_inside(polygons.front());
    for (Finding& finding : out) {
        if (finding.at == geo::LonLat{})
            finding.at = inside;
        ++counts_[static_cast<std::size_t>(finding.kind)];
    }
}

void DraftFindings::look_at_land()
{
    forget(land_);
    for (UnownedLand::Piece& piece : unowned_.pieces()) {
        Finding land;
        land.kind = piece.width_m < rules_.gap_width_m || piece.area_m2 < rules_.gap_area_m2 ? FindingKind::gap : FindingKind::unassigned;
        land.faces = std::move(piece.faces);
        land.at = piece.at;
        land.value = piece.area_m2;
        land.text = fmt::format("{:.1f} m², {:.2f} m wide, in no grid", piece.area_m2, piece.width_m);
        land.fixes = fixes_of(land.kind);
        land.key = fmt::format("land {},{}", piece.corner.x, piece.corner.y);
        ++counts_[static_cast<std::size_t>(land.kind)];
        land_.push_back(std::move(land));
    }
}

/// Those the draft has not even at its beginning.
void DraftFindings::look_at_lost()
{
    forget(lost_);
    for (const auto& [face, shape] : invalid_)
        if (!seen_.grid(face) && shape.is_without_area) {
            Finding lost;
            lost.kind = FindingKind::invalid;
            lost.at = shape.at;
            lost.subject = shape.title, lost.other = shape.reason;
            lost.text = fmt::format("{} is no polygon ({}) and not in the draft", lost.subject, lost.other);
            lost.key = shape.key();
            ++counts_[static_cast<std::size_t>(lost.kind)];
            lost_.push_back(std::move(lost));
        }
    std::ranges::sort(lost_, {}, &Finding::key);
}

void DraftFindings::forget(std::vector<Finding>& findings)
{
    for (const Finding& finding : findings)
        --counts_[static_cast<std::size_t>(finding.kind)];
    findings.clear();
}

DraftFindings::Covered DraftFindings::covered_in(const DraftVersion& version)
{
    Covered out;
    if (!version.landless->empty())
        for (FaceId face = 0; face < version.map.face_slots(); ++face)
            if (const geo::Face* f = version.map.face(face))
                for (const FaceId owner : f->owners)
                    if (!version.grid(owner) && version.landless_grid(owner))
                        out.try_emplace(owner, face);
    return out;
}

DraftGridPtr DraftFindings::record_in(const DraftVersion& version, const Covered& covered, FaceId face)
{
    return version.grid(face) || covered.contains(face) ? version.owner_ptr(face) : nullptr;
}

void DraftFindings::run(const DraftVersion& version)
{
    seen_ = version;
    covered_ = covered_in(version);
    counts_ = {};
    codes_.clear();
    overlaps_.clear();
    land_.clear();
    lost_.clear();
    by_face_.assign(version.map.face_slots(), {});
    for (FaceId face = 0; face < by_face_.size(); ++face)
        if (const DraftGridPtr grid = record_in(version, covered_, face); grid && !grid->code.empty())
            codes_[grid->code].push_back(face);
    for (FaceId face = 0; face < by_face_.size(); ++face)
        look_at(face);
    unowned_.rebuild(version.map);
    look_at_land();
    look_at_lost();
}

void DraftFindings::update(const DraftVersion& version, std::span<const FaceId> faces)
{
    std::vector<FaceId> touched(faces.begin(), faces.end());
    if (seen_.unlocked != version.unlocked) { // grids of areas whose outline is locked no more, or again
        std::vector<Unlocked> changed;
        std::ranges::set_symmetric_difference(*seen_.unlocked, *version.unlocked, std::back_inserter(changed));
        visit_grids(version, [&](FaceId face, const DraftGrid& grid) {
            if (std::ranges::any_of(changed, [&](const Unlocked& one) { return one.area == grid.parent; }))
                touched.push_back(face);
        });
    }
    const Covered covered = covered_in(version);
    if (covered_ != covered) // what each lies under is another one, or nothing
        for (const Covered* either : {&std::as_const(covered_), &covered})
            for (const auto& [face, overlap] : *either)
                touched.push_back(face);
    std::vector<FaceId> again = touched;
    const auto with_code = [&](const std::string& code) {
        if (const auto at = codes_.find(code); at != codes_.end())
            again.insert(again.end(), at->second.begin(), at->second.end());
    };
    for (const FaceId face : touched) {
        const DraftGridPtr was = record_in(seen_, covered_, face), is = record_in(version, covered, face);
        // Their texts name the grid; whether a border counts as an outline depends on both its communities.
        if (was != is) {
            for (const DraftVersion* either : {static_cast<const DraftVersion*>(&seen_), &version})
                for (const FaceId neighbour : either->map.neighbours(face))
                    if (neighbour != no_face)
                        again.push_back(neighbour);
            for (const FaceId overlap : overlaps_)
                if (const geo::Face* f = seen_.map.face(overlap); f && std::binary_search(f->owners.begin(), f->owners.end(), face))
                    again.push_back(overlap);
        }
        if (was && !was->code.empty()) {
            with_code(was->code);
            std::vector<FaceId>& with = codes_[was->code];
            std::erase(with, face);
            if (with.empty())
                codes_.erase(was->code);
        }
    }
    for (const FaceId face : touched)
        if (const DraftGridPtr grid = record_in(version, covered, face); grid && !grid->code.empty()) {
            with_code(grid->code);
            std::vector<FaceId>& with = codes_[grid->code];
            if (const auto at = std::lower_bound(with.begin(), with.end(), face); at == with.end() || *at != face)
                with.insert(at, face);
        }
    std::sort(again.begin(), again.end());
    again.erase(std::unique(again.begin(), again.end()), again.end());

    const bool is_other_land = unowned_.update(seen_.map, version.map, touched);
    seen_ = version;
    covered_ = covered;
    if (by_face_.size() < version.map.face_slots())
        by_face_.resize(version.map.face_slots());
    for (const FaceId face : again)
        if (face < by_face_.size()) {
            forget(by_face_[face]);
            look_at(face);
        }
    if (is_other_land)
        look_at_land();
}

void DraftFindings::update(const DraftVersion& version, const DraftEdit& edit)
{
    std::vector<FaceId> touched = edit.map.touched();
    for (const DraftEdit::GridChange& change : edit.grids)
        touched.push_back(change.face);
    std::sort(touched.begin(), touched.end());
    touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
    update(version, touched);
}

const std::vector<Finding>& DraftFindings::of(FaceId face) const
{
    static const std::vector<Finding> none;
    return face < by_face_.size() ? by_face_[face] : none;
}

std::vector<Finding> DraftFindings::list() const
{
    std::vector<Finding> out;
    for (const std::vector<Finding>& findings : by_face_)
        out.insert(out.end(), findings.begin(), findings.end());
    out.insert(out.end(), land_.begin(), land_.end());
    out.insert(out.end(), lost_.begin(), lost_.end());
    std::stable_sort(out.begin(), out.end(), [](const Finding& a, const Finding& b) { return a.kind < b.kind; });
    for (Finding& finding : out)
        if (const auto at = seen_.ignored->find(finding.key); at != seen_.ignored->end())
            finding.ignored = at->second;
    return out;
}

} // namespace data
