#include "console/frame/draft_view.h"
#include "console/look/rows.h"
#include "console/panels/editor/side_pages.h"
#include "data/drafts/balance.h"

#include <fmt/format.h>

namespace console {
namespace {

/// Households as bars, the farthest from the band first; a click selects. Out of the band says < or > before its number.
class BalancePage final : public SidePage {
public:
    void draw(const FramePainter& p, Outbox& outbox, Rect box) override
    {
        const View& view = p.view();
        const DraftView& draft = *view.draft;
        if (revision_ != draft.revision || of_ != &draft.draft) {
            balance_ = data::make_balance(draft.draft.version(), draft.draft.ground().rules);
            revision_ = draft.revision, of_ = &draft.draft;
        }
        if (balance_.rows.empty()) {
            p.empty_screen(box, "balance.none", view.text("balance.none"), "");
            return;
        }
        draw_head(p, inset(cut_top(box, p.px(56)), p.px(12), p.px(6)));
        p.horizontal(box.x, box.x + box.width, box.y);
        draw_rows(p, "balance.rows", box, static_cast<int>(balance_.rows.size()), p.px(28), [&](const FramePainter& inside, int i, Rect line) {
            draw_row(inside, outbox, balance_.rows[static_cast<std::size_t>(i)], line);
        });
    }

private:
    void draw_head(const FramePainter& p, Rect box) const
    {
        const Texts& text = p.view().text;
        const std::string counts = text.format("balance.counts", {std::to_string(balance_.below), std::to_string(balance_.within), std::to_string(balance_.above), std::to_string(balance_.unknown)});
        p.view().names.say("balance.counts", counts);
        p.text(cut_top(box, p.px(22)), counts);
        std::string spread = text("balance.no_counts"); // there is no lowest of nothing
        if (balance_.unknown < balance_.rows.size())
            spread = text.format("balance.spread", {std::to_string(balance_.lowest), std::to_string(balance_.median), std::to_string(balance_.highest), fmt::format("{:.0f}", balance_.mean)});
        p.view().names.say("balance.spread", spread);
        p.text(box, spread, {FontSize::secondary, Colour::secondary});
    }

    void draw_row(const FramePainter& p, Outbox& outbox, const data::BalanceRow& row, Rect line) const
    {
        const View& view = p.view();
        const AreaState state = p.area(fmt::format("balance.row.{}", row.face), line);
        draw_row_ground(p, line, view.session.editor.selected.contains(row.face), state);
        Rect box = inset(line, p.px(12), 0);
        // In a narrow column the code stays whole and the name goes: half a code is another.
        const Rect named = cut_left(box, std::min(p.px(208), box.width * 0.5F));
        const bool has_room = p.width(row.title, FontSize::secondary) <= named.width;
        const std::string code = row.title.substr(0, row.title.find(' '));
        const bool is_code = code.find_first_not_of("0123456789") == std::string::npos;
        p.text(named, has_room || !is_code ? row.title : code, {FontSize::secondary, Colour::text, Align::left, Shorten::middle});
        if (!has_room && state.hovered)
            p.tooltip(row.title);
        cut_left(box, p.px(8));
        std::string number = row.households ? std::to_string(*row.households) : std::string("–");
        if (row.state == data::BalanceState::below)
            number = "< " + number;
        else if (row.state == data::BalanceState::above)
            number = "> " + number;
        if (row.is_estimated)
            number += " ~";
        p.text(cut_right(box, p.px(72)), number, {FontSize::body, Colour::text, Align::right});
        cut_right(box, p.px(8));
        // The band behind the bar, and a tick at the target.
        const auto at = [&](double share) { return box.x + std::round(box.width * static_cast<float>(std::min(share, 1.0))); };
        const float middle = box.y + std::round(box.height / 2);
        p.fill({at(balance_.least), box.y + p.px(3), at(balance_.most) - at(balance_.least), box.height - p.px(6)}, Colour::line, 0.5F);
        p.fill({box.x, middle - p.px(4), std::max(at(row.bar) - box.x, p.px(row.households ? 1 : 0)), p.px(8)}, Colour::accent, row.is_estimated ? 0.55F : 1);
        p.vertical(at(balance_.target), box.y + p.px(3), box.y + box.height - p.px(3), Colour::secondary);
        if (state.clicked)
            outbox.run("editor.select", {std::to_string(row.face)});
        if (state.double_clicked)
            outbox.run("editor.zoom", {std::to_string(row.face)});
    }

    data::Balance balance_;
    std::uint64_t revision_ = 0;
    const data::Draft* of_ = nullptr;
};

}

std::unique_ptr<SidePage> make_balance_page() { return std::make_unique<BalancePage>(); }

}
