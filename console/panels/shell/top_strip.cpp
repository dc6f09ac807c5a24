#include "console/frame/command_button.h"
#include "console/frame/draft_view.h"
#include "console/frame/frame_painter.h"
#include "console/panels/shell/shell_panels.h"
#include "console/panels/shell/wall_buttons.h"
#include "console/text/counts.h"

#include <fmt/format.h>
#include <imgui.h>

#include <array>
#include <cmath>
#include <ranges>

namespace console {
namespace {

constexpr float menu_sign_px = 34, seat_gap_px = 16, least_search_px = 160, least_title_px = 60, least_whole_title_px = 160;

struct Counts {
    std::array<int, 3> waiting{}; // not acknowledged, by severity
    std::uint64_t revision = ~std::uint64_t{0};
};

Counts make_counts(const data::World& world)
{
    Counts counts;
    counts.revision = world.incidents_revision;
    for (const data::Incident& incident : world.incidents.rows)
        if (incident.attention == data::Attention::fresh && data::is_open(incident))
            ++counts.waiting[static_cast<std::size_t>(incident.severity) - 1];
    return counts;
}

std::string seat_text(const View& view)
{
    std::string text = view.text.format("top.seat", {view.session.seat});
    if (const data::Post* post = view.world.posts->find(view.session.actor.post))
        text += "  " + view.text.format("top.post", {post->label});
    if (view.session.windows.size() > 1)
        text += "  " + view.text.format("top.window", {std::to_string(view.session.window + 1), std::to_string(view.session.windows.size())});
    if (const data::Account* account = view.world.accounts->find(view.session.actor.account); account && view.session.lock.is_signed_on)
        text += "  " + account->label;
    return text;
}

/// Seat and post, unacknowledged counts, pictures that are not live, the clock: the same places in every window.
class TopStrip final : public Panel {
public:
    void draw(const View& view, Outbox& outbox) override
    {
        if (counts_.revision != view.world.incidents_revision)
            counts_ = make_counts(view.world);
        const FramePainter paint(view);
        Rect rest = window_box();
        const Rect whole = rest;
        paint.fill(rest, Colour::panel);
        paint.horizontal(rest.x, rest.x + rest.width, rest.y + rest.height - 1);
        rest = inset(rest, paint.px(12), 0);
        const Room room = share_out(paint, rest.width);
        draw_clock(paint, rest, room);
        if (view.world.loaded) {
            if (room.not_live)
                draw_not_live(paint, rest);
            draw_counts(paint, rest, outbox, room.zeros);
        }
        if (view.session.absence) {
            // Until Esc: nobody looked then, and no picture of that time is in memory.
            const Absence& absence = *view.session.absence;
            const std::string words = view.text.format("top.absent", {moment_text(view, absence.from), moment_text(view, absence.to)});
            view.names.say("top.absent", words);
            paint.text(cut_right(rest, paint.width(words)), words, {.align = Align::right});
            const Rect mark = cut_right(rest, paint.px(26));
            paint.sign(Sign::waiting, mark.x + paint.px(10), mark.y + mark.height / 2, 16);
            cut_right(rest, paint.px(12));
        }
        if (view.session.lock.controls == Controls::open)
            draw_menu_button(paint, rest, outbox, room.word);
        if (room.seat)
            paint.text(cut_left(rest, paint.width(seat_text(view)) + paint.px(seat_gap_px)), seat_text(view));
        if (view.session.lock.controls == Controls::locked)
            return draw_locked(paint, rest, whole);
        if (view.session.layout == Layout::wall && view.world.loaded)
            draw_wall_buttons(paint, outbox, rest, kept_for_figures(paint, room));
        if (view.session.layout == Layout::wall)
            draw_wall_title(paint, rest);
        if (view.world.loaded && view.session.layout != Layout::wall)
            draw_search(paint, rest, whole, outbox);
        if (view.session.layout == Layout::editor)
            draw_draft(paint, rest, whole);
    }

private:
    /// What the strip has room for. Clock, menu and the severities that somebody waits in always stand; of the rest what comes last in
    /// docs/SCREENS.md ("The order in which things give way") goes first. Seat and date stand under the pointer then.
    struct Room {
        bool not_live = false, zeros = false, word = false, date = false, seat = false;
    };

    Room share_out(const FramePainter& paint, float width) const
    {
        const View& view = paint.view();
        const bool is_wall = view.session.layout == Layout::wall;
        float zeros = 0;
        width -= paint.width(clock_text(view, view.now), FontSize::digits) + paint.px(8 + 16);
        if (view.world.loaded)
            for (const int count : counts_.waiting)
                (count == 0 ? zeros : width) += (count == 0 ? 1.F : -1.F) * chip_width(paint, count);
        if (view.session.lock.controls == Controls::open)
            width -= paint.px(menu_sign_px + 12);
        const auto take = [&](float wanted) {
            const bool fits = wanted <= width;
            width -= fits ? wanted : 0;
            return fits;
        };
        Room room;
        const std::string not_live = not_live_text(view);
        const float needed = not_live.empty() ? 0 : paint.width(not_live) + paint.px(16);
        room.not_live = take(is_wall ? std::max(needed, widest_figures(paint)) : needed) && !not_live.empty();
        room.zeros = take(zeros);
        // The field for search; on a wall the button of what lies beside the tiles.
        take(paint.px(is_wall ? 44 : least_search_px));
        room.word = take(paint.width(view.text("menu.title")) + paint.px(46 - menu_sign_px));
        room.date = take(paint.width(date_text(view, view.now), FontSize::secondary));
        room.seat = take(paint.width(seat_text(view)) + paint.px(seat_gap_px));
        return room;
    }

    /// What the figure of pictures may still need: buttons do not come and go with it.
    static float kept_for_figures(const FramePainter& paint, const Room& room)
    {
        return std::max(0.F, widest_figures(paint) - (room.not_live ? paint.width(not_live_text(paint.view())) + paint.px(16) : 0));
    }

    static float widest_figures(const FramePainter& paint)
    {
        const View& view = paint.view();
        const std::string most = std::to_string(view.session.wall.tiles_shown);
        const bool has_middle = view.figures.still_or_delayed > 0;
        return paint.width(has_middle ? view.text.format("top.live_still_and_not", {most, most, most}) : view.text.format("top.live_and_not", {most, most})) + paint.px(16);
    }

    static float chip_width(const FramePainter& paint, int count)
    {
        return paint.width(count_text(count, paint.view().text.language())) + paint.px(34 + 4);
    }

    /// Which draft is open, and how many grids it has; behind the search field.
    static void draw_draft(const FramePainter& paint, Rect rest, const Rect& whole)
    {
        const View& view = paint.view();
        if (!view.draft)
            return;
        const float left = std::max(rest.x, whole.x + paint.px(388)) + paint.px(560 + 16);
        const Rect box{left, rest.y, std::max(0.F, rest.x + rest.width - left), rest.height};
        const std::string words = view.text.format("top.draft", {view.draft->head.name, std::to_string(view.draft->grids)});
        view.names.say("top.draft", words);
        if (box.width >= paint.px(160))
            paint.text(box, words, {.shorten = Shorten::middle});
    }

    /// The one way to everything; SCREENS, "Ways in".
    static void draw_menu_button(const FramePainter& paint, Rect& rest, Outbox& outbox, bool has_word)
    {
        const View& view = paint.view();
        const bool is_open = view.session.menu && view.session.menu->thing == 0;
        const char* title = view.text("menu.title");
        const Rect box = inset(cut_left(rest, has_word ? paint.width(title) + paint.px(46) : paint.px(menu_sign_px)), 0, paint.px(view.session.layout == Layout::wall ? 3 : 5));
        const AreaState state = paint.area("top.menu", box);
        if (state.hovered || is_open)
            paint.fill(box, Colour::panel_raised);
        paint.frame(box, Colour::line);
        for (const float y : {-5.F, 0.F, 5.F})
            paint.fill({box.x + paint.px(9), std::round(box.y + box.height / 2 + paint.px(y) - paint.px(1)), paint.px(14), std::max(1.F, paint.px(1.5F))}, Colour::text);
        if (has_word)
            paint.text({box.x + paint.px(30), box.y, box.width - paint.px(34), box.height}, title);
        if (state.hovered)
            paint.tooltip(fmt::format("{}  {}", title, key_of("menu.toggle")));
        if (state.clicked)
            outbox.run("menu.toggle");
        cut_left(rest, paint.px(12));
    }

    static void draw_clock(const FramePainter& paint, Rect& rest, const Room& room)
    {
        const View& view = paint.view();
        const std::string time = clock_text(view, view.now), date = date_text(view, view.now);
        const Rect clock = cut_right(rest, paint.width(time, FontSize::digits));
        paint.text(clock, time, {.size = FontSize::digits, .align = Align::right});
        cut_right(rest, paint.px(8));
        if (room.date)
            paint.text(cut_right(rest, paint.width(date, FontSize::secondary)), date,
                       {.size = FontSize::secondary, .colour = Colour::secondary, .align = Align::right});
        if ((!room.date || !room.seat) && ImGui::IsMouseHoveringRect({clock.x, clock.y}, {clock.x + clock.width, clock.y + clock.height}) && ImGui::IsWindowHovered())
            paint.tooltip(date + "  " + seat_text(view));
        cut_right(rest, paint.px(16));
    }

    static std::string not_live_text(const View& view)
    {
        const Figures& figures = view.figures;
        if (!view.world.loaded)
            return {};
        if (view.session.layout == Layout::wall && figures.pictures_shown > 0)
        {
            const std::string live = std::to_string(figures.pictures_shown - figures.still_or_delayed - figures.not_live), not_live = std::to_string(figures.not_live);
            return figures.still_or_delayed > 0 ? view.text.format("top.live_still_and_not", {live, std::to_string(figures.still_or_delayed), not_live})
                                                : view.text.format("top.live_and_not", {live, not_live});
        }
        return figures.not_live > 0 ? view.text.format("top.not_live", {std::to_string(figures.not_live)}) : std::string();
    }

    static void draw_not_live(const FramePainter& paint, Rect& rest)
    {
        const std::string words = not_live_text(paint.view());
        paint.text(cut_right(rest, paint.width(words)), words, {.align = Align::right});
        cut_right(rest, paint.px(16));
    }

    void draw_counts(const FramePainter& paint, Rect& rest, Outbox& outbox, bool has_zeros) const
    {
        const View& view = paint.view();
        for (int severity = 3; severity >= 1; --severity) {
            if (!has_zeros && counts_.waiting[static_cast<std::size_t>(severity) - 1] == 0)
                continue;
            const std::string count = count_text(counts_.waiting[static_cast<std::size_t>(severity) - 1], view.text.language());
            Rect chip = cut_right(rest, paint.width(count) + paint.px(34));
            cut_right(rest, paint.px(4));
            const AreaState state = paint.area(fmt::format("top.count.{}", severity), chip);
            if (state.hovered) {
                paint.fill(inset(chip, 0, paint.px(4)), Colour::panel_raised);
                paint.tooltip(view.text("top.next"));
            }
            if (state.clicked)
                outbox.run("incident.next", {std::to_string(severity)});
            const ScreenPoint centre{chip.x + paint.px(14), chip.y + chip.height / 2};
            draw_severity(paint.list(), view.palette, static_cast<data::Severity>(severity), data::Attention::seen, centre, paint.px(18));
            cut_left(chip, paint.px(28));
            paint.text(chip, count);
        }
    }

    /// In the place of the search field and of the wall's title: nothing there can be used.
    static void draw_locked(const FramePainter& paint, Rect rest, const Rect& whole)
    {
        const View& view = paint.view();
        const float left = view.session.layout == Layout::wall ? rest.x : std::max(rest.x, whole.x + paint.px(388));
        Rect box{left, rest.y, std::max(0.F, rest.x + rest.width - left), rest.height};
        const Rect mark = cut_left(box, paint.px(28));
        paint.sign(Sign::lock, mark.x + paint.px(10), mark.y + mark.height / 2, 18);
        const char* words = view.text("seat.locked");
        view.names.say("seat.locked", words);
        view.names.put("seat.locked", box);
        paint.text(box, words, {.size = FontSize::title});
    }

    static void draw_wall_title(const FramePainter& paint, Rect& rest)
    {
        const View& view = paint.view();
        const std::string title = view.text.format("top.wall", {std::to_string(view.session.wall.tiles_shown)});
        std::string words = title;
        const WallState& wall = view.session.wall;
        if (!wall.view.empty())
            words += "   " + wall.view;
        if (wall.locked)
            words.append("   ").append(view.text("top.wall_locked"));
        if (wall.tour)
            words += "   " + (wall.tour->held ? std::string(view.text("top.tour_held"))
                                              : view.text.format("top.tour", {std::to_string(wall.tour->at + 1), std::to_string(wall.tour->numbers.size())}));
        const auto shown = wall.tiles | std::views::take(wall.tiles_shown);
        if (const auto hot = std::ranges::count_if(shown, &WallTile::is_hot); hot > 0)
            words += "   " + view.text.format("top.hot", {std::to_string(hot)});
        if (wall.is_enlarged)
            words.append("   ").append(view.text("top.enlarged"));
        if (!view.session.typed_digits.empty())
            words += "   " + view.text.format("top.typed", {view.session.typed_digits});
        // In little room only what it is, and that whole or not at all; what is typed goes before it.
        if (rest.width < paint.px(least_whole_title_px) && paint.width(words, FontSize::title) > rest.width)
            words = view.session.typed_digits.empty() ? title : view.session.typed_digits;
        if (rest.width < paint.px(least_title_px) || (rest.width < paint.px(least_whole_title_px) && paint.width(words, FontSize::title) > rest.width))
            return;
        const float width = paint.text(rest, words, {.size = FontSize::title});
        // A window that is only a wall has no status strip: what the tool waits for stands here.
        const bool is_refused = !view.session.messages.empty() && view.session.messages.back().fault && view.now - view.session.messages.back().time < std::chrono::seconds(10);
        if (view.session.mask_drawing && !view.session.hint.empty() && !is_refused) {
            cut_left(rest, width + paint.px(24));
            if (rest.width >= paint.px(least_title_px))
                paint.text(rest, view.text(view.session.hint));
            return;
        }
        // A window that is only a wall has no status strip: what was just said stands here for a while.
        if (view.session.messages.empty() || view.now - view.session.messages.back().time >= std::chrono::seconds(10))
            return;
        cut_left(rest, width + paint.px(24));
        if (rest.width >= paint.px(least_title_px))
            paint.text(rest, words_of(view.text, view.session.messages.back().said), {.size = FontSize::body});
    }

    void draw_search(const FramePainter& paint, Rect rest, const Rect& whole, Outbox& outbox)
    {
        // Over the map's column, where it stays when the strip's words change their length.
        const float right = rest.x + rest.width, left = std::max(rest.x, std::min(whole.x + paint.px(388), right - paint.px(320)));
        const float width = std::min(paint.px(560), right - left);
        if (width < paint.px(least_search_px))
            return;
        const Rect box = inset({left, rest.y, width, rest.height}, 0, paint.px(6));
        if (!search_)
            for (const PanelRow& row : panel_table())
                if (row.name == std::string_view("search"))
                    search_ = row.make();
        if (!search_)
            return;
        ImGui::SetCursorScreenPos({box.x, box.y});
        ImGui::BeginChild("search", {box.width, box.height}, false, ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
        search_->draw(paint.view(), outbox);
        ImGui::EndChild();
    }

    Counts counts_;
    std::unique_ptr<Panel> search_;
};

}

std::unique_ptr<Panel> make_top_strip() { return std::make_unique<TopStrip>(); }

}
