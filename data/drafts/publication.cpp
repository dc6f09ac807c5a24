#include "data/drafts/publication.h"

#include "data/drafts/counts_above.h"
#include "data/drafts/draft_rows.h"
#include "data/drafts/rebase.h"
#include "geo/partition/assemble.h"
#include "geo/partition/face_union.h"

#include <fmt/format.h>

#include <algorithm>

namespace data {
namespace {

using geo::FaceId;

/// The plan does not come about; caught in plan_publication().
struct Refuse {
    RefusedPublication why;
};

std::string title(const std::string& code, const std::string& name)
{
    return code.empty() ? name : name.empty() || name == code ? code : code + " " + name;
}

/// Areas found again after an edition that made some of them anew.
class AreaBook {
public:
    explicit AreaBook(std::span<const Grid> rows)
    {
        for (const Grid& row : rows) {
            by_id_.emplace(row.id, &row);
            if (!row.code.empty())
                by_code_[{row.level, row.code}].push_back(&row);
            below_[row.parent].push_back(&row);
        }
    }
    const Grid* find(GridId id) const
    {
        const auto at = by_id_.find(id);
        return at == by_id_.end() ? nullptr : at->second;
    }
    /// By id, or else by code.
    const Grid* find_again(const Grid& row) const
    {
        if (const Grid* same = find(row.id))
            return same;
        const auto at = by_code_.find({row.level, row.code});
        return at != by_code_.end() && at->second.size() == 1 ? at->second.front() : nullptr;
    }
    bool has_own_code(const Grid& row) const
    {
        const auto at = by_code_.find({row.level, row.code});
        return at != by_code_.end() && at->second.size() == 1;
    }
    std::vector<const Grid*> below(GridId id) const
    {
        const auto at = below_.find(id);
        return at == below_.end() ? std::vector<const Grid*>() : at->second;
    }

private:
    std::unordered_map<GridId, const Grid*> by_id_;
    std::map<std::pair<Level, std::string>, std::vector<const Grid*>> by_code_;
    std::map<GridId, std::vector<const Grid*>> below_;
};

class Planner {
public:
    Planner(const Draft& draft, const PublishTarget& target)
        : draft_(draft), version_(draft.version()), target_(target), rules_(draft.ground().rules), is_rebased_(target.is_without_them || (!target.editions.empty() && target.editions.back().id > target.edition)),
          newest_(is_rebased_ ? std::span<const Grid>(target.newest) : std::span<const Grid>(draft.ground().areas)), book_(newest_),
          difference_(difference(draft))
    {
    }

    Publication plan()
    {
        require_something();
        require_no_faults();
        find_communities();
        require_no_conflict();
        require_date();
        for (const FaceId face : difference_.changed)
            write_changed(face);
        for (const FaceId face : difference_.touched)
            write_touched(face);
        for (const auto& [face, grid] : *version_.landless)
            if (!version_.grid(face)) { // others have all its land now
                communities_.insert(now_called(grid->parent));
                if (const Grid* again = book_.find_again(*draft_.area(grid->id)))
                    closes_.insert(again->id);
            }
        if (is_rebased_)
            exchange_vertices();
        assemble_result();
        write_areas_above();
        require_dates_of_closed();
        Publication out;
        out.draft = target_.draft;
        out.newest = target_.editions.empty() ? 0 : target_.editions.back().id;
        out.name = target_.name;
        out.valid_from = target_.valid_from;
        out.closes.assign(closes_.begin(), closes_.end());
        out.opens = std::move(opens_);
        out.communities.assign(communities_.begin(), communities_.end());
        out.crosswalk = target_.crosswalk;
        return out;
    }

    void check_conflict()
    {
        find_communities();
        require_no_conflict();
    }

private:
    [[noreturn]] static void refuse(geo::Remark why, std::optional<geo::LonLat> at = {}) { throw Refuse{{geo::error_words(why), at, {}, {}, std::move(why)}}; }

    // ---- what keeps it from being published ----

    void require_something() const
    {
        if (difference_.is_none())
            refuse(geo::remark("draft_empty", target_.name));
    }

    void require_no_faults() const
    {
        DraftFindings findings(draft_.ground_ptr(), rules_, draft_.invalid());
        findings.run(version_);
        std::size_t overlaps = 0, gaps = 0, invalid = 0;
        const Finding* first = nullptr;
        const std::vector<Finding> list = findings.list();
        for (const Finding& finding : list) {
            // Land that is set aside is meant to be nobody's, and a shape as it was read was looked at; two grids in one place are never meant.
            if (rank_of(finding.kind) != FindingRank::fault || (finding.kind != FindingKind::overlap && !finding.ignored.empty()))
                continue;
            ++(finding.kind == FindingKind::overlap ? overlaps : finding.kind == FindingKind::gap ? gaps : invalid);
            if (!first)
                first = &finding;
        }
        if (first)
            refuse(geo::remark("draft_faults", target_.name, overlaps, gaps, first->text, invalid), first->at);
    }

    void find_communities()
    {
        for (const FaceId face : difference_.changed)
            for (const DraftGrid* grid : {draft_.base().grid(face), version_.grid(face)})
                if (grid) {
                    const Grid* community = draft_.area(grid->parent);
                    base_communities_.insert(community ? community->id : GridId{});
                }
    }

    std::string code_of(GridId id) const
    {
        const auto at = target_.codes.find(id);
        return at == target_.codes.end() || at->second.empty() ? fmt::format("#{}", id.value) : at->second;
    }

    void require_no_conflict() const
    {
        std::set<std::string> mine, both;
        for (const GridId id : base_communities_)
            mine.insert(code_of(id));
        const Edition* by = nullptr;
        for (const Edition& edition : target_.editions)
            if (edition.id > target_.edition || std::find(target_.behind.begin(), target_.behind.end(), edition.id) != target_.behind.end())
                for (const GridId id : edition.communities)
                    if (mine.contains(code_of(id)))
                        both.insert(code_of(id)), by = &edition;
        if (!by)
            return;
        Refuse no{{fmt::format("The edition {} changes {}, and so does the draft {}, which was not begun on it.", by->name, fmt::join(both, ", "), target_.name), {},
                   {both.begin(), both.end()}, by->name}};
        throw no;
    }

    void require_date() const
    {
        if (target_.editions.empty() || target_.valid_from >= target_.editions.back().valid_from)
            return;
        const Edition& newest = target_.editions.back();
        refuse(geo::remark("edition_order", newest.name, iso8601(newest.valid_from)));
    }

    void require_dates_of_closed() const
    {
        for (const GridId id : closes_)
            if (const Grid* row = book_.find(id); row && row->valid_from && *row->valid_from > target_.valid_from)
                refuse(geo::remark("area_order", title(row->code, row->name), iso8601(*row->valid_from)));
    }

    // ---- what is written ----

    /// Of an area of the draft's ground: as it is called in the newest edition.
    GridId now_called(GridId id) const
    {
        const Grid* area = draft_.area(id);
        if (!area)
            return {};
        const Grid* again = book_.find_again(*area);
        if (!again)
            refuse(geo::remark("area_left", title(area->code, area->name)));
        return again->id;
    }

    const Grid* row_before(FaceId face) const
    {
        const DraftGrid* was = draft_.base().owner(face);
        return was ? draft_.area(was->id) : nullptr;
    }

    void write_changed(FaceId face)
    {
        const DraftGrid *was = draft_.base().grid(face), *is = version_.grid(face);
        for (const DraftGrid* grid : {was, is})
            if (grid)
                communities_.insert(now_called(grid->parent));
        const Grid* row = row_before(face);
        if (row) {
            const Grid* again = book_.find_again(*row);
            if (!again)
                refuse(geo::remark("grid_left", title(row->code, row->name)));
            closes_.insert(again->id);
        }
        if (!is)
            return;
        Grid opened = row_of(*is, draft_.level(), version_.map.shape(face));
        opened.id = is->id.value < 0 ? is->id : GridId{};
        opened.parent = now_called(is->parent);
        opens_.push_back(std::move(opened));
    }

    void write_touched(FaceId face)
    {
        const Grid* row = row_before(face);
        if (!row || !book_.find(row->id))
            return; // made anew since: exchange_vertices() finds it by its place
        reopen(*row, version_.map.shape(face));
    }

    Grid& reopen(const Grid& row, geo::MultiPolygon shape)
    {
        closes_.insert(row.id);
        opens_.push_back(row);
        opens_.back().id = {};
        opens_.back().shape = std::move(shape);
        return opens_.back();
    }

    /// What the draft put on borders that are others' now goes there, and what is on them there comes here.
    void exchange_vertices()
    {
        BorderVertices mine;
        geo::LonLatBox box;
        for (const std::vector<FaceId>* faces : {&difference_.changed, &difference_.touched})
            for (const FaceId face : *faces) {
                mine.add(version_.map.shape(face));
                if (const geo::Face* f = version_.map.face(face))
                    box.add(geo::lonlat_box(f->box));
            }
        for (const Grid& row : newest_)
            if (row.level == draft_.level() && box.meets(geo::box_of(row.shape)))
                mine.remove(row.shape);
        mine.settle();
        BorderVertices theirs;
        for (const Grid& row : newest_) {
            if (row.level != draft_.level() || draft_.area(row.id) || closes_.contains(row.id) || !box.meets(geo::box_of(row.shape)))
                continue;
            geo::MultiPolygon shape = row.shape;
            const bool is_other = mine.insert_into(shape);
            theirs.add(shape);
            if (is_other)
                reopen(row, std::move(shape));
        }
        theirs.settle();
        for (Grid& opened : opens_)
            theirs.insert_into(opened.shape);
    }

    // ---- the whole ----

    void assemble_result()
    {
        std::vector<const Grid*> result;
        for (const Grid& row : newest_)
            if (row.level == draft_.level() && !closes_.contains(row.id))
                result.push_back(&row);
        for (const Grid& opened : opens_)
            result.push_back(&opened);
        for (const Grid* row : result)
            parents_.push_back(row->parent);
        const auto assembled = [](const std::vector<const Grid*>& rows) {
            std::vector<geo::MultiPolygon> shapes;
            shapes.reserve(rows.size());
            for (const Grid* row : rows)
                shapes.push_back(row->shape);
            return geo::assemble(shapes).map;
        };
        map_ = assembled(result);
        const std::vector<Fault> faults = faults_of(map_);
        if (faults.empty())
            return;
        std::vector<const Grid*> before;
        for (const Grid& row : newest_)
            if (row.level == draft_.level())
                before.push_back(&row);
        std::set<geo::FixedPoint> known;
        for (const Fault& fault : faults_of(assembled(before)))
            known.insert(fault.corner);
        for (const Fault& fault : faults)
            if (!known.contains(fault.corner))
                refuse(geo::remark(fault.is_overlap ? "rebased_overlap" : "rebased_gap"),
                       fault.at);
    }

    struct Fault {
        geo::FixedPoint corner;
        geo::LonLat at;
        bool is_overlap = false;
    };

    std::vector<Fault> faults_of(const geo::Tessellation& map) const
    {
        std::vector<Fault> out;
        for (FaceId face = 0; face < map.face_slots(); ++face)
            if (const geo::Face* f = map.face(face); f && f->is_overlap())
                if (const auto pieces = map.polygons(face); !pieces.empty())
                    out.push_back({*std::min_element(pieces.front().outer.begin(), pieces.front().outer.end()), point_inside(pieces.front()), true});
        UnownedLand land;
        land.rebuild(map);
        for (const UnownedLand::Piece& piece : land.pieces())
            if ((piece.width_m < rules_.gap_width_m || piece.area_m2 < rules_.gap_area_m2) && !version_.ignored->contains(fmt::format("land {},{}", piece.corner.x, piece.corner.y)))
                out.push_back({piece.corner, piece.at, false});
        return out;
    }

    /// Those with another outline.
    void write_areas_above()
    {
        const std::vector<GridId> moved = moved_outlines(draft_, difference_);
        const std::map<GridId, CountsDelta> counts = counts_above(draft_, moved);
        for (auto area = moved.rbegin(); area != moved.rend(); ++area) { // those below before those above
            const Grid* row = book_.find_again(*draft_.area(*area));
            if (!row)
                refuse(geo::remark("area_left", title(draft_.area(*area)->code, draft_.area(*area)->name)));
            write_area_above(*row, counts.at(*area));
        }
    }

    geo::MultiPolygon united_below(const Grid& row) const
    {
        std::vector<FaceId> faces;
        for (FaceId face = 0; face < map_.face_slots(); ++face)
            if (const geo::Face* f = map_.face(face))
                if (area_above(parents_[f->is_overlap() ? f->owners.front() : face], row.level, [&](GridId id) { return book_.find(id); }) == row.id)
                    faces.push_back(face);
        return geo::degrees_of(geo::union_of(map_, faces));
    }

    /// One without land ends.
    void write_area_above(const Grid& row, const CountsDelta& counts)
    {
        geo::MultiPolygon shape = united_below(row);
        if (shape.empty()) {
            closes_.insert(row.id);
            return;
        }
        Grid& opened = reopen(row, std::move(shape));
        add_counts(opened, counts);
        if (!book_.has_own_code(row))
            carry_below(row, opened);
    }

    /// The store finds the follower of an area that ends by its code; what has none is followed here.
    void carry_below(const Grid& row, Grid& opened)
    {
        const GridId id = opened.id = next_id();
        for (Grid& other : opens_)
            if (other.parent == row.id)
                other.parent = id;
        for (const Grid* child : book_.below(row.id))
            if (!closes_.contains(child->id)) {
                Grid& anew = reopen(*child, child->shape);
                anew.parent = id;
                if (!book_.has_own_code(*child) && child->level < draft_.level())
                    carry_below(*child, anew);
            }
    }

    GridId next_id()
    {
        if (next_id_ == 0)
            visit_grids(version_, [&](FaceId, const DraftGrid& grid) { next_id_ = std::min(next_id_, grid.id.value); });
        return GridId{--next_id_};
    }

    const Draft& draft_;
    const DraftVersion& version_;
    const PublishTarget& target_;
    const FindingRules& rules_;
    const bool is_rebased_;
    const std::span<const Grid> newest_;
    const AreaBook book_;
    const DraftDifference difference_;
    std::set<GridId> base_communities_, communities_; // as the draft's ground, and the newest edition call them
    std::set<GridId> closes_;
    std::vector<Grid> opens_;
    geo::Tessellation map_;           // of the grids as they will be
    std::vector<GridId> parents_;     // by face of map_
    std::int64_t next_id_ = 0;
};

} // namespace

std::optional<RefusedPublication> conflict_of(const Draft& draft, const PublishTarget& target)
{
    try {
        Planner(draft, target).check_conflict();
        return std::nullopt;
    } catch (const Refuse& no) {
        return no.why;
    }
}

PublicationOutcome plan_publication(const Draft& draft, const PublishTarget& target)
{
    try {
        return Planner(draft, target).plan();
    } catch (const Refuse& no) {
        return no.why;
    }
}

} // namespace data
