#include "console/drive/drive.h"

#include "console/frame/draft_view.h"
#include "console/frame/edition_view.h"
#include "console/frame/menu_rows.h"
#include "console/look/drawn.h"
#include "console/seat/layout_names.h"
#include "console/text/camera_words.h"
#include "console/wall/camera_masks.h"
#include "geo/crs/position_text.h"
#include "video/stream/dialling.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace console {
namespace {

/// One number may stand in a probe's name, written # in the table.
using Read = std::string (*)(const DriveContext&, std::int64_t number);

struct ProbeRow {
    const char* name;
    Read read;
};

std::string yes_no(bool value) { return value ? "yes" : "no"; }

std::string state_of(const DriveContext& c, data::CameraId camera)
{
    return camera ? video::state_names[static_cast<std::size_t>(c.pictures.picture(camera).status.state)] : "empty";
}

data::CameraId tile_camera(const DriveContext& c, std::int64_t tile)
{
    return tile >= 1 && tile <= 64 ? c.session.wall.tiles[static_cast<std::size_t>(tile - 1)].camera : data::CameraId{};
}

data::CameraId case_camera(const DriveContext& c, std::int64_t slot)
{
    return slot >= 1 && slot <= 4 ? c.session.case_cameras[static_cast<std::size_t>(slot - 1)] : data::CameraId{};
}

data::CameraId numbered(const DriveContext& c, std::int64_t number)
{
    const data::Camera* camera = data::find_camera_by_number(c.world, static_cast<int>(number));
    return camera ? camera->id : data::CameraId{};
}

const data::Incident* selected(const DriveContext& c) { return c.world.incidents.find(c.session.selection.incident); }

constexpr std::array attention_names{"new", "seen", "in_hand", "waiting"};
constexpr std::array theme_names{"day", "dim", "night"};

/// A figure of the import desk's dry run; empty where there is none, or it counts what was chosen before.
template <class Figure> std::string import_count(const DriveContext& c, Figure figure)
{
    const auto& desk = c.session.import_desk;
    return desk && !desk->is_looking && desk->preview && desk->preview->report ? std::to_string(figure(*desk->preview->report)) : std::string();
}

/// Of the draft that is open; empty where there is none.
template <class Read> std::string of_draft(const DriveContext& c, Read read) { return c.draft ? std::string(read(*c.draft)) : std::string(); }

/// "none", or all of them; for a test that fails to say which.
std::string listed(const std::vector<std::string>& words)
{
    std::string out;
    for (const std::string& one : words)
        out += (out.empty() ? "" : " / ") + one;
    return out.empty() ? "none" : out;
}

/// Tiles and pictures of the case that something asked or told lies on.
std::vector<std::string> covered_pictures(const Names& names)
{
    std::vector<std::string> covered;
    for (const char* over : {"form", "files", "palette", "keys", "figures", "region.messages", "region.diary", "region.password", "region.import"}) {
        const auto card = names.find(over);
        for (const auto& [name, at] : names.all()) {
            const bool is_picture = (name.starts_with("wall.tile.") || name.starts_with("case.camera.")) && name.find_last_not_of("0123456789") == name.rfind('.');
            if (card && is_picture && at.x + 1 < card->x + card->width && card->x + 1 < at.x + at.width && at.y + 1 < card->y + card->height && card->y + 1 < at.y + at.height)
                covered.push_back(name + " by " + over);
        }
    }
    return covered;
}

/// The command of the chosen row of the menu that is open, or that of why it cannot run: "wall.layout", "incident.accept: select an incident first".
std::string menu_chosen(const DriveContext& c)
{
    if (!c.session.menu || c.session.menu->chosen < 0)
        return "none";
    const std::vector<MenuRow> rows = menu_rows(c.world, c.session, c.text, *c.session.menu);
    const auto at = static_cast<std::size_t>(c.session.menu->chosen);
    if (at >= rows.size())
        return "none";
    return rows[at].command->name + (rows[at].why_not.empty() ? std::string() : ": " + rows[at].why_not);
}

std::size_t count_arcs(const DraftView& draft)
{
    const geo::Tessellation& map = draft.draft.version().map;
    std::size_t arcs = 0;
    for (geo::ArcId id = 0; id < map.arc_slots(); ++id)
        arcs += map.arc(id) != nullptr;
    return arcs;
}

constexpr ProbeRow table[] = {
    {"texts.clipped", [](const DriveContext& c, std::int64_t) { return std::to_string(clipped_texts(c.names).size()); }},
    {"texts.clipped_words", [](const DriveContext& c, std::int64_t) { return listed(clipped_texts(c.names)); }},
    {"texts.overlapping", [](const DriveContext& c, std::int64_t) { return std::to_string(overlapping_texts(c.names).size()); }},
    {"texts.overlapping_words", [](const DriveContext& c, std::int64_t) { return listed(overlapping_texts(c.names)); }},
    {"controls.dead", [](const DriveContext& c, std::int64_t) { return std::to_string(dead_controls(c.names).size()); }},
    {"controls.dead_names", [](const DriveContext& c, std::int64_t) { return listed(dead_controls(c.names)); }},
    {"pictures.covered", [](const DriveContext& c, std::int64_t) { return listed(covered_pictures(c.names)); }},
    {"form.command", [](const DriveContext& c, std::int64_t) { return c.session.form ? c.session.form->command : std::string("none"); }},
    {"form.error", [](const DriveContext& c, std::int64_t) { return c.session.form ? words_of(c.text, c.session.form->error) : std::string(); }},
    {"guide.role", [](const DriveContext& c, std::int64_t) { return c.session.guide ? c.session.guide->role : std::string("none"); }},
    {"guide.station", [](const DriveContext& c, std::int64_t) { return std::to_string(c.session.guide ? c.session.guide->station + 1 : 0); }},
    {"guide.ready", [](const DriveContext& c, std::int64_t) { return yes_no(c.session.guide && c.session.guide->is_ready); }},
    {"guide.held", [](const DriveContext& c, std::int64_t) { return yes_no(c.session.guide && c.session.guide->is_held); }},
    {"guide.trouble", [](const DriveContext& c, std::int64_t) { return c.session.guide && !c.session.guide->trouble.empty() ? c.session.guide->trouble : std::string("none"); }},
    {"menu.open", [](const DriveContext& c, std::int64_t) { return std::string(c.session.menu ? "yes" : "no"); }},
    {"menu.chosen", [](const DriveContext& c, std::int64_t) { return menu_chosen(c); }},
    {"draft.name", [](const DriveContext& c, std::int64_t) { return of_draft(c, [](const DraftView& draft) { return draft.head.name; }); }},
    {"draft.edits", [](const DriveContext& c, std::int64_t) { return of_draft(c, [](const DraftView& draft) { return std::to_string(draft.undo_count); }); }},
    {"draft.redo", [](const DriveContext& c, std::int64_t) { return of_draft(c, [](const DraftView& draft) { return std::to_string(draft.redo_count); }); }},
    {"draft.unsaved", [](const DriveContext& c, std::int64_t) { return of_draft(c, [](const DraftView& draft) { return std::to_string(draft.unsaved); }); }},
    {"draft.mine", [](const DriveContext& c, std::int64_t) { return of_draft(c, [](const DraftView& draft) { return yes_no(draft.is_mine); }); }},
    {"draft.areas", [](const DriveContext& c, std::int64_t) { return of_draft(c, [](const DraftView& draft) { return yes_no(draft.areas); }); }},
    {"draft.step",
     [](const DriveContext& c, std::int64_t) {
         return of_draft(c, [](const DraftView& draft) {
             return draft.undo_count == 0 ? std::string() : draft.steps[draft.undo_count - 1].op + " " + draft.steps[draft.undo_count - 1].subject;
         });
     }},
    {"draft.refused",
     [](const DriveContext& c, std::int64_t) {
         return of_draft(c, [](const DraftView& draft) { return draft.refused ? data::draft_refusal_names[static_cast<std::size_t>(draft.refused->reason)] : ""; });
     }},
    {"draft.findings",
     [](const DriveContext& c, std::int64_t) {
         return of_draft(c, [](const DraftView& draft) { return draft.findings ? std::to_string(draft.findings->list().size()) : std::string(); });
     }},
    {"draft.grids", [](const DriveContext& c, std::int64_t) { return of_draft(c, [](const DraftView& draft) { return std::to_string(draft.grids); }); }},
    {"draft.arcs", [](const DriveContext& c, std::int64_t) { return of_draft(c, [](const DraftView& draft) { return std::to_string(count_arcs(draft)); }); }},
    {"draft.digest", [](const DriveContext& c, std::int64_t) { return of_draft(c, [](const DraftView& draft) { return data::digest_of(draft.draft.version()); }); }},
    {"draft.preview", [](const DriveContext& c, std::int64_t) { return of_draft(c, [](const DraftView& draft) { return yes_no(draft.is_preview_current); }); }},
    {"draft.zones", // "3 1": zones, no unions among them
     [](const DriveContext& c, std::int64_t) {
         return of_draft(c, [](const DraftView& draft) {
             if (!draft.zones_awaited.empty() || !draft.zones)
                 return std::string(draft.zones_awaited.empty() ? "none" : "working");
             const auto none = std::ranges::count_if(draft.zones->zones, [](const data::ZoneReport& zone) { return !zone.is_union(); });
             return std::to_string(draft.zones->zones.size()) + " " + std::to_string(none);
         });
     }},
    {"drafts.count", [](const DriveContext& c, std::int64_t) { return std::to_string(c.world.drafts->rows.size()); }},
    {"editions.count", [](const DriveContext& c, std::int64_t) { return std::to_string(c.world.editions->rows.size()); }},
    {"edition.shown", [](const DriveContext& c, std::int64_t) { return c.session.edition.shown ? std::to_string(*c.session.edition.shown) : std::string("no"); }},
    {"edition.ready", [](const DriveContext& c, std::int64_t) { return yes_no(c.edition && c.edition->areas); }},
    {"edition.compared", [](const DriveContext& c, std::int64_t) { return yes_no(c.edition && c.edition->comparison); }},
    {"editor.tool", [](const DriveContext& c, std::int64_t) { return std::string(edit_tool_names[static_cast<std::size_t>(c.session.editor.tool)]); }},
    {"editor.tab", [](const DriveContext& c, std::int64_t) { return std::string(edit_tab_names[static_cast<std::size_t>(c.session.editor.tab)]); }},
    {"editor.drawer", [](const DriveContext& c, std::int64_t) { return std::string(edit_drawer_names[static_cast<std::size_t>(c.session.editor.drawer)]); }},
    {"editor.card", [](const DriveContext& c, std::int64_t) { return std::string(edit_card_names[static_cast<std::size_t>(c.session.editor.card)]); }},
    {"editor.points", [](const DriveContext& c, std::int64_t) { return std::to_string(c.session.editor.line.size()); }},
    {"editor.tracing", [](const DriveContext& c, std::int64_t) { return std::string(yes_no(c.session.editor.is_tracing)); }},
    {"editor.locked", [](const DriveContext& c, std::int64_t) { return std::to_string(c.session.editor.locked.size()); }},
    {"editor.selected", [](const DriveContext& c, std::int64_t) { return std::to_string(c.session.editor.selected.size()); }},
    {"layout", [](const DriveContext& c, std::int64_t) { return std::string(layout_name(c.session.layout)); }},
    {"windows.count", [](const DriveContext& c, std::int64_t) { return std::to_string(c.windows); }},
    {"window.monitor", [](const DriveContext& c, std::int64_t) { return c.session.place.monitor; }},
    {"window.fullscreen", [](const DriveContext& c, std::int64_t) { return yes_no(c.session.place.fullscreen); }},
    {"window.size", [](const DriveContext& c, std::int64_t) { return fmt::format("{}x{}", c.surface.width(), c.surface.height()); }},
    {"window.position",
     [](const DriveContext& c, std::int64_t) {
         int x = 0, y = 0;
         return c.surface.find_root_position(x, y) ? fmt::format("{},{}", x, y) : std::string();
     }},
    {"seat.absent", [](const DriveContext& c, std::int64_t) { return yes_no(c.session.absence.has_value()); }},
    {"monitors.count", [](const DriveContext& c, std::int64_t) { return std::to_string(c.session.monitors.size()); }},
    {"wall.#.hot",
     [](const DriveContext& c, std::int64_t tile) {
         if (tile < 1 || tile > 64)
             return std::string();
         const WallTile& shown = c.session.wall.tiles[static_cast<std::size_t>(tile - 1)];
         const data::Incident* incident = shown.hot ? c.world.incidents.find(shown.hot->incident) : nullptr;
         return incident ? incident->number : std::string(shown.is_hot ? "free" : "no");
     }},
    {"password.asked", [](const DriveContext& c, std::int64_t) { return yes_no(c.session.password.has_value()); }},
    {"language", [](const DriveContext& c, std::int64_t) { return std::string(c.session.language == Language::zh ? "zh" : "en"); }},
    {"theme", [](const DriveContext& c, std::int64_t) { return std::string(theme_names[static_cast<std::size_t>(c.session.theme)]); }},
    {"scale", [](const DriveContext& c, std::int64_t) { return fmt::format("{:.0f}", c.session.scale * 100); }},
    {"palette.open", [](const DriveContext& c, std::int64_t) { return yes_no(c.session.palette_open); }},
    {"keys.open", [](const DriveContext& c, std::int64_t) { return yes_no(c.session.keys_open); }},
    {"figures.open", [](const DriveContext& c, std::int64_t) { return yes_no(c.session.figures_open); }},
    {"frame.count", [](const DriveContext& c, std::int64_t) { return std::to_string(c.frame_count); }},
    {"frame.ms", [](const DriveContext& c, std::int64_t) { return fmt::format("{:.1f}", c.figures.frame_ms); }},
    {"frame.p99", [](const DriveContext& c, std::int64_t) { return fmt::format("{:.1f}", c.figures.frame_ms_p99); }},
    {"messages.count", [](const DriveContext& c, std::int64_t) { return std::to_string(c.session.messages.size()); }},
    {"messages.open", [](const DriveContext& c, std::int64_t) { return yes_no(c.session.messages_open); }},
    {"import.questions", [](const DriveContext& c, std::int64_t) { return std::to_string(c.session.import_questions.size()); }},
    {"import.desk", [](const DriveContext& c, std::int64_t) { return yes_no(c.session.import_desk.has_value()); }},
    {"import.preview", [](const DriveContext& c, std::int64_t) { return yes_no(c.session.import_desk && c.session.import_desk->preview); }},
    {"import.looked", [](const DriveContext& c, std::int64_t) { return yes_no(c.session.import_desk && c.session.import_desk->preview && !c.session.import_desk->is_looking); }},
    {"import.rows", [](const DriveContext& c, std::int64_t) { return std::to_string(c.session.import_desk && c.session.import_desk->preview ? c.session.import_desk->preview->rows : -1); }},
    {"import.kind",
     [](const DriveContext& c, std::int64_t) {
         return c.session.import_desk ? std::string(data::import_kind_names[static_cast<std::size_t>(c.session.import_desk->job.kind)]) : "";
     }},
    {"import.candidate",
     [](const DriveContext& c, std::int64_t) {
         const bool any = c.session.import_desk && !c.session.import_desk->is_looking && c.session.import_desk->preview && !c.session.import_desk->preview->candidates.empty();
         return any ? c.session.import_desk->preview->candidates.front().crs : std::string();
     }},
    {"import.would_take",
     [](const DriveContext& c, std::int64_t) { return import_count(c, [](const auto& r) { return r.imported; }); }},
    {"import.closed_on",
     [](const DriveContext& c, std::int64_t) {
         return c.session.import_desk && c.session.import_desk->job.closed_on ? data::iso8601(*c.session.import_desk->job.closed_on) : std::string();
     }},
    {"import.new", [](const DriveContext& c, std::int64_t) { return import_count(c, [](const auto& r) { return r.imported - r.updated - r.unchanged; }); }},
    {"import.updated", [](const DriveContext& c, std::int64_t) { return import_count(c, [](const auto& r) { return r.updated; }); }},
    {"import.unchanged", [](const DriveContext& c, std::int64_t) { return import_count(c, [](const auto& r) { return r.unchanged; }); }},
    {"import.missing", [](const DriveContext& c, std::int64_t) { return import_count(c, [](const auto& r) { return r.missing; }); }},
    {"import.refused", [](const DriveContext& c, std::int64_t) { return import_count(c, [](const auto& r) { return static_cast<std::int64_t>(r.rejected.size()); }); }},
    {"seat.controls",
     [](const DriveContext& c, std::int64_t) {
         static constexpr std::array names{"open", "locked", "asked"};
         return std::string(names[static_cast<std::size_t>(c.session.lock.controls)]);
     }},
    {"seat.account",
     [](const DriveContext& c, std::int64_t) {
         const data::Account* account = c.world.accounts->find(c.session.actor.account);
         return account ? account->label : "";
     }},
    {"seat.chosen",
     [](const DriveContext& c, std::int64_t) {
         const data::Account* account = c.world.accounts->find(c.session.lock.chosen);
         return account ? account->label : "";
     }},
    {"seat.wrong", [](const DriveContext& c, std::int64_t) { return std::to_string(tries_of_chosen(c.session).wrong); }},
    {"layers.count", [](const DriveContext& c, std::int64_t) { return std::to_string(c.world.layers->rows.size()); }},
    {"messages.last", [](const DriveContext& c, std::int64_t) { return c.session.messages.empty() ? "" : words_of(c.text, c.session.messages.back().said); }},

    {"workspace.loaded", [](const DriveContext& c, std::int64_t) { return yes_no(c.world.loaded); }},
    {"workspace.path", [](const DriveContext& c, std::int64_t) { return c.world.workspace.path; }},
    {"workspace.read_only", [](const DriveContext& c, std::int64_t) { return yes_no(c.world.workspace.read_only); }},
    {"grids.count", [](const DriveContext& c, std::int64_t) { return std::to_string(c.world.grids->rows.size()); }},
    {"cameras.count", [](const DriveContext& c, std::int64_t) { return std::to_string(c.world.cameras->rows.size()); }},
    {"places.count", [](const DriveContext& c, std::int64_t) { return std::to_string(c.world.places->rows.size()); }},
    {"incidents.count", [](const DriveContext& c, std::int64_t) { return std::to_string(c.world.incidents.rows.size()); }},
    {"incidents.open",
     [](const DriveContext& c, std::int64_t) { return std::to_string(std::ranges::count_if(c.world.incidents.rows, data::is_open)); }},
    {"save.ok", [](const DriveContext& c, std::int64_t) { return yes_no(c.world.save.ok); }},
    {"save.reason", [](const DriveContext& c, std::int64_t) { return c.world.save.reason; }},
    {"save.at", [](const DriveContext& c, std::int64_t) { return data::iso8601(c.world.save.last_saved); }},
    {"save.waiting", [](const DriveContext& c, std::int64_t) { return std::to_string(c.figures.archive_waiting); }},

    {"selection.incident", [](const DriveContext& c, std::int64_t) { return selected(c) ? selected(c)->number : ""; }},
    {"selection.camera", [](const DriveContext& c, std::int64_t) { return data::number_of_camera(c.world, c.session.selection.camera); }},
    {"selection.record", [](const DriveContext& c, std::int64_t) {
         constexpr std::array names{"none", "camera", "grid", "place"};
         return std::string(names[static_cast<std::size_t>(c.session.selection.record)]);
     }},
    {"marked", [](const DriveContext& c, std::int64_t) { return c.session.marked; }},
    {"selection.grid",
     [](const DriveContext& c, std::int64_t) {
         const data::Grid* grid = c.world.grids->find(c.session.selection.grid);
         return grid ? grid->code : "";
     }},
    {"selection.place", [](const DriveContext& c, std::int64_t) { return c.session.selection.place ? std::to_string(c.session.selection.place.value) : ""; }},
    {"selection.point", [](const DriveContext& c, std::int64_t) { return c.session.selection.point ? geo::format_position(*c.session.selection.point, 4) : ""; }},
    {"incident.state",
     [](const DriveContext& c, std::int64_t) {
         return std::string(selected(c) ? data::incident_state_names[static_cast<std::size_t>(selected(c)->state)] : "");
     }},
    {"incident.attention",
     [](const DriveContext& c, std::int64_t) {
         return std::string(selected(c) ? attention_names[static_cast<std::size_t>(selected(c)->attention)] : "");
     }},
    {"incident.title", [](const DriveContext& c, std::int64_t) { return selected(c) ? selected(c)->title : ""; }},
    {"incident.events",
     [](const DriveContext& c, std::int64_t) {
         const auto at = c.world.histories.find(c.session.selection.incident);
         return at == c.world.histories.end() ? std::string("not loaded") : std::to_string(at->second.size());
     }},
    {"note", [](const DriveContext& c, std::int64_t) { return c.session.note; }},
    {"intake.open", [](const DriveContext& c, std::int64_t) { return yes_no(c.session.intake.has_value()); }},
    {"intake.title", [](const DriveContext& c, std::int64_t) { return c.session.intake ? c.session.intake->title : ""; }},
    {"intake.place", [](const DriveContext& c, std::int64_t) { return c.session.intake ? c.session.intake->place : ""; }},
    {"intake.position", [](const DriveContext& c, std::int64_t) { return yes_no(c.session.intake && c.session.intake->position); }},
    {"queue.tab", [](const DriveContext& c, std::int64_t) { return c.session.queue.tab; }},

    {"case.open", [](const DriveContext& c, std::int64_t) { return yes_no(c.session.case_cameras_open); }},
    {"case.enlarged", [](const DriveContext& c, std::int64_t) { return enlarged_in_case(c.session) < 0 ? std::string("none") : data::number_of_camera(c.world, c.session.case_enlarged); }},
    {"case.#.camera", [](const DriveContext& c, std::int64_t slot) { return data::number_of_camera(c.world, case_camera(c, slot)); }},
    {"case.#.state", [](const DriveContext& c, std::int64_t slot) { return state_of(c, case_camera(c, slot)); }},
    {"case.#.pictures", [](const DriveContext& c, std::int64_t slot) { return std::to_string(c.pictures.picture(case_camera(c, slot)).serial); }},
    {"wall.tiles", [](const DriveContext& c, std::int64_t) { return std::to_string(c.session.wall.tiles_shown); }},
    {"wall.focused", [](const DriveContext& c, std::int64_t) { return std::to_string(c.session.wall.focused + 1); }},
    {"wall.enlarged", [](const DriveContext& c, std::int64_t) { return yes_no(c.session.wall.is_enlarged); }},
    {"wall.side", [](const DriveContext& c, std::int64_t) { return c.session.wall.side.empty() ? std::string("none") : c.session.wall.side; }},
    {"wall.views", [](const DriveContext& c, std::int64_t) { return std::to_string(c.world.setup.wall_views->rows.size()); }},
    {"wall.locked", [](const DriveContext& c, std::int64_t) { return yes_no(c.session.wall.locked); }},
    {"wall.view", [](const DriveContext& c, std::int64_t) { return c.session.wall.view; }},
    {"wall.tour", [](const DriveContext& c, std::int64_t) { return std::string(!c.session.wall.tour ? "none" : c.session.wall.tour->held ? "held" : "running"); }},
    {"wall.#.zoom", [](const DriveContext& c, std::int64_t tile) { return tile >= 1 && tile <= 64 ? fmt::format("{:.2f}", c.session.wall.tiles[static_cast<std::size_t>(tile - 1)].zoom.factor) : ""; }},
    {"cameras.#.masked", [](const DriveContext& c, std::int64_t number) { return yes_no(c.pictures.picture(numbered(c, number)).is_masked); }},
    {"cameras.#.rate",
     [](const DriveContext& c, std::int64_t number) {
         static constexpr std::array names{"full", "reduced", "key_frames"};
         return std::string(names[static_cast<std::size_t>(c.pictures.picture(numbered(c, number)).picture_rate)]);
     }},
    {"wall.typed", [](const DriveContext& c, std::int64_t) { return c.session.typed_digits; }},
    {"wall.#.camera", [](const DriveContext& c, std::int64_t tile) { return data::number_of_camera(c.world, tile_camera(c, tile)); }},
    {"wall.#.state", [](const DriveContext& c, std::int64_t tile) { return state_of(c, tile_camera(c, tile)); }},
    {"wall.#.pictures", [](const DriveContext& c, std::int64_t tile) { return std::to_string(c.pictures.picture(tile_camera(c, tile)).serial); }},
    {"cameras.#.state", [](const DriveContext& c, std::int64_t number) { return state_of(c, numbered(c, number)); }},
    {"cameras.#.pictures", [](const DriveContext& c, std::int64_t number) { return std::to_string(c.pictures.picture(numbered(c, number)).serial); }},
    {"cameras.#.kept_s", [](const DriveContext& c, std::int64_t number) { return fmt::format("{:.0f}", c.pictures.picture(numbered(c, number)).kept_s); }},
    {"cameras.#.replay",
     [](const DriveContext& c, std::int64_t number) {
         const auto replay = c.pictures.picture(numbered(c, number)).replay;
         return std::string(!replay ? "none" : replay->is_looking ? "looking" : replay->is_ended ? "ended" : replay->is_paused ? "paused" : "playing");
     }},
    {"cameras.#.replay_at",
     [](const DriveContext& c, std::int64_t number) {
         const auto replay = c.pictures.picture(numbered(c, number)).replay;
         return replay && replay->at != video::SystemTime{} ? data::iso8601(replay->at) : std::string();
     }},
    {"conditions.#",
     [](const DriveContext& c, std::int64_t number) {
         const auto at = c.world.conditions.find(numbered(c, number));
         return std::string(name_of(at == c.world.conditions.end() ? data::PictureState::never_asked : at->second.state));
     }},
    {"diary.result",
     [](const DriveContext& c, std::int64_t) {
         if (!c.session.diary)
             return std::string("none");
         const video::Diary* diary = c.session.diary->diary.get();
         return std::string(!diary ? "dialling" : diary->cause == video::Cause::none ? "picture" : "fault");
     }},
    {"diary.cause",
     [](const DriveContext& c, std::int64_t) {
         const video::Diary* diary = c.session.diary ? c.session.diary->diary.get() : nullptr;
         return std::string(diary ? video::cause_names[static_cast<std::size_t>(diary->cause)] : "");
     }},
    {"cameras.#.masks", [](const DriveContext& c, std::int64_t number) { return text_from_masks(camera_masks(c.world, numbered(c, number))); }},
    {"cameras.#.still", [](const DriveContext& c, std::int64_t number) { return yes_no(c.pictures.still(numbered(c, number)) != nullptr); }},
    {"mask.drawing", [](const DriveContext& c, std::int64_t) { return c.session.mask_drawing ? data::number_of_camera(c.world, c.session.mask_drawing->camera) : "no"; }},
    {"mask.chosen", [](const DriveContext& c, std::int64_t) { return std::to_string(c.session.mask_drawing ? c.session.mask_drawing->chosen + 1 : 0); }},
    {"mask.corners",
     [](const DriveContext& c, std::int64_t) {
         const auto at = c.session.mask_drawing ? c.session.masks_drawn.find(c.session.mask_drawing->camera) : c.session.masks_drawn.end();
         return std::to_string(at == c.session.masks_drawn.end() ? 0 : at->second.size());
     }},
    {"sheet.columns", [](const DriveContext& c, std::int64_t) { return std::to_string(c.session.sheet.columns); }},
    {"sheet.filter", [](const DriveContext& c, std::int64_t) { return c.session.sheet.filter; }},
    {"stills.count", [](const DriveContext& c, std::int64_t) { return std::to_string(c.figures.stills); }},
    {"roll_call.cameras", [](const DriveContext& c, std::int64_t) { return std::to_string(c.figures.roll_call_cameras); }},
    {"roll_call.asked", [](const DriveContext& c, std::int64_t) { return std::to_string(c.figures.roll_call_asked); }},
    {"guard.count", [](const DriveContext& c, std::int64_t) { return std::to_string(c.figures.guarded); }},
    {"guard.disk_kb", [](const DriveContext& c, std::int64_t) { return std::to_string(c.figures.disk_bytes >> 10); }},
    {"cameras.#.cause",
     [](const DriveContext& c, std::int64_t number) {
         return std::string(video::cause_names[static_cast<std::size_t>(c.pictures.picture(numbered(c, number)).status.cause)]);
     }},
    {"pictures.live",
     [](const DriveContext& c, std::int64_t) { return std::to_string(c.figures.pictures_shown - c.figures.still_or_delayed - c.figures.not_live); }},
    {"pictures.still_or_delayed", [](const DriveContext& c, std::int64_t) { return std::to_string(c.figures.still_or_delayed); }},
    {"pictures.not_live", [](const DriveContext& c, std::int64_t) { return std::to_string(c.figures.not_live); }},
    {"streams.wanted", [](const DriveContext& c, std::int64_t) { return std::to_string(c.figures.streams_wanted); }},
    {"streams.running", [](const DriveContext& c, std::int64_t) { return std::to_string(c.figures.streams_running); }},
    {"tasks.count", [](const DriveContext& c, std::int64_t) { return std::to_string(c.figures.tasks.size()); }},
    {"tiles.waiting", [](const DriveContext& c, std::int64_t) { return std::to_string(c.figures.tile_queue); }},

    {"map.scale", [](const DriveContext& c, std::int64_t) { return fmt::format("{:.3f}", c.session.map.view.metres_per_pixel); }},
    {"map.lon", [](const DriveContext& c, std::int64_t) { return fmt::format("{:.5f}", geo::lonlat_from_map(c.session.map.view.centre).lon); }},
    {"map.lat", [](const DriveContext& c, std::int64_t) { return fmt::format("{:.5f}", geo::lonlat_from_map(c.session.map.view.centre).lat); }},
    {"map.back", [](const DriveContext& c, std::int64_t) { return std::to_string(c.session.map.back.size()); }},
    {"map.measuring", [](const DriveContext& c, std::int64_t) { return yes_no(c.session.map.mode == MapMode::measure); }},
    {"map.measured", [](const DriveContext& c, std::int64_t) { return std::to_string(c.session.map.measured.size()); }},
    {"map.area", [](const DriveContext& c, std::int64_t) { return std::to_string(c.session.map.area.size()); }},
    {"map.area_drawn", [](const DriveContext& c, std::int64_t) { return std::to_string(c.session.map.area_drawn.size()); }},
    {"map.equal_steps", [](const DriveContext& c, std::int64_t) { return yes_no(c.session.map.measure_equal_steps); }},
    {"map.ring", [](const DriveContext& c, std::int64_t) { return fmt::format("{:.0f}", c.session.map.ring ? c.session.map.ring_m : 0); }},
    {"map.layers", [](const DriveContext& c, std::int64_t) { return yes_no(c.session.map.layers_open); }},
    {"names.count", [](const DriveContext& c, std::int64_t) { return std::to_string(c.names.all().size()); }},
};

/// "case.2.state" fits "case.#.state" with 2.
bool matches(std::string_view pattern, std::string_view name, std::int64_t& number)
{
    const std::size_t mark = pattern.find('#');
    if (mark == std::string_view::npos)
        return pattern == name;
    const std::string_view before = pattern.substr(0, mark), after = pattern.substr(mark + 1);
    if (!name.starts_with(before) || !name.ends_with(after) || name.size() <= before.size() + after.size())
        return false;
    const std::string middle(name.substr(before.size(), name.size() - before.size() - after.size()));
    if (!std::ranges::all_of(middle, [](char c) { return c >= '0' && c <= '9'; }))
        return false;
    number = std::atoll(middle.c_str());
    return true;
}

}

std::optional<std::string> read_probe(const DriveContext& context, const std::string& name)
{
    std::int64_t number = 0;
    for (const ProbeRow& row : table)
        if (matches(row.name, name, number))
            return row.read(context, number);
    // Whether a widget of a name is on the screen: "shown.queue.row.4471".
    if (name.starts_with("shown."))
        return yes_no(find_place(context, name.substr(6)).has_value());
    // What a widget says: "says.search.hit.1".
    if (name.starts_with("says."))
        return context.names.words(name.substr(5));
    return std::nullopt;
}

std::vector<std::string> probe_names()
{
    std::vector<std::string> names;
    for (const ProbeRow& row : table)
        names.push_back(row.name);
    return names;
}

std::optional<std::pair<float, float>> find_place(const DriveContext& context, const std::string& name)
{
    if (const auto rect = context.names.find(name))
        return std::pair(rect->x + rect->width / 2, rect->y + rect->height / 2);
    const std::size_t mark = name.find('@');
    const std::size_t comma = name.find(',', mark);
    // "mask.picture@0.25,0.5": so far along a widget, from its left and top edge.
    const std::string widget = mark == std::string::npos || comma == std::string::npos ? std::string() : name.substr(0, mark);
    if (const auto rect = widget == "map" ? std::nullopt : context.names.find(widget))
        return std::pair(rect->x + rect->width * std::strtof(name.c_str() + mark + 1, nullptr), rect->y + rect->height * std::strtof(name.c_str() + comma + 1, nullptr));
    const auto map = context.names.find("region.map");
    if (widget != "map" || !map)
        return std::nullopt;
    const geo::MapPoint p = geo::map_from_lonlat({std::atof(name.substr(mark + 1).c_str()), std::atof(name.substr(comma + 1).c_str())});
    const MapView& view = context.session.map.view;
    const double pixels_per_metre = context.scale / view.metres_per_pixel;
    return std::pair(map->x + map->width / 2 + static_cast<float>((p.x - view.centre.x) * pixels_per_metre),
                     map->y + map->height / 2 - static_cast<float>((p.y - view.centre.y) * pixels_per_metre));
}

}
