#pragma once
// Two states of the boundaries over one another on the map: what a draft would change, or what moved between two editions. Old borders are
// dashed, new ones solid, the land that moves is hatched (docs/SCREENS.md, Editor). Belongs to the map panel; UI thread.

#include "console/map/tools/map_tool.h"
#include "data/drafts/preview.h"

#include <memory>
#include <vector>

namespace console {

class CompareOverlay {
public:
    /// What is compared from now on; null: nothing.
    void follow(const std::shared_ptr<const data::Preview>& preview);
    /// Says how many lines and areas it drew: "compare.dashed", "compare.solid", "compare.hatched".
    void draw(const MapScene& scene) const;

private:
    struct Piece {
        std::vector<geo::MapLine> lines; // a border, or the rings of an area
        geo::MapBox box;
    };

    std::shared_ptr<const data::Preview> of_;
    std::vector<Piece> old_borders_, new_borders_, moved_;
};

}
