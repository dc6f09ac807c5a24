#pragma once
// What a draft is at one moment, what a step changes in it, and what it stands on. Values; any thread.

#include "data/drafts/finding_rules.h"
#include "data/records/records.h"
#include "geo/partition/tessellation.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace data {

/// The record of one face of the partition.
struct DraftGrid {
    GridId id;              // negative: made in this draft
    std::string code, name;
    GridKind kind = GridKind::base;
    GridId parent;          // community; 0: none
    std::optional<int> households, residents;
    bool is_estimated = false; // the counts were shared by area and nobody confirmed them
    UnitId unit;
    std::string remark;
    bool operator==(const DraftGrid&) const = default;
};
using DraftGridPtr = std::shared_ptr<const DraftGrid>;

struct Unlocked {
    Level level = Level::community;
    GridId area;
    std::string reason;
    auto operator<=>(const Unlocked&) const = default;
};

/// What a draft is at one moment. Cheap to copy.
struct DraftVersion {
    geo::Tessellation map;
    geo::Versioned<DraftGridPtr> grids;                                  // by face; null: not there, or an overlap
    std::shared_ptr<const std::set<Unlocked>> unlocked = std::make_shared<const std::set<Unlocked>>();
    std::shared_ptr<const std::map<std::string, std::string>> ignored =  // key of a finding → why it is set aside
        std::make_shared<const std::map<std::string, std::string>>();

    /// Grids of the ground all of whose land is other grids', too: they own overlaps, and have no face and no row in `grids` before they win one.
    /// What is said of one before that is kept here.
    std::shared_ptr<const std::map<geo::FaceId, DraftGridPtr>> landless = std::make_shared<const std::map<geo::FaceId, DraftGridPtr>>();

    const DraftGrid* grid(geo::FaceId face) const { return face < grids.size() ? grids[face].get() : nullptr; }
    const DraftGrid* landless_grid(geo::FaceId face) const
    {
        const auto at = landless->find(face);
        return at == landless->end() ? nullptr : at->second.get();
    }
    /// Either: of an owner of land, whether it has any for itself or not.
    const DraftGrid* owner(geo::FaceId face) const
    {
        const DraftGrid* found = grid(face);
        return found ? found : landless_grid(face);
    }
    DraftGridPtr owner_ptr(geo::FaceId face) const
    {
        if (grid(face))
            return grids[face];
        const auto at = landless->find(face);
        return at == landless->end() ? nullptr : at->second;
    }
};

/// The grids that own overlaps and have no land for themselves, ascending. Once others have all the land of one, it is none any more.
std::vector<geo::FaceId> covered_grids(const DraftVersion& version);

/// Where a grid lies, also a covered one: then the box of the overlaps it owns. Empty: nowhere.
geo::FixedBox box_of_grid(const DraftVersion& version, geo::FaceId face);

/// Every grid: those with land by their faces, then the covered ones.
template <class Visitor>
void visit_grids(const DraftVersion& version, Visitor&& visit)
{
    for (geo::FaceId face = 0; face < version.grids.size(); ++face)
        if (const DraftGrid* grid = version.grid(face))
            visit(face, *grid);
    for (const geo::FaceId face : covered_grids(version))
        visit(face, *version.landless_grid(face));
}

/// Which face a grid is, or was: neither is ever used again.
using FaceBook = std::unordered_map<GridId, geo::FaceId>;

/// What a step changed, complete in both directions.
struct DraftEdit {
    struct GridChange {
        geo::FaceId face = 0;
        DraftGridPtr before, after;
    };
    geo::TessellationEdit map;
    std::vector<GridChange> grids;
    std::vector<Unlocked> unlocked;                            // added
    std::map<std::string, std::pair<std::string, std::string>> ignored; // key → reason before, after
    bool is_taken_back = false;                                // unlocked are removed instead

    DraftEdit inverse() const;
};
DraftVersion after(const DraftVersion& version, const DraftEdit& edit);

/// Households and residents somewhere: of a building or an address.
struct CountedPlace {
    geo::LonLat point;
    int households = 0;
};

/// Why the finding of an invalid shape is set aside that op repair left as it was read.
inline constexpr const char* read_even_odd = "read even-odd";

/// A grid whose shape in the workspace is no valid polygon. In the draft it is read even-odd (decision 0086); one without area is not in it.
/// It counts until somebody looked: op repair of the kind invalid sets its finding aside, and publishing then writes it as it was read.
struct InvalidShape {
    geo::FaceId face = 0;
    GridId id;
    std::string title, reason; // the reason as GEOS says it
    geo::LonLat at;            // where it lies
    bool is_without_area = false;
    /// What its finding is set aside by.
    std::string key() const { return "invalid #" + std::to_string(id.value); }
};

/// What the draft needs to know of the workspace and never changes.
struct DraftGround {
    std::vector<Grid> areas;            // of every level at the edition the draft was begun on: the grids, and those above
    std::vector<Unit> units;
    std::vector<CountedPlace> places;   // with households
    FindingRules rules = {};            // the workspace's
    std::vector<std::string> retired;   // codes that grids had before, or have in a later edition, and none of `areas`: never given again
};
using DraftGroundPtr = std::shared_ptr<const DraftGround>;

} // namespace data
