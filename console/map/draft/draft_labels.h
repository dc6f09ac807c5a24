#pragma once
// Names and households of a draft's grids, where they go on the map. A place is worked out when it is first wanted and kept until the
// grid's border changes. Belongs to the map panel; UI thread.

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
    /// Of grids whose label lies in the box; `published` knows those that nobody has changed.
    std::vector<DraftLabel> find(const DraftShapes& shapes, const data::DraftVersion& base, const data::Table<data::Grid>& published, const geo::MapBox& box);
    /// Not all were worked out in this call: there were too many new ones.
    bool is_behind() const { return is_behind_; }

private:
    struct Place {
        const geo::Face* face = nullptr; // as it was then
        geo::MapPoint at;
    };
    std::unordered_map<geo::FaceId, Place> places_;
    bool is_behind_ = false;
};

} // namespace console
