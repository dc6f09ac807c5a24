#include "data/import/draft_grids.h"

#include "data/error.h"
#include "data/import/grid_rows.h"
#include "data/records/time.h"
#include "data/store/draft_desk.h"
#include "geo/cancelled.h"
#include "geo/partition/assemble.h"
#include "geo/partition/replace.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>

namespace data {
namespace {

using geo::FaceId;

Grid grid_from(const DraftGrid& g, Level level)
{
    Grid out;
    out.id = g.id, out.level = level, out.parent = g.parent, out.code = g.code, out.name = g.name, out.kind = g.kind;
    out.households = g.households, out.residents = g.residents, out.unit = g.unit, out.remark = g.remark;
    return out;
}

DraftGrid draft_grid_from(const Grid& g)
{
    return {g.id, g.code, g.name, g.kind, g.parent, g.households, g.residents, false, g.unit, g.remark};
}

geo::MultiPolygon degrees_of(const std::vector<geo::FixedPolygon>& pieces)
{
    const auto ring = [](const geo::FixedRing& points) {
        geo::Ring out;
        for (const geo::FixedPoint p : points)
            out.push_back(geo::lonlat_from_fixed(p));
        return out;
    };
    geo::MultiPolygon out;
    for (const geo::FixedPolygon& piece : pieces) {
        out.push_back({ring(piece.outer), {}});
        for (const geo::FixedRing& hole : piece.holes)
            out.back().holes.push_back(ring(hole));
    }
    return out;
}

/// Which row is which grid of the draft.
class Matching {
public:
    Matching(const Draft& draft, const std::vector<NewGrid>& rows, std::string field)
        : draft_(draft), rows_(rows), field_(field.empty() ? "code" : std::move(field)), face_of_(rows.size())
    {
        visit_grids(draft.version(), [&](FaceId face, const DraftGrid& grid) {
            free_.insert(face);
            key_of_face_[face] = field_text(grid_from(grid, draft.level()), field_);
        });
    }

    /// By row.
    std::vector<std::optional<FaceId>> find(const geo::Borders& borders, std::stop_token stop)
    {
        std::map<std::string, std::vector<FaceId>> by_key;
        for (const auto& [face, key] : key_of_face_)
            if (!key.empty())
                by_key[key].push_back(face);
        std::vector<std::size_t> rest;
        for (std::size_t row = 0; row < rows_.size(); ++row) {
            const auto at = by_key.find(key_of(row));
            if (at != by_key.end() && at->second.size() == 1)
                take(row, at->second.front());
            else
                rest.push_back(row);
        }
        if (!rest.empty() && !free_.empty())
            find_by_shape(rest, borders, std::move(stop));
        return face_of_;
    }

private:
    std::string key_of(std::size_t row) const { return rows_[row].fields.contains(field_) ? field_text(rows_[row].grid, field_) : std::string(); }

    void take(std::size_t row, FaceId face)
    {
        if (free_.erase(face) > 0)
            face_of_[row] = face;
    }

    /// The pair with the largest common area first, where one has at least half of the other.
    void find_by_shape(const std::vector<std::size_t>& rows, const geo::Borders& borders, std::stop_token stop)
    {
        std::vector<geo::MultiPolygon> shapes;
        for (const std::size_t row : rows)
            shapes.push_back(rows_[row].grid.shape);
        const std::vector<FaceId> faces(free_.begin(), free_.end());
        for (const FaceId face : faces)
            shapes.push_back(degrees_of(borders.with_overlaps(face)));
        const geo::Tessellation both = geo::assemble(shapes, std::move(stop)).map;
        std::vector<double> area(shapes.size(), 0);
        std::map<std::pair<FaceId, FaceId>, double> common;
        for (FaceId cell = 0; cell < both.face_slots(); ++cell) {
            const geo::Face* known = both.face(cell);
            if (!known)
                continue;
            const auto cell_area = static_cast<double>(both.doubled_area(cell));
            const std::vector<FaceId> owners = known->is_overlap() ? known->owners : std::vector<FaceId>{cell};
            for (const FaceId a : owners) {
                area[a] += cell_area;
                for (const FaceId b : owners)
                    if (a < rows.size() && b >= rows.size())
                        common[{a, b}] += cell_area;
            }
        }
        std::vector<std::pair<double, std::pair<FaceId, FaceId>>> pairs;
        for (const auto& [pair, size] : common) {
            const std::string key = key_of(rows[pair.first]), other = key_of_face_[faces[pair.second - rows.size()]];
            if (2 * size >= std::min(area[pair.first], area[pair.second]) && (key.empty() || other.empty() || key == other))
                pairs.emplace_back(-size, pair);
        }
        std::sort(pairs.begin(), pairs.end());
        for (const auto& [size, pair] : pairs)
            if (!face_of_[rows[pair.first]])
                take(rows[pair.first], faces[pair.second - rows.size()]);
    }

    const Draft& draft_;
    const std::vector<NewGrid>& rows_;
    const std::string field_;
    std::vector<std::optional<FaceId>> face_of_;
    std::set<FaceId> free_;
    std::map<FaceId, std::string> key_of_face_;
};

/// Areas of other levels and such as ended are no grids of the draft.
void leave_out_others(Import& import, std::vector<NewGrid>& rows, Level level)
{
    std::erase_if(rows, [&](const NewGrid& row) {
        if (row.grid.level != level) {
            import.refuse(row.row, {"other_level", {level_names[static_cast<std::size_t>(row.grid.level)], level_names[static_cast<std::size_t>(level)]}});
            return true;
        }
        if (row.grid.valid_to && *row.grid.valid_to <= import.job.now) {
            import.refuse(row.row, {"area_ended", {iso8601(*row.grid.valid_to + import.local.zone.offset_at(*row.grid.valid_to)).substr(0, 10)}});
            return true;
        }
        return false;
    });
}

/// What the file has otherwise than the draft, noted in the report.
DraftImport compare(Import& import, const Draft& draft, std::vector<NewGrid> rows)
{
    const geo::Borders borders(draft.version().map);
    const std::vector<std::optional<FaceId>> faces = Matching(draft, rows, import.job.match).find(borders, import.stop);
    Parents parents(import.job.now);
    for (const Grid& area : draft.ground().areas)
        if (area.level < draft.level())
            parents.add(area);
    ParentCounts counts;
    DraftImport out;
    out.source = std::filesystem::path(import.job.source).filename().string();
    std::set<FaceId> present;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        NewGrid& row = rows[i];
        ++import.report.imported;
        if (!row.fields.contains("name"))
            row.grid.name = row.grid.code;
        const std::optional<FaceId> face = faces[i];
        const Grid before = face ? grid_from(*draft.version().owner(*face), draft.level()) : Grid{};
        Grid after = face ? before : row.grid;
        if (face) {
            present.insert(*face);
            take_fields(after, row);
        }
        if (!(face && before.parent && row.parent_code.empty() && row.parent_name.empty()))
            if (const GridId parent = find_parent(parents, row, counts))
                after.parent = parent;
        ImportedGrid grid{face, draft_grid_from(after), row.fields.contains("households"), row.fields.contains("residents"), {}};
        std::vector<geo::FixedPolygon> shape = borders.fitted(row.grid.shape, face);
        after.shape = {};
        if (!face || !borders.are_of(*face, shape)) {
            after.shape = degrees_of(shape);
            grid.shape = std::move(shape);
        }
        if (face) {
            Grid was = before;
            if (grid.shape)
                was.shape = degrees_of(borders.with_overlaps(*face));
            const bool is_same = !grid.shape && draft_grid_from(before) == draft_grid_from(after);
            count_found(import, is_same, after.name, was, after);
            if (is_same)
                continue;
        }
        out.grids.push_back(std::move(grid));
    }
    visit_grids(draft.version(), [&](FaceId face, const DraftGrid&) {
        if (present.contains(face))
            return;
        ++import.report.missing;
        if (import.job.missing == MissingPolicy::close)
            out.removed.push_back(face);
    });
    if (!out.removed.empty())
        import.note({"draft_missing_removed", {std::to_string(out.removed.size())}});
    if (counts.by_code + counts.by_place > 0)
        import.note({"parents", {std::to_string(counts.by_code), std::to_string(counts.by_place), std::to_string(counts.none)}});
    return out;
}

std::string names_of(const Draft& draft, const std::vector<LockedOutline>& locked)
{
    std::string out;
    for (const LockedOutline& outline : locked) {
        const Grid* area = draft.area(outline.area);
        const std::string name = area->code.empty() ? area->name : area->name.empty() ? area->code : area->code + " " + area->name;
        out += fmt::format("{}{} {}", out.empty() ? "" : ", ", level_names[static_cast<std::size_t>(outline.level)], name);
    }
    return out;
}

/// Throws Error where the import cannot be taken as it is.
std::vector<LockedOutline> locked_or_refused(const Draft& draft, const DraftImport& import, const std::string& unlock)
{
    ImportTrial trial = draft.try_import(import);
    if (!trial.locked.empty() && unlock.empty())
        throw Error(geo::remark("import_locked", names_of(draft, trial.locked), trial.locked.size() == 1 ? "is" : "are"));
    if (const RefusedOp* no = std::get_if<RefusedOp>(&trial.outcome); no && trial.locked.empty())
        throw Error("Nothing was imported. " + no->text, geo::remark("draft_refused"));
    return std::move(trial.locked);
}

/// The boundaries the draft would be begun on.
Draft newest(Store& store, TimePoint now)
{
    return Draft(store.draft_ground(edition_to_begin_on(store.editions(), now), now));
}

Level finest_level(const WorkspaceLoaded& world, TimePoint now)
{
    Level level = Level::province;
    for (const Grid& grid : world.grids->rows)
        if (is_in_force(grid, now))
            level = std::max(level, grid.level);
    return level;
}

bool is_nothing(const DraftImport& import) { return import.grids.empty() && import.removed.empty(); }

void require_level(const Draft& draft, Level level)
{
    if (draft.level() != level)
        throw Error(geo::remark("draft_level", level_names[static_cast<std::size_t>(draft.level())], level_names[static_cast<std::size_t>(level)], level_names[static_cast<std::size_t>(draft.level())]));
}

void perform(DraftDesk& desk, const DraftImport& import, const DraftTarget& target, Import& about)
{
    const std::vector<LockedOutline> locked = locked_or_refused(desk.draft(), import, target.unlock);
    const auto do_or_throw = [](const OpOutcome& outcome) {
        if (const RefusedOp* no = std::get_if<RefusedOp>(&outcome))
            throw Error(no->text);
    };
    for (const LockedOutline& outline : locked)
        do_or_throw(desk.perform(UnlockOp{outline.level, fmt::format("#{}", outline.area.value), target.unlock}, about.job.now));
    if (!locked.empty())
        about.note({"outlines_unlocked", {std::to_string(locked.size()), names_of(desk.draft(), locked)}});
    do_or_throw(desk.perform(import, about.job.now));
}

} // namespace

ImportReport import_into_draft(Store& store, const ImportJob& asked, const DraftTarget& target, const ImportProgress& progress, std::stop_token stop)
{
    const auto begin = std::chrono::steady_clock::now();
    ImportReport report;
    WorkspaceLoaded world = store.load();
    ImportJob job = asked;
    if (!job.level)
        job.level = finest_level(world, job.now);
    Import import{store, job, report, progress, stop, std::move(world)};
    import.local.zone = local_zone(import.world.info);
    std::vector<NewGrid> rows = read_grids(import, false);
    leave_out_others(import, rows, *job.level);
    import.say(0.7, "comparing");
    if (import.stop.stop_requested())
        throw geo::Cancelled{};
    const auto take = [&](const Draft& draft) {
        require_level(draft, *job.level);
        return compare(import, draft, std::move(rows));
    };
    if (rows.empty()) {
        // Nothing was read: nobody means to remove all there is.
    } else if (job.dry_run) {
        const auto head = store.draft(target.name);
        const Draft draft = head ? load_draft(store, *head, job.now) : newest(store, job.now);
        const DraftImport changes = take(draft);
        if (!is_nothing(changes))
            locked_or_refused(draft, changes, target.unlock);
    } else {
        DraftDesk desk(store, target.name, target.holder, job.actor, job.now);
        const DraftImport changes = take(desk.draft());
        import.say(0.9, "writing");
        if (!is_nothing(changes))
            perform(desk, changes, target, import);
    }
    std::ranges::stable_sort(report.rejected, {}, &ImportRefusal::row);
    import.say(1, "done");
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return report;
}

} // namespace data
