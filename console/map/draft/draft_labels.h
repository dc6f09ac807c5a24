#pragma once
// Names and households of a draft's grids, where they go on the map. A place is worked out when it is first wanted and kept until the
// grid's border changes, its words until its record does. Belongs to the map panel; UI thread.

#include "console/map/draft/draft_shapes.h"
#include "data/drafts/findings.h"
#include "data/records/world.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace console {

struct DraftLabel {
    geo::MapPoint at;
    double width_m = 0;  // of the grid's box
    std::string text;    // "East 7  301", "East 8  < 120"
};

/// `<` or `>` stands before a number of households outside the band.
std::string draft_label_text(const data::DraftGrid& grid, const data::FindingRules& rules = {});

class DraftLabels {
public:
    /// Of grids whose label lies in the box. `version`: with the borders of `shapes`, its records may be newer; `published` knows grids
    /// that nobody has changed since `base`.
    std::vector<DraftLabel> find(const DraftShapes& shapes, const data::DraftVersion& version, const data::DraftVersion& base,
                                 const data::Table<data::Grid>& published, const geo::MapBox& box);
    /// Not all were worked out in this call: there were too many new ones.
    bool is_behind() const { return is_behind_; }
    /// Places and words worked out so far, all calls together.
    std::size_t made() const { return made_; }

private:
    struct Place {
        const geo::Face* face = nullptr; // as it was then
        geo::MapPoint at;
        data::DraftGridPtr grid;         // as it was then
        std::string text;
    };
    std::unordered_map<geo::FaceId, Place> places_;
    bool is_behind_ = false;
    std::size_t made_ = 0;
};

} // namespace console
