#pragma once
// What this seat is doing: everything the operator decided that is not a record of the city. UI thread; panels read it. Who writes it
// (tests/rules/session_test.cpp holds the list): commands, for the operator, between frames; services/answers, what services found for
// a command; services/seat_service, who has the controls; services/session_file, what outlives a restart; the App, what the machine
// says (monitors, windows, the hour of the last key).

#include "console/look/palette.h"
#include "console/said.h"
#include "console/seat/editor_state.h"
#include "console/seat/files.h"
#include "console/text/text.h"
#include "data/import/preview.h"
#include "data/records/changes.h"
#include "data/records/log_filter.h"
#include "data/records/world.h"
#include "data/store/upgrade.h"

#include <array>
#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace video {
struct Diary;
}

namespace console {

inline constexpr float most_scale = 2.5F;

enum class Layout { start, desk, wall, list, gallery, log, sheet, editor };

/// Whose record is read beside a selected incident.
enum class Record { none, camera, grid, place };

struct Selection {
    data::IncidentId incident;
    data::CameraId camera;
    data::GridId grid;
    data::PlaceId place;
    std::optional<geo::LonLat> point; // a place found by its coordinates
    Record record = Record::none;     // what was chosen last; beside an incident its record lies under the pictures
    bool operator==(const Selection&) const = default;
};

/// Centre and scale of the map; logical pixels at 100 %.
struct MapView {
    geo::MapPoint centre;
    double metres_per_pixel = 10; // EPSG:3857 metres, not ground metres
    bool operator==(const MapView&) const = default;
};

/// What a click on the map means, where no report waits for its place (console/map/tools/map_tools.cpp).
enum class MapMode { look, measure, area };

/// The measures one can choose, as MapState::measure names them; their words are "map.measure.NAME".
inline constexpr std::array<const char*, 7> measure_names{"none", "incidents_km2", "incidents_1000hh", "open", "overdue", "households", "working"};

struct MapState {
    MapView view;
    std::vector<MapView> back, forward;
    MapMode mode = MapMode::look;
    std::vector<geo::LonLat> measured;
    bool layers_open = false;
    std::set<std::string> hidden{"closed"}; // names of layers switched off: "grids", "labels", "cameras", "wedges", "incidents",
                                           // "closed" (incidents that are), "basemap"
    std::map<std::string, bool> hosts;     // of servers that base maps want to dial: whether this seat may; none: nobody was asked yet
    std::string measure = "none";          // choropleth: one of measure_names
    data::Level measure_level = data::Level::grid;
    int measure_days = 0;                  // rates count the incidents of so many days; 0: all
    bool measure_equal_steps = false;      // classes of one width, not of equal counts
    std::array<std::optional<MapView>, 9> bookmarks;
    std::optional<geo::LonLat> ring;       // centre of the range ring
    double ring_m = 500;
    std::vector<geo::LonLat> area;         // corners of the area whose contents are shown; empty: none
    std::vector<geo::LonLat> area_drawn;   // corners of the next one
    bool fit_wanted = false;               // "fit" was asked: the map fits to the extent of the grids as soon as it knows it
    std::optional<geo::LonLatBox> fit_box; // what it is to fit to instead
};

/// Digital zoom: how much larger, and which point of the picture (0 to 1) stands in the middle.
struct TileZoom {
    float factor = 1, x = 0.5F, y = 0.5F;
};

/// An incident that a hot tile shows, and what stood there before.
struct HotPicture {
    data::IncidentId incident;
    data::CameraId before;                 // 0: the tile was empty
    std::string why_before;
    data::TimePoint since;
    bool is_further = false;               // one more camera of an incident that has a tile: gives way at once
};

struct WallTile {
    data::CameraId camera;                 // 0: empty
    bool locked = false;
    bool is_hot = false;                   // grave incidents may appear here (hot_tiles.h)
    std::optional<HotPicture> hot;
    std::string why;                       // for the session log: "number", "drag", "incident 4471"
    std::vector<data::CameraId> earlier;   // for Backspace, newest last, at most ten
    TileZoom zoom;
};

/// Cameras that take turns on one tile (轮巡).
struct TourState {
    std::vector<int> numbers;              // short numbers
    std::size_t at = 0;                    // the one shown
    std::size_t skipped = 0;               // how many after it did not answer
    int tile = 0;
    std::chrono::seconds dwell{10};
    data::TimePoint next_at;
    bool held = false;                     // somebody touched the tile, or pressed Space
    std::size_t coming() const { return (at + 1 + skipped) % numbers.size(); }
};

struct WallState {
    int tiles_shown = 4;                   // one of wall_sizes
    std::array<WallTile, 64> tiles;
    int focused = 0;
    bool is_enlarged = false;              // the focused tile alone fills the wall; the others stay connected
    bool fill = false;                     // false: fit
    bool locked = false;                   // no tile may be replaced
    std::string view;                      // name of the view shown last
    std::string side;                      // what lies at the left of the tiles: "cameras", "views"; empty: nothing
    std::optional<TourState> tour;
    std::map<data::IncidentId, data::TimePoint> hot_left; // when each incident gave its hot tile up; put back by hand: for good
};

/// Where a window of the seat stands.
struct WindowPlace {
    std::string monitor;                   // by its name; empty: the primary one
    bool fullscreen = false;
    int distance_mm = 0;                   // from which it is read; 0: a desk's
    bool operator==(const WindowPlace&) const = default;
};

/// What one window of the seat shows. Everything else of the session belongs to all of them.
struct WindowState {
    Layout layout = Layout::start;
    MapState map;
    WallState wall;
    WindowPlace place;
    std::string typed_digits;              // digits typed outside a field, waiting for Enter
    bool queue_over_map = false;           // Q in a narrow window: the queue lies over the map
    std::uint64_t search_focus = 0;        // grows when "/" asks the search field to take the keyboard, once
    bool search_open = false;              // the search field shows what it found
    std::uint64_t tree_focus = 0;          // grows when the search field of the camera tree is to take the keyboard, once
    std::uint64_t dismissed = 0;           // grows with each Esc that put something away
    bool close_wanted = false;
};

/// The contact sheet: stills of all cameras with their age.
struct SheetState {
    std::string filter = "all";            // "all", "faulty", "unasked", "area"
    int size = 1;                          // of a cell: 0 to 3
    int columns = 1;                       // as the screen has room for: a step up or down
    std::uint64_t moves = 0;               // grows when the selection went on by a key: it is brought into sight
};

/// A point of a picture: 0 to 1 from the left and the top of the whole, upright one.
struct PicturePoint {
    double x = 0, y = 0;
    bool operator==(const PicturePoint&) const = default;
};

/// A privacy mask being drawn on a camera's picture.
struct MaskDrawing {
    data::CameraId camera;
    int chosen = -1;                       // of the masks it has, from 0: the one clicked
    bool is_sent = false;                  // on its way to the disk
};

/// A camera whose past is shown, in every tile that shows it.
struct ReplayState {
    data::TimePoint from, to, start;       // what can be reached; which picture comes first
    std::string why;                       // "instant", "incident 4471"
    double speed = 1;                      // 0.25 to 8
    bool paused = false;
    int steps = 0;                         // pictures stepped on so far, back counts down
    std::uint64_t seeks = 0;               // grows with each new seek_to
    data::TimePoint seek_to;
    std::chrono::microseconds moved{};     // asked for in all, back counts down
    bool operator==(const ReplayState&) const = default;
};

/// The filter of queue and list; see data/records/filter.h for its meaning.
struct QueueState {
    std::string tab = "all";               // "new", "mine", "late", "all"
    std::set<data::IncidentState> states;  // list only; empty: every open one
    bool closed_too = false;
    std::string class_code;                // empty: all
    std::set<data::Severity> severities;   // empty: all
    data::GridId grid;                     // 0: all; with its children
    std::optional<data::TimePoint> from, to;
    std::vector<geo::LonLat> area;         // list only: corners of the area it is about; empty: all
};

/// An incident being reported (F4); kept until it is saved or thrown away by the operator.
struct IntakeDraft {
    std::string title, place, note;
    data::Severity severity = data::Severity::ordinary;
    std::optional<geo::LonLat> position;   // set by a click on the map or a search hit
    bool picking = false;                  // the next click on the map sets the position
};

/// How a camera answers when it is dialled once more, step by step.
struct DiaryCard {
    data::CameraId camera;
    std::shared_ptr<const video::Diary> diary; // null: it is being dialled
};

struct Message {
    data::TimePoint time;
    Said said;                             // worded where it is drawn: the language may change after it
    bool fault = false;
    std::string english = {};              // for the log, where what is said does not say it; until it is there
};

/// A file that was dropped and whose content does not tell what it is: the operator chooses in the status strip.
struct ImportQuestion {
    std::string path;
    bool is_areas = false;                 // only their level is not known
    bool needs_system = false;             // nobody can tell the coordinate system: the import desk shows the candidates
};

/// The import desk: one file looked at before it is taken in.
struct ImportDesk {
    data::ImportJob job;                   // what the operator chose so far; an empty source: no file yet
    bool is_guessed = true;                // kind and level are what the content says
    data::PreviewPtr preview;              // null until it was looked at
    bool is_looking = false;               // another choice was made: what `preview` counts is not yet of it
    std::string pointed;                   // the candidate system under the pointer, drawn on the map
    std::deque<std::string> next;          // let go over the window with it: looked at one after another
};

/// What is known of wrong PINs of one account, at this and other seats, since its right one came.
struct PinTries {
    int wrong = 0;
    data::RunningTime wait_until; // none is tried before
};

/// Whether this seat's controls answer, and to whom; docs/SECURITY.md says what that protects.
enum class Controls { open, locked, asked };

struct SeatLock {
    Controls controls = Controls::open;
    bool is_hand_over = false;             // asked: the next shift takes over; Esc leaves things as they are
    bool is_signed_on = false;             // the account of `actor` has proved who it is
    data::AccountId chosen;                // in the form
    std::uint64_t form = 0;                // grows with every form: what was typed into the one before is forgotten
    bool is_checking = false;
    data::RunningTime used;                // last key or mouse
};

/// What of the session log the panel shows.
struct LogState {
    int hours = 24;                        // the last so many; 0: all
    std::set<std::string> kinds;           // empty: all
    std::string camera, incident;          // numbers as people call them; empty: all
    std::string account;                   // label; empty: all
    std::uint64_t request = 0;             // grows when it is to be read again
    bool operator==(const LogState&) const = default;
};

/// The row of the session log that is in hand.
struct LogRowInHand {
    std::string kind, account, subject;    // "picture", "张伟", "incident 4471", as they were written
};

/// An older workspace that opening would change.
struct UpgradeQuestion {
    std::string path;
    data::UpgradePlan plan;
};

/// What a seat remembers of a wall.
struct WallMemory {
    int tiles_shown = 4;
    std::array<int, 64> numbers{};         // of the cameras; 0: empty
    std::vector<int> hot;                  // numbers of the tiles where incidents may appear, from 1
    std::string view;
    std::string side;                      // WallState::side
};

/// What a seat remembers of a further window.
struct WindowMemory {
    Layout layout = Layout::wall;
    WindowPlace place;
    MapView view;
    WallMemory wall;
};

/// What a seat remembers of a workspace.
struct WorkspaceMemory {
    MapView view;
    std::array<std::optional<MapView>, 9> bookmarks;
    WallMemory wall;
    std::string draft;                     // that was open in the editor; empty: none
    std::set<int> favourites;              // short numbers of cameras that somebody at this seat marked
    std::map<std::string, int> dwells;     // by name of a view of the wall: seconds a camera stays in a tour over it
    std::vector<WindowMemory> windows;     // beside the first
};

/// The menu of the window, or the context menu of a thing.
struct MenuOpen {
    unsigned thing = 0;                    // bits of console/frame/command.h; 0: the menu of the window
    std::vector<std::string> subject;      // what of it: a camera's number, a layer's id, longitude and latitude
    data::CameraId camera;                 // of a camera's or a tile's menu; 0: none
    std::string title;                     // the thing in words; empty: none
    float x = -1, y = -1;                  // window pixels; negative: asked for by a key
    std::size_t group = 0;                 // of the window's menu: which is unfolded
    int chosen = -1;                       // row of the group, or of the context menu; -1: none yet
    std::string typed;                     // letters that choose a row
};

/// A command that needs words: its form.
struct CommandForm {
    std::string command;
    std::vector<std::string> values;       // what the fields hold; as many as the command has arguments
    data::CameraId camera;                 // whose menu asked for it; 0: it is about what is in hand
    Said error;                            // what is wrong; empty: nothing
    int wrong = -1;                        // the field that is; -1: none alone
    std::uint64_t serial = 0;              // grows with each form: what was typed into the one before is forgotten
};

/// A password asked for: a camera refused the one that this machine has.
struct PasswordForm {
    data::CameraId camera;
    bool is_saving = false;
};

/// Whoever was not there: the program ended without leaving, and began again.
struct Absence {
    data::TimePoint from, to;
};

/// The guided tours of the program, each for one who uses it; their stations are console/drive/scripts/guide_ROLE.drive.
inline constexpr std::array<const char*, 3> guide_roles{"operator", "analyst", "responder"};

/// What the seat showed before a guided tour, and shows again after it.
struct GuideMemory {
    WindowState shown;
    Selection selection;
    QueueState queue;
    std::array<data::CameraId, 4> case_cameras{};
    bool case_cameras_open = false;
    std::map<data::CameraId, ReplayState> replays;
    SheetState sheet;
    std::string tree_by, draft;            // the draft that was open
};

/// A guided tour under way (导览; cameras that take turns on a tile are TourState). It shows and changes nothing that stays.
struct GuideState {
    std::string role;                      // one of guide_roles
    std::size_t window = 0;                // of the seat, in which it goes on
    std::size_t station = 0, stations = 1; // from 0
    std::uint64_t moves = 0;               // grows with each station that is to be shown
    bool is_held = false;                  // somebody used mouse or keys: it waits
    bool is_ready = false;                 // what the station shows is there
    std::string pointed;                   // the name of what is framed; empty: nothing
    std::string trouble;                   // what could not be shown, in English; empty: nothing
    std::string draft;                     // that it made and takes away again
    GuideMemory before;
};

/// The fields of WindowState are those of the window that is being drawn or acted in; the other windows' wait in `windows`.
struct Session : WindowState {
    std::vector<WindowState> windows = std::vector<WindowState>(1); // in their order; the one at `window` is empty
    std::size_t window = 0;        // the one that is entered; between frames the first
    std::size_t active_window = 0; // the one the operator used last: what lies over the regions shows there
    std::optional<std::size_t> window_wanted; // which is to get the keyboard
    std::vector<std::string> monitors;        // of this machine, the primary one first
    std::optional<Absence> absence;

    Theme theme = Theme::dim;
    Language language = Language::zh;
    float scale = 1;                       // 1 to most_scale: what the operator wants
    float scale_room = most_scale;         // the most that the window last drawn has room for (seat/plan.h)
    bool reduced_motion = false;
    std::string seat = "desk-1";
    data::Actor actor;
    SeatLock lock;
    std::optional<UpgradeQuestion> upgrade;

    Selection selection;
    QueueState queue;
    std::array<data::CameraId, 4> case_cameras; // pictures beside the selected incident; 0: none
    bool case_cameras_open = false;             // the operator asked for them (one key)
    data::CameraId case_enlarged;               // the one of them that is drawn large; 0: none
    std::string marked, marked_name;            // words of a record that were clicked, for Ctrl+C, and the name of their place; empty: none
    std::optional<IntakeDraft> intake;
    LogState log;
    std::optional<LogRowInHand> log_row;
    std::string note;                           // the note field of the case, never lost by a change of selection:
    std::map<data::IncidentId, std::string> notes_kept;

    std::map<data::CameraId, ReplayState> replays;
    std::map<data::AccountId, PinTries> pin_tries; // whoever else signs on leaves them
    std::map<data::CameraId, data::RunningTime> lifted_masks; // until when this seat sees what is masked
    std::optional<MaskDrawing> mask_drawing;
    std::map<data::CameraId, std::vector<PicturePoint>> masks_drawn; // corners not saved yet; who leaves finds them again
    SheetState sheet;
    std::string tree_by = "grid";          // one of tree_by_names (console/wall/camera_tree.h)
    std::optional<data::WallView> removed_view; // the one removed last, until it is brought back
    EditorState editor;
    EditionState edition;

    bool figures_open = false;   // F12
    std::vector<bool (*)(const Session&)> opened; // what Esc puts away, by the question whether it is open; the last one first
    bool palette_open = false;   // Ctrl+K
    std::string palette_text;    // what it begins with; empty: nothing
    bool keys_open = false;      // ?
    std::optional<DiaryCard> diary; // D: of the focused tile
    std::optional<PasswordForm> password; // E: of a camera that is refused
    std::optional<MenuOpen> menu;
    std::optional<CommandForm> form;
    data::CameraId asked_camera;           // while a command runs: whose menu or form it came from; 0: it is about what is in hand
    std::uint64_t forms = 0;     // shown so far
    std::map<std::string, std::vector<std::string>> forms_kept; // what was typed into forms laid aside, by command
    std::optional<FileChooser> files;      // open over everything but the menu
    std::uint64_t choosers = 0;  // shown so far
    std::vector<std::string> folders;      // where files were chosen, the last one first, at most eight
    std::string replaced;        // the file that the chooser was told to replace
    std::optional<MapExport> map_export;   // the map is to be written as soon as it is drawn
    std::uint64_t map_exports = 0; // asked for so far
    std::optional<GuideState> guide;
    std::string guide_wanted;    // the tour that begins as soon as the demo street is open
    std::string hint;            // key of the one hint line: what the tool waits for
    std::deque<Message> messages;
    bool messages_open = false;            // the messages are unfolded above the status strip
    std::deque<ImportQuestion> import_questions;
    std::optional<ImportDesk> import_desk;
    std::map<std::string, WorkspaceMemory> remembered; // by path, of the workspaces in `recent`
    std::map<std::string, float> splits; // remembered sizes of regions, in pixels at 100 %
    std::map<std::string, std::vector<std::string>> tables; // how tables are shown (words_of_table, console/look/table_order.h)
    std::vector<std::string> recent;     // paths of the workspaces opened last, newest first, at most eight
    bool quit = false;
};

/// While it lives the state of a window is the session's own, and that of the one before waits in `windows`; then they change back.
class InWindow {
public:
    /// A window that is not there: nothing changes.
    InWindow(Session& session, std::size_t window);
    ~InWindow();
    InWindow(const InWindow&) = delete;
    InWindow& operator=(const InWindow&) = delete;

private:
    Session& session_;
    std::size_t before_;
};
/// The state of any window, entered or not.
const WindowState& window_state(const Session& session, std::size_t window);
WindowState& window_state(Session& session, std::size_t window);

/// Which of the pictures of the case is drawn large, from 0; −1: none.
int enlarged_in_case(const Session& session);

/// Of the account that the form of sign-on has chosen.
PinTries tries_of_chosen(const Session& session);

/// Whose context menu is open, or whose menu asked for the form or the command that runs; 0: none.
data::CameraId asked_camera(const Session& session);
/// Of the focused tile of a wall, else the selected one; 0: none.
data::CameraId pointed_camera(const Session& session);
/// The one that commands about a camera are about: the asked one, else the pointed one; 0: none.
data::CameraId camera_in_hand(const Session& session);
/// Whether this window shows its picture, or would: on a wall only what stands on a tile has one.
bool has_place_for(const Session& session, data::CameraId camera);

/// What is asked of a camera's past; empty: it is shown live.
std::optional<ReplayState> replay_of(const Session& session, data::CameraId camera);

}
