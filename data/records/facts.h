#pragma once
// The only way the world changes: apply(world, fact), on the UI thread, once a frame.

#include "data/records/world.h"

#include <variant>

namespace data {

struct WorkspaceLoaded {
    WorkspaceInfo info;
    Frozen<Grid> grids;
    Frozen<Place> places;
    Frozen<Camera> cameras;
    Frozen<Unit> units;
    Frozen<Account> accounts;
    Frozen<Post> posts;
    Frozen<Layer> layers;
    Setup setup;
    Frozen<DraftHead> drafts = std::make_shared<const Table<DraftHead>>();
    Frozen<Edition> editions = std::make_shared<const Table<Edition>>();
    std::map<std::string, std::string> settings;
    std::map<std::string, TimePoint> imported;        // see World::imported
    std::shared_ptr<std::vector<Incident>> incidents; // moved from
};
struct WorkspaceClosed {};
struct IncidentSaved { Incident incident; IncidentEvent event; };          // new or changed, durable
struct HistoryLoaded { IncidentId incident; std::vector<IncidentEvent> events; };
struct LayersSaved { Frozen<Layer> layers; };
struct SettingSaved { std::string key, value; };
struct MasksSaved { Frozen<CameraMasks> masks; };
struct RecordersSaved { Frozen<CameraRecorder> recorders; };
struct GuardSaved { Frozen<GuardedCamera> guarded; };
struct WallViewsSaved { Frozen<WallView> views; };
struct SeatPlansSaved { Frozen<SeatPlan> plans; };
struct DraftsChanged { Frozen<DraftHead> drafts; Frozen<Edition> editions; };
struct CameraConditionChanged { CameraId camera; CameraCondition condition; };
struct SaveChanged { SaveState state; };

using Fact = std::variant<WorkspaceLoaded, WorkspaceClosed, IncidentSaved, HistoryLoaded, LayersSaved, SettingSaved, MasksSaved,
                          RecordersSaved, GuardSaved, WallViewsSaved, SeatPlansSaved, DraftsChanged,
                          CameraConditionChanged, SaveChanged>;

void apply(World& world, Fact fact);

}
