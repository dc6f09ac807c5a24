#include "console/wall/hot_tiles.h"

#include "data/records/camera_url.h"
#include "data/records/condition.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace console {
namespace {

constexpr std::size_t most_candidates = 64, cameras_looked_at = 6;

bool waits_for_somebody(const data::Incident& incident)
{
    return incident.severity == data::Severity::grave && incident.attention == data::Attention::fresh && data::is_open(incident) && incident.has_position;
}

bool is_usable(const WallTile& tile) { return tile.is_hot && !tile.locked; }

bool is_away(const data::World& world, data::CameraId camera)
{
    const auto condition = world.conditions.find(camera);
    return condition != world.conditions.end() && data::is_faulty(condition->second.state);
}

bool is_on(const WallState& wall, data::CameraId camera)
{
    const auto shown = wall.tiles.begin() + wall.tiles_shown;
    return std::any_of(wall.tiles.begin(), shown, [&](const WallTile& tile) { return tile.camera == camera; });
}

/// One whose pictures come, or of which nothing is known, before one that is known to be away.
data::CameraId camera_of(const HotCandidate& candidate, const data::World& world)
{
    const auto well = std::ranges::find_if(candidate.cameras, [&](data::CameraId camera) { return !is_away(world, camera); });
    return well == candidate.cameras.end() ? candidate.cameras.front() : *well;
}

/// The best of it whose pictures come and that no other hot tile shows; 0: there is none.
data::CameraId own_camera_of(const HotCandidate& candidate, const data::World& world, const WallState& wall, std::size_t place)
{
    const auto is_taken = [&](data::CameraId camera) {
        for (std::size_t i = 0; i < static_cast<std::size_t>(wall.tiles_shown); ++i)
            if (i != place && wall.tiles[i].hot && wall.tiles[i].camera == camera)
                return true;
        return false;
    };
    const auto own = std::ranges::find_if(candidate.cameras, [&](data::CameraId camera) { return !is_away(world, camera) && !is_taken(camera); });
    return own == candidate.cameras.end() ? data::CameraId{} : *own;
}

/// Two tiles with one picture would look like one incident; where there is no other, its band still says whose it is.
HotStep step_to(std::size_t place, const HotCandidate& candidate, const data::World& world, const WallState& wall)
{
    const data::CameraId own = own_camera_of(candidate, world, wall, place);
    return {place, candidate.incident, own ? own : camera_of(candidate, world)};
}

/// The next one of it that the wall does not show; 0: there is none that is worth a tile.
data::CameraId further_camera_of(const HotCandidate& candidate, const data::World& world, const WallState& wall)
{
    const auto next = std::ranges::find_if(candidate.cameras, [&](data::CameraId camera) { return !is_away(world, camera) && !is_on(wall, camera); });
    return next == candidate.cameras.end() ? data::CameraId{} : *next;
}

/// The incident with the fewest tiles gets one more, the newest of several. Whoever took one of its tiles away wants no more of them.
std::optional<HotStep> further_step(const std::vector<HotCandidate>& candidates, const data::World& world, const WallState& wall)
{
    const auto free = std::find_if(wall.tiles.begin(), wall.tiles.begin() + wall.tiles_shown, [](const WallTile& tile) { return is_usable(tile) && !tile.camera; });
    if (free == wall.tiles.begin() + wall.tiles_shown)
        return std::nullopt;
    std::optional<HotStep> best;
    std::ptrdiff_t fewest = 0;
    for (const HotCandidate& candidate : candidates) {
        data::TimePoint since{};
        std::ptrdiff_t tiles = 0;
        for (const WallTile& tile : wall.tiles)
            if (tile.hot && tile.hot->incident == candidate.incident)
                ++tiles, since = std::max(since, tile.hot->since);
        const auto left = wall.hot_left.find(candidate.incident);
        const data::CameraId camera = tiles == 0 || (left != wall.hot_left.end() && left->second >= since) ? data::CameraId{} : further_camera_of(candidate, world, wall);
        if (camera && (!best || tiles < fewest)) {
            best = HotStep{static_cast<std::size_t>(free - wall.tiles.begin()), candidate.incident, camera, true};
            fewest = tiles;
        }
    }
    return best;
}

std::vector<data::CameraId> cameras_for(const data::World& world, const Sights* sights, geo::LonLat place)
{
    std::vector<data::CameraId> cameras;
    for (const NearCamera& near : make_near_cameras(world, sights, place, cameras_looked_at)) {
        const data::Camera* camera = world.cameras->find(near.camera);
        if (near.reason != NearReason::hidden && camera && !data::least_url(*camera).empty())
            cameras.push_back(near.camera);
    }
    return cameras;
}

}

std::vector<HotCandidate> make_hot_candidates(const data::World& world, const Sights* sights)
{
    std::vector<const data::Incident*> grave;
    for (const data::Incident& incident : world.incidents.rows)
        if (waits_for_somebody(incident))
            grave.push_back(&incident);
    const auto end = grave.begin() + static_cast<std::ptrdiff_t>(std::min(grave.size(), most_candidates));
    std::ranges::partial_sort(grave, end, std::greater(), [](const data::Incident* incident) { return std::pair(incident->reported, incident->id.value); });
    std::vector<HotCandidate> candidates;
    for (auto at = grave.begin(); at != end; ++at)
        if (std::vector<data::CameraId> cameras = cameras_for(world, sights, (*at)->position); !cameras.empty())
            candidates.push_back({(*at)->id, std::move(cameras)});
    return candidates;
}

std::vector<HotCandidate> hot_waiting(const std::vector<HotCandidate>& candidates, const Session& session)
{
    const auto left_at = [&](data::IncidentId incident) {
        data::TimePoint at{};
        for (std::size_t i = 0; i < session.windows.size(); ++i) {
            const WallState& wall = window_state(session, i).wall;
            if (const auto left = wall.hot_left.find(incident); left != wall.hot_left.end())
                at = std::max(at, left->second);
            if (std::ranges::any_of(wall.tiles, [&](const WallTile& tile) { return tile.hot && tile.hot->incident == incident; }))
                return data::TimePoint::max();
        }
        return at;
    };
    std::vector<std::pair<data::TimePoint, HotCandidate>> order;
    for (const HotCandidate& candidate : candidates)
        if (const data::TimePoint at = left_at(candidate.incident); at != data::TimePoint::max())
            order.emplace_back(at, candidate);
    std::ranges::stable_sort(order, {}, [](const auto& entry) { return entry.first; });
    std::vector<HotCandidate> waiting;
    for (const auto& entry : order)
        waiting.push_back(entry.second);
    return waiting;
}

void end_hot(WallState& wall, WallTile& tile, data::TimePoint left)
{
    if (tile.hot)
        wall.hot_left[tile.hot->incident] = left;
    tile.hot.reset();
}

std::optional<HotStep> next_hot_step(const std::vector<HotCandidate>& candidates, const std::vector<HotCandidate>& waiting, const data::World& world,
                                     const Session& session, data::TimePoint now)
{
    const WallState& wall = session.wall;
    if (wall.locked)
        return std::nullopt;
    for (std::size_t i = 0; i < static_cast<std::size_t>(wall.tiles_shown); ++i) {
        const WallTile& tile = wall.tiles[i];
        if (!is_usable(tile) || !tile.hot || !is_away(world, tile.camera))
            continue;
        const auto own = std::ranges::find(candidates, tile.hot->incident, &HotCandidate::incident);
        if (own == candidates.end())
            continue;
        if (const data::CameraId next = further_camera_of(*own, world, wall))
            return HotStep{i, own->incident, next, tile.hot->is_further};
    }
    if (waiting.empty())
        return further_step(candidates, world, wall);
    const HotCandidate& next = waiting.front();
    std::optional<std::size_t> free, best; // free: nothing is there that has to stay
    bool is_best_over = false;
    for (std::size_t i = 0; i < static_cast<std::size_t>(wall.tiles_shown); ++i) {
        const WallTile& tile = wall.tiles[i];
        if (!is_usable(tile))
            continue;
        if (!tile.hot || tile.hot->is_further) {
            // One that gives way may show the only camera that is left.
            if (own_camera_of(next, world, wall, i))
                return step_to(i, next, world, wall);
            free = free ? free : i;
            continue;
        }
        if (now - tile.hot->since < hot_stay)
            continue;
        // What somebody has in hand by now goes before what still waits for a look.
        const data::Incident* shown = world.incidents.find(tile.hot->incident);
        const bool is_over = !shown || !waits_for_somebody(*shown);
        if (!best || (is_over && !is_best_over) || (is_over == is_best_over && tile.hot->since < wall.tiles[*best].hot->since)) {
            best = i;
            is_best_over = is_over;
        }
    }
    if (free)
        best = free;
    return best ? std::optional(step_to(*best, next, world, wall)) : std::nullopt;
}

std::optional<data::TimePoint> next_hot_time(const std::vector<HotCandidate>& waiting, const WallState& wall)
{
    std::optional<data::TimePoint> next;
    if (waiting.empty() || wall.locked)
        return next;
    for (std::size_t i = 0; i < static_cast<std::size_t>(wall.tiles_shown); ++i)
        if (const WallTile& tile = wall.tiles[i]; is_usable(tile) && tile.hot && (!next || tile.hot->since + hot_stay < *next))
            next = tile.hot->since + hot_stay;
    return next;
}

}
