#pragma once
// The records of the workspace as values. Codes and terms: docs/GLOSSARY.md. Who owns them: data::World.

#include "data/records/ids.h"
#include "data/records/time.h"
#include "geo/shapes/shapes.h"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace data {

// ---- administration ----

enum class Level { province, city, district, street, community, grid };
inline constexpr std::array<const char*, 6> level_names{"province", "city", "district", "street", "community", "grid"};

enum class GridKind { base, dedicated };

/// One area of any level. Base grids tile their community; dedicated ones are cut out of it.
struct Grid {
    GridId id;
    Level level = Level::grid;
    GridId parent;       // the area one or more levels above; 0 at the top
    std::string code;    // 15 digits for a unit grid: 6 division + 3 street + 3 community + 3 sequence; shorter above
    std::string name;
    GridKind kind = GridKind::base;
    std::optional<int> households, residents;
    UnitId unit;         // responsible unit; 0: look at the parent
    std::optional<TimePoint> valid_from, valid_to;
    std::int64_t from_edition = 0; // edition of the boundaries that brought it; 0: none, it was there before the first
    std::int64_t to_edition = 0;   // edition that ended it; 0: none
    std::string remark;
    geo::MultiPolygon shape;
    // derived on loading:
    geo::LonLatBox box;
    geo::LonLat label;   // a point well inside
    double area_m2 = 0;
};

/// Its time has come and not gone: an end that is still to come is none yet.
inline bool is_in_force(const Grid& grid, TimePoint now)
{
    return !(grid.valid_from && *grid.valid_from > now) && !(grid.valid_to && *grid.valid_to <= now);
}

struct Unit {
    UnitId id;
    std::string name, duty_phone, remark;
};

/// A label with a role, not a file of a person.
struct Account {
    AccountId id;
    std::string label, role; // role: operator, analyst, responder, supervisor, admin
    PostId post;             // the post it works at; 0: that of the seat
    std::string login;       // login of the system that signs on by itself; empty: none
    bool has_pin = false;    // the PIN's hash never leaves the store
};

struct Post {
    PostId id;
    std::string label, seat; // "2" on seat "duty-1"
};

// ---- places ----

enum class PlaceKind { address, building, road, crossing, landmark, pole, water, green };

/// Something with a name or number on the map. Roads and waters are lines or areas, the others points or areas.
struct Place {
    PlaceId id;
    PlaceKind kind = PlaceKind::address;
    std::string name, number; // "解放大道" + "12"; a pole's number stands in `number`
    geo::LonLat point;        // where a hit is shown
    geo::MultiPolygon area;   // footprints; empty for points
    geo::MultiLine lines;     // roads
    double width_m = 0;       // roads
    double height_m = 0;      // buildings
    int households = 0;       // buildings
    int floors = 0;           // buildings: above ground; 0: not known
    std::string other_names;  // lines "en=Jiefang Avenue": other languages, old and short names; see data/records/place_names.h
};

// ---- cameras ----

enum class CameraKind { fixed, dome, half_dome, ptz, indoor };
enum class CameraStatus { in_use, in_repair, removed };

struct Camera {
    CameraId id;
    int number = 0;               // the short number an operator types; unique in the workspace, 1–99999
    std::string code;             // 20 digits of GB/T 28181, or the source's own id
    std::string name, address, owner;
    int point_class = 0;          // 1 police-built public place, 2 other key public place, 3 other, 0 not known
    geo::LonLat position;
    std::optional<double> height_m, azimuth_deg, hfov_deg, vfov_deg, tilt_deg, range_m;
    CameraKind kind = CameraKind::fixed;
    bool indoor = false, has_light = false;
    std::string resolution, codec;
    std::string main_url, sub_url; // without credentials; "demo:217" is the demo's own footage
    std::string credential;        // name of a credential, never its secret
    std::optional<int> storage_days;
    std::optional<TimePoint> installed_on;
    std::string maintained_by;
    CameraStatus status = CameraStatus::in_use;
    GridId grid;                   // the unit grid that contains it; 0 outside all
};

// ---- incidents ----

enum class Severity { grave = 1, serious = 2, ordinary = 3 };
enum class IncidentState { reported, verified, opened, dismissed, dispatched, accepted, handled, feedback, checked, closed, rated, archived };
inline constexpr std::array<const char*, 12> incident_state_names{"reported", "verified", "opened",  "dismissed", "dispatched", "accepted",
                                                                  "handled",  "feedback", "checked", "closed",    "rated",      "archived"};
enum class IncidentSource { grid_worker, video_patrol, hotline, app, superior, letter, device_alarm, inspection, other };

/// What to do with it: new and not seen, seen, in somebody's hand, waiting for somebody else.
enum class Attention { fresh, seen, in_hand, waiting };
enum class Lateness { on_time, at_risk, overdue };

struct Incident {
    IncidentId id;
    std::string number;           // what people call it: "4471", or the source's own id
    std::string class_code;       // "0403": class 04, subclass 03; or the source's own word
    std::string title;            // the class in words, as reported
    Severity severity = Severity::ordinary;
    IncidentSource source = IncidentSource::other;
    std::string place;            // the address in words
    geo::LonLat position;
    bool has_position = true;
    TimePoint reported;
    std::optional<TimePoint> due, closed;
    IncidentState state = IncidentState::reported;
    Attention attention = Attention::fresh;
    PostId post;                  // in whose hand
    GridId grid;                  // the unit grid that contains it; 0 outside all
};

inline bool is_open(const Incident& i)
{
    return i.state != IncidentState::dismissed && i.state < IncidentState::closed;
}

/// Who did something: carried by every event and every row of the session log.
struct Actor {
    AccountId account;
    PostId post;
    std::string seat;
};

/// One line of an incident's history; append-only.
struct IncidentEvent {
    EventId id;
    IncidentId incident;
    TimePoint time;
    std::string kind;             // "reported", "seen", "accepted", "note", "closed", "severity", "cameras", …
    std::string text;
    Actor actor;
};

// ---- layers, settings, session log ----

enum class LayerKind { vector_basemap, raster_basemap, reference };

struct Layer {
    LayerId id;
    LayerKind kind = LayerKind::vector_basemap;
    std::string name, path;       // path: absolute, or relative to the workspace's folder; empty: drawn from `places`
    std::string crs;              // "EPSG:4326"; empty: the file's own
    std::string attribution;
    bool visible = true;
    double opacity = 1;
    int order = 0;
};

/// Append-only record of what a seat did and saw: "sign_on", "sign_on_refused", "sign_off", "seat_locked", "camera_shown", "camera_hidden", "stream_state",
/// "search", "snapshot", "export", "alarm_shown", "alarm_acknowledged", "workspace_opened".
struct SessionLogEntry {
    TimePoint time;
    Actor actor;
    std::string kind;
    std::string subject;          // "camera 217", "incident 4471", "window 1 tile 3"
    std::string detail;           // why, in words or as key=value
};

}
