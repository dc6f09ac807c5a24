#pragma once
// What an operator decides about the records. A change goes to the archive queue, is committed there
// (data::Store::commit) and comes back as a fact: nothing shows before it is durable.

#include "data/records/records.h"
#include "data/records/setup.h"

#include <string>
#include <variant>

namespace data {

struct ReportIncident {
    std::string title, class_code, place, note;
    Severity severity = Severity::ordinary;
    IncidentSource source = IncidentSource::hotline;
    geo::LonLat position; // 0, 0: not known
};
struct MarkIncidentSeen {
    IncidentId incident;
};
struct AcceptIncident {
    IncidentId incident;
};
struct AddIncidentNote {
    IncidentId incident;
    std::string text;
};
struct CloseIncident {
    IncidentId incident;
    std::string text;
};
struct SetIncidentSeverity {
    IncidentId incident;
    Severity severity;
    std::string reason;
};
struct SetSetting {
    std::string key, value;
};
struct AddLayer {
    Layer layer;
};
struct ChangeLayer {
    Layer layer;
    std::optional<Layer> was = {}; // as the operator saw it: what another console changed meanwhile is kept, and refused where both did
}; // by id: visibility, opacity, order
struct RemoveLayer {
    LayerId layer;
};

/// Decided inside the transaction: what another console masked meanwhile stays.
struct ChangeMasks {
    CameraId camera;
    std::vector<MaskPolygon> added, removed; // removed: as the operator saw them; those that are gone already are
};
struct SetCameraRecorder {
    CameraId camera;
    std::optional<CameraRecorder> recorder; // of that camera; none: no recorder
};
struct SetGuarded {
    CameraId camera;
    bool is_guarded = false;
};
struct SaveWallView {
    WallView view; // in place of the one of that name, if there is one
};
struct RemoveWallView {
    std::string name;
};
struct RenameWallView {
    std::string name, to; // refused where another view is called so
};
struct SaveSeatPlan {
    SeatPlan plan; // in place of the seat's; without windows: the seat has none any more
};

using Change = std::variant<ReportIncident, MarkIncidentSeen, AcceptIncident, AddIncidentNote, CloseIncident,
                            SetIncidentSeverity, SetSetting, AddLayer, ChangeLayer, RemoveLayer, ChangeMasks, SetCameraRecorder,
                            SetGuarded, SaveWallView, RemoveWallView, RenameWallView, SaveSeatPlan>;

/// What the session log says of a change: written in the same transaction or, where the change is refused, not at all.
struct LogWords {
    std::string kind, subject, detail; // as SessionLogEntry has them; an empty kind: nothing is logged
};

} // namespace data
