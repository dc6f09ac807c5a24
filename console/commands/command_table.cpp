#include "console/commands/argument_table.h"
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

// name, title, key, menu, enabled, run, takes_keyboard, contexts, arguments
constexpr CommandRow table[] = {
    {"menu.toggle", "command.menu.toggle", "Alt+F10", Menu::internal, nullptr, menu_commands::toggle},
    {"menu.about", "command.menu.about", "Menu", Menu::internal, nullptr, menu_commands::about},
    {"menu.about_too", "command.menu.about", "Shift+F10", Menu::internal, nullptr, menu_commands::about},
    {"menu.group", "command.menu.group", "", Menu::internal, menu_commands::is_open, menu_commands::group},
    {"menu.step", "command.menu.step", "", Menu::internal, menu_commands::is_open, menu_commands::step},
    {"menu.choose", "command.menu.choose", "", Menu::internal, menu_commands::is_open, menu_commands::choose},
    {"menu.letter", "command.menu.letter", "", Menu::internal, menu_commands::is_open, menu_commands::letter},
    {"menu.run", "command.menu.run", "", Menu::internal, menu_commands::is_open, menu_commands::run},
    {"form.open", "command.form.open", "", Menu::internal, nullptr, form_commands::open, true},
    {"form.run", "command.form.run", "", Menu::internal, form_commands::is_open, form_commands::run},
    {"form.typed", "command.form.typed", "", Menu::internal, form_commands::is_open, form_commands::typed},
    {"form.cancel", "command.form.cancel", "", Menu::internal, form_commands::is_open, form_commands::cancel},

    {"file.choose", "command.file.choose", "", Menu::internal, nullptr, file_commands::choose, true},
    {"file.take", "command.file.take", "", Menu::internal, file_commands::is_open, file_commands::take},
    {"file.cancel", "command.file.cancel", "", Menu::internal, file_commands::is_open, file_commands::cancel},
    {"files.dropped", "command.files.dropped", "", Menu::internal, nullptr, file_commands::dropped},

    // The editor's letters come first: in its layout they are its own, elsewhere they are whose they were.
    {"editor.select_tool", "command.editor.select_tool", "Q", Menu::grids, editor_commands::in_editor, editor_commands::take<EditTool::select>},
    {"editor.vertex", "command.editor.vertex", "V", Menu::grids, editor_commands::in_editor, editor_commands::take<EditTool::vertex>},
    {"editor.split", "command.editor.split", "S", Menu::grids, editor_commands::in_editor, editor_commands::take<EditTool::split>, false, thing::grid},
    {"editor.merge", "command.editor.merge", "M", Menu::grids, editor_commands::in_editor, editor_commands::take<EditTool::merge>, false, thing::grid},
    {"editor.reshape", "command.editor.reshape", "R", Menu::grids, editor_commands::in_editor, editor_commands::take<EditTool::reshape>},
    {"editor.cut", "command.editor.cut", "C", Menu::grids, editor_commands::in_editor, editor_commands::take<EditTool::cut>},
    {"editor.draw", "command.editor.draw", "N", Menu::grids, editor_commands::in_editor, editor_commands::take<EditTool::draw>},
    {"editor.assign", "command.editor.assign", "A", Menu::grids, editor_commands::in_editor, editor_commands::take<EditTool::assign>, false, thing::grid},
    {"editor.remove", "command.editor.remove", "D", Menu::grids, editor_commands::in_editor, editor_commands::take<EditTool::remove>, false, thing::grid},
    {"editor.trace", "command.editor.trace", "T", Menu::grids, editor_commands::in_editor, editor_commands::trace},
    {"editor.measure", "command.map.measure", "Shift+M", Menu::grids, editor_commands::in_editor, map_commands::measure},
    {"editor.open", "command.editor.open", "", Menu::grids, has_workspace, editor_commands::open, false, thing::grid},
    {"editor.tool", "command.editor.tool", "", Menu::internal, editor_commands::in_editor, editor_commands::tool},
    {"editor.tab", "command.editor.tab", "", Menu::internal, editor_commands::in_editor, editor_commands::tab},
    {"editor.drawer", "command.editor.drawer", "", Menu::internal, editor_commands::in_editor, editor_commands::drawer},
    {"editor.card", "command.editor.card", "", Menu::internal, editor_commands::in_editor, editor_commands::card, true},
    {"editor.select", "command.editor.select", "", Menu::internal, draft_commands::has_draft, editor_commands::select},
    {"editor.select_where", "command.editor.select_where", "", Menu::internal, draft_commands::has_draft, editor_commands::select_where},
    {"editor.condition", "command.editor.condition", "W", Menu::grids, draft_commands::has_draft, editor_commands::condition, true},
    {"editor.locked", "command.editor.locked", "", Menu::internal, draft_commands::has_draft, editor_commands::locked},
    {"editor.unlock", "command.editor.unlock", "U", Menu::grids, draft_commands::has_draft, editor_commands::unlock, true},
    {"editor.select_all", "command.editor.select_all", "Ctrl+A", Menu::grids, draft_commands::has_draft, editor_commands::select_all},
    {"editor.table", "command.editor.table", "G", Menu::grids, editor_commands::in_editor, editor_commands::table},
    {"editor.journal", "command.editor.journal", "J", Menu::grids, editor_commands::in_editor, editor_commands::journal},
    {"editor.zoom", "command.editor.zoom", "", Menu::internal, draft_commands::has_draft, editor_commands::zoom},
    {"editor.copied", "command.editor.copied", "", Menu::internal, draft_commands::has_draft, editor_commands::copied},
    {"editor.layer", "command.editor.layer", "", Menu::internal, editor_commands::in_editor, editor_commands::layer},
    {"draft.new", "command.draft.new", "", Menu::grids, has_workspace, draft_commands::make, true},
    {"draft.open", "command.draft.open", "", Menu::grids, has_workspace, draft_commands::open, false, 0, arguments::draft},
    {"draft.close", "command.draft.close", "", Menu::grids, draft_commands::has_draft, draft_commands::close},
    {"draft.discard", "command.draft.discard", "", Menu::grids, draft_commands::has_draft, draft_commands::discard},
    {"draft.do", "command.draft.do", "", Menu::internal, draft_commands::has_draft, draft_commands::perform},
    {"draft.undo", "command.draft.undo", "Ctrl+Z", Menu::grids, draft_commands::has_draft, draft_commands::undo},
    {"draft.redo", "command.draft.redo", "Ctrl+Y", Menu::grids, draft_commands::has_draft, draft_commands::redo},
    {"draft.redo_too", "command.draft.redo", "Ctrl+Shift+Z", Menu::internal, draft_commands::has_draft, draft_commands::redo},
    {"draft.go_to", "command.draft.go_to", "", Menu::internal, draft_commands::has_draft, draft_commands::go_to},
    {"draft.publish", "command.draft.publish", "P", Menu::grids, draft_commands::has_draft, draft_commands::publish},
    {"edition.show", "command.edition.show", "", Menu::grids, edition_commands::has_editions, edition_commands::show},
    {"edition.compare", "command.edition.compare", "", Menu::grids, edition_commands::has_editions, edition_commands::compare},
    {"edition.close", "command.edition.close", "", Menu::grids, edition_commands::is_shown, edition_commands::close},
    {"edition.zoom", "command.edition.zoom", "", Menu::internal, edition_commands::is_shown, edition_commands::zoom},
    {"grids.export", "command.grids.export", "", Menu::grids, has_workspace, edition_commands::export_grids, true},
    {"finding.select", "command.finding.select", "", Menu::internal, draft_commands::has_draft, finding_commands::select},
    {"finding.next", "command.finding.next", "E", Menu::grids, draft_commands::has_draft, finding_commands::next},
    {"finding.zoom", "command.finding.zoom", "Z", Menu::grids, draft_commands::has_finding, finding_commands::zoom},
    {"finding.fix", "command.finding.fix", "F", Menu::grids, draft_commands::has_finding, finding_commands::fix},
    {"finding.ignore", "command.finding.ignore", "I", Menu::grids, draft_commands::has_finding, finding_commands::ignore, true},
    {"zones.check", "command.zones.check", "", Menu::grids, draft_commands::has_draft, zone_commands::check, false, thing::layer, arguments::zones},
    {"zones.cancel", "command.zones.cancel", "", Menu::internal, draft_commands::has_draft, zone_commands::cancel},
    {"zones.show", "command.zones.show", "", Menu::internal, draft_commands::has_draft, zone_commands::show},
    {"finding.count_again", "command.finding.count_again", "", Menu::grids, draft_commands::has_finding, finding_commands::count_again},
    {"grid.set", "command.grid.set", "", Menu::internal, draft_commands::has_draft, draft_commands::set_field},
    {"grid.confirm", "command.grid.confirm", "K", Menu::grids, draft_commands::has_draft, draft_commands::confirm, false, thing::grid},

    {"layout.desk", "command.layout.desk", "F1", Menu::view, has_workspace, layout_commands::desk},
    {"layout.wall", "command.layout.wall", "F2", Menu::view, has_workspace, layout_commands::wall},
    {"layout.list", "command.layout.list", "F10", Menu::view, has_workspace, layout_commands::list},
    {"layout.sheet", "command.layout.sheet", "Shift+F2", Menu::view, has_workspace, layout_commands::sheet},
    {"layout.editor", "command.layout.editor", "F3", Menu::view, has_workspace, editor_commands::show},
    {"layout.log", "command.layout.log", "F11", Menu::view, has_workspace, log_commands::show},
    {"log.filter", "command.log.filter", "", Menu::internal, has_workspace, log_commands::filter},
    {"log.again", "command.log.again", "", Menu::internal, has_workspace, log_commands::again},
    {"layout.gallery", "command.layout.gallery", "", Menu::internal, nullptr, layout_commands::gallery},
    {"layout.start", "command.layout.start", "", Menu::file, nullptr, layout_commands::start},
    {"layout.split", "command.layout.split", "", Menu::internal, nullptr, layout_commands::split},
    {"layout.table", "command.layout.table", "", Menu::internal, nullptr, layout_commands::table},
    {"queue.over_map", "command.queue.over_map", "Q", Menu::view, has_workspace, layout_commands::queue_over_map},
    {"theme.next", "command.theme.next", "F9", Menu::view, nullptr, layout_commands::next_theme},
    {"theme.set", "command.theme.set", "", Menu::view, nullptr, layout_commands::set_theme, false, 0, arguments::theme},
    {"language.toggle", "command.language.toggle", "", Menu::view, nullptr, layout_commands::toggle_language},
    {"language.set", "command.language.set", "", Menu::internal, nullptr, layout_commands::set_language},
    {"scale.up", "command.scale.up", "Ctrl+=", Menu::view, nullptr, layout_commands::scale_up},
    {"scale.down", "command.scale.down", "Ctrl+-", Menu::view, nullptr, layout_commands::scale_down},
    {"scale.set", "command.scale.set", "", Menu::view, nullptr, layout_commands::set_scale, false, 0, arguments::scale},
    {"motion.toggle", "command.motion.toggle", "", Menu::view, nullptr, layout_commands::toggle_motion},

    {"window.open", "command.window.open", "Ctrl+N", Menu::view, has_workspace, window_commands::open},
    {"window.close", "command.window.close", "Ctrl+W", Menu::view, window_commands::is_further, window_commands::close},
    {"window.next", "command.window.next", "Ctrl+Tab", Menu::view, has_several_windows, window_commands::next},
    {"window.fullscreen", "command.window.fullscreen", "Alt+Enter", Menu::view, nullptr, window_commands::fullscreen},
    {"window.monitor", "command.window.monitor", "", Menu::view, nullptr, window_commands::to_monitor, false, 0, arguments::monitor},
    {"window.distance", "command.window.distance", "", Menu::view, nullptr, window_commands::distance, false, 0, arguments::distance},
    {"window.send", "command.window.send", "W", Menu::camera, window_commands::has_wall_window, window_commands::send, false, thing::camera | thing::tile},
    {"seat.save_windows", "command.seat.save_windows", "", Menu::view, has_workspace, window_commands::save},
    {"seat.forget_windows", "command.seat.forget_windows", "", Menu::view, has_workspace, window_commands::forget},

    {"workspace.open", "command.workspace.open", "", Menu::file, nullptr, shell_commands::open_workspace, false, 0, arguments::workspace_file},
    {"workspace.demo", "command.workspace.demo", "", Menu::file, nullptr, shell_commands::open_demo},
    {"workspace.import", "command.workspace.import", "", Menu::internal, nullptr, shell_commands::import_files},
    {"workspace.import_as", "command.workspace.import_as", "", Menu::internal, nullptr, shell_commands::import_as},
    {"workspace.import_skip", "command.workspace.import_skip", "", Menu::internal, nullptr, shell_commands::import_skip},
    {"workspace.import_cancel", "command.workspace.import_cancel", "", Menu::file, nullptr, shell_commands::import_cancel},
    {"import.desk", "command.import.desk", "Ctrl+I", Menu::file, nullptr, import_commands::open_desk, false, 0, arguments::import_file},
    {"import.close", "command.import.close", "", Menu::internal, import_commands::has_desk, import_commands::close_desk},
    {"import.set", "command.import.set", "", Menu::internal, import_commands::has_desk, import_commands::set},
    {"import.map", "command.import.map", "", Menu::internal, import_commands::has_desk, import_commands::map_field},
    {"import.fit", "command.import.fit", "", Menu::internal, import_commands::has_desk, import_commands::fit},
    {"import.point", "command.import.point", "", Menu::internal, import_commands::has_desk, import_commands::point_at},
    {"import.next", "command.import.next", "", Menu::internal, import_commands::has_desk, import_commands::next},
    {"import.zoom", "command.import.zoom", "", Menu::internal, import_commands::has_ground, import_commands::zoom},
    {"import.start", "command.import.start", "", Menu::internal, import_commands::has_file, import_commands::start},
    {"import.undo", "command.import.undo", "", Menu::file, has_workspace, import_commands::undo},
    {"workspace.loaded", "command.workspace.loaded", "", Menu::internal, has_workspace, shell_commands::workspace_loaded},
    {"workspace.close", "command.workspace.close", "", Menu::file, has_workspace, shell_commands::close_workspace},
    {"seat.hand_over", "command.seat.hand_over", "F7", Menu::file, seat_commands::can_hand_over, seat_commands::hand_over, true},
    {"seat.lock", "command.seat.lock", "Ctrl+L", Menu::file, seat_commands::can_lock, seat_commands::lock},
    {"seat.ask", "command.seat.ask", "", Menu::internal, seat_commands::is_locked, seat_commands::ask, true},
    {"seat.cancel", "command.seat.cancel", "", Menu::internal, seat_commands::is_asked, seat_commands::cancel},
    {"seat.choose", "command.seat.choose", "", Menu::internal, seat_commands::is_asked, seat_commands::choose, true},
    {"seat.sign_on", "command.seat.sign_on", "", Menu::internal, seat_commands::is_asked, seat_commands::sign_on, true},
    {"upgrade.accept", "command.upgrade.accept", "Ctrl+U", Menu::internal, upgrade_commands::is_asked, upgrade_commands::accept},
    {"upgrade.read_only", "command.upgrade.read_only", "Ctrl+O", Menu::internal, upgrade_commands::is_asked, upgrade_commands::read_only},
    {"upgrade.cancel", "command.upgrade.cancel", "", Menu::internal, upgrade_commands::is_asked, upgrade_commands::cancel},
    {"screenshot", "command.screenshot", "Ctrl+P", Menu::file, nullptr, shell_commands::take_screenshot, false, thing::map, arguments::picture_file},
    {"map.picture", "command.map.picture", "", Menu::file, file_commands::has_map, file_commands::picture, false, thing::map, arguments::map_picture},
    {"map.print", "command.map.print", "", Menu::file, file_commands::has_map, file_commands::print, false, thing::map, arguments::map_print},
    {"records.export", "command.records.export", "", Menu::file, has_workspace, file_commands::export_records, false, 0, arguments::record_export},
    {"app.quit", "command.app.quit", "Ctrl+Q", Menu::file, nullptr, shell_commands::quit},

    {"search.focus", "command.search.focus", "/", Menu::view, has_workspace, shell_commands::focus_search, true},
    {"search.log", "command.search.log", "", Menu::internal, has_workspace, shell_commands::log_search},
    {"search.show", "command.search.show", "", Menu::internal, has_workspace, search_commands::show},
    {"palette.open", "command.palette.open", "Ctrl+K", Menu::help, nullptr, shell_commands::open_palette, true},
    {"keys.show", "command.keys.show", "?", Menu::help, nullptr, shell_commands::show_keys},
    {"figures.toggle", "command.figures.toggle", "F12", Menu::help, nullptr, shell_commands::toggle_figures},
    {"messages.toggle", "command.messages.toggle", "", Menu::help, nullptr, shell_commands::toggle_messages},
    {"view.dismiss", "command.view.dismiss", "Esc", Menu::view, shell_commands::can_dismiss, shell_commands::dismiss},
    {"hint.set", "command.hint.set", "", Menu::internal, nullptr, shell_commands::set_hint},

    {"incident.open", "command.incident.open", "", Menu::internal, has_workspace, incident_commands::open},
    {"incident.open_number", "command.incident.open_number", "", Menu::incident, has_workspace, incident_commands::open_number, false, 0, arguments::incident_number},
    {"incident.select", "command.incident.select", "", Menu::internal, has_workspace, incident_commands::select},
    {"incident.next", "command.incident.next", "", Menu::internal, has_workspace, incident_commands::next},
    {"incident.next_red", "command.incident.next_red", "F5", Menu::incident, has_workspace, incident_commands::next_red},
    {"incident.accept", "command.incident.accept", "A", Menu::incident, has_incident, incident_commands::accept, false, thing::incident},
    {"incident.seen", "command.incident.seen", "F6", Menu::incident, has_incident, incident_commands::seen, false, thing::incident},
    {"incident.note", "command.incident.note", "", Menu::incident, can_note, incident_commands::note, false, thing::incident, arguments::note},
    {"incident.note_draft", "command.incident.note_draft", "", Menu::internal, can_note, incident_commands::draft_note},
    {"incident.note_back", "command.incident.note_back", "", Menu::internal, has_workspace, incident_commands::note_back},
    {"incident.close", "command.incident.close", "", Menu::incident, has_incident, incident_commands::close, false, thing::incident, arguments::outcome},
    {"incident.severity", "command.incident.severity", "", Menu::incident, has_incident, incident_commands::severity, false, thing::incident, arguments::severity},
    {"incident.cameras", "command.incident.cameras", "C", Menu::incident, has_spot, incident_commands::cameras, false, thing::incident | thing::map | thing::place | thing::grid},
    {"incident.near_again", "command.incident.near_again", "", Menu::internal, has_spot, incident_commands::near_again},
    {"incident.zoom", "command.incident.zoom", "Z", Menu::incident, has_incident, incident_commands::zoom, false, thing::incident},
    {"incident.deselect", "command.incident.deselect", "", Menu::incident, has_incident, incident_commands::deselect, false, thing::incident},
    {"queue.tab", "command.queue.tab", "", Menu::incident, has_workspace, incident_commands::queue_tab, false, 0, arguments::queue_tab},
    {"list.filter", "command.list.filter", "", Menu::internal, has_workspace, incident_commands::filter},

    {"report.start", "command.report.start", "F4", Menu::incident, has_workspace, report_commands::start, true, thing::map | thing::place | thing::grid},
    {"report.set", "command.report.set", "", Menu::internal, has_intake, report_commands::set},
    {"report.position", "command.report.position", "", Menu::internal, has_intake, report_commands::position},
    {"report.pick", "command.report.pick", "", Menu::internal, has_intake, report_commands::pick},
    {"report.save", "command.report.save", "Ctrl+Enter", Menu::incident, has_intake, report_commands::save},
    {"report.saved", "command.report.saved", "", Menu::internal, has_workspace, report_commands::saved},
    {"report.cancel", "command.report.cancel", "", Menu::incident, has_intake, report_commands::cancel},

    {"camera.select", "command.camera.select", "", Menu::internal, has_workspace, camera_commands::select},
    {"camera.open", "command.camera.open", "", Menu::internal, has_workspace, camera_commands::open},
    {"camera.open_number", "command.camera.open_number", "", Menu::camera, has_workspace, camera_commands::open_number, false, thing::camera, arguments::any_camera},
    {"camera.put_case", "command.camera.put_case", "", Menu::internal, has_incident, camera_commands::put_case},
    {"camera.close", "command.camera.close", "", Menu::internal, has_workspace, camera_commands::close},
    {"camera.zoom", "command.camera.zoom", "", Menu::camera, has_camera, camera_commands::zoom, false, thing::camera | thing::tile},
    {"camera.retry", "command.camera.retry", "", Menu::camera, has_workspace, camera_commands::retry, false, thing::camera | thing::tile},

    {"camera.mask", "command.camera.mask", "", Menu::internal, has_workspace, camera_commands::mask},
    {"camera.recorder", "command.camera.recorder", "", Menu::camera, has_workspace, camera_commands::recorder, false, thing::camera | thing::tile, arguments::recorder},
    {"camera.diary", "command.camera.diary", "D", Menu::camera, camera_commands::has_one, camera_commands::diary, false, thing::camera | thing::tile},
    {"camera.roll_call", "command.camera.roll_call", "", Menu::camera, has_workspace, camera_commands::roll_call},
    {"credential.ask", "command.credential.ask", "E", Menu::camera, credential_commands::can_ask, credential_commands::ask, true, thing::camera | thing::tile},
    {"credential.save", "command.credential.save", "", Menu::internal, credential_commands::is_asked, credential_commands::save},
    {"credential.cancel", "command.credential.cancel", "", Menu::internal, credential_commands::is_asked, credential_commands::cancel},
    {"camera.guard", "command.camera.guard", "", Menu::camera, has_workspace, camera_commands::guard, false, thing::camera | thing::tile, arguments::camera},
    {"camera.unmask", "command.camera.unmask", "", Menu::camera, has_workspace, camera_commands::unmask, false, thing::camera | thing::tile, arguments::camera_reason},
    {"camera.lift_mask", "command.camera.lift_mask", "", Menu::camera, has_workspace, camera_commands::lift_mask, false, thing::camera | thing::tile, arguments::camera_reason},

    {"mask.draw", "command.mask.draw", "Shift+M", Menu::camera, mask_commands::can_draw, mask_commands::draw, false, thing::camera | thing::tile},
    {"mask.click", "command.mask.click", "", Menu::internal, mask_commands::is_drawing, mask_commands::click},
    {"mask.undo", "command.mask.undo", "Backspace", Menu::camera, mask_commands::can_close, mask_commands::undo},
    {"mask.close", "command.mask.close", "Enter", Menu::camera, mask_commands::can_close, mask_commands::close},
    {"mask.remove", "command.mask.remove", "Delete", Menu::camera, mask_commands::has_chosen, mask_commands::remove, true},
    {"mask.saved", "command.mask.saved", "", Menu::internal, has_workspace, mask_commands::saved},
    {"mask.refused", "command.mask.refused", "", Menu::internal, has_workspace, mask_commands::refused},

    {"replay.toggle", "command.replay.toggle", "V", Menu::camera, replay_commands::can_replay, replay_commands::toggle, false, thing::camera | thing::tile},
    {"replay.start", "command.replay.start", "", Menu::camera, has_workspace, replay_commands::start, false, thing::camera | thing::tile, arguments::ago},
    {"replay.incident", "command.replay.incident", "B", Menu::incident, has_incident, replay_commands::incident, false, thing::incident},
    {"replay.live", "command.replay.live", "", Menu::camera, has_workspace, replay_commands::live, false, thing::camera | thing::tile},
    {"replay.pause", "command.replay.pause", "Space", Menu::camera, replay_commands::has_replay, replay_commands::pause, false, thing::camera | thing::tile},
    {"replay.step_back", "command.replay.step_back", "Left", Menu::camera, replay_commands::has_replay, replay_commands::step_back},
    {"replay.step_on", "command.replay.step_on", "Right", Menu::camera, replay_commands::has_replay, replay_commands::step_on},
    {"replay.move", "command.replay.move", "", Menu::internal, replay_commands::has_replay, replay_commands::move},
    {"replay.move_back", "command.replay.move_back", "Shift+Left", Menu::camera, replay_commands::has_replay, replay_commands::move_back},
    {"replay.move_on", "command.replay.move_on", "Shift+Right", Menu::camera, replay_commands::has_replay, replay_commands::move_on},
    {"replay.seek", "command.replay.seek", "", Menu::internal, has_workspace, replay_commands::seek},
    {"replay.slower", "command.replay.slower", "[", Menu::camera, replay_commands::has_replay, replay_commands::slower},
    {"replay.faster", "command.replay.faster", "]", Menu::camera, replay_commands::has_replay, replay_commands::faster},
    {"replay.speed", "command.replay.speed", "", Menu::camera, replay_commands::has_replay, replay_commands::speed, false, thing::camera | thing::tile, arguments::speed},

    {"evidence.snapshot", "command.evidence.snapshot", "Shift+S", Menu::camera, replay_commands::can_replay, evidence_commands::snapshot, false, thing::camera | thing::tile, arguments::purpose},
    {"evidence.clip", "command.evidence.clip", "", Menu::camera, replay_commands::can_replay, evidence_commands::clip, false, thing::camera | thing::tile, arguments::clip},

    {"sheet.filter", "command.sheet.filter", "", Menu::internal, has_workspace, sheet_commands::filter},
    {"sheet.size", "command.sheet.size", "", Menu::internal, has_workspace, sheet_commands::size},
    {"sheet.columns", "command.sheet.columns", "", Menu::internal, has_workspace, sheet_commands::columns},
    {"sheet.left", "command.sheet.left", "Left", Menu::camera, sheet_commands::is_shown, sheet_commands::left},
    {"sheet.right", "command.sheet.right", "Right", Menu::camera, sheet_commands::is_shown, sheet_commands::right},
    {"sheet.up", "command.sheet.up", "Up", Menu::camera, sheet_commands::is_shown, sheet_commands::up},
    {"sheet.down", "command.sheet.down", "Down", Menu::camera, sheet_commands::is_shown, sheet_commands::down},
    {"sheet.to_wall", "command.sheet.to_wall", "Enter", Menu::camera, sheet_commands::has_cell, sheet_commands::to_wall},
    {"sheet.to_free", "command.sheet.to_free", "Shift+Enter", Menu::camera, sheet_commands::has_cell, sheet_commands::to_free},

    {"wall.layout", "command.wall.layout", "", Menu::wall, has_workspace, wall_commands::layout, false, thing::tile, arguments::wall_size},
    {"wall.put", "command.wall.put", "", Menu::internal, has_workspace, wall_commands::put},
    {"wall.swap", "command.wall.swap", "", Menu::internal, has_workspace, wall_commands::swap},
    {"wall.type_digit", "command.wall.type_digit", "", Menu::internal, has_workspace, wall_commands::type_digit},
    {"wall.put_number", "command.wall.put_number", "Enter", Menu::wall, has_digits, wall_commands::put_number},
    {"wall.focus", "command.wall.focus", "", Menu::internal, has_workspace, wall_commands::focus},
    {"wall.focus_next", "command.wall.focus_next", "Tab", Menu::wall, on_wall, wall_commands::focus_next},
    {"wall.clear", "command.wall.clear", "Delete", Menu::wall, on_wall, wall_commands::clear, false, thing::tile},
    {"wall.back", "command.wall.back", "Backspace", Menu::wall, can_go_back, wall_commands::back, false, thing::tile},
    {"wall.lock", "command.wall.lock", "", Menu::wall, on_wall, wall_commands::lock, false, thing::tile},
    {"wall.hot", "command.wall.hot", "", Menu::wall, on_wall, hot_commands::mark, false, thing::tile},
    {"wall.hot_step", "command.wall.hot_step", "", Menu::internal, on_wall, hot_commands::step},
    {"wall.hot_back", "command.wall.hot_back", "H", Menu::wall, hot_commands::has_any, hot_commands::give_back, false, thing::tile},
    {"wall.put_free", "command.wall.put_free", "Shift+Enter", Menu::wall, has_digits_on_wall, wall_commands::put_free},
    {"wall.find", "command.wall.find", ".", Menu::wall, has_digits_on_wall, wall_commands::find},
    {"wall.lock_all", "command.wall.lock_all", "Alt+L", Menu::wall, on_wall, wall_commands::lock_all},
    {"wall.enlarge", "command.wall.enlarge", "F", Menu::wall, on_wall, wall_commands::enlarge, false, thing::tile},
    {"wall.zoom", "command.wall.zoom", "", Menu::internal, on_wall, wall_commands::zoom},
    {"wall.save_view", "command.wall.save_view", "", Menu::wall, on_wall, wall_commands::save_view, false, thing::tile, arguments::view_name},
    {"wall.view", "command.wall.view", "", Menu::wall, has_workspace, wall_commands::view, false, thing::view, arguments::view},
    {"wall.next_view", "command.wall.next_view", "PageDown", Menu::wall, on_wall, wall_commands::next_view},
    {"wall.previous_view", "command.wall.previous_view", "PageUp", Menu::wall, on_wall, wall_commands::previous_view},
    {"wall.remove_view", "command.wall.remove_view", "", Menu::wall, has_workspace, wall_commands::remove_view, false, thing::view, arguments::view},
    {"wall.tour", "command.wall.tour", "", Menu::wall, on_wall, wall_commands::tour, false, thing::tile, arguments::tour},
    {"wall.tour_step", "command.wall.tour_step", "", Menu::internal, has_tour, wall_commands::tour_step},
    {"wall.tour_skip", "command.wall.tour_skip", "", Menu::wall, has_tour, wall_commands::tour_skip},
    {"wall.tour_hold", "command.wall.tour_hold", "Space", Menu::wall, has_tour, wall_commands::tour_hold},
    {"wall.tour_stop", "command.wall.tour_stop", "", Menu::wall, has_tour, wall_commands::tour_stop},
    {"wall.fill", "command.wall.fill", "", Menu::wall, on_wall, wall_commands::fill, false, thing::tile},

    {"map.move", "command.map.move", "", Menu::internal, nullptr, map_commands::move},
    {"map.go", "command.map.go", "", Menu::internal, nullptr, map_commands::go},
    {"map.centre", "command.map.centre", "", Menu::internal, has_workspace, map_commands::centre},
    {"map.fit", "command.map.fit", "Home", Menu::map, has_workspace, map_commands::fit, false, thing::map},
    {"map.zoom_in", "command.map.zoom_in", "+", Menu::map, has_workspace, map_commands::zoom_in},
    {"map.zoom_out", "command.map.zoom_out", "-", Menu::map, has_workspace, map_commands::zoom_out},
    {"map.back", "command.map.back", "Alt+Left", Menu::map, has_back, map_commands::back},
    {"map.forward", "command.map.forward", "Alt+Right", Menu::map, has_forward, map_commands::forward},
    {"map.measure", "command.map.measure", "M", Menu::map, has_workspace, map_commands::measure, false, thing::map},
    {"map.measure_add", "command.map.measure_add", "", Menu::internal, has_workspace, map_commands::measure_add},
    {"map.measure_undo", "command.map.measure_undo", "", Menu::internal, has_workspace, map_commands::measure_undo},
    {"map.area", "command.map.area", "Shift+A", Menu::map, has_workspace, map_commands::area, false, thing::map},
    {"map.area_add", "command.map.area_add", "", Menu::internal, is_drawing_area, map_commands::area_add},
    {"map.area_undo", "command.map.area_undo", "", Menu::map, is_drawing_area, map_commands::area_undo},
    {"map.area_close", "command.map.area_close", "Enter", Menu::map, is_drawing_area, map_commands::area_close},
    {"map.area_box", "command.map.area_box", "", Menu::internal, has_workspace, map_commands::area_box},
    {"map.area_clear", "command.map.area_clear", "", Menu::map, has_area, map_commands::area_clear},
    {"map.area_list", "command.map.area_list", "", Menu::map, has_area, map_commands::area_list, false, thing::map},
    {"map.area_wall", "command.map.area_wall", "", Menu::map, has_area, map_commands::area_wall, false, thing::map},
    {"edit.line", "command.edit.line", "", Menu::internal, edit_commands::is_open, edit_commands::line},
    {"edit.aside", "command.edit.aside", "", Menu::internal, edit_commands::is_open, edit_commands::aside},
    {"edit.take_up", "command.edit.take_up", "", Menu::internal, edit_commands::is_open, edit_commands::take_up},
    {"edit.cursor", "command.edit.cursor", "", Menu::internal, edit_commands::is_open, edit_commands::cursor},
    {"edit.snap", "command.edit.snap", "", Menu::internal, edit_commands::is_open, edit_commands::snap},
    {"edit.reach", "command.edit.reach", "", Menu::internal, edit_commands::is_open, edit_commands::reach},
    {"edit.settings", "command.edit.settings", "", Menu::grids, edit_commands::is_open, edit_commands::settings},
    {"map.layers", "command.map.layers", "L", Menu::map, has_workspace, map_commands::layers, false, thing::map},
    {"layer.toggle", "command.layer.toggle", "", Menu::map, has_workspace, map_commands::toggle_layer, false, thing::layer, arguments::layer},
    {"layer.opacity", "command.layer.opacity", "", Menu::map, has_workspace, map_commands::layer_opacity, false, thing::layer, arguments::layer_opacity},
    {"layer.raise", "command.layer.raise", "", Menu::map, has_workspace, map_commands::raise_layer, false, thing::layer, arguments::file_layer},
    {"layer.lower", "command.layer.lower", "", Menu::map, has_workspace, map_commands::lower_layer, false, thing::layer, arguments::file_layer},
    {"map.measure_days", "command.map.measure_days", "", Menu::map, has_workspace, map_commands::measure_days, false, 0, arguments::days},
    {"map.measure_steps", "command.map.measure_steps", "", Menu::map, has_workspace, map_commands::measure_steps},
    {"map.bookmark_keep", "command.map.bookmark_keep", "", Menu::map, has_workspace, map_commands::keep_bookmark, false, 0, arguments::any_bookmark},
    {"map.bookmark", "command.map.bookmark", "", Menu::map, has_workspace, map_commands::go_to_bookmark, false, 0, arguments::bookmark},
    {"map.ring", "command.map.ring", "Ctrl+R", Menu::map, has_workspace, map_commands::ring, false, thing::map | thing::incident | thing::place, arguments::ring},
    {"map.set_measure", "command.map.set_measure", "", Menu::map, has_workspace, map_commands::set_measure, false, thing::map, arguments::measure},
    {"grid.select", "command.grid.select", "", Menu::internal, has_workspace, map_commands::select_grid},
    {"place.select", "command.place.select", "", Menu::internal, has_workspace, map_commands::select_place},
    {"point.select", "command.point.select", "", Menu::internal, has_workspace, map_commands::select_point},
};

/// Why a command cannot run now, by what it asks for.
struct ReasonRow {
    bool (*enabled)(const data::World&, const Session&);
    const char* words; // key of data/i18n
};
constexpr ReasonRow reasons[] = {
    {has_workspace, "why.workspace"},
    {on_wall, "why.wall"},
    {has_digits, "why.digits"},
    {has_digits_on_wall, "why.digits"},
    {can_go_back, "why.nothing_before"},
    {has_intake, "why.report"},
    {has_camera, "why.camera"},
    {camera_commands::has_one, "why.camera"},
    {has_back, "why.view_before"},
    {has_forward, "why.view_after"},
    {is_drawing_area, "why.area_drawn"},
    {has_area, "why.area"},
    {has_tour, "why.tour"},
    {has_several_windows, "why.windows"},
    {window_commands::is_further, "why.further_window"},
    {window_commands::has_wall_window, "why.wall_window"},
    {can_note, "why.incident"},
    {has_incident, "why.incident"},
    {has_spot, "why.spot"},
    {editor_commands::in_editor, "why.editor"},
    {edit_commands::is_open, "why.draft"},
    {draft_commands::has_draft, "why.draft"},
    {draft_commands::has_finding, "why.finding"},
    {edition_commands::has_editions, "why.editions"},
    {edition_commands::is_shown, "why.edition_shown"},
    {seat_commands::can_hand_over, "why.hand_over"},
    {seat_commands::can_lock, "why.pin"},
    {credential_commands::can_ask, "why.not_refused"},
    {mask_commands::can_draw, "why.picture"},
    {mask_commands::can_close, "why.mask_drawn"},
    {mask_commands::has_chosen, "why.mask_chosen"},
    {replay_commands::can_replay, "why.picture"},
    {replay_commands::has_replay, "why.replay"},
    {sheet_commands::is_shown, "why.sheet"},
    {sheet_commands::has_cell, "why.sheet_cell"},
    {hot_commands::has_any, "why.hot"},
    {shell_commands::can_dismiss, "why.nothing_open"},
    {file_commands::has_map, "why.map"},
};

}

std::span<const CommandRow> command_table() { return table; }

const char* reason_key(const CommandRow& row)
{
    const auto at = std::ranges::find(reasons, row.enabled, &ReasonRow::enabled);
    return at == std::end(reasons) ? nullptr : at->words;
}

const CommandRow* find_command(std::string_view name)
{
    const auto at = std::ranges::find_if(table, [&](const CommandRow& row) { return name == row.name; });
    return at == std::end(table) ? nullptr : at;
}

}
