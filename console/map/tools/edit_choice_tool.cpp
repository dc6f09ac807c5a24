#include "console/map/tools/edit_choice_tool.h"

#include "console/look/imgui_versions.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>

namespace console {
namespace {

constexpr std::size_t most_shown_choices = 9;

} // namespace

void run_select(Outbox& outbox, const std::set<geo::FaceId>& faces)
{
    std::vector<std::string> words;
    for (const geo::FaceId face : faces)
        words.push_back(std::to_string(face));
    if (words.empty())
        words.emplace_back("none");
    outbox.run("editor.select", std::move(words));
}

std::string name_of_grid(const data::DraftVersion& version, geo::FaceId face)
{
    const data::DraftGrid* grid = face == geo::no_face ? nullptr : version.grid(face);
    return !grid ? std::string() : grid->name.empty() ? grid->code : grid->name;
}

const std::vector<ChoiceMapTool::Choice>& ChoiceMapTool::choices(const MapScene& scene) const
{
    const std::pair wanted{draft(scene)->revision, state(scene).selected};
    if (made_for_ != wanted) {
        made_for_ = wanted;
        std::vector<geo::FaceId> faces;
        for (const geo::FaceId face : wanted.second)
            if (draft(scene)->draft.version().grid(face))
                faces.push_back(face);
        choices_ = choices(scene, faces);
    }
    return choices_;
}

void ChoiceMapTool::take(const MapScene& scene, geo::FaceId face, bool is_one, Outbox& outbox)
{
    refused_.reset();
    chosen_ = 0;
    if (face == geo::no_face || !draft(scene)->draft.version().grid(face))
        return;
    std::set<geo::FaceId> faces = state(scene).selected;
    if (is_one) {
        faces = {face};
    } else if (!faces.insert(face).second) {
        faces.erase(face);
    }
    run_select(outbox, faces);
}

void ChoiceMapTool::click(const MapScene& scene, ScreenPoint at, bool is_double, Outbox& outbox)
{
    if (!draft(scene))
        return;
    if (is_double)
        return finish(scene, outbox);
    const geo::FixedPoint place = geo::fixed_from_lonlat(lonlat_from_screen(scene.viewport, at));
    take(scene, draft(scene)->draft.version().map.face_at(place), takes_one(), outbox);
}

void ChoiceMapTool::finish(const MapScene& scene, Outbox& outbox)
{
    const std::vector<Choice>& all = choices(scene);
    if (all.empty())
        return;
    const std::optional<data::DraftOp>& op = all[chosen_ % all.size()].op;
    if (!op)
        ask(outbox);
    else if (perform(scene, *op, outbox))
        run_select(outbox, {});
}

void ChoiceMapTool::act(const MapScene& scene, Act act, Outbox& outbox)
{
    switch (act) {
    case Act::set:
        if (const auto at = place(scene))
            take(scene, draft(scene)->draft.version().map.face_at(geo::fixed_from_lonlat(*at)), takes_one(), outbox);
        break;
    case Act::finish: finish(scene, outbox); break;
    case Act::back:
    case Act::aside:
        refused_.reset();
        if (!state(scene).selected.empty())
            run_select(outbox, {});
        else if (state(scene).keyboard)
            outbox.run("edit.cursor", {"none"});
        break;
    case Act::insert:
    case Act::remove: break;
    }
}

void ChoiceMapTool::draw(const MapScene& scene) const
{
    if (!draft(scene))
        return;
    const std::vector<Choice>& all = choices(scene);
    std::optional<data::DraftOp> op;
    if (!all.empty())
        op = all[chosen_ % all.size()].op;
    const EditPreview* shown = preview_.follow(draft(scene)->draft, draft(scene)->revision, op, std::chrono::steady_clock::now());
    if (shown)
        draw_preview(scene, *shown);
    const data::RefusedOp* refused = refused_ ? &*refused_ : shown ? shown->refused() : nullptr;
    if (refused && refused->at)
        draw_refused_at(scene, *refused->at);
    if (const auto cross = state(scene).keyboard)
        draw_cross_hair(scene.painter, screen_from_lonlat(scene.viewport, *cross));
}

void ChoiceMapTool::draw_list(const MapScene& scene, Outbox& outbox)
{
    if (!draft(scene))
        return;
    const std::vector<Choice>& all = choices(scene);
    if (!all.empty() && !ImGui::GetIO().WantTextInput && imgui::is_pressed(ImGuiKey_Tab, false))
        chosen_ = (chosen_ + (ImGui::GetIO().KeyShift ? all.size() - 1 : 1)) % all.size();
    EditMapTool::draw_list(scene, outbox);
    draw_choices(scene, outbox);
}

void ChoiceMapTool::draw_choices(const MapScene& scene, Outbox& outbox)
{
    const FramePainter& painter = scene.painter;
    const View& view = scene.view();
    const std::vector<Choice>& all = choices(scene);
    const std::size_t count = std::min(all.size(), most_shown_choices), first = all.empty() ? 0 : std::min(chosen_ % all.size(), all.size() - count);
    const EditPreview* shown = nullptr;
    if (!all.empty())
        shown = preview_.follow(draft(scene)->draft, draft(scene)->revision, all[chosen_ % all.size()].op, std::chrono::steady_clock::now());
    std::vector<std::pair<std::string, Colour>> foot;
    if (shown && shown->done())
        if (const std::string words = households_words(view.text, *shown); !words.empty())
            foot.emplace_back(words, Colour::text);
    const data::RefusedOp* refused = refused_ ? &*refused_ : shown ? shown->refused() : nullptr;
    tell_locked(scene, refused, outbox);
    if (refused)
        foot.emplace_back(refused_words(view.text, *refused), Colour::not_taken);
    if (all.empty())
        foot.emplace_back(view.text(hint_key()), Colour::secondary);
    else
        foot.emplace_back(view.text(all.size() > 1 ? "edit.choose" : "edit.choose_one"), Colour::secondary);

    const float row = painter.px(28), pad = painter.px(8);
    float width = painter.px(180);
    for (std::size_t i = first; i < first + count; ++i)
        width = std::max(width, painter.width(all[i].words) + row);
    for (const auto& [words, colour] : foot)
        width = std::max(width, painter.width(words, FontSize::secondary));
    width = std::min(width + 2 * pad, static_cast<float>(scene.viewport.width) - 2 * pad);
    const Rect frame{static_cast<float>(scene.viewport.x) + pad, static_cast<float>(scene.viewport.y) + pad, width,
                     row * static_cast<float>(count + foot.size()) + pad};
    ImGui::SetCursorScreenPos({frame.x, frame.y});
    ImGui::BeginChild("edit.choices", {frame.width, frame.height}, false, ImGuiWindowFlags_NoScrollbar);
    {
        const FramePainter list(view);
        list.fill(frame, Colour::panel_raised);
        list.frame(frame, Colour::line);
        Rect left = inset(frame, pad, pad / 2);
        for (std::size_t i = first; i < first + count; ++i) {
            const Rect box = cut_top(left, row);
            const AreaState area = list.area(fmt::format("edit.choice.{}", i + 1), box);
            if (i == chosen_ % all.size())
                list.frame(box, Colour::accent);
            if (area.hovered)
                list.fill(box, Colour::panel_pressed);
            list.text(inset(box, pad, 0), all[i].words);
            if (area.clicked) {
                chosen_ = i;
                finish(scene, outbox);
            }
        }
        for (const auto& [words, colour] : foot)
            list.text(cut_top(left, row), words, {.size = FontSize::secondary, .colour = colour});
    }
    ImGui::EndChild();
}

} // namespace console
