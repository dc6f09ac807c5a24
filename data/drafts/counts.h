#pragma once
// What an edit does to the grids' records. Households go with the places that have them; where a grid has none on the map, with the area, which
// is an estimate until a person confirms it. Residents go with the households. Sums before and after are equal to the unit; what is not
// known stays unknown. See docs/decisions/0089. Pure; the index is built once and read by any thread.

#include "data/drafts/codes.h"
#include "geo/partition/edits.h"
#include "geo/shapes/spatial_index.h"

namespace data {

/// Places with households, found by box.
class CountIndex {
public:
    struct Counted {
        geo::FixedPoint point;
        int households = 0;
    };

    CountIndex() = default;
    /// Places without households are left out.
    explicit CountIndex(std::span<const CountedPlace> places);

    std::size_t size() const { return places_.size(); }
    const Counted& operator[](std::size_t i) const { return places_[i]; }
    /// Those inside the box, ascending; `out` is emptied first.
    void within(const geo::FixedBox& box, std::vector<std::uint32_t>& out) const;

private:
    std::vector<Counted> places_;
    geo::SpatialIndex index_;
};

/// Shares a total among weights so that the parts add up to it: each gets the whole number below its share, and those with the largest
/// remainders one more (the first of equal ones). All weights zero: the first part gets all.
std::vector<int> share_out(int total, std::span<const double> weights);

/// Households in each face of the map among these, by the places inside; a place on a border counts for the face that face_at() gives.
int households_inside(const geo::Tessellation& map, geo::FaceId face, const CountIndex& counts);

struct RecordOptions {
    std::optional<GridId> community; // of new grids; empty: that of the grid most of their land comes from
    std::optional<GridKind> kind;    // of new grids; empty: likewise
    const std::map<geo::FaceId, DraftGridPtr>* landless = nullptr; // faces that come are these grids'
    std::int64_t next_id = -1;       // of the first new grid; the next ones count down
    const CodeBook* book = nullptr;  // codes and names in use; null: new grids get no code, and names without a look at others
};

/// The records that change with an edit of the map, by face. `after` is before.map after edited.edit. A face that stays keeps name, code, kind,
/// unit and remark. A new one takes kind, unit and community from the grid most of its land comes from, a name derived from that grid's and a
/// proposed code, both in reading order. Ids follow edited.created. Overlaps have no record. Land of no grid brings the households of the places
/// on it; land that becomes nobody's takes its share away.
std::vector<DraftEdit::GridChange> records_after(const DraftVersion& before, const geo::Tessellation& after, const geo::Edited& edited,
                                                 const CountIndex& counts, const RecordOptions& options = {});

} // namespace data
