#include "console/frame/command_button.h"
#include "console/look/rows.h"
#include "console/panels/pictures/wall_side.h"
#include "console/wall/views.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace console {
namespace {

constexpr float view_px = 60, button_px = 30;
constexpr int first_dwell = 10;

int dwell_of(const View& view, const std::string& name)
{
    const auto memory = view.session.remembered.find(view.world.workspace.path);
    if (memory == view.session.remembered.end())
        return first_dwell;
    const auto kept = memory->second.dwells.find(name);
    return kept == memory->second.dwells.end() ? first_dwell : kept->second;
}

/// A sign that is pressed, cut off the right of the row.
bool sign_button(const FramePainter& p, const std::string& name, Rect& row, Sign sign, std::string_view tooltip)
{
    const Rect box = cut_right(row, p.px(button_px));
    const AreaState state = p.area(name, box);
    if (state.hovered) {
        p.fill(inset(box, p.px(1), p.px(1)), Colour::panel_pressed);
        p.tooltip(tooltip);
    }
    p.sign(sign, box.x + std::round(box.width / 2), box.y + std::round(box.height / 2), 14, state.hovered ? Colour::text : Colour::secondary);
    return state.clicked;
}

}

void WallViewsPage::draw(const View& view, Outbox& outbox, Rect box)
{
    const FramePainter p(view);
    if (view.session.wall.tour)
        draw_tour(p, outbox, box);
    Rect foot = inset(cut_bottom(box, p.px(view.session.removed_view ? 80 : 42)), p.px(8), p.px(6));
    p.horizontal(box.x, box.x + box.width, box.y + box.height);
    Rect line = cut_bottom(foot, p.px(30));
    const std::string save = view.text("views.save");
    if (p.button("wall_side.save", cut_left(line, p.button_width(save)), save))
        outbox.run("form.open", {"wall.save_view"});
    if (view.session.removed_view) {
        const std::string back = view.text("views.bring_back");
        Rect removed = cut_top(foot, p.px(30));
        if (p.button("wall_side.bring_back", cut_right(removed, p.button_width(back)), back))
            outbox.run("wall.restore_view");
        p.text(removed, view.text.format("views.removed", {view.session.removed_view->name}), {FontSize::body, Colour::secondary, Align::left, Shorten::middle});
    }
    std::vector<const data::WallView*> shown;
    for (const std::string& name : wall_view_names(view.world))
        for (const data::WallView& one : view.world.setup.wall_views->rows)
            if (one.name == name)
                shown.push_back(&one);
    view.names.say("wall_side.views.count", std::to_string(shown.size()));
    if (shown.empty()) {
        p.paragraph(inset(box, p.px(12), p.px(12)), view.text("views.none"), {FontSize::body, Colour::secondary});
        return;
    }
    draw_rows(p, "wall_side.view_rows", box, static_cast<int>(shown.size()), p.px(view_px), [&](const FramePainter& inside, int i, Rect row) {
        draw_view(inside, outbox, *shown[static_cast<std::size_t>(i)], static_cast<std::size_t>(i), row);
    });
}

/// The one that is running, and how to hold or end it.
void WallViewsPage::draw_tour(const FramePainter& p, Outbox& outbox, Rect& box)
{
    const View& view = p.view();
    const TourState& tour = *view.session.wall.tour;
    Rect place = cut_top(box, p.px(76));
    p.horizontal(place.x, place.x + place.width, place.y + place.height - 1);
    Rect lines = inset(place, p.px(8), p.px(4));
    p.text(cut_top(lines, p.px(30)), view.text.format("views.running", {std::to_string(tour.at + 1), std::to_string(tour.numbers.size()), std::to_string(tour.tile + 1), std::to_string(tour.dwell.count())}));
    command_button(p, outbox, lines, "wall_side.tour_hold", view.text(tour.held ? "views.resume" : "views.hold"), "wall.tour_hold");
    command_button(p, outbox, lines, "wall_side.tour_stop", view.text("views.end"), "wall.tour_stop");
}

void WallViewsPage::draw_view(const FramePainter& p, Outbox& outbox, const data::WallView& shown, std::size_t index, Rect row)
{
    const View& view = p.view();
    const std::string name = fmt::format("wall_side.view.{}", index + 1);
    const int dwell = dwell_of(view, shown.name);
    const auto cameras = std::ranges::count_if(shown.numbers, [](int number) { return number > 0; });
    const Rect whole = row;
    Rect buttons = row;
    cut_right(buttons, p.px(4));
    buttons.height = p.px(button_px), buttons.y += p.px(2);
    const bool remove = sign_button(p, name + ".remove", buttons, Sign::cross, view.text("command.wall.remove_view"));
    const bool rename = sign_button(p, name + ".rename", buttons, Sign::pencil, view.text("command.wall.rename_view"));
    // The seconds are a button of their own below: they ask.
    const std::string seconds = view.text.format("views.dwell", {std::to_string(dwell)});
    Rect below{row.x, row.y + p.px(32), row.width - p.px(4), row.height - p.px(36)};
    const Rect asks = cut_right(below, p.width(seconds, FontSize::secondary) + p.px(12));
    const AreaState asked = p.area(name + ".dwell", asks);
    const bool start = sign_button(p, name + ".tour", below, Sign::play, view.text.format("views.start", {std::to_string(dwell)}));
    const AreaState state = p.area(name, whole);
    view.names.say(name, shown.name);
    // Its ground lies below the buttons, which were asked first.
    const bool is_shown = view.session.wall.view == shown.name;
    if (is_shown)
        p.fill({whole.x, whole.y, p.px(3), whole.height}, Colour::selected);
    if (state.hovered)
        p.frame(whole, Colour::line);
    p.frame(asks, Colour::line, 1, asked.hovered ? 1 : 0.6F);
    p.text(asks, seconds, {FontSize::secondary, asked.hovered ? Colour::text : Colour::secondary, Align::centre});
    if (asked.hovered)
        p.tooltip(view.text("views.dwell_how"));
    Rect head{whole.x + p.px(12), whole.y + p.px(4), buttons.x + buttons.width - whole.x - p.px(16), p.px(28)};
    p.text(head, shown.name, {FontSize::body, Colour::text, Align::left, Shorten::middle});
    p.text({head.x, below.y, std::max(0.F, below.x + below.width - head.x), below.height}, view.text.format("views.holds", {std::to_string(shown.tiles), std::to_string(cameras)}),
           {FontSize::secondary, Colour::secondary});
    if (remove)
        outbox.run("wall.remove_view", {shown.name});
    else if (rename)
        outbox.run("form.open", {"wall.rename_view", shown.name, shown.name});
    else if (start)
        outbox.run("wall.tour_view", {shown.name});
    else if (asked.clicked)
        outbox.run("form.open", {"wall.tour_view", shown.name, std::to_string(dwell)});
    else if (state.clicked)
        outbox.run("wall.view", {shown.name});
    offer_menu(outbox, state, thing::view, shown.name, {shown.name});
}

}
