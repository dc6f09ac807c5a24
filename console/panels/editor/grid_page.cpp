#include "console/frame/command_button.h"
#include "console/look/field.h"
#include "console/look/imgui_versions.h"
#include "console/look/menu.h"
#include "console/look/rows.h"
#include "console/panels/editor/grid_form.h"
#include "console/panels/editor/grid_rows.h"
#include "console/panels/editor/side_pages.h"

#include <fmt/format.h>
#include <imgui.h>

#include <array>

namespace console {
namespace {

constexpr float label_width = 112;

std::string square_metres(double area)
{
    return area >= 1e6 ? fmt::format("{:.3f} km²", area / 1e6) : fmt::format("{:.0f} m²", area);
}

/// Fields of what is selected. What is typed counts from Enter on; Esc gives back what was there.
class GridPage final : public SidePage {
public:
    void draw(const FramePainter& p, Outbox& outbox, Rect box) override
    {
        const View& view = p.view();
        const DraftView& draft = *view.draft;
        const FaceSet& selected = view.session.editor.selected;
        // Made anew where something is another: it looks at every grid that is selected.
        if (const std::pair of{draft.draft.ground_ptr(), draft.revision}; !form_ || form_of_ != of || !form_selected_.is_same(selected))
            form_ = make_grid_form(draft, selected), form_of_ = of, form_selected_ = selected;
        const GridForm& form = *form_;
        if (form.count == 0) {
            if (p.empty_screen(box, "grid.none", view.text("grid.none"), view.text("grid.none_why"), view.text("draft.select_by")))
                outbox.run("editor.card", {"condition"});
            return;
        }
        if (shown_ != view.session.editor.selected || revision_ != draft.revision)
            take_over(view, form);
        const Scrolled place(p, "grid.scroll", box, p.px(36 + 34 * static_cast<float>(form.fields.size()) + 22 + 2 * 26 + 36 + 16));
        draw_form(FramePainter(view), outbox, inset(place.box, p.px(12), p.px(8)), form);
    }

private:
    struct Typed {
        std::string text, of; // what stands in the field; what stood there when it was last filled
        bool was_active = false;
        int refocus = 0; // frames in which it takes the keyboard back: its value was wrong
        const char* wrong = nullptr;
    };

    void draw_form(const FramePainter& p, Outbox& outbox, Rect inner, const GridForm& form)
    {
        draw_title(p, outbox, inner, form);
        for (const FormField& field : form.fields)
            draw_field_row(p, outbox, inner, form, field);
        if (form.only)
            draw_measures(p, inner, *p.view().session.editor.selected.begin());
        draw_estimated(p, outbox, inner, form);
    }

    /// Another selection, or another version: what was typed into a field that did not change meanwhile stays.
    void take_over(const View& view, const GridForm& form)
    {
        const bool is_other = shown_ != view.session.editor.selected;
        for (const FormField& field : form.fields) {
            Typed& typed = typed_[static_cast<std::size_t>(field.field)];
            if (is_other || typed.of != field.value)
                typed = {field.value, field.value};
        }
        shown_ = view.session.editor.selected;
        revision_ = view.draft->revision;
        measured_.reset();
    }

    static void draw_title(const FramePainter& p, Outbox& outbox, Rect& box, const GridForm& form)
    {
        const View& view = p.view();
        Rect row = cut_top(box, p.px(32));
        const std::string by = view.text("draft.select_by");
        if (p.button("grid.select_by", inset(cut_right(row, p.button_width(by)), 0, p.px(2)), by))
            outbox.run("editor.card", {"condition"});
        cut_right(row, p.px(8));
        std::string title = view.text.format("grid.several", {std::to_string(form.count)});
        if (form.only)
            title = form.only->name.empty() ? view.text("grid.nameless") : form.only->name;
        view.names.say("grid.title", title);
        p.text(row, title, {FontSize::title, Colour::text, Align::left, Shorten::middle});
        cut_top(box, p.px(4));
    }

    void draw_field_row(const FramePainter& p, Outbox& outbox, Rect& box, const GridForm& form, const FormField& field)
    {
        if (field.field == data::GridField::area || field.field == data::GridField::estimated)
            return;
        const View& view = p.view();
        const std::string name = data::grid_field_names[static_cast<std::size_t>(field.field)];
        Rect row = cut_top(box, p.px(30));
        cut_top(box, p.px(4));
        p.text(cut_left(row, p.px(label_width)), view.text("grid.field." + name), {FontSize::secondary, Colour::secondary});
        const std::string mixed = view.text("grid.mixed");
        if (field.field == data::GridField::community && view.draft->is_mine) {
            draw_community(p, outbox, row, form, field, mixed);
        } else if (!field.is_editable || !view.draft->is_mine) {
            const std::string shown = field.is_mixed ? mixed : shown_value(view.text, field.field, {field.value});
            view.names.say("grid." + name, shown);
            p.text(inset(row, p.px(8), 0), shown.empty() ? "–" : shown, {FontSize::body, field.is_mixed ? Colour::secondary : Colour::text, Align::left, Shorten::middle});
        } else if (field.field == data::GridField::kind) {
            draw_kind(p, outbox, row, field, mixed);
        } else {
            draw_text(p, outbox, box, row, form, field, name, mixed);
        }
        if (field.field == data::GridField::unit && form.only)
            draw_unit_note(p, box, form);
    }

    /// A choice of all there are, in a form with a filter: a city has hundreds.
    static void draw_community(const FramePainter& p, Outbox& outbox, Rect row, const GridForm& form, const FormField& field, const std::string& mixed)
    {
        const Texts& text = p.view().text;
        const std::string label = field.is_mixed ? mixed : !field.value.empty() ? field.value : std::string(text("grid.no_community"));
        p.view().names.say("grid.community", label);
        const bool is_pressed = p.button("grid.community", row, label);
        p.sign(Sign::down, row.x + row.width - p.px(12), row.y + row.height / 2, 8, Colour::secondary);
        const data::Grid* community = form.only ? p.view().draft->draft.area(form.only->parent) : nullptr;
        if (is_pressed)
            outbox.run("form.open", {"grid.assign", !community ? std::string() : community->code.empty() ? fmt::format("#{}", community->id.value) : community->code});
    }

    static void draw_kind(const FramePainter& p, Outbox& outbox, Rect row, const FormField& field, const std::string& mixed)
    {
        const Texts& text = p.view().text;
        static constexpr std::array kinds{"base", "dedicated"};
        std::vector<MenuItem> items;
        for (const char* kind : kinds)
            items.push_back({text(std::string("grid.kind.") + kind), field.value == kind, false});
        const std::string label = field.is_mixed ? mixed : std::string(text("grid.kind." + field.value));
        if (const auto chosen = draw_menu(p, "grid.kind", row, label, items); chosen && field.value != kinds[*chosen])
            outbox.run("grid.set", {"kind", kinds[*chosen]});
    }

    void draw_text(const FramePainter& p, Outbox& outbox, Rect& box, Rect row, const GridForm&, const FormField& field, const std::string& name, const std::string& mixed)
    {
        const View& view = p.view();
        Typed& typed = typed_[static_cast<std::size_t>(field.field)];
        if (field.field == data::GridField::unit) {
            const Rect choose = cut_right(row, p.px(30));
            cut_right(row, p.px(4));
            draw_units(p, outbox, choose, field);
        }
        const FieldState state = draw_field(p, "grid." + name, row, typed.text, field.is_mixed ? mixed : std::string(), typed.refocus > 0);
        typed.refocus = std::max(0, typed.refocus - 1);
        view.names.say("grid." + name, typed.text);
        const bool is_changed = typed.text != typed.of;
        if (state.changed)
            typed.wrong = nullptr;
        if (state.submitted && (is_changed || field.is_mixed)) {
            const auto problem = problem_of(*view.draft, view.session.editor.selected, field.field, typed.text);
            typed.wrong = problem.value_or(nullptr);
            typed.refocus = problem ? 2 : 0; // what is typed next mends it, and is no key of the editor's
            if (!problem)
                outbox.run("grid.set", {name, typed.text});
        } else if (typed.was_active && !state.active && !ImGui::IsMouseClicked(0) && !imgui::is_pressed(ImGuiKey_Tab, false)) {
            typed = {typed.of, typed.of}; // Esc
        }
        typed.was_active = state.active;
        if (typed.wrong) {
            p.frame(row, Colour::not_taken, 2);
            Rect words = cut_top(box, p.px(22));
            cut_left(words, p.px(label_width));
            const Rect mark = cut_left(words, p.px(20));
            p.sign(Sign::cross, mark.x + p.px(8), mark.y + mark.height / 2, 12, Colour::not_taken);
            view.names.say("grid.wrong." + name, view.text(typed.wrong));
            p.text(words, view.text(typed.wrong), {FontSize::secondary, Colour::text});
        } else if (is_changed) {
            Rect words = cut_top(box, p.px(20));
            cut_left(words, p.px(label_width + 8));
            p.text(words, view.text("grid.enter_saves"), {FontSize::secondary, Colour::secondary});
        }
    }

    static void draw_units(const FramePainter& p, Outbox& outbox, Rect button, const FormField& field)
    {
        std::vector<MenuItem> items{{p.view().text("grid.no_unit"), field.value.empty() && !field.is_mixed, false}};
        const auto& units = p.view().draft->draft.ground().units;
        for (const data::Unit& unit : units)
            items.push_back({unit.duty_phone.empty() ? unit.name : unit.name + "  " + unit.duty_phone, unit.name == field.value, false});
        if (const auto chosen = draw_menu(p, "grid.units", button, "", items))
            outbox.run("grid.set", {"unit", *chosen == 0 ? std::string() : units[*chosen - 1].name});
    }

    static void draw_unit_note(const FramePainter& p, Rect& box, const GridForm& form)
    {
        const Texts& text = p.view().text;
        std::string note = form.phone.empty() ? std::string(text("grid.no_phone")) : text.format("grid.phone", {form.phone});
        if (!form.inherited_unit.empty())
            note = text.format("grid.unit_above", {form.inherited_unit}) + "  " + note;
        Rect words = cut_top(box, p.px(22));
        cut_left(words, p.px(label_width + 8));
        p.text(words, note, {FontSize::secondary, Colour::secondary, Align::left, Shorten::middle});
    }

    /// Geodesic, and it says so.
    void draw_measures(const FramePainter& p, Rect& box, geo::FaceId face)
    {
        const View& view = p.view();
        if (!measured_) {
            const geo::MultiPolygon shape = view.draft->draft.version().map.shape(face);
            measured_ = std::pair(geo::area_m2(shape), geo::perimeter_m(shape));
        }
        for (const auto& [key, words] : {std::pair{"grid.field.area", square_metres(measured_->first)}, {"grid.field.outline", fmt::format("{:.0f} m", measured_->second)}}) {
            Rect row = cut_top(box, p.px(26));
            p.text(cut_left(row, p.px(label_width)), view.text(key), {FontSize::secondary, Colour::secondary});
            row = inset(row, p.px(8), 0);
            const float wide = p.text(row, words);
            cut_left(row, wide + p.px(8));
            p.text(row, view.text("grid.geodesic"), {FontSize::secondary, Colour::secondary});
        }
    }

    static void draw_estimated(const FramePainter& p, Outbox& outbox, Rect& box, const GridForm& form)
    {
        if (form.estimated == 0)
            return;
        const View& view = p.view();
        cut_top(box, p.px(4));
        Rect row = cut_top(box, p.px(32));
        command_button(p, outbox, row, "grid.confirm", view.text("grid.confirm"), "grid.confirm", {}, view.draft->is_mine);
        p.text(row, form.only ? std::string(view.text("grid.is_estimated")) : view.text.format("grid.are_estimated", {std::to_string(form.estimated)}),
               {FontSize::secondary, Colour::secondary});
    }

    std::array<Typed, data::grid_field_names.size()> typed_;
    std::optional<GridForm> form_;
    std::pair<data::DraftGroundPtr, std::uint64_t> form_of_; // of the draft as it was opened; revision
    FaceSet form_selected_;
    FaceSet shown_;
    std::uint64_t revision_ = 0;
    std::optional<std::pair<double, double>> measured_; // m², m
};

}

std::unique_ptr<SidePage> make_grid_page() { return std::make_unique<GridPage>(); }

}
