#pragma once
// Hot tiles: places of a wall that the operator gave away beforehand, where the newest grave incident nobody has acknowledged shows
// the camera that sees it best. Each stays 20 s at least; the others wait, counted. Nothing else of a wall moves by itself. Pure.

#include "console/seat/session.h"
#include "console/wall/near_cameras.h"

#include <optional>
#include <vector>

namespace console {

/// An incident that could have a tile, and the cameras it could show, the best first; never empty.
struct HotCandidate {
    data::IncidentId incident;
    std::vector<data::CameraId> cameras;
};

inline constexpr auto hot_stay = std::chrono::seconds(20);

/// Open, grave, not acknowledged, with a camera within 400 m that has an address and no wall before it; the newest first, at most 64.
std::vector<HotCandidate> make_hot_candidates(const data::World& world, const Sights* sights);
/// Those that no window of the seat shows and nobody put back: first the newest of those that were never shown, then whichever
/// gave its tile up longest ago.
std::vector<HotCandidate> hot_waiting(const std::vector<HotCandidate>& candidates, const Session& session);

/// The tile shows no incident any more; `left`: when its turn ended, never again for data::TimePoint::max(). Nothing where it showed none.
void end_hot(WallState& wall, WallTile& tile, data::TimePoint left);

struct HotStep {
    std::size_t tile = 0;
    data::IncidentId incident;
    data::CameraId camera;
    bool is_further = false; // one more camera of an incident that has a tile
};
/// What the wall of the entered window is to show next; empty: nothing is due now. An incident whose camera failed gets its next one
/// at once; no two hot tiles show one camera where an incident has another. While nobody waits, hot tiles that nothing stands on show further cameras of the incidents on this wall; these give way at once.
std::optional<HotStep> next_hot_step(const std::vector<HotCandidate>& candidates, const std::vector<HotCandidate>& waiting, const data::World& world,
                                     const Session& session, data::TimePoint now);
/// When an occupied tile may be given to the next that waits; empty: nobody waits for one of this wall.
std::optional<data::TimePoint> next_hot_time(const std::vector<HotCandidate>& waiting, const WallState& wall);

}
