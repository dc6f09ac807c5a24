#include "console/panels/incidents/case_panel.h"

#include "console/frame/command_button.h"
#include "console/frame/copy_text.h"
#include "console/look/field.h"
#include "console/look/rows.h"
#include "console/panels/panels.h"
#include "console/panels/pictures/record_view.h"
#include "console/wall/camera_drag.h"
#include "console/wall/mask_overlay.h"
#include "console/wall/tile.h"
#include "data/records/camera_url.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>

namespace console {
namespace {

constexpr float header_height = 148, proof_height = 96, cameras_height = 356, case_margin = 12, way_back_height = 36;
constexpr std::size_t tiles = 4;
constexpr float near_row_px = 48;

TimeText clock_of(const View& view)
{
    return [&view](data::TimePoint t) { return moment_text(view, t); };
}

TimeText date_of(const View& view)
{
    return [&view](data::TimePoint t) { return date_text(view, t); };
}

void draw_header(const FramePainter& p, Outbox& outbox, Rect box, const CaseHeader& header, const std::string& address)
{
    const View& view = p.view();
    const Texts& text = view.text;
    Rect inner = inset(box, p.px(case_margin), 0);
    cut_top(inner, p.px(10));
    Rect line = cut_top(inner, p.px(32));
    draw_severity(p.list(), view.palette, header.severity, header.fill, {line.x + p.px(16), line.y + p.px(16)}, p.px(28),
                  header.fill == data::Attention::fresh ? ring_of(view, header.severity, outbox.wanted) : 0);
    cut_left(line, p.px(44));
    const Rect attention = cut_right(line, p.width(header.attention));
    p.text(attention, header.attention, {FontSize::body, Colour::text, Align::right});
    cut_right(line, p.px(case_margin));
    const float number = p.width(header.number, FontSize::title);
    const float title = draw_copy_text(p, outbox, "case.title", {line.x, line.y, std::max(0.F, line.width - number - p.px(case_margin)), line.height}, header.title, {FontSize::title, Colour::text});
    draw_copy_text(p, outbox, "case.number", {line.x + title + p.px(case_margin), line.y, std::max(0.F, line.width - title - p.px(case_margin)), line.height}, header.number, {FontSize::title, Colour::secondary});

    line = cut_top(inner, p.px(24));
    cut_left(line, p.px(44));
    const float place = draw_copy_text(p, outbox, "case.place", line, header.place, {FontSize::body, Colour::text, Align::left, Shorten::middle});
    view.names.say("case.address", address);
    if (!address.empty() && address != header.place) {
        // What the map says of the position stands beside what was reported.
        if (place > 0)
            cut_left(line, place + p.px(12));
        p.text(line, address, {FontSize::secondary, Colour::secondary, Align::left, Shorten::middle});
    }
    line = cut_top(inner, p.px(26));
    if (!header.time.empty())
        draw_lateness(p.list(), view.palette, header.lateness, header.spent, {line.x + p.px(16), line.y + p.px(13)}, p.px(18));
    cut_left(line, p.px(44));
    float x = p.text(line, header.time.empty() ? header.state : header.time, {FontSize::body, Colour::text});
    cut_left(line, x + p.px(8));
    x = p.text(line, header.limit, {FontSize::secondary, Colour::secondary});
    cut_left(line, x + p.px(16));
    if (p.width(header.reported, FontSize::secondary) <= line.width) // the log begins with it
        p.text(line, header.reported, {FontSize::secondary, Colour::secondary});

    cut_top(inner, p.px(10));
    line = cut_top(inner, p.px(32));
    command_row(p, outbox, line,
                {{"case.accept", text("case.accept"), "incident.accept", {}, header.can_accept},
                 {"case.seen", text("case.seen"), "incident.seen", {}, header.can_see},
                 {"case.close", text("case.close"), "incident.close", {}, header.can_close},
                 {"case.zoom", text("case.zoom"), "incident.zoom", {}, true, true},
                 {"case.cameras", text("case.cameras"), "incident.cameras", {}, !view.session.case_cameras_open}});
    p.horizontal(box.x, box.x + box.width, box.y + box.height - std::max(1.F, p.px(1)));
}

void draw_proof(const FramePainter& p, Outbox& outbox, Rect box, const CaseProof& proof)
{
    const Texts& text = p.view().text;
    p.fill(box, Colour::ground);
    p.horizontal(box.x, box.x + box.width, box.y + box.height - std::max(1.F, p.px(1)));
    Rect inner = inset(box, p.px(case_margin), p.px(12));
    p.sign(Sign::grid, inner.x + p.px(16), inner.y + p.px(12), 18, Colour::secondary);
    if (!proof.has_grid) {
        cut_left(inner, p.px(44));
        p.text(cut_top(inner, p.px(24)), text("case.no_grid"), {FontSize::body, Colour::text});
        p.text(cut_top(inner, p.px(24)), text("case.no_grid_why"), {FontSize::secondary, Colour::secondary});
        return;
    }
    cut_left(inner, p.px(44));
    Rect line = cut_top(inner, p.px(24));
    const float code = draw_copy_text(p, outbox, "case.proof.code", line, proof.code, {FontSize::body, Colour::text});
    cut_left(line, code + p.px(12));
    const float name = draw_copy_text(p, outbox, "case.proof.name", line, proof.name, {FontSize::body, Colour::text});
    cut_left(line, name + p.px(12));
    p.text(line, proof.path, {FontSize::secondary, Colour::secondary, Align::right});
    line = cut_top(inner, p.px(24));
    p.text(line, proof.edge.empty() ? proof.edition : proof.edition + " · " + proof.edge, {FontSize::secondary, Colour::secondary});
    line = cut_top(inner, p.px(24));
    if (!proof.phone.empty()) {
        const Rect phone = cut_right(line, p.width(proof.phone, FontSize::title));
        draw_copy_text(p, outbox, "case.proof.phone", phone, proof.phone, {FontSize::title, Colour::text, Align::right});
        cut_right(line, p.px(8));
        const std::string_view word = text("case.duty_phone");
        p.text(cut_right(line, p.width(word, FontSize::secondary)), word, {FontSize::secondary, Colour::secondary, Align::right});
        cut_right(line, p.px(12));
    }
    if (proof.unit.empty())
        p.text(line, text("case.no_unit"), {FontSize::body, Colour::text});
    else
        draw_copy_text(p, outbox, "case.proof.unit", line, proof.unit, {FontSize::body, Colour::text});
}

}

void CasePanel::refresh(const View& view, const data::Incident& incident)
{
    const bool is_same = proved_ == incident.id && revision_ == view.world.incidents_revision && grids_ == view.world.grids.get() && sights_ == view.sights &&
                         cameras_ == view.world.cameras && language_ == view.text.language() && book_ == (view.places ? view.places->book.get() : nullptr);
    if (is_same)
        return;
    if (proved_ != incident.id)
        proved_at_ = view.now;
    proved_ = incident.id;
    revision_ = view.world.incidents_revision;
    grids_ = view.world.grids.get();
    sights_ = view.sights;
    cameras_ = view.world.cameras;
    language_ = view.text.language();
    book_ = view.places ? view.places->book.get() : nullptr;
    address_.clear();
    if (view.places && view.places->book && incident.has_position) {
        const data::AddressWords words = view.places->book->addresses.describe(incident.position);
        address_ = language_ == Language::zh ? words.zh : words.en;
    }
    proof_ = make_case_proof(view.world, incident, view.text, date_of(view));
    near_ = incident.has_position ? make_near_cameras(view.world, view.sights, incident.position, tiles) : std::vector<NearCamera>{};
}

void CasePanel::prefetch(const View& view, Outbox& outbox, int width, int height) const
{
    const data::Incident* incident = view.world.incidents.find(view.session.selection.incident);
    if (!incident || incident->id != proved_ || !data::is_open(*incident))
        return;
    // Whoever runs through the queue asks for no pictures.
    constexpr auto looked_at = std::chrono::milliseconds(400);
    if (view.now < proved_at_ + looked_at)
        return outbox.wanted.redraw_by(proved_at_ + looked_at);
    for (const NearCamera& near : near_)
        if (const data::Camera* camera = view.world.cameras->find(near.camera); camera && data::is_dialled(*camera))
            outbox.wanted.pictures.push_back({.camera = near.camera, .width = width, .height = height, .where = "prefetch", .why = "incident " + incident->number, .is_prefetch = true});
}

void CasePanel::draw_near(const FramePainter& p, Outbox& outbox, std::size_t at, Rect row, const std::string& why) const
{
    const View& view = p.view();
    const data::Camera* camera = view.world.cameras->find(near_[at].camera);
    if (!camera)
        return;
    const AreaState state = p.area(fmt::format("case.near.{}", at + 1), row);
    draw_row_ground(p, row, false, state);
    offer_camera_drag(*camera, p);
    draw_camera(p.list(), view.palette, {camera->kind, camera->indoor, camera->status != data::CameraStatus::in_use}, {row.x + p.px(16), row.y + p.px(24)}, p.px(12));
    cut_left(row, p.px(44));
    p.text(cut_top(row, p.px(24)), fmt::format("{:04}  {}", camera->number, camera->name), {FontSize::body, Colour::text, Align::left, Shorten::middle});
    p.text(row, reason_text(near_[at], view.text), {FontSize::secondary, Colour::secondary});
    // Its record comes with the first click, its picture with the second.
    if (state.double_clicked)
        outbox.run("camera.open", {std::to_string(camera->id.value), why});
    else if (state.clicked || state.right_clicked)
        outbox.run("camera.select", {std::to_string(camera->id.value)});
    offer_menu(outbox, state, thing::camera, fmt::format("{:04}  {}", camera->number, camera->name), {std::to_string(camera->number)});
}

void CasePanel::draw_cameras(const View& view, Outbox& outbox, Rect box, const std::optional<geo::LonLat>& spot, const std::string& why)
{
    const FramePainter p(view);
    const Session& session = view.session;
    p.horizontal(box.x, box.x + box.width, box.y + box.height - std::max(1.F, p.px(1)));
    if (!session.case_cameras_open) {
        if (near_.empty()) {
            p.empty_screen(box, "case.no_cameras", view.text("case.no_cameras"), view.text(spot ? "case.no_cameras_why" : "case.no_position_why"));
            return;
        }
        prefetch(view, outbox, static_cast<int>(box.width / 2), static_cast<int>(box.height / 2));
        Rect inner = inset(box, p.px(case_margin), p.px(case_margin));
        // Where the column is low the key that opens them stays, and they scroll, the best first.
        const float action = p.px(8 + 32);
        if (inner.height - action >= p.px(28 + 48))
            p.text(cut_top(inner, p.px(28)), view.text("case.near_title"), {FontSize::secondary, Colour::secondary});
        const float whole = p.px(near_row_px) * static_cast<float>(near_.size());
        draw_rows(p, "case.near", cut_top(inner, std::min(whole, std::max(0.F, inner.height - action))), static_cast<int>(near_.size()), p.px(near_row_px),
                  [&](const FramePainter& inside, int i, Rect row) { draw_near(inside, outbox, static_cast<std::size_t>(i), row, why); });
        cut_top(inner, p.px(8));
        Rect row = cut_top(inner, p.px(32));
        command_button(p, outbox, row, "case.show_cameras", view.text.format("case.show_cameras", {std::to_string(near_.size())}), "incident.cameras");
        return;
    }
    const float gap = p.px(4);
    const int enlarged = enlarged_in_case(session);
    const std::array<Rect, tiles> places = place_case_pictures({box.x, box.y, box.width, box.height - std::max(1.F, p.px(1))}, gap, enlarged);
    for (std::size_t i = 0; i < tiles; ++i) {
        const data::CameraId id = session.case_cameras[i];
        const Rect at = places[i];
        TileInput input;
        input.camera = view.world.cameras->find(id);
        input.number = static_cast<int>(i) + 1;
        input.is_drawn_on = is_mask_drawn_on(session, id);
        if (input.camera) {
            input.is_marked = true;
            input.picture = view.pictures.picture(id);
            if (spot)
                input.note = reason_text(judge_near_camera(*input.camera, view.sights, *spot), view.text);
        }
        const TileModel model = make_tile(input, view.text, view.now, clock_of(view));
        if (input.camera) {
            const Rect most = picture_box(view, model, at);
            outbox.wanted.pictures.push_back({.camera = id,
                                              .width = static_cast<int>(most.width),
                                              .height = static_cast<int>(most.height),
                                              .where = fmt::format("case {}", i + 1),
                                              .why = why,
                                              .replay = replay_of(session, id)});
        }
        if (model.changes_at)
            outbox.wanted.redraw_by(*model.changes_at);
        offer_replay(p, outbox, model, at, fmt::format("case.camera.{}", i + 1));
        const AreaState state = p.area(fmt::format("case.camera.{}", i + 1), at);
        if (input.camera && !input.is_drawn_on)
            offer_camera_drag(*input.camera, p);
        bool is_over = false;
        if (const auto dropped = accept_camera_drop(&is_over))
            outbox.run("camera.put_case", {std::to_string(dropped->camera), std::to_string(i + 1)});
        if (state.double_clicked && input.camera && !input.is_drawn_on)
            outbox.run("case.enlarge", {std::to_string(id.value)});
        draw_tile(p, model, at);
        draw_mask_overlay(p, outbox, model, at, state);
        if (is_over)
            p.frame(at, Colour::ink, 3);
    }
    if (enlarged >= 0)
        return;
    p.vertical(places[1].x - std::ceil(gap / 2), box.y, box.y + box.height);
    p.horizontal(box.x, box.x + box.width, places[2].y - std::ceil(gap / 2));
}

void CasePanel::draw_note(const View& view, Outbox& outbox, Rect field, const data::Incident& incident)
{
    const FramePainter p(view);
    if (noted_ != incident.id || last_note_ != view.session.note) {
        note_ = view.session.note; // another incident, or saved, or kept from before
        noted_ = incident.id;
    }
    const std::string save = view.text("case.note_save");
    const Rect button = cut_right(field, p.button_width(save, "Enter"));
    cut_right(field, p.px(8));
    const FieldState state = draw_field(p, "case.note", field, note_, view.text("case.note_hint"));
    const bool is_pressed = p.button("case.note_save", button, save, "Enter", !note_.empty());
    if (state.changed)
        outbox.run("incident.note_draft", {note_});
    if ((state.submitted || is_pressed) && !note_.empty())
        outbox.run("incident.note", {note_});
    last_note_ = state.changed ? note_ : view.session.note;
}

void CasePanel::draw_log(const View& view, Outbox& outbox, Rect box, const data::Incident& incident)
{
    const FramePainter p(view);
    outbox.wanted.histories.push_back(incident.id);
    constexpr float least_height = 28 + 24; // the heading and a line
    if (box.height < p.px(least_height))
        return;
    const auto lines = make_log(view.world, incident.id, view.text, clock_of(view));
    draw_heading(p, cut_top(box, p.px(28)), view.text("case.log"), std::to_string(lines.size()));
    ImGui::SetCursorScreenPos({box.x, box.y});
    view.names.put("case.log", box);
    if (ImGui::BeginChild("case.log", {box.width, box.height}, false, ImGuiWindowFlags_NoSavedSettings)) {
        const FramePainter inside(view);
        const bool was_at_end = ImGui::GetScrollY() >= ImGui::GetScrollMaxY() - 1;
        const float width = ImGui::GetContentRegionAvail().x;
        float widest = 0; // a line of another day has its date
        for (const LogLine& line : lines)
            widest = std::max(widest, inside.width(line.time, FontSize::secondary));
        for (const LogLine& line : lines) {
            const ImVec2 at = ImGui::GetCursorScreenPos();
            const float time = std::max(p.px(76), widest + p.px(12)), who = p.px(64), what = width - 2 * p.px(case_margin) - time - who;
            const float height = std::max(p.line_height(FontSize::secondary), inside.paragraph_height(what, line.what)) + p.px(4);
            inside.text({at.x + p.px(case_margin), at.y, time, p.line_height()}, line.time, {FontSize::secondary, Colour::secondary});
            inside.text({at.x + p.px(case_margin) + time, at.y, who - p.px(8), p.line_height()}, line.who, {FontSize::secondary, Colour::secondary});
            inside.paragraph({at.x + p.px(case_margin) + time + who, at.y, what, height}, line.what);
            ImGui::Dummy({width, height});
        }
        if (was_at_end)
            ImGui::SetScrollHereY(1); // who reads further up is left in peace
    }
    ImGui::EndChild();
}

void CasePanel::draw_incident(const View& view, Outbox& outbox, Rect box, const data::Incident& incident)
{
    refresh(view, incident);
    const FramePainter p(view);
    const Session& session = view.session;
    const bool has_record = has_record_of(view, session.selection.record);
    const CaseParts parts = part_case(box.width / view.scale, box.height / view.scale, has_record, session.case_cameras_open, enlarged_in_case(session) >= 0, near_.size());
    draw_header(p, outbox, cut_top(box, p.px(parts.header)), make_case_header(view.world, incident, session.actor, view.text, view.now, clock_of(view)), address_);
    if (parts.proof > 0)
        draw_proof(p, outbox, cut_top(box, p.px(parts.proof)), proof_);
    if (parts.cameras > 0)
        draw_cameras(view, outbox, cut_top(box, p.px(parts.cameras)), incident.has_position ? std::optional(incident.position) : std::nullopt, "incident " + incident.number);
    draw_note(view, outbox, inset(cut_bottom(box, p.px(32) + 2 * p.px(case_margin)), p.px(case_margin), p.px(case_margin)), incident);
    if (!has_record)
        return draw_log(view, outbox, box, incident);
    outbox.wanted.histories.push_back(incident.id);
    draw_way_back(p, outbox, cut_top(box, p.px(way_back_height)), incident);
    draw_record(view, outbox, box, session.selection.record, true);
}

/// Out of a record to the case.
void CasePanel::draw_way_back(const FramePainter& p, Outbox& outbox, Rect row, const data::Incident& incident)
{
    const std::string words = p.view().text.format("record.back", {"#" + incident.number});
    p.fill(row, Colour::ground);
    const float wide = p.button_width(words, "Esc");
    Rect rest = inset(row, p.px(case_margin), p.px(3));
    if (p.button("record.back", cut_left(rest, std::min(wide, rest.width)), words, "Esc"))
        outbox.run("record.close");
    cut_left(rest, p.px(case_margin));
    p.text(rest, incident.title, {FontSize::secondary, Colour::secondary, Align::left, Shorten::middle});
    p.horizontal(row.x, row.x + row.width, row.y + row.height - std::max(1.F, p.px(1)));
}

bool CasePanel::has_record_of(const View& view, Record record)
{
    const Selection& selection = view.session.selection;
    switch (record) {
    case Record::none: return false;
    case Record::camera: return view.world.cameras->find(selection.camera) != nullptr;
    case Record::grid: return view.world.grids->find(selection.grid) != nullptr;
    case Record::place: return selection.point.has_value();
    }
    return false;
}

void CasePanel::draw_record(const View& view, Outbox& outbox, Rect box, Record record, bool is_beside)
{
    const FramePainter p(view);
    const Selection& selection = view.session.selection;
    if (record == Record::camera) {
        // One picture of a camera is enough, and a low column has room for its words only.
        const auto& cameras = view.session.case_cameras;
        const bool is_shown = view.session.case_cameras_open && std::ranges::find(cameras, selection.camera) != cameras.end();
        constexpr float least_with_picture = 320;
        return draw_camera_record(p, outbox, box, *view.world.cameras->find(selection.camera), !is_beside || (!is_shown && box.height >= p.px(least_with_picture)));
    }
    if (record == Record::grid)
        return draw_grid_record(p, outbox, box, *view.world.grids->find(selection.grid));
    if (!is_beside)
        return draw_place(view, outbox, box);
    refresh_card(view);
    {
        const Scrolled place(p, "place.scroll", cut_top(box, std::min(box.height, p.px(header_height))), p.px(header_height));
        draw_place_header(FramePainter(view), outbox, place.box, card_, true);
    }
    if (box.height >= p.px(proof_height))
        draw_proof(p, outbox, cut_top(box, p.px(proof_height)), card_.proof);
}

void CasePanel::refresh_card(const View& view)
{
    const Selection& selection = view.session.selection;
    const CardOf now{selection.point, selection.place, view.world.grids.get(), view.places ? view.places->book.get() : nullptr, view.text.language()};
    if (card_of_ == now)
        return;
    card_of_ = now;
    card_ = make_place_card(view.world, view.places ? view.places->book.get() : nullptr, selection, view.text, date_of(view));
}

void CasePanel::draw_place(const View& view, Outbox& outbox, Rect box)
{
    const Selection& selection = view.session.selection;
    refresh_card(view);
    if (proved_ || near_of_ != selection.point || sights_ != view.sights || cameras_ != view.world.cameras) {
        proved_ = {};
        near_of_ = selection.point;
        sights_ = view.sights;
        cameras_ = view.world.cameras;
        near_ = make_near_cameras(view.world, view.sights, *selection.point, tiles);
    }
    const FramePainter p(view);
    draw_place_header(p, outbox, cut_top(box, p.px(header_height)), card_);
    draw_proof(p, outbox, cut_top(box, p.px(proof_height)), card_.proof);
    draw_cameras(view, outbox, cut_top(box, std::min(box.height, p.px(cameras_height))), selection.point, "place " + card_.title);
}

void CasePanel::draw(const View& view, Outbox& outbox)
{
    const WholeRegion region;
    const FramePainter p(view);
    const Selection& selection = view.session.selection;
    if (const data::Incident* incident = view.world.incidents.find(selection.incident))
        return draw_incident(view, outbox, region.box, *incident);
    // What was chosen last; else what there is.
    for (const Record record : {selection.record, Record::camera, Record::grid, Record::place})
        if (has_record_of(view, record))
            return draw_record(view, outbox, region.box, record, false);
    if (p.empty_screen(region.box, "case.next", view.text("case.none"), view.text("case.none_why"), view.text("case.next_red"), key_of("incident.next_red")))
        outbox.run("incident.next_red");
}

std::unique_ptr<Panel> make_case_panel() { return std::make_unique<CasePanel>(); }

}
