#include "console/frame/command_button.h"
#include "console/look/list_keys.h"
#include "console/look/menu.h"
#include "console/look/rows.h"
#include "console/panels/editor/finding_list.h"
#include "console/panels/editor/side_pages.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <set>

namespace console {
namespace {

constexpr float row_height = 48;

/// Live findings: Enter zooms, F fixes, I sets aside with a reason; those set aside stand below.
class FindingsPage final : public SidePage {
public:
    void draw(const FramePainter& p, Outbox& outbox, Rect box) override
    {
        const View& view = p.view();
        const DraftView& draft = *view.draft;
        if (!draft.findings) {
            p.empty_screen(box, "findings.none", view.text("edit.checking"), "");
            return;
        }
        refresh(view);
        draw_head(p, cut_top(box, p.px(40)));
        if (rows_.empty()) {
            p.empty_screen(box, "findings.none", view.text("edit.no_findings"), view.text("edit.no_findings_why"));
            return;
        }
        draw_foot(p, outbox, inset(cut_bottom(box, p.px(2 * 40 + 4)), p.px(8), p.px(4)));
        const int at = position(view.session.editor.finding);
        const int into_sight = shown_ != view.session.editor.finding ? at : -1;
        shown_ = view.session.editor.finding;
        if (takes_list_keys(p, box))
            take_keys(outbox, at, static_cast<int>(box.height / p.px(row_height)));
        draw_rows(p, "findings.rows", box, static_cast<int>(rows_.size()), p.px(row_height), [&](const FramePainter& inside, int i, Rect line) {
            draw_finding(inside, outbox, rows_[static_cast<std::size_t>(i)], i, line);
        }, false, into_sight);
    }

private:
    void refresh(const View& view)
    {
        const DraftView& draft = *view.draft;
        if (revision_ == draft.revision && of_ == draft.findings && language_ == view.text.language() && made_for_ == kind_)
            return;
        found_ = draft.findings->list();
        for (data::Finding& finding : found_)
            finding.fixes = offered_fixes(draft.draft, finding);
        rows_ = make_finding_entries(view.text, found_, kind_);
        counts_ = count_findings(found_);
        revision_ = draft.revision, of_ = draft.findings, language_ = view.text.language(), made_for_ = kind_;
    }

    int position(const std::string& key) const
    {
        const auto at = std::ranges::find(rows_, key, [](const FindingEntry& row) { return row.finding->key; });
        return at == rows_.end() ? -1 : static_cast<int>(at - rows_.begin());
    }

    void draw_head(const FramePainter& p, Rect head)
    {
        const View& view = p.view();
        Rect row = inset(head, p.px(8), p.px(5));
        std::set<data::FindingKind> kinds;
        for (const data::Finding& finding : found_)
            kinds.insert(finding.kind);
        std::vector<MenuItem> items{{view.text("edit.all_kinds"), !kind_, false}};
        for (const data::FindingKind kind : kinds)
            items.push_back({kind_words(view, kind), kind_ == kind, false});
        const std::string label = kind_ ? kind_words(view, *kind_) : std::string(view.text("edit.all_kinds"));
        if (const auto chosen = draw_menu(p, "findings.kinds", cut_right(row, std::min(p.px(170), row.width / 2)), label, items, kind_.has_value()))
            kind_ = *chosen == 0 ? std::nullopt : std::optional(*std::next(kinds.begin(), static_cast<std::ptrdiff_t>(*chosen) - 1));
        cut_right(row, p.px(8));
        const std::string words = view.text.format("edit.finding_counts", {std::to_string(counts_.faults), std::to_string(counts_.warnings), std::to_string(counts_.hints)});
        view.names.say("findings.count", words);
        p.text(row, words, {FontSize::secondary, counts_.faults > 0 ? Colour::text : Colour::secondary});
        p.horizontal(head.x, head.x + head.width, head.y + head.height - std::max(1.F, p.px(1)));
    }

    static std::string kind_words(const View& view, data::FindingKind kind)
    {
        return view.text(std::string("edit.kind.") + data::finding_kind_names[static_cast<std::size_t>(kind)]);
    }

    static void draw_finding(const FramePainter& p, Outbox& outbox, const FindingEntry& row, int i, Rect line)
    {
        const View& view = p.view();
        const std::string name = fmt::format("findings.row.{}", i + 1);
        view.names.say(name, row.words);
        const AreaState state = p.area(name, line);
        draw_row_ground(p, line, row.finding->key == view.session.editor.finding, state);
        Rect box = inset(line, p.px(8), p.px(3));
        const Rect mark = cut_left(box, p.px(28));
        draw_rank(p, mark, row);
        p.text(cut_top(box, p.px(22)), row.words, {FontSize::body, row.is_set_aside ? Colour::secondary : Colour::text, Align::left, Shorten::middle});
        p.text(box, row.below, {FontSize::secondary, Colour::secondary});
        if (state.clicked || state.right_clicked)
            outbox.run("finding.select", {row.finding->key});
        offer_menu(outbox, state, thing::finding, row.words, {});
        if (state.double_clicked)
            outbox.run("finding.zoom");
    }

    /// By shape: a fault keeps the draft from being published.
    static void draw_rank(const FramePainter& p, Rect mark, const FindingEntry& row)
    {
        const float x = mark.x + p.px(12), y = mark.y + p.px(11);
        if (row.is_set_aside)
            p.list().AddCircle({x, y}, p.px(5), p.colour(Colour::secondary), 16, p.px(1.5F));
        else if (data::rank_of(row.finding->kind) == data::FindingRank::fault)
            p.sign(Sign::fault, x, y, 18, Colour::text);
        else if (data::rank_of(row.finding->kind) == data::FindingRank::warning)
            p.text({mark.x, mark.y, mark.width, p.px(22)}, "!", {FontSize::title, Colour::text, Align::centre});
        else
            p.list().AddCircleFilled({x, y}, p.px(3), p.colour(Colour::secondary), 12);
    }

    /// What leads through the list; below it what mends the one in hand: in the first way, in another one, or all of its kind.
    void draw_foot(const FramePainter& p, Outbox& outbox, Rect foot)
    {
        const View& view = p.view();
        const int at = position(view.session.editor.finding);
        const bool may = view.draft->is_mine && at >= 0;
        const data::Finding* finding = at < 0 ? nullptr : rows_[static_cast<std::size_t>(at)].finding;
        Rect row = inset(cut_top(foot, p.px(38)), 0, p.px(3));
        Rect mending = inset(foot, 0, p.px(3));
        const char* zoom = view.text("edit.zoom");
        if (p.button("finding.zoom", cut_left(row, p.button_width(zoom, "Enter")), zoom, "Enter", finding != nullptr))
            outbox.run("finding.zoom");
        cut_left(row, p.px(4));
        command_button(p, outbox, row, "finding.next", view.text("edit.next_finding"), "finding.next", {}, !rows_.empty());
        cut_left(row, p.px(-4));
        if (finding && !finding->ignored.empty()) {
            const char* again = view.text("edit.counts_again");
            if (p.button("finding.again", cut_left(row, p.button_width(again)), again, {}, may))
                outbox.run("finding.count_again");
            return;
        }
        command_button(p, outbox, row, "finding.ignore", view.text("edit.ignore"), "finding.ignore", {}, may);
        const bool can_fix = may && finding && !finding->fixes.empty();
        command_button(p, outbox, mending, "finding.fix", view.text("edit.fix"), "finding.fix", {}, can_fix);
        cut_left(mending, p.px(-4));
        if (finding && finding->fixes.size() > 1)
            draw_other_fixes(p, outbox, mending, *finding, may);
        // What there is no room for stands in the row's own menu.
        const bool is_repaired = can_fix && std::ranges::any_of(finding->fixes, [](std::string_view fix) { return fix.starts_with("repair_"); });
        const char* all = view.text("edit.fix_all");
        if (is_repaired && p.button_width(all) <= mending.width && p.button("finding.fix_all", cut_left(mending, p.button_width(all)), all))
            outbox.run("form.open", {"finding.fix_all"});
    }

    static void draw_other_fixes(const FramePainter& p, Outbox& outbox, Rect& row, const data::Finding& finding, bool may)
    {
        const Texts& text = p.view().text;
        std::vector<MenuItem> items;
        for (const char* fix : finding.fixes)
            items.push_back({text(std::string("edit.fix.") + fix), false, false});
        const char* other = text("edit.other_fix");
        const float wide = p.button_width(other) + p.px(20);
        if (wide > row.width)
            return;
        if (const auto chosen = draw_menu(p, "finding.fixes", cut_left(row, wide), other, items); chosen && may)
            outbox.run("finding.fix", {finding.fixes[*chosen]});
        cut_left(row, p.px(4));
    }

    void take_keys(Outbox& outbox, int at, int page) const
    {
        if (list_enter() && at >= 0)
            outbox.run("finding.zoom");
        const auto key = list_key();
        if (!key)
            return;
        std::vector<std::uint64_t> keys(rows_.size());
        for (std::size_t i = 0; i < keys.size(); ++i)
            keys[i] = i;
        TableHand hand{static_cast<std::size_t>(std::max(at, 0)), 0};
        const TableKeys to = after_key(hand, keys, at < 0 ? TableKey::home : *key, static_cast<std::size_t>(std::max(page, 1)), false);
        if (!to.empty())
            outbox.run("finding.select", {rows_[static_cast<std::size_t>(*to.begin())].finding->key});
    }

    std::vector<data::Finding> found_;
    std::vector<FindingEntry> rows_;
    FindingCounts counts_;
    std::optional<data::FindingKind> kind_, made_for_;
    std::uint64_t revision_ = 0;
    const data::DraftFindings* of_ = nullptr;
    Language language_ = Language::zh;
    std::string shown_;
};

}

std::unique_ptr<SidePage> make_findings_page() { return std::make_unique<FindingsPage>(); }

}
