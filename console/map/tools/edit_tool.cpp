#include "console/map/tools/edit_tool.h"

#include "console/look/imgui_versions.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace console {
namespace {

constexpr float step_px = 12, fine_step_px = 1; // of the cross hair

bool pressed(imgui::Key key, bool repeat = false) { return imgui::is_pressed(key, repeat); }

/// The map has the keyboard: no field is being typed into, and no other region was taken in hand.
bool has_keyboard(const MapScene& scene)
{
    return !ImGui::GetIO().WantTextInput && (scene.pointer || ImGui::IsWindowFocused() || !ImGui::IsWindowFocused(ImGuiFocusedFlags_AnyWindow));
}

} // namespace

void run_line(Outbox& outbox, const geo::Line& line)
{
    std::vector<std::string> words;
    for (const geo::LonLat p : line)
        for (std::string& word : words_of(p))
            words.push_back(std::move(word));
    outbox.run("edit.line", std::move(words));
}

std::optional<geo::LonLat> EditMapTool::place(const MapScene& scene) const
{
    if (state(scene).keyboard)
        return state(scene).keyboard;
    if (scene.pointer)
        return lonlat_from_screen(scene.viewport, *scene.pointer);
    return {};
}

const EditTarget* EditMapTool::target(const MapScene& scene) const
{
    const auto at = place(scene);
    if (!at || !draft(scene))
        return nullptr;
    Found wanted{*at, scene.viewport.view.metres_per_pixel, draft(scene)->revision, ImGui::GetIO().KeyAlt, except(), state(scene).snap};
    if (found_for_ != wanted) {
        // Tab's choice holds until the hand goes elsewhere.
        if (!found_for_ || !(found_for_->place == wanted.place))
            tabbed_ = 0;
        free_ = {.place = geo::lonlat_from_fixed(geo::fixed_from_lonlat(*at)), .kind = {}, .name = {}, .snapped = {}};
        found_ = wanted.is_free ? std::vector<EditTarget>() : find_targets(scene, *at, wanted.except);
        found_for_ = std::move(wanted);
    }
    return found_.empty() ? &free_ : &found_[tabbed_ % found_.size()];
}

EditTarget EditMapTool::target_at(const MapScene& scene, ScreenPoint at) const
{
    MapScene there = scene;
    there.pointer = at;
    if (const EditTarget* found = target(there))
        return *found;
    EditTarget free;
    free.place = lonlat_from_screen(scene.viewport, at);
    return free;
}

void EditMapTool::draw_target(const MapScene& scene) const
{
    if (const auto cross = state(scene).keyboard)
        draw_cross_hair(scene.painter, screen_from_lonlat(scene.viewport, *cross));
    if (const EditTarget* found = target(scene); found && found->kind)
        draw_snap_sign(scene.painter, *found->kind, screen_from_lonlat(scene.viewport, found->place), found->name);
}

bool EditMapTool::perform(const MapScene& scene, const data::DraftOp& op, Outbox& outbox)
{
    refused_.reset();
    if (!is_editable(scene))
        return false;
    data::OpOutcome outcome = draft(scene)->draft.try_op(op);
    if (auto* refused = std::get_if<data::RefusedOp>(&outcome)) {
        refused_ = std::move(*refused);
        return false;
    }
    outbox.run("draft.do", {data::json_of(op)});
    return true;
}

void EditMapTool::tell_locked(const MapScene& scene, const data::RefusedOp* refused, Outbox& outbox)
{
    if (!refused || refused->locked.empty())
        return;
    std::vector<std::pair<data::Level, data::GridId>> outlines;
    std::vector<std::string> words;
    for (const data::LockedOutline& outline : refused->locked) {
        if (std::ranges::find(outlines, std::pair{outline.level, outline.area}) != outlines.end())
            continue;
        outlines.emplace_back(outline.level, outline.area);
        words.emplace_back(data::level_names[static_cast<std::size_t>(outline.level)]);
        words.push_back(std::to_string(outline.area.value));
    }
    if (outlines != state(scene).locked && state(scene).card == EditCard::none)
        outbox.run("editor.locked", std::move(words));
}

void EditMapTool::right_click(const MapScene& scene, ScreenPoint at, Outbox& outbox)
{
    if (step_back(outbox) || !draft(scene))
        return;
    const data::DraftVersion& version = draft(scene)->draft.version();
    const geo::FaceId face = version.map.face_at(geo::fixed_from_lonlat(lonlat_from_screen(scene.viewport, at)));
    const data::DraftGrid* grid = face == geo::no_face ? nullptr : version.grid(face);
    if (!grid)
        return;
    // One of several that are selected: the menu is about all of them.
    if (!state(scene).selected.contains(face))
        outbox.run("editor.select", {std::to_string(face)});
    AreaState clicked;
    clicked.right_clicked = true;
    offer_menu(outbox, clicked, thing::grid, grid->code.empty() || grid->name.empty() ? grid->code + grid->name : grid->code + "  " + grid->name, words_at(scene, at));
}

void EditMapTool::draw_list(const MapScene& scene, Outbox& outbox)
{
    if (!draft(scene))
        return;
    if (has_keyboard(scene))
        take_keys(scene, outbox);
    draw_words(scene, outbox);
}

void EditMapTool::take_keys(const MapScene& scene, Outbox& outbox)
{
    const ImGuiIO& io = ImGui::GetIO();
    if (io.KeyCtrl)
        return;
    // The pointer leads again as soon as it is moved.
    if (state(scene).keyboard && (io.MouseDelta.x != 0 || io.MouseDelta.y != 0) && scene.pointer)
        outbox.run("edit.cursor", {"none"});
    const float step = io.KeyShift ? fine_step_px : step_px;
    float dx = 0, dy = 0;
    for (const auto& [key, x, y] : {std::tuple{ImGuiKey_LeftArrow, -1.f, 0.f}, {ImGuiKey_RightArrow, 1.f, 0.f}, {ImGuiKey_UpArrow, 0.f, -1.f}, {ImGuiKey_DownArrow, 0.f, 1.f}})
        if (pressed(key, true))
            dx += x, dy += y;
    if ((dx != 0 || dy != 0) && !io.KeyAlt) {
        const Viewport& viewport = scene.viewport;
        const ScreenPoint middle{static_cast<float>(viewport.x + viewport.width / 2), static_cast<float>(viewport.y + viewport.height / 2)};
        ScreenPoint from = scene.pointer.value_or(middle);
        if (state(scene).keyboard)
            from = screen_from_lonlat(viewport, *state(scene).keyboard);
        if (!viewport.contains(from))
            from = middle;
        outbox.run("edit.cursor", words_of(lonlat_from_screen(viewport, {from.x + dx * scene.painter.px(step), from.y + dy * scene.painter.px(step)})));
    }
    if (pressed(ImGuiKey_Tab) && !found_.empty())
        tabbed_ = (tabbed_ + (io.KeyShift ? found_.size() - 1 : 1)) % found_.size();
    if (pressed(ImGuiKey_Space))
        act(scene, Act::set, outbox);
    if (pressed(ImGuiKey_Enter) || pressed(imgui::keypad_enter))
        act(scene, state(scene).keyboard && !is_at_last_point(scene) ? Act::set : Act::finish, outbox);
    if (pressed(ImGuiKey_Backspace, true))
        act(scene, Act::back, outbox);
    if (pressed(ImGuiKey_Escape))
        act(scene, Act::aside, outbox);
    if (pressed(ImGuiKey_Insert))
        act(scene, Act::insert, outbox);
    if (pressed(ImGuiKey_Delete))
        act(scene, Act::remove, outbox);
}

std::vector<data::GridRef> selected_refs(const MapScene& scene)
{
    const data::Draft& draft = scene.view().draft->draft;
    std::vector<data::GridRef> out;
    for (const geo::FaceId face : scene.session().editor.selected)
        if (draft.version().grid(face))
            out.emplace_back(draft.name_for_scripts(face));
    return out;
}

}
