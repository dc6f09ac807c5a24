#include "console/frame/frame_painter.h"
#include "console/look/field.h"
#include "console/look/imgui_versions.h"
#include "console/look/rows.h"
#include "console/panels/shell/free_room.h"
#include "console/panels/shell/shell_panels.h"
#include "console/text/folding.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <sstream>
#include <utility>

namespace console {
namespace {

constexpr ImGuiWindowFlags form_flags = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoScrollbar;
constexpr float width_px = 480, field_px = 32, label_px = 22, choice_px = 28, gap_px = 8;
constexpr std::size_t most_choices_shown = 8;

bool has_word(const std::string& text, const std::string& word)
{
    std::istringstream in(text);
    for (std::string one; in >> one;)
        if (one == word)
            return true;
    return false;
}

/// The named fields of a command that needs words, beside what it is about. Clicks outside go where they go: they pick cameras and places.
class FormPanel final : public Panel {
public:
    void draw(const View& view, Outbox& outbox) override
    {
        const CommandForm& form = *view.session.form;
        const CommandRow* row = find_command(form.command);
        if (!row)
            return;
        if (serial_ != form.serial)
            begin(view, form, *row);
        // Enter gave the keyboard away; the form is still here, so something is wrong.
        if (std::exchange(was_sent_, false))
            focus_on(form.wrong >= 0 ? static_cast<std::size_t>(form.wrong) : focused_);
        pick(view, *row);
        const Painter outer = Painter::to_measure(view);
        const Rect place = place_of(view, outer, *row);
        ImGui::SetNextWindowPos({place.x, place.y});
        ImGui::SetNextWindowSize({place.width, place.height});
        if (ImGui::Begin("form", nullptr, form_flags))
            draw_content(view, outbox, *row);
        ImGui::End();
        view.names.put("form", place);
    }

private:
    void begin(const View& view, const CommandForm& form, const CommandRow& row)
    {
        serial_ = form.serial, was_sent_ = false;
        values_ = form.values;
        values_.resize(row.arguments.size());
        filters_.assign(row.arguments.size(), {});
        camera_ = pointed_camera(view.session), point_ = view.session.selection.point;
        // The keyboard begins at what is not known yet.
        const auto open = std::ranges::find_if(values_, [](const std::string& value) { return value.empty(); });
        focus_on(open == values_.end() ? 0 : static_cast<std::size_t>(open - values_.begin()));
    }

    void focus_on(std::size_t field) { focused_ = field, frames_ = 3; }

    /// What is clicked on the map or on the wall while the form is open fills the field that waits for it.
    void pick(const View& view, const CommandRow& row)
    {
        const data::CameraId camera = pointed_camera(view.session);
        const auto field_of = [&](ArgumentType type) {
            const auto at = std::ranges::find(row.arguments, type, &ArgumentRow::type);
            return at == row.arguments.end() ? nullptr : &values_[static_cast<std::size_t>(at - row.arguments.begin())];
        };
        if (camera != camera_) {
            camera_ = camera;
            std::string* field = field_of(ArgumentType::camera);
            if (const data::Camera* picked = view.world.cameras->find(camera); picked && field) {
                const std::string number = std::to_string(picked->number);
                const auto at = std::ranges::find(row.arguments, ArgumentType::camera, &ArgumentRow::type);
                if (!at->many)
                    *field = number;
                else if (!has_word(*field, number))
                    *field += (field->empty() ? "" : " ") + number;
            }
        }
        if (view.session.selection.point != point_) {
            point_ = view.session.selection.point;
            if (std::string* field = field_of(ArgumentType::place); field && point_)
                *field = fmt::format("{:.7f} {:.7f}", point_->lon, point_->lat);
        }
    }

    static std::vector<ArgumentChoice> choices_of(const View& view, const ArgumentRow& row)
    {
        return row.choices ? row.choices(view.world, view.session, view.text) : std::vector<ArgumentChoice>();
    }
    /// More than are seen at once: a field finds them.
    static bool has_filter(const std::vector<ArgumentChoice>& choices) { return choices.size() > most_choices_shown; }

    /// In the middle above the map; on no picture: where a wall has made room, and never over the case's.
    static Rect place_of(const View& view, const Painter& p, const CommandRow& row)
    {
        const ImVec2 screen = ImGui::GetIO().DisplaySize;
        if (const auto aside = view.names.find("region.aside"))
            return {aside->x, aside->y, aside->width, std::min(height_of(view, p, row, aside->width), aside->height)};
        const float room = free_room(view).width;
        const float width = std::min(p.px(width_px), room), height = std::min(height_of(view, p, row, width), screen.y);
        return {std::round(std::min((screen.x - width) / 2, room - width)), std::round(std::min(screen.y * 0.18F, screen.y - height)), width, height};
    }

    static float height_of(const View& view, const Painter& p, const CommandRow& row, float width)
    {
        float height = p.px(36 + 24) + p.px(field_px + 2 * gap_px); // title, buttons, edges
        for (std::size_t i = 0; i < row.arguments.size(); ++i) {
            const ArgumentRow& argument = row.arguments[i];
            height += p.px(label_px + gap_px);
            const std::vector<ArgumentChoice> choices = choices_of(view, argument);
            const std::size_t shown = std::clamp<std::size_t>(choices.size(), 1, most_choices_shown);
            if (has_filter(choices))
                height += p.px(field_px + gap_px);
            height += argument.type == ArgumentType::choice ? p.px(choice_px) * static_cast<float>(shown) : p.px(field_px);
        }
        if (!view.session.form->error.empty())
            height += p.px(gap_px) + p.paragraph_height(width - p.px(48), words_of(view.text, view.session.form->error));
        return height;
    }

    void draw_content(const View& view, Outbox& outbox, const CommandRow& row)
    {
        const WholeRegion region;
        const FramePainter card(view);
        const Rect place = region.box;
        const CommandForm& form = *view.session.form;
        // While the file chooser lies over it, the keyboard is the chooser's.
        const bool has_keyboard = !view.session.files;
        if (has_keyboard && imgui::is_pressed(ImGuiKey_Tab, true) && !row.arguments.empty())
            focus_on((focused_ + (ImGui::GetIO().KeyShift ? row.arguments.size() - 1 : 1)) % row.arguments.size());
        card.fill(place, Colour::panel);
        const Rect inner = draw_card(card, place, Colour::selected, view.text(row.title), "");
        const Scrolled scrolled(card, "form.scroll", inner, height_of(view, card, row, place.width) - (place.height - inner.height) - 1);
        const FramePainter p(view);
        Rect box = scrolled.box;
        bool is_done = false;
        for (std::size_t i = 0; i < row.arguments.size(); ++i) {
            const ArgumentRow& argument = row.arguments[i];
            Rect label = cut_top(box, p.px(label_px));
            const bool is_wrong = form.wrong == static_cast<int>(i);
            if (is_wrong) {
                const Rect mark = cut_left(label, p.px(20));
                p.sign(Sign::cross, mark.x + p.px(7), mark.y + mark.height / 2, 12, Colour::not_taken);
            }
            p.text(label, label_of(view, argument), {FontSize::secondary, Colour::secondary});
            if (argument.type == ArgumentType::choice)
                draw_choices(p, argument, i, box);
            else
                is_done |= draw_value(p, argument, i, cut_top(box, p.px(field_px)), outbox);
            cut_top(box, p.px(gap_px));
        }
        if (!form.error.empty()) {
            const std::string words = words_of(view.text, form.error);
            Rect error = cut_top(box, p.paragraph_height(box.width - p.px(24), words));
            const Rect mark = cut_left(error, p.px(24));
            p.sign(Sign::fault, mark.x + p.px(8), mark.y + p.px(10), 14);
            p.paragraph(error, words);
        }
        Rect buttons = cut_bottom(box, p.px(field_px));
        const bool is_entered = has_keyboard && (imgui::is_pressed(ImGuiKey_Enter, false) || imgui::is_pressed(imgui::keypad_enter, false));
        is_done |= is_entered && !row.arguments.empty() && row.arguments[focused_].type == ArgumentType::choice;
        is_done |= p.button("form.done", cut_left(buttons, p.button_width(view.text("form.done"), "Enter")), view.text("form.done"), "Enter");
        cut_left(buttons, p.px(gap_px));
        if (p.button("form.cancel", cut_left(buttons, p.button_width(view.text("seat.cancel"), "Esc")), view.text("seat.cancel"), "Esc"))
            outbox.run("form.cancel");
        else if (is_done)
            outbox.run("form.run", values_), was_sent_ = true;
        else if (values_ != form.values)
            outbox.run("form.typed", values_);
        if (frames_ > 0)
            --frames_, outbox.wanted.redraw_by(view.now);
    }

    static std::string label_of(const View& view, const ArgumentRow& argument)
    {
        std::string label(view.text(argument.title));
        if (argument.type == ArgumentType::number && argument.least < argument.most)
            label += fmt::format("  {:.6g} – {:.6g}", argument.least, argument.most);
        if (!argument.required)
            label += view.text.format("form.optional", {});
        return label;
    }

    /// A line of text. True: Enter.
    bool draw_value(const FramePainter& p, const ArgumentRow& argument, std::size_t i, Rect box, Outbox& outbox)
    {
        if (argument.path != PathUse::none) {
            const std::string words = p.view().text("form.choose_file");
            if (p.button(fmt::format("form.{}.choose", argument.name), cut_right(box, p.button_width(words)), words))
                outbox.run("file.choose", {p.view().session.form->command, std::to_string(i)});
            cut_right(box, p.px(gap_px));
        }
        const bool is_picked = argument.type == ArgumentType::camera || argument.type == ArgumentType::place;
        const char* hint = !is_picked ? "" : argument.type == ArgumentType::place ? "form.pick_place" : argument.many ? "form.pick_cameras" : "form.pick_camera";
        const FieldState state = draw_field(p, fmt::format("form.{}", argument.name), box, values_[i], *hint ? p.view().text(hint) : "", frames_ > 0 && focused_ == i);
        if (state.active && frames_ == 0)
            focused_ = i;
        return state.submitted;
    }

    /// Leaves those that hold what is typed, and takes the first of them where the one chosen is none.
    void filter(const FramePainter& p, const ArgumentRow& argument, std::size_t i, Rect& box, std::vector<ArgumentChoice>& choices)
    {
        const FieldState state = draw_field(p, fmt::format("form.{}.filter", argument.name), cut_top(box, p.px(field_px)), filters_[i], p.view().text("form.filter"), frames_ > 0 && focused_ == i);
        cut_top(box, p.px(gap_px));
        if (state.active && frames_ == 0)
            focused_ = i;
        const std::string wanted = folded(filters_[i]);
        std::erase_if(choices, [&](const ArgumentChoice& choice) { return folded(choice.label + " " + choice.value).find(wanted) == std::string::npos; });
        if (state.changed && !choices.empty() && std::ranges::find(choices, values_[i], &ArgumentChoice::value) == choices.end())
            values_[i] = choices.front().value;
    }

    void draw_choices(const FramePainter& p, const ArgumentRow& argument, std::size_t i, Rect& box)
    {
        std::vector<ArgumentChoice> choices = choices_of(p.view(), argument);
        const std::size_t shown = std::clamp<std::size_t>(choices.size(), 1, most_choices_shown);
        if (has_filter(choices))
            filter(p, argument, i, box, choices);
        Rect list = cut_top(box, p.px(choice_px) * static_cast<float>(shown));
        if (choices.empty())
            return static_cast<void>(p.text(list, p.view().text("form.nothing_to_choose"), {.colour = Colour::secondary}));
        const auto current = std::ranges::find(choices, values_[i], &ArgumentChoice::value);
        int at = current == choices.end() ? -1 : static_cast<int>(current - choices.begin());
        if (focused_ == i && !p.view().session.files) {
            const int count = static_cast<int>(choices.size()), before = at;
            if (imgui::is_pressed(ImGuiKey_DownArrow, true))
                at = std::min(at + 1, count - 1);
            if (imgui::is_pressed(ImGuiKey_UpArrow, true))
                at = std::max(at - 1, 0);
            if (at != before)
                values_[i] = choices[static_cast<std::size_t>(at)].value;
            p.frame(list, Colour::accent);
        }
        draw_rows(p, fmt::format("form.{}.rows", argument.name), list, static_cast<int>(choices.size()), p.px(choice_px), [&](const FramePainter& inside, int n, Rect row) {
            const ArgumentChoice& choice = choices[static_cast<std::size_t>(n)];
            const AreaState state = inside.area(fmt::format("form.{}.{}", argument.name, choice.value), row);
            draw_row_ground(inside, row, n == at, state);
            if (n == at)
                inside.sign(Sign::tick, row.x + inside.px(16), row.y + row.height / 2, 14);
            inside.text({row.x + inside.px(32), row.y, row.width - inside.px(40), row.height}, choice.label.empty() ? choice.value : choice.label);
            if (state.clicked)
                values_[i] = choice.value, focused_ = i, frames_ = 0;
        }, false, at);
    }

    std::uint64_t serial_ = 0;
    std::vector<std::string> values_, filters_;
    std::size_t focused_ = 0;
    int frames_ = 0; // a field takes the keyboard only once it has been drawn
    bool was_sent_ = false;
    data::CameraId camera_;
    std::optional<geo::LonLat> point_;
};

}

std::unique_ptr<Panel> make_form_panel() { return std::make_unique<FormPanel>(); }

}
