#include "console/frame/command_button.h"
#include "console/frame/edition_view.h"
#include "console/look/rows.h"
#include "console/panels/editor/preview_rows.h"
#include "console/panels/editor/side_pages.h"

#include <fmt/format.h>

namespace console {
namespace {

/// What publishing would move between grids and units, and that nothing is lost on the way; or what moved between two editions.
class PreviewPage final : public SidePage {
public:
    void draw(const FramePainter& p, Outbox& outbox, Rect box) override
    {
        const View& view = p.view();
        const DraftView* draft = view.edition ? nullptr : view.draft;
        const std::shared_ptr<const data::Preview>& preview = draft ? draft->preview : view.edition->comparison;
        if (!preview) {
            p.empty_screen(box, "preview.none", view.text("preview.working"), "");
            return;
        }
        if (of_ != preview || language_ != view.text.language()) {
            moves_ = make_move_rows(*preview, draft ? &draft->draft : nullptr, view.text);
            units_ = make_unit_rows(*preview, draft ? draft->draft.ground().units : view.world.units->rows, view.text);
            sums_ = make_sum_rows(*preview);
            of_ = preview, language_ = view.text.language();
        }
        draw_sums(p, box, !draft || draft->is_preview_current);
        if (moves_.empty() && units_.empty()) {
            p.empty_screen(box, "preview.none", view.text("preview.nothing"), view.text(draft ? "preview.nothing_why" : "edition.nothing_why"));
            return;
        }
        if (draft) {
            const char* legend = view.text("preview.legend");
            const float high_legend = p.paragraph_height(box.width - 2 * p.px(12), legend, FontSize::secondary) + p.px(8);
            p.paragraph(inset(cut_top(box, high_legend), p.px(12), p.px(4)), legend, {FontSize::secondary, Colour::secondary});
        }
        const float high = p.px(28);
        if (!units_.empty()) {
            Rect part = cut_bottom(box, std::min(p.px(32) + static_cast<float>(units_.size()) * high, std::floor(box.height / 3)));
            draw_columns(p, cut_top(part, p.px(32)), view.text("preview.units"));
            draw_list(p, outbox, "preview.units", part, units_);
        }
        draw_columns(p, cut_top(box, p.px(32)), view.text.format("preview.moves", {std::to_string(moves_.size())}));
        draw_list(p, outbox, "preview.moves", box, moves_);
    }

private:
    void draw_sums(const FramePainter& p, Rect& box, bool is_current) const
    {
        const View& view = p.view();
        Rect head = cut_top(box, p.px(28));
        head = inset(head, p.px(12), 0);
        const float column = p.px(110);
        const bool is_same = std::ranges::all_of(sums_, &SumRow::is_same);
        const std::string words = !is_current ? view.text("preview.working") : is_same ? view.text("preview.adds_up") : view.text("preview.differs");
        view.names.say("preview.sum", words);
        p.text(cut_right(head, column), view.text("preview.after"), {FontSize::secondary, Colour::secondary, Align::right});
        p.text(cut_right(head, column), view.text("preview.before"), {FontSize::secondary, Colour::secondary, Align::right});
        p.text(head, words, {FontSize::secondary, is_same ? Colour::secondary : Colour::text});
        for (const SumRow& row : sums_) {
            Rect line = inset(cut_top(box, p.px(24)), p.px(12), 0);
            p.text(cut_right(line, column), row.after, {.align = Align::right});
            p.text(cut_right(line, column), row.before, {.align = Align::right});
            if (!row.is_same) {
                const Rect mark = cut_right(line, p.px(20));
                p.sign(Sign::cross, mark.x + p.px(10), mark.y + mark.height / 2, 12, Colour::not_taken);
            }
            p.text(line, view.text(row.title), {FontSize::secondary, Colour::secondary});
        }
        cut_top(box, p.px(8));
        p.horizontal(box.x, box.x + box.width, box.y);
    }

    /// The three numbers at the right of a row.
    static std::array<Rect, 3> numbers(const FramePainter& p, Rect& row)
    {
        std::array<Rect, 3> found;
        for (std::size_t i = 3; i-- > 0;)
            found[i] = cut_right(row, p.px(i == 0 ? 84 : 48));
        return found;
    }

    static void draw_columns(const FramePainter& p, Rect row, const std::string& title)
    {
        const Texts& text = p.view().text;
        row = inset(row, p.px(12), 0);
        const auto at = numbers(p, row);
        const TextStyle style{FontSize::secondary, Colour::secondary, Align::right};
        p.text(at[0], text("preview.households"), style);
        p.text(at[1], text("preview.incidents_short"), style);
        p.text(at[2], text("preview.cameras_short"), style);
        p.text(row, title, {FontSize::secondary, Colour::secondary});
    }

    static void draw_list(const FramePainter& p, Outbox& outbox, const std::string& name, Rect box, const std::vector<MoveRow>& rows)
    {
        draw_rows(p, name, box, static_cast<int>(rows.size()), p.px(28), [&](const FramePainter& inside, int i, Rect line) {
            const MoveRow& row = rows[static_cast<std::size_t>(i)];
            const std::string own = fmt::format("{}.{}", name, i + 1);
            inside.view().names.say(own, row.from + " > " + row.to + " " + row.households);
            const AreaState state = inside.area(own, line);
            draw_row_ground(inside, line, row.face != geo::no_face && inside.view().session.editor.selected.contains(row.face), state);
            Rect rest = inset(line, inside.px(12), 0);
            const auto at = numbers(inside, rest);
            inside.text(at[0], row.households, {.align = Align::right});
            inside.text(at[1], row.incidents, {.align = Align::right});
            inside.text(at[2], row.cameras, {.align = Align::right});
            inside.text(rest, row.from + " → " + row.to, {.shorten = Shorten::middle});
            if (state.clicked && row.face != geo::no_face)
                outbox.run("editor.select", {std::to_string(row.face)});
            if (state.double_clicked && row.face != geo::no_face)
                outbox.run("editor.zoom", {std::to_string(row.face)});
            if (state.clicked && inside.view().edition && row.grid)
                outbox.run("edition.zoom", {std::to_string(row.grid.value)});
        });
    }

    std::vector<MoveRow> moves_, units_;
    std::vector<SumRow> sums_;
    std::shared_ptr<const data::Preview> of_;
    Language language_ = Language::zh;
};

}

std::unique_ptr<SidePage> make_preview_page() { return std::make_unique<PreviewPage>(); }

}
