#include "console/panels/search/search_field.h"

#include "console/frame/command_button.h"
#include "console/look/imgui_versions.h"
#include "console/look/rows.h"
#include "console/panels/panels.h"
#include "console/work/place_book.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>

namespace console {
namespace {

constexpr float hit_row_height = 44; // two lines: what it is, where it stands
constexpr std::size_t most_hits = 10;

Sign sign_of(const Hit& hit)
{
    if (!hit.kind)
        return Sign::command;
    switch (*hit.kind) {
    case data::HitKind::grid: return Sign::grid;
    case data::HitKind::camera: return Sign::camera;
    case data::HitKind::incident: return Sign::waiting;
    case data::HitKind::place:
    case data::HitKind::coordinate: return Sign::place;
    }
    return Sign::place;
}

}

void SearchField::choose(Outbox& outbox, std::size_t index)
{
    if (index >= finder_.hits().size())
        return;
    outbox.run("search.log", {text_});
    outbox.commands.push_back(finder_.hits()[index].command);
    is_open_ = false;
}

void SearchField::follow_enter(const View& view, const FieldState& field)
{
    const bool is_left = was_active_ && !field.active && !field.submitted;
    const bool is_escaped = view.session.dismissed != dismissed_for_ || imgui::is_pressed(ImGuiKey_Escape, true);
    was_active_ = field.active;
    dismissed_for_ = view.session.dismissed;
    // What was chosen otherwise since then is not replaced by what comes late.
    if (is_left || is_escaped || !is_open_ || entered_at_ != view.session.selection)
        enter_.forget();
    if (field.submitted) {
        enter_.press(text_);
        entered_at_ = view.session.selection;
    }
}

void SearchField::draw_hits(const View& view, Outbox& outbox, Rect field)
{
    const std::vector<Hit>& hits = finder_.hits();
    const float high = std::round(hit_row_height * view.scale);
    const float rows = static_cast<float>(std::max<std::size_t>(1, hits.size()));
    ImGui::SetNextWindowPos({field.x, field.y + field.height + std::round(2 * view.scale)});
    ImGui::SetNextWindowSize({field.width, rows * high + std::round(8 * view.scale)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
    ImGui::Begin("search.hits", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoNav);
    ImGui::PopStyleVar();
    {
        const WholeRegion region;
        const FramePainter p(view);
        Rect rest = inset(region.box, p.px(4), p.px(4));
        if (hits.empty()) {
            p.text(inset(cut_top(rest, high), p.px(8), 0), view.text(finder_.is_current() ? "search.none" : "search.preparing"), {FontSize::secondary, Colour::secondary});
        }
        std::size_t chosen = hits.size();
        for (std::size_t i = 0; i < hits.size(); ++i) {
            const Hit& hit = hits[i];
            Rect row = cut_top(rest, high);
            const std::string name = fmt::format("search.hit.{}", i + 1);
            const AreaState state = p.area(name, row);
            view.names.say(name, hit.title);
            view.names.say(name + ".where", hit.what + " · " + hit.where);
            draw_row_ground(p, row, i == marked_, state);
            p.sign(sign_of(hit), row.x + p.px(20), row.y + row.height / 2, 16, Colour::secondary);
            cut_left(row, p.px(40));
            cut_right(row, p.px(8));
            Rect first = cut_top(row, p.px(24)), second = row;
            p.text(first, hit.title, {FontSize::body, Colour::text, Align::left, Shorten::middle});
            // Kind and what else it is called on the left, grid and distance on the right.
            if (!hit.where.empty()) {
                const float wide = std::min(p.width(hit.where, FontSize::secondary), second.width);
                p.text(cut_right(second, wide), hit.where, {FontSize::secondary, Colour::secondary, Align::right, Shorten::middle});
                cut_right(second, p.px(12));
            }
            if (second.width > p.px(28))
                p.text(second, hit.detail.empty() ? hit.what : hit.what + " · " + hit.detail, {FontSize::secondary, Colour::secondary, Align::left, Shorten::middle});
            if (state.clicked)
                chosen = i;
        }
        choose(outbox, chosen);
    }
    ImGui::End();
}

void SearchField::draw(const View& view, Outbox& outbox)
{
    draw_field_and_hits(view, outbox);
    // Esc puts it away like everything that opened: one thing at a time, the last one first.
    if (told_ != is_open_)
        outbox.run(is_open_ ? "search.open" : "search.close");
    told_ = is_open_;
}

void SearchField::draw_field_and_hits(const View& view, Outbox& outbox)
{
    const FramePainter p(view);
    const Rect box = window_box();
    if (told_ && !view.session.search_open)
        is_open_ = told_ = false;
    const FieldState state = draw_field(p, "search.field", box, text_, view.text("search.hint"), view.session.search_focus != focused_for_);
    focused_for_ = view.session.search_focus;
    if (!state.active && text_.empty() && p.width(view.text("search.hint")) + p.px(52) < box.width)
        p.key_cap(box.x + box.width - p.px(28), box.y + box.height / 2, key_of("search.focus"), 0.7F);
    // Words and Enter of one frame: the field has given the keyboard back by now.
    const bool is_asked = state.changed || state.submitted || (state.active && (!was_active_ || imgui::is_pressed(ImGuiKey_DownArrow, true)));
    if ((state.active || state.submitted) && is_asked)
        is_open_ = !text_.empty();
    finder_.ask(view, text_, {.places_only = false, .limit = most_hits});
    if (edition_ != finder_.edition()) {
        edition_ = finder_.edition();
        marked_ = 0;
    }
    follow_enter(view, state);
    if (!is_open_)
        return;
    if (state.active && imgui::is_pressed(ImGuiKey_DownArrow, true))
        marked_ = std::min(marked_ + 1, finder_.hits().empty() ? 0 : finder_.hits().size() - 1);
    if (state.active && imgui::is_pressed(ImGuiKey_UpArrow, true))
        marked_ = marked_ == 0 ? 0 : marked_ - 1;
    // Enter before the answer is there waits for it: the first hit of the words before is never what was meant.
    if (enter_.act(text_, finder_.is_current())) {
        choose(outbox, marked_);
        return;
    }
    draw_hits(view, outbox, box);
    // A click anywhere else puts the hits away; the words stay.
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const float below = box.y + box.height + std::round(hit_row_height * view.scale) * (static_cast<float>(finder_.hits().size()) + 1);
    const bool is_inside = mouse.x >= box.x && mouse.x < box.x + box.width && mouse.y >= box.y && mouse.y < below;
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Left) && !is_inside)
        is_open_ = false;
}

std::unique_ptr<Panel> make_search_panel() { return std::make_unique<SearchField>(); }

}
