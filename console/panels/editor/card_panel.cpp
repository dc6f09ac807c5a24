#include "console/frame/draft_view.h"
#include "console/frame/edition_view.h"
#include "console/frame/frame_painter.h"
#include "console/look/field.h"
#include "console/look/rows.h"
#include "console/panels/editor/export_card.h"
#include "console/panels/panels.h"

#include <fmt/format.h>
#include <imgui.h>

namespace console {
namespace {

/// What the editor asks before something is made, thrown away or published, and which grids are to be selected. What was typed stays
/// until the card has done its work, a date apart; it is selected when the card opens again.
class CardPanel final : public Panel {
public:
    void draw(const View& view, Outbox& outbox) override
    {
        const WholeRegion region;
        const FramePainter p(view);
        const EditCard card = view.session.editor.card;
        if (card_ != card || ImGui::IsWindowAppearing()) {
            focus_ = 3;    // a field takes the keyboard only once it has been drawn
            from_.clear(); // a day is chosen for this publication
        }
        card_ = card;
        switch (card) {
        case EditCard::make: draw_make(p, outbox, region.box); break;
        case EditCard::discard: draw_discard(p, outbox, region.box); break;
        case EditCard::publish: draw_publish(p, outbox, region.box); break;
        case EditCard::condition: draw_condition(p, outbox, region.box); break;
        case EditCard::ignore: draw_ignore(p, outbox, region.box); break;
        case EditCard::unlock: draw_unlock(p, outbox, region.box); break;
        case EditCard::edition: draw_editions(p, outbox, region.box, false); break;
        case EditCard::compare: draw_editions(p, outbox, region.box, true); break;
        case EditCard::export_grids: export_.draw(p, outbox, region.box, focus_ > 0); break;
        case EditCard::withdraw: draw_withdraw(p, outbox, region.box); break;
        case EditCard::none: break;
        }
        if (focus_ > 0)
            --focus_, outbox.wanted.redraw_by(view.now);
    }

private:
    FieldState field(const FramePainter& p, Rect& box, const char* name, std::string& text, std::string_view hint) const
    {
        const FieldState state = draw_field(p, name, cut_top(box, p.px(32)), text, hint, focus_ > 0, false, true);
        cut_top(box, p.px(8));
        return state;
    }

    /// Enter and Esc at the bottom. True: done.
    static bool buttons(const FramePainter& p, Outbox& outbox, Rect& box, std::string_view label, bool enabled)
    {
        Rect row = cut_bottom(box, p.px(32));
        const bool is_done = p.button("card.done", cut_left(row, p.button_width(label, "Enter")), label, "Enter", enabled);
        cut_left(row, p.px(8));
        const char* cancel = p.view().text("seat.cancel");
        if (p.button("card.cancel", cut_left(row, p.button_width(cancel, "Esc")), cancel, "Esc"))
            outbox.run("editor.card", {"none"});
        return is_done;
    }

    static void wrong(const FramePainter& p, Rect& box, std::string_view words)
    {
        Rect row = cut_top(box, p.px(24));
        const Rect mark = cut_left(row, p.px(22));
        p.sign(Sign::cross, mark.x + p.px(8), mark.y + mark.height / 2, 12, Colour::not_taken);
        p.view().names.say("card.wrong", std::string(words));
        p.text(row, words, {FontSize::secondary});
    }

    void draw_make(const FramePainter& p, Outbox& outbox, Rect whole)
    {
        const View& view = p.view();
        Rect box = draw_card(p, whole, Colour::selected, view.text("draft.new_title"), "");
        const FieldState state = field(p, box, "card.name", name_, view.text("draft.name"));
        const bool is_taken = find_draft(view.world, name_) != nullptr;
        const bool is_good = !name_.empty() && !is_taken;
        if (is_taken)
            wrong(p, box, view.text.format("draft.name_taken", {name_}));
        if (buttons(p, outbox, box, view.text("draft.make"), is_good) || (state.submitted && is_good)) {
            outbox.run("draft.new", {name_});
            outbox.run("editor.card", {"none"});
            name_.clear();
        }
        p.paragraph(box, view.text("draft.new_why"), {FontSize::secondary, Colour::secondary});
    }

    static void draw_discard(const FramePainter& p, Outbox& outbox, Rect whole)
    {
        const View& view = p.view();
        const std::string& name = view.session.editor.draft;
        Rect box = draw_card(p, whole, Colour::selected, view.text("draft.discard_title"), name);
        // Nothing has the keyboard: an Enter that was meant for something else throws nothing away.
        Rect row = cut_bottom(box, p.px(32));
        const char *label = view.text("draft.discard"), *cancel = view.text("seat.cancel");
        if (p.button("card.done", cut_left(row, p.button_width(label)), label, "", view.draft && view.draft->is_mine))
            outbox.run("draft.discard", {name});
        cut_left(row, p.px(8));
        if (p.button("card.cancel", cut_left(row, p.button_width(cancel, "Esc")), cancel, "Esc"))
            outbox.run("editor.card", {"none"});
        if (view.draft && !view.draft->is_mine && view.draft->head.holder)
            wrong(p, box, view.text.format("draft.held", {name, view.draft->head.holder->seat}));
        const std::string edits = view.draft ? std::to_string(view.draft->undo_count) : "?";
        p.paragraph(box, view.text.format("draft.discard_why", {name, edits}), {FontSize::body});
    }

    static void draw_withdraw(const FramePainter& p, Outbox& outbox, Rect whole)
    {
        const View& view = p.view();
        const data::Edition* edition = view.session.edition.shown ? find_edition(view.world, *view.session.edition.shown) : nullptr;
        if (!edition || edition->is_applied)
            return outbox.run("editor.card", {"none"});
        const EditionWords words = edition_words(view.world, edition->id, view.now, view.text);
        Rect box = draw_card(p, whole, Colour::selected, view.text("edition.withdraw_title"), words.name);
        // As for discarding: Enter does nothing.
        Rect row = cut_bottom(box, p.px(32));
        const char *label = view.text("edition.withdraw_now"), *cancel = view.text("seat.cancel");
        if (p.button("card.done", cut_left(row, p.button_width(label)), label))
            outbox.run("edition.withdraw", {std::to_string(edition->id)});
        cut_left(row, p.px(8));
        if (p.button("card.cancel", cut_left(row, p.button_width(cancel, "Esc")), cancel, "Esc"))
            outbox.run("editor.card", {"none"});
        p.paragraph(box, view.text.format("edition.withdraw_why", {words.name, words.dates}), {FontSize::body});
    }

    void draw_publish(const FramePainter& p, Outbox& outbox, Rect whole)
    {
        const View& view = p.view();
        Rect box = draw_card(p, whole, Colour::selected, view.text("draft.publish_title"), view.session.editor.draft);
        p.text(cut_top(box, p.px(26)), view.text("draft.publish_from"), {FontSize::secondary, Colour::secondary});
        const FieldState state = field(p, box, "card.from", from_, view.text("draft.publish_now"));
        const bool is_good = from_.empty() || data::local_zone(view.world.workspace).parse(from_).has_value();
        if (!is_good)
            wrong(p, box, view.text.format("draft.no_date", {from_}));
        const bool can = is_good && view.draft && view.draft->is_mine && !view.draft->is_busy;
        if (buttons(p, outbox, box, view.text("draft.publish"), can) || (state.submitted && can)) {
            const auto from = data::local_zone(view.world.workspace).parse(from_);
            outbox.run("draft.publish", {from_.empty() ? std::string("now") : data::iso8601(*from)});
            from_.clear();
        }
        p.paragraph(box, view.text("draft.publish_why"), {FontSize::secondary, Colour::secondary});
    }

    void draw_condition(const FramePainter& p, Outbox& outbox, Rect whole)
    {
        const View& view = p.view();
        Rect box = draw_card(p, whole, Colour::selected, view.text("condition.title"), "");
        if (condition_.empty() && !view.session.editor.condition.empty() && focus_ == 3)
            condition_ = view.session.editor.condition;
        const FieldState state = field(p, box, "card.condition", condition_, view.text("condition.hint"));
        const auto parsed = data::parse_condition(condition_);
        const bool is_good = std::holds_alternative<data::GridCondition>(parsed);
        if (const auto* refused = std::get_if<data::ConditionRefused>(&parsed); refused && !condition_.empty())
            wrong(p, box, condition_words(view.text, *refused));
        else if (is_good && view.draft)
            p.text(cut_top(box, p.px(24)), view.text.format("condition.found", {std::to_string(count(view, std::get<data::GridCondition>(parsed)))}),
                   {FontSize::secondary, Colour::secondary});
        if (buttons(p, outbox, box, view.text("condition.select"), is_good) || (state.submitted && is_good))
            outbox.run("editor.select_where", {condition_});
        p.paragraph(box, view.text("condition.help"), {FontSize::secondary, Colour::secondary});
    }

    /// All editions by name and date: one to show, or one to compare with.
    static void draw_editions(const FramePainter& p, Outbox& outbox, Rect whole, bool is_compare)
    {
        const View& view = p.view();
        const std::int64_t ruling = edition_in_force(view.world, view.now), shown = view.session.edition.shown.value_or(ruling);
        const EditionWords words = edition_words(view.world, shown, view.now, view.text);
        Rect box = draw_card(p, whole, Colour::selected, view.text(is_compare ? "edition.compare_title" : "edition.show_title"), is_compare ? words.name : "");
        Rect row = cut_bottom(box, p.px(32));
        const char* cancel = view.text("seat.cancel");
        if (p.button("card.cancel", cut_left(row, p.button_width(cancel, "Esc")), cancel, "Esc"))
            outbox.run("editor.card", {"none"});
        cut_bottom(box, p.px(8));
        std::vector<std::int64_t> choices = editions_to_choose(view.world);
        if (is_compare)
            std::erase(choices, shown);
        draw_rows(p, "card.editions", box, static_cast<int>(choices.size()), p.px(36), [&](const FramePainter& inside, int i, Rect line) {
            const std::int64_t id = choices[static_cast<std::size_t>(i)];
            const EditionWords of = edition_words(view.world, id, view.now, view.text);
            const std::string name = fmt::format("card.edition.{}", i + 1);
            view.names.say(name, of.name + " " + of.dates + " " + of.state);
            const AreaState state = inside.area(name, line);
            draw_row_ground(inside, line, view.session.edition.shown == id, state);
            Rect text = inset(line, inside.px(8), 0);
            const std::string when = of.dates + " · " + of.state;
            inside.text(cut_right(text, inside.width(when, FontSize::secondary) + inside.px(4)), when, {FontSize::secondary, Colour::secondary, Align::right});
            inside.text(text, of.name, {.shorten = Shorten::middle});
            if (state.clicked)
                outbox.run(is_compare ? "edition.compare" : "edition.show", {is_compare && id == ruling ? std::string("now") : std::to_string(id)});
        });
    }

    void draw_ignore(const FramePainter& p, Outbox& outbox, Rect whole)
    {
        const View& view = p.view();
        Rect box = draw_card(p, whole, Colour::selected, view.text("edit.ignore_title"), "");
        const FieldState state = field(p, box, "card.reason", reason_, view.text("edit.ignore_reason"));
        const bool is_good = reason_.find_first_not_of(' ') != std::string::npos;
        if (buttons(p, outbox, box, view.text("edit.ignore"), is_good) || (state.submitted && is_good)) {
            outbox.run("finding.ignore", {reason_});
            reason_.clear();
        }
        p.paragraph(box, view.text("edit.ignore_why"), {FontSize::secondary, Colour::secondary});
    }

    void draw_unlock(const FramePainter& p, Outbox& outbox, Rect whole)
    {
        const View& view = p.view();
        Rect box = draw_card(p, whole, Colour::selected, view.text("edit.unlock_title"), "");
        std::string names;
        if (view.draft)
            for (const auto& [level, id] : view.session.editor.locked)
                if (const data::Grid* area = view.draft->draft.area(id))
                    names += (names.empty() ? "" : ", ") + (area->name.empty() ? area->code : area->name);
        view.names.say("card.outlines", names);
        p.text(cut_top(box, p.px(26)), names);
        const FieldState state = field(p, box, "card.why", why_, view.text("edit.unlock_reason"));
        const bool is_good = why_.find_first_not_of(' ') != std::string::npos && view.draft && view.draft->is_mine;
        if (buttons(p, outbox, box, view.text("edit.unlock"), is_good) || (state.submitted && is_good)) {
            outbox.run("editor.unlock", {why_});
            why_.clear();
        }
        p.paragraph(box, view.text("edit.unlock_why"), {FontSize::secondary, Colour::secondary});
    }

    /// Of the draft as it is now; anew only when the words or the draft changed.
    std::size_t count(const View& view, const data::GridCondition& condition)
    {
        const DraftView& draft = *view.draft;
        if (counted_ == condition_ && counted_revision_ == draft.revision)
            return count_;
        count_ = 0;
        const data::DraftVersion& version = draft.draft.version();
        data::visit_grids(version, [&](geo::FaceId face, const data::DraftGrid& grid) {
            count_ += condition.matches([&](data::GridField field) {
                return data::value_of(draft.draft, grid, field, field == data::GridField::area ? draft.area_m2(face) : 0);
            });
        });
        counted_ = condition_, counted_revision_ = draft.revision;
        return count_;
    }

    ExportCard export_;
    std::string name_, from_, condition_, counted_, reason_, why_;
    std::uint64_t counted_revision_ = 0;
    std::size_t count_ = 0;
    EditCard card_ = EditCard::none;
    int focus_ = 0;
};

}

std::unique_ptr<Panel> make_edit_card_panel() { return std::make_unique<CardPanel>(); }

}
