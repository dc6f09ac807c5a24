#include "console/commands/functions.h"

#include <algorithm>

namespace console {
namespace {

bool on_wall(const data::World& world, const Session& session)
{
    return has_workspace(world, session) && session.layout == Layout::wall;
}
bool has_digits(const data::World& world, const Session& session)
{
    return has_workspace(world, session) && !session.typed_digits.empty();
}
bool can_go_back(const data::World& world, const Session& session)
{
    return has_workspace(world, session) && (!session.typed_digits.empty() || session.layout == Layout::wall || session.map.mode != MapMode::look);
}
bool has_intake(const data::World&, const Session& session) { return session.intake.has_value(); }
bool has_camera(const data::World&, const Session& session) { return bool(session.selection.camera); }
bool has_back(const data::World&, const Session& session) { return !session.map.back.empty(); }
bool has_forward(const data::World&, const Session& session) { return !session.map.forward.empty(); }
bool is_drawing_area(const data::World& world, const Session& session)
{
    return has_workspace(world, session) && session.layout == Layout::desk && session.map.mode == MapMode::area;
}
bool has_area(const data::World& world, const Session& session) { return has_workspace(world, session) && !session.map.area.empty(); }
bool has_tour(const data::World& world, const Session& session) { return on_wall(world, session) && session.wall.tour.has_value(); }
bool has_digits_on_wall(const data::World& world, const Session& session) { return on_wall(world, session) && has_digits(world, session); }
bool has_several_windows(const data::World&, const Session& session) { return session.windows.size() > 1; }
bool can_note(const data::World& world, const Session& session) { return has_incident(world, session); }

// name, title, key, menu, enabled, run, takes_keyboard
constexpr CommandRow table[] = {
    // The editor's letters come first: in its layout they are its own, elsewhere they are whose they were.
    {"editor.select_tool", "command.editor.select_tool", "Q", Menu::none, editor_commands::in_editor, editor_commands::take<EditTool::select>},
    {"editor.vertex", "command.editor.vertex", "V", Menu::none, editor_commands::in_editor, editor_commands::take<EditTool::vertex>},
    {"editor.split", "command.editor.split", "S", Menu::none, editor_commands::in_editor, editor_commands::take<EditTool::split>},
    {"editor.merge", "command.editor.merge", "M", Menu::none, editor_commands::in_editor, editor_commands::take<EditTool::merge>},
    {"editor.reshape", "command.editor.reshape", "R", Menu::none, editor_commands::in_editor, editor_commands::take<EditTool::reshape>},
    {"editor.cut", "command.editor.cut", "C", Menu::none, editor_commands::in_editor, editor_commands::take<EditTool::cut>},
    {"editor.draw", "command.editor.draw", "N", Menu::none, editor_commands::in_editor, editor_commands::take<EditTool::draw>},
    {"editor.assign", "command.editor.assign", "A", Menu::none, editor_commands::in_editor, editor_commands::take<EditTool::assign>},
    {"editor.remove", "command.editor.remove", "D", Menu::none, editor_commands::in_editor, editor_commands::take<EditTool::remove>},
    {"editor.trace", "command.editor.trace", "T", Menu::none, editor_commands::in_editor, editor_commands::trace},
    {"editor.measure", "command.map.measure", "Shift+M", Menu::none, editor_commands::in_editor, map_commands::measure},
    {"editor.open", "command.editor.open", "", Menu::map, has_workspace, editor_commands::open},
    {"editor.tool", "command.editor.tool", "", Menu::none, editor_commands::in_editor, editor_commands::tool},
    {"editor.tab", "command.editor.tab", "", Menu::none, editor_commands::in_editor, editor_commands::tab},
    {"editor.drawer", "command.editor.drawer", "", Menu::none, editor_commands::in_editor, editor_commands::drawer},
    {"editor.card", "command.editor.card", "", Menu::none, editor_commands::in_editor, editor_commands::card, true},
    {"editor.select", "command.editor.select", "", Menu::none, draft_commands::has_draft, editor_commands::select},
    {"editor.select_where", "command.editor.select_where", "", Menu::none, draft_commands::has_draft, editor_commands::select_where},
    {"editor.condition", "command.editor.condition", "W", Menu::none, draft_commands::has_draft, editor_commands::condition, true},
    {"editor.select_all", "command.editor.select_all", "Ctrl+A", Menu::none, draft_commands::has_draft, editor_commands::select_all},
    {"editor.table", "command.editor.table", "G", Menu::none, editor_commands::in_editor, editor_commands::table},
    {"editor.journal", "command.editor.journal", "J", Menu::none, editor_commands::in_editor, editor_commands::journal},
    {"editor.zoom", "command.editor.zoom", "", Menu::none, draft_commands::has_draft, editor_commands::zoom},
    {"editor.copied", "command.editor.copied", "", Menu::none, draft_commands::has_draft, editor_commands::copied},
    {"editor.layer", "command.editor.layer", "", Menu::none, editor_commands::in_editor, editor_commands::layer},
    {"draft.new", "command.draft.new", "", Menu::map, has_workspace, draft_commands::make, true},
    {"draft.open", "command.draft.open", "", Menu::none, has_workspace, draft_commands::open},
    {"draft.close", "command.draft.close", "", Menu::map, draft_commands::has_draft, draft_commands::close},
    {"draft.discard", "command.draft.discard", "", Menu::map, draft_commands::has_draft, draft_commands::discard},
    {"draft.do", "command.draft.do", "", Menu::none, draft_commands::has_draft, draft_commands::perform},
    {"draft.undo", "command.draft.undo", "Ctrl+Z", Menu::map, draft_commands::has_draft, draft_commands::undo},
    {"draft.redo", "command.draft.redo", "Ctrl+Y", Menu::map, draft_commands::has_draft, draft_commands::redo},
    {"draft.redo_too", "command.draft.redo", "Ctrl+Shift+Z", Menu::none, draft_commands::has_draft, draft_commands::redo},
    {"draft.go_to", "command.draft.go_to", "", Menu::none, draft_commands::has_draft, draft_commands::go_to},
    {"draft.publish", "command.draft.publish", "P", Menu::map, draft_commands::has_draft, draft_commands::publish},
    {"edition.show", "command.edition.show", "", Menu::map, edition_commands::has_editions, edition_commands::show},
    {"edition.compare", "command.edition.compare", "", Menu::map, edition_commands::has_editions, edition_commands::compare},
    {"edition.close", "command.edition.close", "", Menu::map, edition_commands::is_shown, edition_commands::close},
    {"edition.zoom", "command.edition.zoom", "", Menu::none, edition_commands::is_shown, edition_commands::zoom},
    {"grids.export", "command.grids.export", "", Menu::map, has_workspace, edition_commands::export_grids, true},
    {"finding.select", "command.finding.select", "", Menu::none, draft_commands::has_draft, finding_commands::select},
    {"finding.next", "command.finding.next", "E", Menu::none, draft_commands::has_draft, finding_commands::next},
    {"finding.zoom", "command.finding.zoom", "Z", Menu::none, draft_commands::has_finding, finding_commands::zoom},
    {"finding.fix", "command.finding.fix", "F", Menu::none, draft_commands::has_finding, finding_commands::fix},
    {"finding.ignore", "command.finding.ignore", "I", Menu::none, draft_commands::has_finding, finding_commands::ignore, true},
    {"finding.count_again", "command.finding.count_again", "", Menu::none, draft_commands::has_finding, finding_commands::count_again},
    {"grid.set", "command.grid.set", "", Menu::none, draft_commands::has_draft, draft_commands::set_field},
    {"grid.confirm", "command.grid.confirm", "K", Menu::none, draft_commands::has_draft, draft_commands::confirm},

    {"layout.desk", "command.layout.desk", "F1", Menu::view, has_workspace, layout_commands::desk},
    {"layout.wall", "command.layout.wall", "F2", Menu::view, has_workspace, layout_commands::wall},
    {"layout.list", "command.layout.list", "F10", Menu::view, has_workspace, layout_commands::list},
    {"layout.sheet", "command.layout.sheet", "Shift+F2", Menu::view, has_workspace, layout_commands::sheet},
    {"layout.editor", "command.layout.editor", "F3", Menu::view, has_workspace, editor_commands::show},
    {"layout.log", "command.layout.log", "F11", Menu::view, has_workspace, log_commands::show},
    {"log.filter", "command.log.filter", "", Menu::none, has_workspace, log_commands::filter},
    {"log.again", "command.log.again", "", Menu::none, has_workspace, log_commands::again},
    {"layout.gallery", "command.layout.gallery", "", Menu::none, nullptr, layout_commands::gallery},
    {"layout.start", "command.layout.start", "", Menu::none, nullptr, layout_commands::start},
    {"layout.split", "command.layout.split", "", Menu::none, nullptr, layout_commands::split},
    {"queue.over_map", "command.queue.over_map", "Q", Menu::none, has_workspace, layout_commands::queue_over_map},
    {"theme.next", "command.theme.next", "F9", Menu::view, nullptr, layout_commands::next_theme},
    {"theme.set", "command.theme.set", "", Menu::none, nullptr, layout_commands::set_theme},
    {"language.toggle", "command.language.toggle", "", Menu::view, nullptr, layout_commands::toggle_language},
    {"language.set", "command.language.set", "", Menu::none, nullptr, layout_commands::set_language},
    {"scale.up", "command.scale.up", "Ctrl+=", Menu::view, nullptr, layout_commands::scale_up},
    {"scale.down", "command.scale.down", "Ctrl+-", Menu::view, nullptr, layout_commands::scale_down},
    {"scale.set", "command.scale.set", "", Menu::none, nullptr, layout_commands::set_scale},
    {"motion.toggle", "command.motion.toggle", "", Menu::view, nullptr, layout_commands::toggle_motion},

    {"window.open", "command.window.open", "Ctrl+N", Menu::view, has_workspace, window_commands::open},
    {"window.close", "command.window.close", "Ctrl+W", Menu::view, window_commands::is_further, window_commands::close},
    {"window.next", "command.window.next", "Ctrl+Tab", Menu::view, has_several_windows, window_commands::next},
    {"window.fullscreen", "command.window.fullscreen", "Alt+Enter", Menu::view, nullptr, window_commands::fullscreen},
    {"window.monitor", "command.window.monitor", "", Menu::none, nullptr, window_commands::to_monitor},
    {"window.distance", "command.window.distance", "", Menu::none, nullptr, window_commands::distance},
    {"window.send", "command.window.send", "W", Menu::camera, window_commands::has_wall_window, window_commands::send},
    {"seat.save_windows", "command.seat.save_windows", "", Menu::view, has_workspace, window_commands::save},
    {"seat.forget_windows", "command.seat.forget_windows", "", Menu::none, has_workspace, window_commands::forget},

    {"workspace.open", "command.workspace.open", "", Menu::none, nullptr, shell_commands::open_workspace},
    {"workspace.demo", "command.workspace.demo", "", Menu::file, nullptr, shell_commands::open_demo},
    {"workspace.import", "command.workspace.import", "", Menu::none, nullptr, shell_commands::import_files},
    {"workspace.import_as", "command.workspace.import_as", "", Menu::none, nullptr, shell_commands::import_as},
    {"workspace.import_skip", "command.workspace.import_skip", "", Menu::none, nullptr, shell_commands::import_skip},
    {"workspace.import_cancel", "command.workspace.import_cancel", "", Menu::file, nullptr, shell_commands::import_cancel},
    {"import.desk", "command.import.desk", "Ctrl+I", Menu::file, nullptr, import_commands::open_desk},
    {"import.close", "command.import.close", "", Menu::none, import_commands::has_desk, import_commands::close_desk},
    {"import.set", "command.import.set", "", Menu::none, import_commands::has_desk, import_commands::set},
    {"import.map", "command.import.map", "", Menu::none, import_commands::has_desk, import_commands::map_field},
    {"import.fit", "command.import.fit", "", Menu::none, import_commands::has_desk, import_commands::fit},
    {"import.point", "command.import.point", "", Menu::none, import_commands::has_desk, import_commands::point_at},
    {"import.start", "command.import.start", "", Menu::none, import_commands::has_file, import_commands::start},
    {"import.undo", "command.import.undo", "", Menu::file, has_workspace, import_commands::undo},
    {"workspace.loaded", "command.workspace.loaded", "", Menu::none, has_workspace, shell_commands::workspace_loaded},
    {"workspace.close", "command.workspace.close", "", Menu::file, has_workspace, shell_commands::close_workspace},
    {"seat.hand_over", "command.seat.hand_over", "F7", Menu::file, seat_commands::can_hand_over, seat_commands::hand_over, true},
    {"seat.lock", "command.seat.lock", "Ctrl+L", Menu::file, seat_commands::can_lock, seat_commands::lock},
    {"seat.ask", "command.seat.ask", "", Menu::none, seat_commands::is_locked, seat_commands::ask, true},
    {"seat.cancel", "command.seat.cancel", "", Menu::none, seat_commands::is_asked, seat_commands::cancel},
    {"seat.choose", "command.seat.choose", "", Menu::none, seat_commands::is_asked, seat_commands::choose, true},
    {"seat.sign_on", "command.seat.sign_on", "", Menu::none, seat_commands::is_asked, seat_commands::sign_on, true},
    {"upgrade.accept", "command.upgrade.accept", "Ctrl+U", Menu::none, upgrade_commands::is_asked, upgrade_commands::accept},
    {"upgrade.read_only", "command.upgrade.read_only", "Ctrl+O", Menu::none, upgrade_commands::is_asked, upgrade_commands::read_only},
    {"upgrade.cancel", "command.upgrade.cancel", "", Menu::none, upgrade_commands::is_asked, upgrade_commands::cancel},
    {"screenshot", "command.screenshot", "Ctrl+P", Menu::file, nullptr, shell_commands::take_screenshot},
    {"app.quit", "command.app.quit", "Ctrl+Q", Menu::file, nullptr, shell_commands::quit},

    {"search.focus", "command.search.focus", "/", Menu::view, has_workspace, shell_commands::focus_search, true},
    {"search.log", "command.search.log", "", Menu::none, has_workspace, shell_commands::log_search},
    {"search.show", "command.search.show", "", Menu::none, has_workspace, search_commands::show},
    {"palette.open", "command.palette.open", "Ctrl+K", Menu::help, nullptr, shell_commands::open_palette, true},
    {"keys.show", "command.keys.show", "?", Menu::help, nullptr, shell_commands::show_keys},
    {"figures.toggle", "command.figures.toggle", "F12", Menu::help, nullptr, shell_commands::toggle_figures},
    {"messages.toggle", "command.messages.toggle", "", Menu::help, nullptr, shell_commands::toggle_messages},
    {"view.dismiss", "command.view.dismiss", "Esc", Menu::none, shell_commands::can_dismiss, shell_commands::dismiss},
    {"hint.set", "command.hint.set", "", Menu::none, nullptr, shell_commands::set_hint},

    {"incident.open", "command.incident.open", "", Menu::none, has_workspace, incident_commands::open},
    {"incident.open_number", "command.incident.open_number", "", Menu::none, has_workspace, incident_commands::open_number},
    {"incident.select", "command.incident.select", "", Menu::none, has_workspace, incident_commands::select},
    {"incident.next", "command.incident.next", "", Menu::none, has_workspace, incident_commands::next},
    {"incident.next_red", "command.incident.next_red", "F5", Menu::incident, has_workspace, incident_commands::next_red},
    {"incident.accept", "command.incident.accept", "A", Menu::incident, has_incident, incident_commands::accept},
    {"incident.seen", "command.incident.seen", "F6", Menu::incident, has_incident, incident_commands::seen},
    {"incident.note", "command.incident.note", "", Menu::none, can_note, incident_commands::note},
    {"incident.note_draft", "command.incident.note_draft", "", Menu::none, can_note, incident_commands::draft_note},
    {"incident.note_back", "command.incident.note_back", "", Menu::none, has_workspace, incident_commands::note_back},
    {"incident.close", "command.incident.close", "", Menu::incident, has_incident, incident_commands::close},
    {"incident.severity", "command.incident.severity", "", Menu::none, has_incident, incident_commands::severity},
    {"incident.cameras", "command.incident.cameras", "C", Menu::incident, has_spot, incident_commands::cameras},
    {"incident.near_again", "command.incident.near_again", "", Menu::none, has_spot, incident_commands::near_again},
    {"incident.zoom", "command.incident.zoom", "Z", Menu::incident, has_incident, incident_commands::zoom},
    {"incident.deselect", "command.incident.deselect", "", Menu::none, has_incident, incident_commands::deselect},
    {"queue.tab", "command.queue.tab", "", Menu::none, has_workspace, incident_commands::queue_tab},
    {"list.filter", "command.list.filter", "", Menu::none, has_workspace, incident_commands::filter},

    {"report.start", "command.report.start", "F4", Menu::incident, has_workspace, report_commands::start, true},
    {"report.set", "command.report.set", "", Menu::none, has_intake, report_commands::set},
    {"report.position", "command.report.position", "", Menu::none, has_intake, report_commands::position},
    {"report.pick", "command.report.pick", "", Menu::none, has_intake, report_commands::pick},
    {"report.save", "command.report.save", "Ctrl+Enter", Menu::incident, has_intake, report_commands::save},
    {"report.saved", "command.report.saved", "", Menu::none, has_workspace, report_commands::saved},
    {"report.cancel", "command.report.cancel", "", Menu::incident, has_intake, report_commands::cancel},

    {"camera.select", "command.camera.select", "", Menu::none, has_workspace, camera_commands::select},
    {"camera.open", "command.camera.open", "", Menu::none, has_workspace, camera_commands::open},
    {"camera.open_number", "command.camera.open_number", "", Menu::none, has_workspace, camera_commands::open_number},
    {"camera.put_case", "command.camera.put_case", "", Menu::none, has_incident, camera_commands::put_case},
    {"camera.close", "command.camera.close", "", Menu::none, has_workspace, camera_commands::close},
    {"camera.zoom", "command.camera.zoom", "", Menu::camera, has_camera, camera_commands::zoom},
    {"camera.retry", "command.camera.retry", "", Menu::camera, has_workspace, camera_commands::retry},

    {"camera.mask", "command.camera.mask", "", Menu::none, has_workspace, camera_commands::mask},
    {"camera.recorder", "command.camera.recorder", "", Menu::none, has_workspace, camera_commands::recorder},
    {"camera.diary", "command.camera.diary", "D", Menu::camera, camera_commands::has_one, camera_commands::diary},
    {"camera.roll_call", "command.camera.roll_call", "", Menu::camera, has_workspace, camera_commands::roll_call},
    {"credential.ask", "command.credential.ask", "E", Menu::camera, credential_commands::can_ask, credential_commands::ask, true},
    {"credential.save", "command.credential.save", "", Menu::none, credential_commands::is_asked, credential_commands::save},
    {"credential.cancel", "command.credential.cancel", "", Menu::none, credential_commands::is_asked, credential_commands::cancel},
    {"camera.guard", "command.camera.guard", "", Menu::none, has_workspace, camera_commands::guard},
    {"camera.unmask", "command.camera.unmask", "", Menu::none, has_workspace, camera_commands::unmask},
    {"camera.lift_mask", "command.camera.lift_mask", "", Menu::none, has_workspace, camera_commands::lift_mask},

    {"mask.draw", "command.mask.draw", "Shift+M", Menu::camera, mask_commands::can_draw, mask_commands::draw},
    {"mask.click", "command.mask.click", "", Menu::none, mask_commands::is_drawing, mask_commands::click},
    {"mask.undo", "command.mask.undo", "Backspace", Menu::none, mask_commands::can_close, mask_commands::undo},
    {"mask.close", "command.mask.close", "Enter", Menu::none, mask_commands::can_close, mask_commands::close},
    {"mask.remove", "command.mask.remove", "Delete", Menu::none, mask_commands::has_chosen, mask_commands::remove, true},
    {"mask.saved", "command.mask.saved", "", Menu::none, has_workspace, mask_commands::saved},
    {"mask.refused", "command.mask.refused", "", Menu::none, has_workspace, mask_commands::refused},

    {"replay.toggle", "command.replay.toggle", "V", Menu::camera, replay_commands::can_replay, replay_commands::toggle},
    {"replay.start", "command.replay.start", "", Menu::none, has_workspace, replay_commands::start},
    {"replay.incident", "command.replay.incident", "B", Menu::incident, has_incident, replay_commands::incident},
    {"replay.live", "command.replay.live", "", Menu::none, has_workspace, replay_commands::live},
    {"replay.pause", "command.replay.pause", "Space", Menu::camera, replay_commands::has_replay, replay_commands::pause},
    {"replay.step_back", "command.replay.step_back", "Left", Menu::camera, replay_commands::has_replay, replay_commands::step_back},
    {"replay.step_on", "command.replay.step_on", "Right", Menu::camera, replay_commands::has_replay, replay_commands::step_on},
    {"replay.move", "command.replay.move", "", Menu::none, replay_commands::has_replay, replay_commands::move},
    {"replay.move_back", "command.replay.move_back", "Shift+Left", Menu::camera, replay_commands::has_replay, replay_commands::move_back},
    {"replay.move_on", "command.replay.move_on", "Shift+Right", Menu::camera, replay_commands::has_replay, replay_commands::move_on},
    {"replay.seek", "command.replay.seek", "", Menu::none, has_workspace, replay_commands::seek},
    {"replay.slower", "command.replay.slower", "[", Menu::camera, replay_commands::has_replay, replay_commands::slower},
    {"replay.faster", "command.replay.faster", "]", Menu::camera, replay_commands::has_replay, replay_commands::faster},
    {"replay.speed", "command.replay.speed", "", Menu::none, replay_commands::has_replay, replay_commands::speed},

    {"evidence.snapshot", "command.evidence.snapshot", "Shift+S", Menu::camera, replay_commands::can_replay, evidence_commands::snapshot},
    {"evidence.clip", "command.evidence.clip", "", Menu::none, replay_commands::can_replay, evidence_commands::clip},

    {"sheet.filter", "command.sheet.filter", "", Menu::none, has_workspace, sheet_commands::filter},
    {"sheet.size", "command.sheet.size", "", Menu::none, has_workspace, sheet_commands::size},
    {"sheet.columns", "command.sheet.columns", "", Menu::none, has_workspace, sheet_commands::columns},
    {"sheet.left", "command.sheet.left", "Left", Menu::none, sheet_commands::is_shown, sheet_commands::left},
    {"sheet.right", "command.sheet.right", "Right", Menu::none, sheet_commands::is_shown, sheet_commands::right},
    {"sheet.up", "command.sheet.up", "Up", Menu::none, sheet_commands::is_shown, sheet_commands::up},
    {"sheet.down", "command.sheet.down", "Down", Menu::none, sheet_commands::is_shown, sheet_commands::down},
    {"sheet.to_wall", "command.sheet.to_wall", "Enter", Menu::none, sheet_commands::has_cell, sheet_commands::to_wall},
    {"sheet.to_free", "command.sheet.to_free", "Shift+Enter", Menu::none, sheet_commands::has_cell, sheet_commands::to_free},

    {"wall.layout", "command.wall.layout", "", Menu::none, has_workspace, wall_commands::layout},
    {"wall.put", "command.wall.put", "", Menu::none, has_workspace, wall_commands::put},
    {"wall.swap", "command.wall.swap", "", Menu::none, has_workspace, wall_commands::swap},
    {"wall.type_digit", "command.wall.type_digit", "", Menu::none, has_workspace, wall_commands::type_digit},
    {"wall.put_number", "command.wall.put_number", "Enter", Menu::camera, has_digits, wall_commands::put_number},
    {"wall.focus", "command.wall.focus", "", Menu::none, has_workspace, wall_commands::focus},
    {"wall.focus_next", "command.wall.focus_next", "Tab", Menu::camera, on_wall, wall_commands::focus_next},
    {"wall.clear", "command.wall.clear", "Delete", Menu::camera, on_wall, wall_commands::clear},
    {"wall.back", "command.wall.back", "Backspace", Menu::camera, can_go_back, wall_commands::back},
    {"wall.lock", "command.wall.lock", "", Menu::camera, on_wall, wall_commands::lock},
    {"wall.hot", "command.wall.hot", "", Menu::camera, on_wall, hot_commands::mark},
    {"wall.hot_step", "command.wall.hot_step", "", Menu::none, on_wall, hot_commands::step},
    {"wall.hot_back", "command.wall.hot_back", "H", Menu::camera, hot_commands::has_any, hot_commands::give_back},
    {"wall.put_free", "command.wall.put_free", "Shift+Enter", Menu::camera, has_digits_on_wall, wall_commands::put_free},
    {"wall.find", "command.wall.find", ".", Menu::none, has_digits_on_wall, wall_commands::find},
    {"wall.lock_all", "command.wall.lock_all", "Alt+L", Menu::camera, on_wall, wall_commands::lock_all},
    {"wall.enlarge", "command.wall.enlarge", "F", Menu::camera, on_wall, wall_commands::enlarge},
    {"wall.zoom", "command.wall.zoom", "", Menu::none, on_wall, wall_commands::zoom},
    {"wall.save_view", "command.wall.save_view", "", Menu::none, on_wall, wall_commands::save_view},
    {"wall.view", "command.wall.view", "", Menu::none, has_workspace, wall_commands::view},
    {"wall.next_view", "command.wall.next_view", "PageDown", Menu::camera, on_wall, wall_commands::next_view},
    {"wall.previous_view", "command.wall.previous_view", "PageUp", Menu::camera, on_wall, wall_commands::previous_view},
    {"wall.remove_view", "command.wall.remove_view", "", Menu::none, has_workspace, wall_commands::remove_view},
    {"wall.tour", "command.wall.tour", "", Menu::none, on_wall, wall_commands::tour},
    {"wall.tour_step", "command.wall.tour_step", "", Menu::none, has_tour, wall_commands::tour_step},
    {"wall.tour_skip", "command.wall.tour_skip", "", Menu::none, has_tour, wall_commands::tour_skip},
    {"wall.tour_hold", "command.wall.tour_hold", "Space", Menu::camera, has_tour, wall_commands::tour_hold},
    {"wall.tour_stop", "command.wall.tour_stop", "", Menu::camera, has_tour, wall_commands::tour_stop},
    {"wall.fill", "command.wall.fill", "", Menu::camera, on_wall, wall_commands::fill},

    {"map.move", "command.map.move", "", Menu::none, nullptr, map_commands::move},
    {"map.go", "command.map.go", "", Menu::none, nullptr, map_commands::go},
    {"map.centre", "command.map.centre", "", Menu::none, has_workspace, map_commands::centre},
    {"map.fit", "command.map.fit", "Home", Menu::map, has_workspace, map_commands::fit},
    {"map.zoom_in", "command.map.zoom_in", "+", Menu::map, has_workspace, map_commands::zoom_in},
    {"map.zoom_out", "command.map.zoom_out", "-", Menu::map, has_workspace, map_commands::zoom_out},
    {"map.back", "command.map.back", "Alt+Left", Menu::map, has_back, map_commands::back},
    {"map.forward", "command.map.forward", "Alt+Right", Menu::map, has_forward, map_commands::forward},
    {"map.measure", "command.map.measure", "M", Menu::map, has_workspace, map_commands::measure},
    {"map.measure_add", "command.map.measure_add", "", Menu::none, has_workspace, map_commands::measure_add},
    {"map.measure_undo", "command.map.measure_undo", "", Menu::none, has_workspace, map_commands::measure_undo},
    {"map.area", "command.map.area", "Shift+A", Menu::map, has_workspace, map_commands::area},
    {"map.area_add", "command.map.area_add", "", Menu::none, is_drawing_area, map_commands::area_add},
    {"map.area_undo", "command.map.area_undo", "", Menu::none, is_drawing_area, map_commands::area_undo},
    {"map.area_close", "command.map.area_close", "Enter", Menu::none, is_drawing_area, map_commands::area_close},
    {"map.area_box", "command.map.area_box", "", Menu::none, has_workspace, map_commands::area_box},
    {"map.area_clear", "command.map.area_clear", "", Menu::none, has_area, map_commands::area_clear},
    {"map.area_list", "command.map.area_list", "", Menu::map, has_area, map_commands::area_list},
    {"map.area_wall", "command.map.area_wall", "", Menu::map, has_area, map_commands::area_wall},
    {"edit.line", "command.edit.line", "", Menu::none, edit_commands::is_open, edit_commands::line},
    {"edit.aside", "command.edit.aside", "", Menu::none, edit_commands::is_open, edit_commands::aside},
    {"edit.take_up", "command.edit.take_up", "", Menu::none, edit_commands::is_open, edit_commands::take_up},
    {"edit.cursor", "command.edit.cursor", "", Menu::none, edit_commands::is_open, edit_commands::cursor},
    {"edit.snap", "command.edit.snap", "", Menu::none, edit_commands::is_open, edit_commands::snap},
    {"edit.reach", "command.edit.reach", "", Menu::none, edit_commands::is_open, edit_commands::reach},
    {"edit.settings", "command.edit.settings", "", Menu::none, edit_commands::is_open, edit_commands::settings},
    {"map.layers", "command.map.layers", "L", Menu::map, has_workspace, map_commands::layers},
    {"layer.toggle", "command.layer.toggle", "", Menu::none, has_workspace, map_commands::toggle_layer},
    {"layer.opacity", "command.layer.opacity", "", Menu::none, has_workspace, map_commands::layer_opacity},
    {"layer.raise", "command.layer.raise", "", Menu::none, has_workspace, map_commands::raise_layer},
    {"layer.lower", "command.layer.lower", "", Menu::none, has_workspace, map_commands::lower_layer},
    {"map.measure_days", "command.map.measure_days", "", Menu::none, has_workspace, map_commands::measure_days},
    {"map.measure_steps", "command.map.measure_steps", "", Menu::none, has_workspace, map_commands::measure_steps},
    {"map.bookmark_keep", "command.map.bookmark_keep", "", Menu::none, has_workspace, map_commands::keep_bookmark},
    {"map.bookmark", "command.map.bookmark", "", Menu::none, has_workspace, map_commands::go_to_bookmark},
    {"map.ring", "command.map.ring", "Ctrl+R", Menu::map, has_workspace, map_commands::ring},
    {"map.set_measure", "command.map.set_measure", "", Menu::none, has_workspace, map_commands::set_measure},
    {"grid.select", "command.grid.select", "", Menu::none, has_workspace, map_commands::select_grid},
    {"place.select", "command.place.select", "", Menu::none, has_workspace, map_commands::select_place},
    {"point.select", "command.point.select", "", Menu::none, has_workspace, map_commands::select_point},
};

}

std::span<const CommandRow> command_table() { return table; }

const CommandRow* find_command(std::string_view name)
{
    const auto at = std::ranges::find_if(table, [&](const CommandRow& row) { return name == row.name; });
    return at == std::end(table) ? nullptr : at;
}

}
