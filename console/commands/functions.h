#pragma once
// What the rows of command_table.cpp run, one file an area. Arguments that are missing or wrong throw Error with words for
// the operator; run_command() shows them. UI thread, between frames.

#include "console/error.h"
#include "console/frame/command.h"

namespace console {

using Arguments = std::span<const std::string>;

/// The whole number in arguments[index]; throws Error naming what is missing.
std::int64_t number_argument(Arguments arguments, std::size_t index, const char* what);
double decimal_argument(Arguments arguments, std::size_t index, const char* what);
std::string text_argument(Arguments arguments, std::size_t index, const char* what);
geo::LonLat lonlat_argument(Arguments arguments, std::size_t index);
/// With the right it needs, or an Error that says which; whatever the command throws goes on.
void run_checked(CommandContext& context, const CommandRow& row, Arguments arguments);
/// From `index` on, joined by spaces: what an operator typed into the palette or a script.
std::string rest_argument(Arguments arguments, std::size_t index);

bool has_workspace(const data::World& world, const Session& session);
bool has_incident(const data::World& world, const Session& session);
/// An incident with a position, or a place on the map, is selected: cameras near it can be shown.
bool has_spot(const data::World& world, const Session& session);

inline constexpr double zoomed_metres_per_pixel = 0.6; // a block of houses fills the map
/// Looks there; Alt+Left brings the view before back. A fit that still waits for the map's layers is forgotten.
void show_view(MapState& map, const MapView& view);
/// The operator asked where it is, so the map goes there, on the desk. A map that is nearer stays as near.
void go_to(CommandContext& context, geo::LonLat at, double metres_per_pixel = zoomed_metres_per_pixel);

namespace layout_commands {
void desk(CommandContext& context, Arguments);
void wall(CommandContext& context, Arguments);
void list(CommandContext& context, Arguments);
void sheet(CommandContext& context, Arguments);
void gallery(CommandContext& context, Arguments);
void start(CommandContext& context, Arguments);
void split(CommandContext& context, Arguments arguments);       // KEY [SIZE at 100 %]; without size: the default again
void table(CommandContext& context, Arguments arguments);       // NAME [WORDS]…: how a table is shown; without words: as it was made
void queue_over_map(CommandContext& context, Arguments);
void next_theme(CommandContext& context, Arguments);
void set_theme(CommandContext& context, Arguments arguments);   // day | dim | night
void toggle_language(CommandContext& context, Arguments);
void set_language(CommandContext& context, Arguments arguments); // zh | en
void scale_up(CommandContext& context, Arguments);
void scale_down(CommandContext& context, Arguments);
void set_scale(CommandContext& context, Arguments arguments);   // percent
void toggle_motion(CommandContext& context, Arguments);
}

namespace import_commands {
void open_desk(CommandContext& context, Arguments arguments); // [PATH]; without: opens or closes the import desk
void close_desk(CommandContext& context, Arguments);
void set(CommandContext& context, Arguments arguments);       // kind|level|layer|system|match|missing VALUE
void map_field(CommandContext& context, Arguments arguments); // FIELD|- COLUMN
void fit(CommandContext& context, Arguments arguments);       // a table of point pairs for a local system
void point_at(CommandContext& context, Arguments arguments);  // a candidate system, drawn on the map
void start(CommandContext& context, Arguments);
void undo(CommandContext& context, Arguments);
void next(CommandContext& context, Arguments);                // leaves this file out; the next of those let go with it, or none
void zoom(CommandContext& context, Arguments);                // the map shows where its records lie
bool has_ground(const data::World& world, const Session& session); // it is known where they lie
bool has_desk(const data::World& world, const Session& session);
bool has_file(const data::World& world, const Session& session);
}

namespace menu_commands {
void toggle(CommandContext& context, Arguments arguments);  // [GROUP]
void about(CommandContext& context, Arguments arguments);   // [THING[+THING] X Y [TITLE [SUBJECT...]]]; without: what is in hand
void group(CommandContext& context, Arguments arguments);   // a number of the groups, from 0
void step(CommandContext& context, Arguments arguments);    // up | down | left | right | first | last
void choose(CommandContext& context, Arguments arguments);  // a number of the rows, from 0: under the pointer
void letter(CommandContext& context, Arguments arguments);  // a character typed
void run(CommandContext& context, Arguments arguments);     // [NUMBER]; without: the chosen row
bool is_open(const data::World& world, const Session& session);
}

namespace form_commands {
void open(CommandContext& context, Arguments arguments);    // COMMAND [VALUE...]
void run(CommandContext& context, Arguments arguments);     // VALUE for each field
void typed(CommandContext& context, Arguments arguments);   // VALUE for each field: what stands in them now
void cancel(CommandContext& context, Arguments);            // what was typed waits for the next time
bool is_open(const data::World& world, const Session& session);
}

namespace shell_commands {
void focus_search(CommandContext& context, Arguments);
void rows_copied(CommandContext& context, Arguments arguments); // COUNT: of a table, into the clipboard
void open_search(CommandContext& context, Arguments);  // what was found is shown
void close_search(CommandContext& context, Arguments); // no longer
void log_search(CommandContext& context, Arguments arguments);  // TEXT
void open_palette(CommandContext& context, Arguments);
void show_keys(CommandContext& context, Arguments);
void toggle_figures(CommandContext& context, Arguments);
/// Keeps in which order things were opened; after each command.
void note_opened(Session& session);
void dismiss(CommandContext& context, Arguments);
bool can_dismiss(const data::World& world, const Session& session);
bool is_anything_open(const Session& session);                  // what Esc puts away before it lets go what is selected
void set_hint(CommandContext& context, Arguments arguments);    // KEY of data/i18n, or nothing
void quit(CommandContext& context, Arguments);
void take_screenshot(CommandContext& context, Arguments arguments); // [FILE]
void open_workspace(CommandContext& context, Arguments arguments);  // PATH
void close_workspace(CommandContext& context, Arguments);
void open_demo(CommandContext& context, Arguments);
void import_files(CommandContext& context, Arguments arguments); // PATH...
void import_as(CommandContext& context, Arguments arguments);    // KIND LEVEL|- PATH
void import_skip(CommandContext& context, Arguments);            // the question asked first is let go
void import_cancel(CommandContext& context, Arguments);
void toggle_messages(CommandContext& context, Arguments);
void workspace_loaded(CommandContext& context, Arguments);
}

/// Guided tours (session.h, GuideState). What is `internal` in the table is told by the one that plays them, console/drive/guide.
namespace guide_commands {
bool can_start(const data::World& world, const Session& session); // on the demo street, or where it can be opened
bool is_on(const data::World& world, const Session& session);
void start(CommandContext& context, Arguments arguments);       // ROLE
void next(CommandContext& context, Arguments);                  // behind the last station it ends
void back(CommandContext& context, Arguments);
void hold(CommandContext& context, Arguments arguments);        // [on]: waits; without a word: waits or goes on
void stop(CommandContext& context, Arguments);                  // everything is as it was before
void shown(CommandContext& context, Arguments arguments);       // STATIONS: the station is entered; then "ready", or "trouble" WHAT
void point(CommandContext& context, Arguments arguments);       // NAME: it gets a frame; nothing: none has
void draft(CommandContext& context, Arguments);                 // the tour's own draft is open
}

namespace incident_commands {
void open(CommandContext& context, Arguments arguments);        // ID
void open_number(CommandContext& context, Arguments arguments); // NUMBER as people call it
void select(CommandContext& context, Arguments arguments);      // ID; without changing the layout
void next(CommandContext& context, Arguments arguments);        // SEVERITY 1..3
void next_red(CommandContext& context, Arguments);
void accept(CommandContext& context, Arguments);
void seen(CommandContext& context, Arguments arguments);        // [ID]
void note(CommandContext& context, Arguments arguments);        // [TEXT]; else what stands in the note field
void draft_note(CommandContext& context, Arguments arguments);  // TEXT as it stands in the note field
void note_back(CommandContext& context, Arguments arguments);   // ID TEXT that could not be saved
void close(CommandContext& context, Arguments arguments);       // [TEXT]
void severity(CommandContext& context, Arguments arguments);    // SEVERITY REASON
void cameras(CommandContext& context, Arguments);
void near_again(CommandContext& context, Arguments);            // comes from the services when they know better
/// Something that is no incident is looked at: no incident is selected any more (its note is kept), and the cameras near its
/// point are offered.
void look_at(CommandContext& context, Selection selection);
void zoom(CommandContext& context, Arguments);
void deselect(CommandContext& context, Arguments);
void queue_tab(CommandContext& context, Arguments arguments);   // new | mine | late | all
void filter(CommandContext& context, Arguments arguments);      // state|class|severity|grid|from|to|closed|clear VALUE
}

namespace log_commands {
void show(CommandContext& context, Arguments);
void again(CommandContext& context, Arguments);
void filter(CommandContext& context, Arguments arguments);      // hours|kind|camera|incident|account|clear VALUE
void take_row(CommandContext& context, Arguments arguments);    // KIND ACCOUNT SUBJECT WORDS…, of the row in hand
bool has_row(const data::World& world, const Session& session);
bool has_thing(const data::World& world, const Session& session);   // that is about an incident or a camera
bool has_account(const data::World& world, const Session& session);
void open(CommandContext& context, Arguments);                  // what the row is about, on the desk
void only_thing(CommandContext& context, Arguments);            // rows of that incident or camera
void only_kind(CommandContext& context, Arguments);
void only_account(CommandContext& context, Arguments);
}

namespace editor_commands {
bool in_editor(const data::World& world, const Session& session);
void show(CommandContext& context, Arguments);
void open(CommandContext& context, Arguments);                  // makes or opens a draft and shows the editor
void tool(CommandContext& context, Arguments arguments);        // NAME of edit_tool_names
void trace(CommandContext& context, Arguments);
void tab(CommandContext& context, Arguments arguments);         // grid | findings | preview | balance
void drawer(CommandContext& context, Arguments arguments);      // table | journal: opens it, or closes it where it is open
void card(CommandContext& context, Arguments arguments);        // none | make | discard | publish | condition | unlock
void select(CommandContext& context, Arguments arguments);      // all | none | invert | FACE...
void select_where(CommandContext& context, Arguments arguments); // CONDITION
void layer(CommandContext& context, Arguments arguments);       // ID of a reference layer: switched off or on
void zoom(CommandContext& context, Arguments arguments);        // FACE
void table(CommandContext& context, Arguments);
void journal(CommandContext& context, Arguments);
void condition(CommandContext& context, Arguments);
void locked(CommandContext& context, Arguments arguments);      // LEVEL AREA …
void unlock(CommandContext& context, Arguments arguments);      // [REASON]
void select_all(CommandContext& context, Arguments);
/// The draft shows again where an edition stood in its place.
void take_tool(Session& session, EditTool tool);
/// Tools in the order of edit_tool_names, each a command of its own for its key.
template <EditTool which> void take(CommandContext& context, Arguments) { take_tool(context.session, which); }
}

namespace edition_commands {
bool has_editions(const data::World& world, const Session& session);
bool is_shown(const data::World& world, const Session& session);
bool can_withdraw(const data::World& world, const Session& session); // one is still to come
void withdraw(CommandContext& context, Arguments arguments);    // [NAME | ID]; without: asks about the one shown, else the newest
void show(CommandContext& context, Arguments arguments);        // [NAME | ID]; 0: before the first; without: asks
void compare(CommandContext& context, Arguments arguments);     // [NAME | ID | now] with the one shown, or the one in force; without: asks
void close(CommandContext& context, Arguments);
void zoom(CommandContext& context, Arguments arguments);        // GRID, by its id
void export_grids(CommandContext& context, Arguments arguments); // [draft NAME PATH | edition NAME PATH | now PATH]; without: asks
}

namespace draft_commands {
bool has_draft(const data::World& world, const Session& session);
bool has_finding(const data::World& world, const Session& session);
void make(CommandContext& context, Arguments arguments);        // [NAME]; without: asks
void open(CommandContext& context, Arguments arguments);        // NAME
void close(CommandContext& context, Arguments);
void discard(CommandContext& context, Arguments arguments);     // NAME; without: asks
void perform(CommandContext& context, Arguments arguments);     // a line of a script, JSON
void undo(CommandContext& context, Arguments);
void redo(CommandContext& context, Arguments);
void go_to(CommandContext& context, Arguments arguments);       // SEQ
void publish(CommandContext& context, Arguments arguments);     // [now | DATE]; without: asks
void rules(CommandContext& context, Arguments arguments);       // TARGET LEAST MOST WIDTH: households and metres asked of grids
void set_field(CommandContext& context, Arguments arguments);   // FIELD VALUE, of the grids selected
void confirm(CommandContext& context, Arguments);               // their counts are no estimates
void assign(CommandContext& context, Arguments arguments);      // COMMUNITY by code, name or "#ID", of the grids selected
void simplify(CommandContext& context, Arguments arguments);    // METRES, the borders of the grids selected
}

namespace finding_commands {
void select(CommandContext& context, Arguments arguments);      // KEY
void next(CommandContext& context, Arguments);                  // the next one that counts, and there
void zoom(CommandContext& context, Arguments);
void fix(CommandContext& context, Arguments arguments);         // [FIX of data/drafts/findings.h]; else the first one offered
void fix_all(CommandContext& context, Arguments arguments);     // FIX: a repair, of all findings of the kind of the one in hand
void ignore(CommandContext& context, Arguments arguments);      // [REASON]; without: asks
void count_again(CommandContext& context, Arguments);
}

namespace zone_commands {
void check(CommandContext& context, Arguments arguments);       // LAYER (id of a reference layer) | FILE[:LAYER]; without: the same again
void cancel(CommandContext& context, Arguments);
void show(CommandContext& context, Arguments arguments);        // ZONE by its place: marks the grids it cuts, and there
}

namespace upgrade_commands {
bool is_asked(const data::World& world, const Session& session);
void accept(CommandContext& context, Arguments);
void read_only(CommandContext& context, Arguments);
void cancel(CommandContext& context, Arguments);
}

namespace seat_commands {
void hand_over(CommandContext& context, Arguments);
void lock(CommandContext& context, Arguments);
void ask(CommandContext& context, Arguments);                   // comes from the gate: somebody touched a locked seat
void cancel(CommandContext& context, Arguments);
void choose(CommandContext& context, Arguments arguments);      // ACCOUNT's id
void sign_on(CommandContext& context, Arguments arguments);     // ACCOUNT's id, PIN
bool can_hand_over(const data::World& world, const Session& session);
bool can_lock(const data::World& world, const Session& session);
bool is_locked(const data::World& world, const Session& session);
bool is_asked(const data::World& world, const Session& session);
}

namespace search_commands {
void show(CommandContext& context, Arguments arguments);        // grid|camera|incident|place|point ID [LON LAT]; what was found and chosen
}

namespace report_commands {
void start(CommandContext& context, Arguments);
void set(CommandContext& context, Arguments arguments);         // title|place|note|severity VALUE
void position(CommandContext& context, Arguments arguments);    // LON LAT
void pick(CommandContext& context, Arguments);
void save(CommandContext& context, Arguments);
void saved(CommandContext& context, Arguments arguments);       // ID; comes from the archive
void cancel(CommandContext& context, Arguments);
}

namespace record_commands {
void close(CommandContext& context, Arguments);                 // back to the incident beside which a record is read
bool is_beside(const data::World& world, const Session& session); // a record is read beside an incident
/// Esc: what is drawn large, then the record, then the incident or what else is selected; one a call.
void step_back(CommandContext& context);
bool can_step_back(const data::World& world, const Session& session);
void enlarge(CommandContext& context, Arguments arguments);     // [ID]: of the case's pictures; the same again: as before
bool has_picture(const data::World& world, const Session& session); // of the case
void mark(CommandContext& context, Arguments arguments);        // NAME WORDS of a record
void copy(CommandContext& context, Arguments arguments);        // [WORDS]; without: what is marked, else what is selected
bool can_copy(const data::World& world, const Session& session);
}

namespace camera_commands {
/// Selected, and its record is what is read: beside the incident, where one is open.
void take_in_hand(Session& session, data::CameraId camera);
void select(CommandContext& context, Arguments arguments);      // ID
void open(CommandContext& context, Arguments arguments);        // ID [WHY]
void open_number(CommandContext& context, Arguments arguments); // NUMBER
void select_number(CommandContext& context, Arguments arguments); // NUMBER
void favourite(CommandContext& context, Arguments arguments);   // NUMBER NUMBER...: marked at this seat; all of them are: no longer
void put_case(CommandContext& context, Arguments arguments);    // ID SLOT 1..4 of the case's pictures
void close(CommandContext& context, Arguments arguments);       // ID: out of the case's pictures
void zoom(CommandContext& context, Arguments);
void retry(CommandContext& context, Arguments arguments);       // [ID]
void mask(CommandContext& context, Arguments arguments);        // NUMBER X,Y X,Y X,Y... from 0 to 1
void recorder(CommandContext& context, Arguments arguments);    // NUMBER MODEL ADDRESS [OFFSET [CREDENTIAL]], or NUMBER none
void guard(CommandContext& context, Arguments arguments);       // NUMBER; again: off
void roll_call(CommandContext& context, Arguments);             // on; again: off
void diary(CommandContext& context, Arguments arguments);       // [ID]; without: of the focused tile or the selected camera
bool has_one(const data::World& world, const Session& session); // a camera is meant
void unmask(CommandContext& context, Arguments arguments);      // NUMBER REASON, or NUMBER:MASK REASON for one of several
void lift_mask(CommandContext& context, Arguments arguments);   // NUMBER REASON
}

namespace wall_commands {
/// Into this tile; what it showed before is kept for Backspace. Throws where it is locked.
void put_camera(CommandContext& context, WallTile& tile, data::CameraId camera, std::string why);
void layout(CommandContext& context, Arguments arguments);      // 1 | 4 | 1+5 | 1+7 | 9 | 16 | 25 | 64, or 2x2 and so on
void put(CommandContext& context, Arguments arguments);         // CAMERA ID, TILE 1.. [WHY]
void type_digit(CommandContext& context, Arguments arguments);  // 0..9
/// Into a free tile that is not locked, one kept for incidents last; returns which, from 0. Empty: there is none.
std::optional<int> put_into_free(CommandContext& context, data::CameraId camera, const std::string& why);
/// Likewise; returns how many found one.
std::size_t put_into_free(CommandContext& context, std::span<const data::CameraId> cameras, const std::string& why);
void put_number(CommandContext& context, Arguments);
void put_free(CommandContext& context, Arguments);              // what was typed, into the next free tile
void find(CommandContext& context, Arguments);                  // the tile that shows what was typed
void lock_all(CommandContext& context, Arguments);
void enlarge(CommandContext& context, Arguments);               // the focused tile over the whole wall, and back
void zoom(CommandContext& context, Arguments arguments);        // TILE FACTOR [X Y of the tile, 0 to 1, that stay in place]
void save_view(CommandContext& context, Arguments arguments);   // NAME
void view(CommandContext& context, Arguments arguments);        // NAME
void next_view(CommandContext& context, Arguments);
void previous_view(CommandContext& context, Arguments);
void remove_view(CommandContext& context, Arguments arguments); // NAME
void tour(CommandContext& context, Arguments arguments);        // SECONDS NUMBER NUMBER..., or SECONDS VIEW
void tour_step(CommandContext& context, Arguments);             // comes from the wall: the next camera answers
void tour_skip(CommandContext& context, Arguments);             // comes from the wall: it does not
void tour_hold(CommandContext& context, Arguments);
void tour_stop(CommandContext& context, Arguments);
void swap(CommandContext& context, Arguments arguments);        // TILE TILE
void focus(CommandContext& context, Arguments arguments);       // TILE 1..
void focus_next(CommandContext& context, Arguments);
void clear(CommandContext& context, Arguments arguments);       // [TILE]
void back(CommandContext& context, Arguments);
void lock(CommandContext& context, Arguments arguments);        // [TILE]
void fill(CommandContext& context, Arguments);
void add(CommandContext& context, Arguments arguments);         // NUMBER NUMBER...: one into the focused or next free tile, several into free ones
void tree(CommandContext& context, Arguments);                  // the camera tree beside the tiles; again: away
void views(CommandContext& context, Arguments);                 // the saved views, likewise
void tree_by(CommandContext& context, Arguments arguments);     // one of tree_by_names
void rename_view(CommandContext& context, Arguments arguments); // NAME NAME
void restore_view(CommandContext& context, Arguments);          // the one removed last
void tour_view(CommandContext& context, Arguments arguments);   // NAME [SECONDS]: what a view shows in turn; remembers the seconds
bool has_removed_view(const data::World& world, const Session& session);
}

namespace sheet_commands {
bool is_shown(const data::World& world, const Session& session);
bool has_cell(const data::World& world, const Session& session); // one is selected
void filter(CommandContext& context, Arguments arguments);      // all | faulty | unasked | area
void size(CommandContext& context, Arguments arguments);        // 0 to 3
void columns(CommandContext& context, Arguments arguments);     // comes from the sheet: how many stand beside each other
void left(CommandContext& context, Arguments);
void right(CommandContext& context, Arguments);
void up(CommandContext& context, Arguments);
void down(CommandContext& context, Arguments);
void to_wall(CommandContext& context, Arguments arguments);     // [ID]: into the focused tile
void to_free(CommandContext& context, Arguments arguments);     // [ID]: into the next free tile
}

/// A privacy mask drawn with the mouse.
namespace mask_commands {
bool is_drawing(const data::World& world, const Session& session);
bool can_draw(const data::World& world, const Session& session); // a camera is meant, or one is being drawn on
bool can_close(const data::World& world, const Session& session);
bool has_chosen(const data::World& world, const Session& session);
void draw(CommandContext& context, Arguments arguments);        // [ID]; again: leaves, and keeps the corners
void click(CommandContext& context, Arguments arguments);       // X Y from 0 to 1: a corner, or the mask there is
void undo(CommandContext& context, Arguments);
void close(CommandContext& context, Arguments);
void saved(CommandContext& context, Arguments arguments);       // CAMERA; comes from the archive
void refused(CommandContext& context, Arguments arguments);     // KEY; comes from the archive
void remove(CommandContext& context, Arguments);                // the mask chosen: asks for the reason
}

namespace replay_commands {
bool can_replay(const data::World& world, const Session& session);
bool has_replay(const data::World& world, const Session& session);
bool is_paused(const Session& session); // all that is replayed
/// The focused tile of the wall, or the pictures beside the incident, or the selected camera.
std::vector<data::CameraId> cameras_in_hand(const Session& session);
void toggle(CommandContext& context, Arguments);                // the focused tile, or the pictures of the case
void start(CommandContext& context, Arguments arguments);       // [SECONDS AGO [NUMBER]]
void incident(CommandContext& context, Arguments);
void live(CommandContext& context, Arguments arguments);        // [ID]
void pause(CommandContext& context, Arguments arguments);       // [ID]; again: goes on
void step_back(CommandContext& context, Arguments);
void step_on(CommandContext& context, Arguments);
void move(CommandContext& context, Arguments arguments);        // SECONDS, negative: back
void move_back(CommandContext& context, Arguments);
void move_on(CommandContext& context, Arguments);
void seek(CommandContext& context, Arguments arguments);        // ID, MICROSECONDS since 1970
void slower(CommandContext& context, Arguments arguments);      // [ID]
void faster(CommandContext& context, Arguments arguments);      // [ID]
void speed(CommandContext& context, Arguments arguments);       // 0.25 to 8 [ID]
}

namespace window_commands {
bool is_further(const data::World& world, const Session& session); // the window is not the seat's first
bool has_wall_window(const data::World& world, const Session& session); // another window shows a wall, and there is something to send
void open(CommandContext& context, Arguments arguments);        // [desk|wall|list|log|sheet [MONITOR]]
void close(CommandContext& context, Arguments);                 // this one, unless it is the first
void next(CommandContext& context, Arguments);
void fullscreen(CommandContext& context, Arguments);            // and back
void to_monitor(CommandContext& context, Arguments arguments);  // MONITOR
void distance(CommandContext& context, Arguments arguments);    // METRES from which this window is read; 0: a desk's
void send(CommandContext& context, Arguments);                  // the pictures in hand to free tiles of the first window with a wall
void save(CommandContext& context, Arguments);                  // all windows, as the plan of this seat
void forget(CommandContext& context, Arguments);
/// The windows the seat had before a crash, or those of its plan; `memory` null: it has none of this workspace.
void restore(CommandContext& context, const WorkspaceMemory* memory);
void close_others(Session& session);
}

namespace hot_commands {
void mark(CommandContext& context, Arguments arguments);        // [TILE]: grave incidents may appear there; again: no more
void step(CommandContext& context, Arguments);                  // comes from the wall when one is due
void give_back(CommandContext& context, Arguments);             // what stood on the hot tiles before
bool has_any(const data::World& world, const Session& session); // a hot tile shows an incident
}

namespace credential_commands {
bool can_ask(const data::World& world, const Session& session); // the camera in hand is refused for its password
void ask(CommandContext& context, Arguments);
void save(CommandContext& context, Arguments arguments);        // NAME USER PASSWORD; the last may hold spaces
void cancel(CommandContext& context, Arguments);
bool is_asked(const data::World& world, const Session& session);
}

namespace evidence_commands {
void snapshot(CommandContext& context, Arguments arguments);    // [PURPOSE]: of the pictures in hand
void clip(CommandContext& context, Arguments arguments);        // SECONDS [PURPOSE]: up to what they show
}

namespace file_commands {
bool is_open(const data::World& world, const Session& session);
bool has_map(const data::World& world, const Session& session);  // the window shows one
void choose(CommandContext& context, Arguments arguments);       // COMMAND [ARGUMENT]: which of its words, for the field of its form
void take(CommandContext& context, Arguments arguments);         // PATH [replace]
void cancel(CommandContext& context, Arguments);
void dropped(CommandContext& context, Arguments arguments);      // PATH ...: let go over the window
void picture(CommandContext& context, Arguments arguments);      // PATH
void print(CommandContext& context, Arguments arguments);        // PAPER PATH [TITLE]
void save_copy(CommandContext& context, Arguments arguments);      // PATH
void export_records(CommandContext& context, Arguments arguments); // KIND PATH
}

namespace edit_commands {
bool is_open(const data::World& world, const Session& session);
void line(CommandContext& context, Arguments arguments);        // LON LAT ...: all points of the line being drawn
void aside(CommandContext& context, Arguments);
void take_up(CommandContext& context, Arguments);
void cursor(CommandContext& context, Arguments arguments);      // none | LON LAT of the cross hair
void snap(CommandContext& context, Arguments arguments);        // KIND of snap_kind_names: off or on
void reach(CommandContext& context, Arguments arguments);       // PIXELS
void settings(CommandContext& context, Arguments);
}

namespace map_commands {
void move(CommandContext& context, Arguments arguments);        // X Y of EPSG:3857, METRES PER PIXEL; without a step in the history
void go(CommandContext& context, Arguments arguments);          // the same with a step in the history
void centre(CommandContext& context, Arguments arguments);      // LON LAT [METRES PER PIXEL]
void fit(CommandContext& context, Arguments);
void zoom_in(CommandContext& context, Arguments);
void zoom_out(CommandContext& context, Arguments);
void back(CommandContext& context, Arguments);
void forward(CommandContext& context, Arguments);
void measure(CommandContext& context, Arguments);
void measure_add(CommandContext& context, Arguments arguments); // LON LAT
void measure_undo(CommandContext& context, Arguments);
void area(CommandContext& context, Arguments);                   // begins or gives up drawing one
void area_add(CommandContext& context, Arguments arguments);     // LON LAT of a corner
void area_undo(CommandContext& context, Arguments);
void area_close(CommandContext& context, Arguments);
void area_box(CommandContext& context, Arguments arguments);     // LON LAT LON LAT of two opposite corners
void area_clear(CommandContext& context, Arguments);
void area_list(CommandContext& context, Arguments);              // its incidents in the list
void area_wall(CommandContext& context, Arguments);              // its cameras in free tiles of the wall
void layers(CommandContext& context, Arguments);
void toggle_layer(CommandContext& context, Arguments arguments); // NAME as in MapState::hidden, or the number of a layer
void layer_opacity(CommandContext& context, Arguments arguments); // NUMBER OPACITY in [0, 1]
void allow_host(CommandContext& context, Arguments arguments);    // HOST[:PORT] of a base map's server, for this seat from now on
void deny_host(CommandContext& context, Arguments arguments);
void raise_layer(CommandContext& context, Arguments arguments);   // NUMBER: one place up
void lower_layer(CommandContext& context, Arguments arguments);   // NUMBER
void set_measure(CommandContext& context, Arguments arguments);  // as MapState::measure [LEVEL]
void measure_days(CommandContext& context, Arguments arguments); // DAYS, 0 for all
void measure_steps(CommandContext& context, Arguments);
void keep_bookmark(CommandContext& context, Arguments arguments); // 1 to 9
void go_to_bookmark(CommandContext& context, Arguments arguments); // 1 to 9
void ring(CommandContext& context, Arguments arguments);          // [METRES]: around what is selected; again: away
void select_grid(CommandContext& context, Arguments arguments);  // ID
void select_place(CommandContext& context, Arguments arguments); // ID
void select_point(CommandContext& context, Arguments arguments); // LON LAT
}

}
