#pragma once
// All the console knows about the city, on the UI thread. Only apply() (facts.h) changes it; panels and layers read it.
// Bulk records are frozen vectors: a layer rebuilds when the pointer differs, other threads may keep the pointer.

#include "data/records/drafts.h"
#include "data/records/local_zone.h"
#include "data/records/records.h"
#include "data/records/setup.h"
#include "geo/remark.h"

#include <cstdint>
#include <map>
#include <memory>
#include <unordered_map>
#include <vector>

namespace data {

/// Records in the order of their ids' first appearance, with the way back from id to index.
template <class Record> struct Table {
    std::vector<Record> rows;
    std::unordered_map<decltype(Record::id), std::size_t> index;

    explicit Table(std::vector<Record> records = {}) : rows(std::move(records))
    {
        index.reserve(rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i)
            index.emplace(rows[i].id, i);
    }
    const Record* find(decltype(Record::id) id) const
    {
        const auto at = index.find(id);
        return at == index.end() ? nullptr : &rows[at->second];
    }
};

template <class Record> using Frozen = std::shared_ptr<const Table<Record>>;
template <class Record> Frozen<Record> frozen(std::vector<Record> rows) { return std::make_shared<const Table<Record>>(std::move(rows)); }

/// What the streams say of a camera's picture: video::State, which data may not include, as picture_state_of() has it.
enum class PictureState { never_asked, connecting, live, late, frozen, unchanged, black, no_signal, retrying, refused, no_right, recorded, too_dark,
                          still, delayed,
                          answered }; // by none of the streams: seen well when it was last asked, which says nothing about now

struct CameraCondition {
    PictureState state = PictureState::never_asked;
    std::string cause;      // in words, for operators
    TimePoint since;
    TimePoint asked; // when its picture was last looked at, by a tile that is closed now or by the roll call; the epoch: never
    bool was_well = false; // before this trouble began
};

struct WorkspaceInfo {
    std::string path, name;
    int schema = 0;
    bool read_only = false;
    std::string projected_crs; // "EPSG:4547": what coordinates are shown in besides WGS 84; empty: derived from the longitude
    std::string utc_offset;    // "+08:00": local standard time of the city
    std::string time_zone = {}; // "Asia/Shanghai"; empty: the offset holds all year
};

/// Local time of a workspace: of its zone, where its offset is one that the zone has; somebody who set another offset means that.
LocalZone local_zone(const WorkspaceInfo& info);

/// Whether confirmed changes reach the disk; "not saved" stays on the screen with its reason.
struct SaveState {
    bool ok = true;
    std::string reason;        // in English
    TimePoint last_saved;
    std::size_t waiting = 0;
    geo::Remark why = {};      // the reason for the console, in its language; empty: only English is known
};

/// What people set up; see setup.h.
struct Setup {
    Frozen<CameraMasks> masks = std::make_shared<const Table<CameraMasks>>();
    Frozen<CameraRecorder> recorders = std::make_shared<const Table<CameraRecorder>>();
    Frozen<GuardedCamera> guarded = std::make_shared<const Table<GuardedCamera>>();
    Frozen<WallView> wall_views = std::make_shared<const Table<WallView>>(); // in the order of their names' bytes
    Frozen<SeatPlan> seat_plans = std::make_shared<const Table<SeatPlan>>();
};

struct World {
    WorkspaceInfo workspace;
    bool loaded = false;
    Frozen<Grid> grids = std::make_shared<const Table<Grid>>();
    Frozen<Place> places = std::make_shared<const Table<Place>>();
    Frozen<Camera> cameras = std::make_shared<const Table<Camera>>();
    Frozen<Unit> units = std::make_shared<const Table<Unit>>();
    Frozen<Account> accounts = std::make_shared<const Table<Account>>();
    Frozen<Post> posts = std::make_shared<const Table<Post>>();
    Frozen<Layer> layers = std::make_shared<const Table<Layer>>();
    Setup setup;
    Frozen<DraftHead> drafts = std::make_shared<const Table<DraftHead>>();   // open ones
    Frozen<Edition> editions = std::make_shared<const Table<Edition>>();     // oldest first
    std::map<std::string, std::string> settings;
    std::map<std::string, TimePoint> imported; // when "grids", "cameras", "incidents", "places" … came in last; made here: absent

    Table<Incident> incidents;             // changes in place; `incidents_revision` grows with every change
    std::uint64_t incidents_revision = 0;
    TimePoint newest_report;               // of the incidents; the epoch without any
    std::unordered_map<IncidentId, std::vector<IncidentEvent>> histories; // loaded when an incident is selected

    std::unordered_map<CameraId, CameraCondition> conditions;
    std::uint64_t conditions_revision = 0; // grows with every change of them
    SaveState save;
};

/// More than this many areas above one another are a circle of parents.
inline constexpr int most_levels = 8;

/// From the unit grid upwards, e.g. grid, community, street, district; empty when id is 0.
std::vector<const Grid*> grid_path(const World& world, GridId id);
/// The unit of the grid or of the nearest area above that has one; null when none has.
const Unit* responsible_unit(const World& world, GridId id);
/// The camera an operator means by its short number; null when there is none.
const Camera* find_camera_by_number(const World& world, int number);
/// That short number as it is typed, "217"; empty for no camera.
std::string number_of_camera(const World& world, CameraId id);
/// Signed time to the limit (negative: overdue), and its stage; an incident without limit or closed is on time.
Lateness lateness(const Incident& incident, TimePoint now);

}
