#include "console/panels/incidents/intake.h"

#include "console/look/field.h"
#include "console/look/imgui_versions.h"
#include "console/look/rows.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>

namespace console {
namespace {

constexpr float line = 32, intake_gap = 8, hit_height = 28, intake_margin = 12;
constexpr std::size_t candidates = 6;

}

float Intake::height(const FramePainter& p) const
{
    const float hits = static_cast<float>(std::max<std::size_t>(1, hits_.size())) * hit_height;
    return p.px(36) + p.px(line + intake_gap) + p.px(hits + intake_gap) + 4 * p.px(line + intake_gap) + p.px(intake_gap);
}

void Intake::fill_address(const View& view, Outbox& outbox, const std::string& place)
{
    const IntakeDraft& draft = *view.session.intake;
    if (!draft.position || draft.position == filled_for_ || !view.places || !view.places->book)
        return;
    filled_for_ = draft.position;
    // A place found by search has its own words; what the operator typed is never replaced.
    if (!place.empty() && place != filled_)
        return;
    const data::AddressWords words = view.places->book->addresses.describe(*draft.position);
    filled_ = view.text.language() == Language::zh ? words.zh : words.en;
    outbox.run("report.set", {"place", filled_});
}

/// Where no candidates stand below the field.
const char* Intake::said_of(const IntakeDraft& draft, const std::string& place) const
{
    if (place.empty())
        return draft.position ? "intake.no_name" : "intake.no_words";
    if (draft.position && (place == filled_ || place == taken_))
        return "intake.filled";
    if (!finder_.is_current())
        return "intake.looking";
    return draft.position ? "intake.no_hit_placed" : "intake.no_hit";
}

void Intake::draw(const FramePainter& p, Outbox& outbox, Rect box)
{
    const View& view = p.view();
    const IntakeDraft& draft = *view.session.intake;
    const bool just_opened = !is_open_;
    is_open_ = true;
    // What was filled in or taken for the report before says nothing of this one.
    if (just_opened && draft.place.empty())
        filled_.clear(), taken_.clear(), filled_for_.reset();
    p.fill(box, Colour::panel_raised);
    p.horizontal(box.x, box.x + box.width, box.y + box.height - std::max(1.F, p.px(1)));
    Rect rest = inset(box, p.px(intake_margin), 0);
    p.text(cut_top(rest, p.px(36)), view.text("intake.title"), {FontSize::title, Colour::text});

    std::string place = draft.place;
    const FieldState field = draw_field(p, "intake.place", cut_top(rest, p.px(line)), place, view.text("intake.place_hint"), just_opened);
    if (field.changed)
        outbox.run("report.set", {"place", place});
    // What was filled in or taken is no question: the candidates stay where they are.
    if (place != taken_ && place != filled_)
        finder_.ask(view, place, {.places_only = true, .limit = candidates});
    if (just_opened || edition_ != finder_.edition()) {
        edition_ = finder_.edition();
        hits_ = place.empty() ? std::vector<Hit>{} : finder_.hits();
    }
    fill_address(view, outbox, place);
    if (draft.position || view.session.dismissed != dismissed_for_ || imgui::is_pressed(ImGuiKey_Escape, true))
        enter_.forget();
    dismissed_for_ = view.session.dismissed;
    if (field.submitted)
        enter_.press(place);
    const bool is_entered = enter_.act(place, finder_.is_current());
    cut_top(rest, p.px(intake_gap / 2));
    if (hits_.empty())
        p.text(cut_top(rest, p.px(hit_height)), view.text(said_of(draft, place)), {FontSize::secondary, Colour::secondary});
    for (std::size_t i = 0; i < hits_.size(); ++i) {
        const Hit& hit = hits_[i];
        Rect row = cut_top(rest, p.px(hit_height));
        const AreaState state = p.area(fmt::format("intake.hit.{}", i + 1), row);
        const bool is_taken = draft.position && hit.position && *draft.position == *hit.position;
        draw_row_ground(p, row, is_taken, {state.hovered});
        if (state.hovered && !is_taken)
            p.fill(row, Colour::panel_pressed);
        p.sign(hit.kind == data::HitKind::grid ? Sign::grid : Sign::place, row.x + p.px(16), row.y + row.height / 2, 14, Colour::secondary);
        cut_left(row, p.px(32));
        cut_right(row, p.px(4));
        const std::string where = hit.where.empty() ? hit.what : hit.what + " · " + hit.where;
        p.text(cut_right(row, std::min(p.width(where, FontSize::secondary), row.width * 0.45F)), where, {FontSize::secondary, Colour::secondary, Align::right, Shorten::middle});
        cut_right(row, p.px(8));
        p.text(row, hit.title, {FontSize::body, Colour::text, Align::left, Shorten::middle});
        const bool is_chosen = is_entered && i == 0 && !draft.position;
        if ((state.clicked || is_chosen) && hit.position) {
            outbox.run("report.position", {fmt::format("{:.7f}", hit.position->lon), fmt::format("{:.7f}", hit.position->lat)});
            outbox.run("report.set", {"place", hit.title});
            taken_ = hit.title;
        }
    }
    cut_top(rest, p.px(intake_gap / 2));

    std::string title = draft.title;
    if (draw_field(p, "intake.title", cut_top(rest, p.px(line)), title, view.text("intake.title_hint")).changed)
        outbox.run("report.set", {"title", title});
    cut_top(rest, p.px(intake_gap));
    Rect severities = cut_top(rest, p.px(line));
    const float third = std::floor((severities.width - 2 * p.px(4)) / 3);
    for (int severity = 1; severity <= 3; ++severity) {
        const Rect cell = cut_left(severities, third);
        cut_left(severities, p.px(4));
        const auto value = static_cast<data::Severity>(severity);
        if (p.button(fmt::format("intake.severity.{}", severity), cell, "", {}, true, draft.severity == value))
            outbox.run("report.set", {"severity", std::to_string(severity)});
        draw_severity(p.list(), view.palette, value, data::Attention::seen, {cell.x + p.px(20), cell.y + std::round(cell.height / 2)}, p.px(20));
        p.text({cell.x + p.px(36), cell.y, cell.width - p.px(40), cell.height}, view.text(fmt::format("severity.{}", severity)));
    }
    cut_top(rest, p.px(intake_gap));
    Rect position = cut_top(rest, p.px(line));
    const std::string pick = view.text("intake.pick");
    if (p.button("intake.pick", cut_right(position, std::min(p.button_width(pick), position.width / 2)), pick, {}, true, draft.picking))
        outbox.run("report.pick");
    const std::string stands = draft.position ? fmt::format("{:.5f} {}  {:.5f} {}", std::abs(draft.position->lon), draft.position->lon < 0 ? "W" : "E", std::abs(draft.position->lat), draft.position->lat < 0 ? "S" : "N")
                                              : std::string(view.text(draft.picking ? "intake.click_map" : "intake.no_position"));
    p.sign(Sign::place, position.x + p.px(8), position.y + position.height / 2, 14, draft.position ? Colour::text : Colour::secondary);
    cut_left(position, p.px(24));
    p.text(position, stands, {FontSize::secondary, draft.position ? Colour::text : Colour::secondary});
    cut_top(rest, p.px(intake_gap));
    Rect actions = cut_top(rest, p.px(line));
    const float half = std::floor((actions.width - p.px(8)) / 2);
    if (p.button("intake.save", cut_left(actions, half), view.text("intake.save"), "Ctrl+Enter", draft.position.has_value() && !(draft.title.empty() && draft.place.empty())))
        outbox.run("report.save");
    cut_left(actions, p.px(8));
    if (p.button("intake.cancel", actions, view.text("intake.cancel")))
        outbox.run("report.cancel");
}

}
