#include "console/frame/draft_view.h"
#include "console/frame/frame_painter.h"
#include "console/frame/kept_table.h"
#include "console/look/rows.h"
#include "console/panels/editor/finding_list.h"
#include "console/panels/editor/grid_rows.h"
#include "console/panels/editor/side_pages.h"
#include "console/panels/panels.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>

namespace console {
namespace {

/// Under the map: the journal, where a click goes to a step by undo and redo, all grids as a table, or zones that ought to be unions of grids.
class DrawerPanel final : public Panel {
public:
    void draw(const View& view, Outbox& outbox) override
    {
        const WholeRegion region;
        const FramePainter p(view);
        p.fill(region.box, Colour::panel);
        if (!view.draft)
            p.text(inset(region.box, p.px(12), p.px(8)), view.text(view.session.editor.draft.empty() ? "edit.closed" : "draft.opening"), {FontSize::body, Colour::secondary});
        else if (view.session.editor.drawer == EditDrawer::journal)
            draw_journal(p, outbox, region.box);
        else if (view.session.editor.drawer == EditDrawer::zones)
            zones_->draw(p, outbox, region.box);
        else
            draw_table(p, outbox, region.box);
    }

private:
    void draw_journal(const FramePainter& p, Outbox& outbox, Rect box)
    {
        const View& view = p.view();
        const DraftView& draft = *view.draft;
        draw_heading(p, cut_top(box, p.px(32)), view.text("edit.journal"), view.text.format("edit.journal_count", {std::to_string(draft.undo_count), std::to_string(draft.redo_count)}));
        const auto& steps = draft.steps;
        const int newest = static_cast<int>(draft.undo_count);
        // Row 0 is the beginning. What was done last comes into sight when it is another one.
        const int into_sight = draft.revision != journal_revision_ ? newest : -1;
        journal_revision_ = draft.revision;
        draw_rows(p, "journal.rows", box, static_cast<int>(steps.size()) + 1, p.px(26), [&](const FramePainter& inside, int i, Rect line) {
            draw_step(inside, outbox, i == 0 ? nullptr : &steps[static_cast<std::size_t>(i - 1)], i, i == newest, line);
        }, false, into_sight);
    }

    static void draw_step(const FramePainter& p, Outbox& outbox, const DraftStep* step, int i, bool is_now, Rect line)
    {
        const View& view = p.view();
        const std::string name = fmt::format("journal.row.{}", i);
        const AreaState state = p.area(name, line);
        draw_row_ground(p, line, is_now, state);
        const bool is_undone = step && step->is_undone;
        const TextStyle style{FontSize::body, is_undone ? Colour::secondary : Colour::text};
        Rect row = inset(line, p.px(12), 0);
        const Rect mark = cut_left(row, p.px(26));
        if (step && !step->is_saved)
            p.sign(Sign::waiting, mark.x + p.px(8), mark.y + mark.height / 2, 14, Colour::text);
        else if (is_now)
            p.list().AddTriangleFilled({mark.x + p.px(4), mark.y + mark.height / 2 - p.px(5)}, {mark.x + p.px(12), mark.y + mark.height / 2},
                                       {mark.x + p.px(4), mark.y + mark.height / 2 + p.px(5)}, p.colour(Colour::text));
        p.text(cut_left(row, p.px(150)), step ? date_text(view, step->time) + " " + clock_text(view, step->time) : std::string(), {FontSize::secondary, Colour::secondary});
        std::string words = view.text("edit.beginning");
        if (step)
            words = step_words(view.text, *step, [&](data::GridId id) {
                const data::Grid* area = view.draft->draft.area(id);
                return area ? area->name : std::string();
            });
        view.names.say(name, words);
        if (is_undone) {
            const std::string undone = view.text("edit.undone");
            p.text(cut_right(row, p.width(undone, FontSize::secondary) + p.px(8)), undone, {FontSize::secondary, Colour::secondary, Align::right});
        } else if (step && !step->is_saved) {
            const std::string unsaved = view.text("edit.unsaved");
            p.text(cut_right(row, p.width(unsaved, FontSize::secondary) + p.px(8)), unsaved, {FontSize::secondary, Colour::text, Align::right});
        }
        p.text(row, words, style);
        if (state.clicked && !is_now && view.draft->is_mine)
            outbox.run("draft.go_to", {std::to_string(step ? step->seq : 0)});
    }

    void draw_table(const FramePainter& p, Outbox& outbox, Rect box)
    {
        const View& view = p.view();
        const DraftView& draft = *view.draft;
        DataTable& table = table_.in(view, make_grid_columns);
        follow(view);
        const GridRows rows(draft, view.text, faces_);
        const TableKeys& selected = selected_;
        const Texts& text = view.text;
        const TableWords words = KeptTable::words(text, text.format("grid.table_count", {std::to_string(table.shown()), std::to_string(rows.size()), std::to_string(selected.size())}));
        const TableOutcome outcome = table.draw(p, table_.name(), box, rows, draft.revision * 2 + (text.language() == Language::zh), selected, words, draft.is_mine);
        if (outcome.selected) {
            told_ = *outcome.selected;
            outbox.run("editor.select", outcome.selected->empty() ? std::vector<std::string>{"none"} : words_of(*outcome.selected));
        }
        if (outcome.opened)
            zoom(view, outbox, static_cast<geo::FaceId>(*outcome.opened));
        if (outcome.asked) {
            const std::uint64_t face = outcome.asked->first;
            if (!selected.contains(face))
                outbox.run("editor.select", {std::to_string(face)});
            const auto at = std::ranges::find(faces_, static_cast<geo::FaceId>(face));
            const auto row = static_cast<std::size_t>(at - faces_.begin());
            offer_menu(outbox, outcome.asked->second, thing::grid, at == faces_.end() ? std::string() : rows.text(row, 0) + "  " + rows.text(row, 1), {});
        }
        if (outcome.edit && static_cast<data::GridField>(outcome.edit->column) == data::GridField::community)
            outbox.run("grid.assign", {outcome.edit->value});
        else if (outcome.edit)
            outbox.run("grid.set", {data::grid_field_names[outcome.edit->column], outcome.edit->value});
        table_.keep(outcome, outbox);
    }

    /// Which grids there are and which are selected, where that is otherwise than a frame ago: there may be 17,000.
    void follow(const View& view)
    {
        const DraftView& draft = *view.draft;
        if (const std::pair of{draft.draft.ground_ptr(), draft.revision}; faces_of_ != of)
            faces_ = grid_faces(draft.draft.version()), faces_of_ = of;
        const FaceSet& selected = view.session.editor.selected;
        if (selected.is_same(selected_of_))
            return;
        selected_of_ = selected;
        selected_ = TableKeys(selected.begin(), selected.end());
        // What was selected on the map or by a condition comes into sight here; where all are, there is nothing to look for.
        if (selected_ != told_ && selected_.size() < faces_.size())
            table_.in(view, make_grid_columns).show(selected_);
        told_ = selected_;
    }

    static std::vector<std::string> words_of(const TableKeys& keys)
    {
        std::vector<std::string> words;
        for (const std::uint64_t key : keys)
            words.push_back(std::to_string(key));
        return words;
    }

    static void zoom(const View& view, Outbox& outbox, geo::FaceId face)
    {
        if (view.draft->draft.version().owner(face))
            outbox.run("editor.zoom", {std::to_string(face)});
    }

    std::unique_ptr<SidePage> zones_ = make_zones_page();
    KeptTable table_{"grids"};
    TableKeys told_;
    FaceSet selected_of_;
    TableKeys selected_;                // as selected_of_
    std::pair<data::DraftGroundPtr, std::uint64_t> faces_of_;
    std::vector<geo::FaceId> faces_;    // of that draft at that revision
    std::uint64_t journal_revision_ = 0;
};

}

std::unique_ptr<Panel> make_edit_drawer_panel() { return std::make_unique<DrawerPanel>(); }

}
