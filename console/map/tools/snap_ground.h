#pragma once
// What drawn points snap to and lines follow beside the draft's own borders: roads, rivers, buildings and reference layers of the map's
// grounds, indexed once each on the slow queue. Belongs to the map panel; UI thread.

#include "console/map/tiles/ground.h"
#include "console/seat/editor_state.h"
#include "console/work/scheduler.h"
#include "geo/partition/snap.h"

#include <array>
#include <map>
#include <memory>
#include <vector>

namespace console {

/// The kinds of lines from elsewhere.
inline constexpr std::array snap_ground_kinds{SnapKind::reference, SnapKind::road, SnapKind::river, SnapKind::building};

/// Of one ground, as snap_ground_kinds.
using GroundLines = std::array<geo::SnapLines, snap_ground_kinds.size()>;
GroundLines lines_of(const Ground& ground);

class SnapGround {
public:
    /// Indexes those that are new, drops the others.
    void follow(const std::vector<std::shared_ptr<const Ground>>& grounds, Scheduler* background);

    struct Source {
        SnapKind kind = SnapKind::reference;
        const geo::SnapLines* lines = nullptr; // until the next follow()
    };
    /// Of the kinds that are on.
    std::vector<Source> sources(const std::set<SnapKind>& kinds) const;

private:
    struct Indexed {
        std::shared_ptr<const GroundLines> lines; // null: not yet
        TaskHandle task;
    };
    std::map<std::shared_ptr<const Ground>, Indexed> indexed_;
};

} // namespace console
