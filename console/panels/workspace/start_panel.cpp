#include "console/frame/frame_painter.h"
#include "console/look/rows.h"
#include "console/panels/panels.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace console {
namespace {

constexpr float column = 720, recent_row_height = 52;

/// Name and folder of a path.
std::pair<std::string, std::string> parts(const std::string& path)
{
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? std::pair{path, std::string()} : std::pair{path.substr(slash + 1), path.substr(0, slash)};
}

/// Choices of one thing side by side.
template <std::size_t n>
void draw_choices(const FramePainter& p, Outbox& outbox, Rect row, std::string_view title, const char* command, const std::array<std::pair<const char*, std::string>, n>& values, std::string_view current)
{
    p.text(cut_left(row, p.px(120)), title, {FontSize::body, Colour::secondary});
    for (const auto& [value, label] : values) {
        if (p.button(fmt::format("start.{}.{}", std::string_view(command).substr(0, std::string_view(command).find('.')), value), cut_left(row, p.px(112)), label, {}, true, value == current))
            outbox.run(command, {value});
        cut_left(row, p.px(8));
    }
}

/// What the console shows without a workspace: the ways in.
class StartPanel : public Panel {
public:
    void draw(const View& view, Outbox& outbox) override
    {
        const WholeRegion region;
        const FramePainter p(view);
        const Rect window = region.box;
        p.fill(window, Colour::ground);
        const auto& recent = view.session.recent;
        const float shown = static_cast<float>(std::min<std::size_t>(recent.size(), 6));
        const float total = p.px(64 + 36 + 24 + 104 + 12 + 24 + 36 + 16 + 3 * 44) + std::max(1.F, shown) * p.px(recent_row_height);
        const float wide = std::min(p.px(column), window.width - 2 * p.px(24));
        Rect box{std::round(window.x + (window.width - wide) / 2), std::round(window.y + std::max(p.px(24), (window.height - total) * 0.45F)), wide, total};

        p.text(cut_top(box, p.px(40)), view.text("start.title"), {FontSize::title, Colour::text});
        p.text(cut_top(box, p.px(24)), view.text("start.subtitle"), {FontSize::body, Colour::secondary});
        cut_top(box, p.px(36));
        draw_ways_in(p, outbox, cut_top(box, p.px(104)));
        cut_top(box, p.px(12));
        draw_choices(p, outbox, inset(cut_top(box, p.px(44)), 0, p.px(6)), view.text("start.guide"), "guide.start",
                     std::array{std::pair{"operator", std::string(view.text("guide.role.operator"))}, std::pair{"analyst", std::string(view.text("guide.role.analyst"))},
                                std::pair{"responder", std::string(view.text("guide.role.responder"))}},
                     view.session.guide_wanted);
        cut_top(box, p.px(24));
        p.text(cut_top(box, p.px(36)), view.text("start.recent"), {FontSize::secondary, Colour::secondary});
        draw_recent(p, outbox, cut_top(box, std::max(1.F, shown) * p.px(recent_row_height)), static_cast<std::size_t>(shown));
        cut_top(box, p.px(24));
        draw_choices(p, outbox, inset(cut_top(box, p.px(44)), 0, p.px(6)), view.text("start.language"), "language.set",
                     std::array{std::pair{"zh", std::string("中文")}, std::pair{"en", std::string("English")}}, view.session.language == Language::zh ? "zh" : "en");
        const Theme theme = view.session.theme;
        draw_choices(p, outbox, inset(cut_top(box, p.px(44)), 0, p.px(6)), view.text("start.theme"), "theme.set",
                     std::array{std::pair{"day", std::string(view.text("start.theme.day"))}, std::pair{"dim", std::string(view.text("start.theme.dim"))}, std::pair{"night", std::string(view.text("start.theme.night"))}},
                     theme == Theme::day ? "day" : theme == Theme::dim ? "dim" : "night");
    }

private:
    static void draw_ways_in(const FramePainter& p, Outbox& outbox, Rect row)
    {
        const View& view = p.view();
        const float half = std::floor((row.width - p.px(16)) / 2);
        const struct {
            const char* name;
            Sign sign;
            const char* title;
            const char* detail;
        } ways[] = {{"start.demo", Sign::grid, "start.demo", "start.demo_detail"}, {"start.files", Sign::drop, "start.files", "start.files_detail"}};
        for (const auto& way : ways) {
            const Rect card = cut_left(row, half);
            cut_left(row, p.px(16));
            // Files may be let go over the window, too: the dashed frame says so.
            const bool takes_files = way.sign == Sign::drop;
            const AreaState state = p.area(way.name, card);
            p.fill(card, state.hovered ? Colour::panel_pressed : Colour::panel_raised);
            if (takes_files)
                p.dashed_frame(card, state.hovered ? Colour::text : Colour::line);
            else
                p.frame(card, state.hovered ? Colour::text : Colour::line);
            p.sign(way.sign, card.x + p.px(36), card.y + std::round(card.height / 2), 28, Colour::secondary);
            Rect words = inset(card, p.px(12), p.px(14));
            cut_left(words, p.px(60));
            p.text(cut_top(words, p.px(30)), view.text(way.title), {FontSize::title, Colour::text});
            p.paragraph(words, view.text(way.detail), {FontSize::secondary, Colour::secondary});
            if (state.clicked && takes_files)
                outbox.run("file.choose", {"import.desk"});
            else if (state.clicked)
                outbox.run("workspace.demo");
        }
    }

    static void draw_recent(const FramePainter& p, Outbox& outbox, Rect box, std::size_t count)
    {
        const View& view = p.view();
        p.horizontal(box.x, box.x + box.width, box.y);
        if (count == 0) {
            p.text(cut_top(box, p.px(recent_row_height)), view.text("start.no_recent"), {FontSize::body, Colour::secondary});
            return;
        }
        for (std::size_t i = 0; i < count; ++i) {
            const std::string& path = view.session.recent[i];
            Rect row = cut_top(box, p.px(recent_row_height));
            const AreaState state = p.area(fmt::format("start.recent.{}", i + 1), row);
            if (state.hovered)
                p.fill(row, Colour::panel_raised);
            p.horizontal(row.x, row.x + row.width, row.y + row.height - std::max(1.F, p.px(1)));
            if (state.clicked)
                outbox.run("workspace.open", {path});
            const auto [name, folder] = parts(path);
            row = inset(row, p.px(12), p.px(3));
            p.text(cut_top(row, std::floor(row.height / 2)), name, {FontSize::body, Colour::text, Align::left, Shorten::middle});
            p.text(row, folder, {FontSize::secondary, Colour::secondary, Align::left, Shorten::middle});
        }
    }
};

}

std::unique_ptr<Panel> make_start_panel() { return std::make_unique<StartPanel>(); }

}
