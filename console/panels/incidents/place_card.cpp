#include "console/panels/incidents/place_card.h"

#include "console/frame/command_button.h"
#include "console/frame/copy_text.h"
#include "data/records/place_names.h"
#include "geo/crs/position_text.h"

#include <fmt/format.h>

namespace console {

PlaceCard make_place_card(const data::World& world, const PlaceBook* book, const Selection& selection, const Texts& text, const TimeText& date)
{
    PlaceCard card;
    if (!selection.point)
        return card;
    const bool zh = text.language() == Language::zh;
    const geo::LonLat at = *selection.point;
    card.position = geo::format_position(at);
    const data::AddressWords words = book ? book->addresses.describe(at) : data::AddressWords{};
    card.address = zh ? words.zh : words.en;
    card.other = zh ? words.en : words.zh;
    card.kind = text("place.point");
    card.title = card.address.empty() ? card.position : card.address;
    if (const data::Place* place = world.places->find(selection.place)) {
        static constexpr std::array kinds{"place_kind.address",  "place_kind.building", "place_kind.road",  "place_kind.crossing",
                                          "place_kind.landmark", "place_kind.pole",     "place_kind.water", "place_kind.green"};
        card.kind = text(kinds[static_cast<std::size_t>(place->kind)]);
        card.title = zh ? data::name_in_chinese(*place) : data::name_in_english(*place);
        // Who reads English still has to say the name on the phone.
        if (const std::string own = data::place_title(*place); own != card.title && card.other.find(own) == std::string::npos)
            card.kind += " · " + own;
    }
    data::Incident spot{.position = at};
    if (book)
        spot.grid = book->locator.find(at);
    card.proof = make_case_proof(world, spot, text, date);
    return card;
}

void draw_place_header(const FramePainter& p, Outbox& outbox, Rect box, const PlaceCard& card, bool is_beside)
{
    const Texts& text = p.view().text;
    p.view().names.say("place.title", card.title);
    p.view().names.say("place.address", card.address);
    p.view().names.say("place.grid", card.proof.code);
    p.view().names.say("place.path", card.proof.path);
    p.view().names.say("place.unit", card.proof.unit);
    p.view().names.say("place.phone", card.proof.phone);
    Rect inner = inset(box, p.px(12), 0);
    cut_top(inner, p.px(10));
    Rect line = cut_top(inner, p.px(32));
    p.sign(Sign::place, line.x + p.px(16), line.y + p.px(16), 24, Colour::text);
    cut_left(line, p.px(44));
    draw_copy_text(p, outbox, "place.title", line, card.title, {FontSize::title, Colour::text, Align::left, Shorten::middle});
    line = cut_top(inner, p.px(24));
    cut_left(line, p.px(44));
    const float position = p.width(card.position, FontSize::secondary) + p.px(24);
    draw_copy_text(p, outbox, "place.position", cut_right(line, position), card.position, {FontSize::secondary, Colour::secondary, Align::right});
    cut_right(line, p.px(12));
    p.text(line, card.title == card.address || card.address.empty() ? card.kind : card.kind + " · " + card.address, {FontSize::body, Colour::text, Align::left, Shorten::middle});
    line = cut_top(inner, p.px(26));
    cut_left(line, p.px(44));
    draw_copy_text(p, outbox, "place.other", line, card.other, {FontSize::secondary, Colour::secondary, Align::left, Shorten::middle});
    cut_top(inner, p.px(10));
    line = cut_top(inner, p.px(32));
    // Beside an incident the pictures are the incident's.
    if (!is_beside)
        command_button(p, outbox, line, "place.cameras", text("case.cameras"), "incident.cameras", {}, !p.view().session.case_cameras_open);
    command_button(p, outbox, line, "place.report", text("place.report"), "report.start");
    // Below the words that can be marked, which were asked first.
    if (const auto& point = p.view().session.selection.point)
        offer_menu(outbox, p.area("place.card", box), thing::place, card.title, {fmt::format("{:.7f}", point->lon), fmt::format("{:.7f}", point->lat)});
    p.horizontal(box.x, box.x + box.width, box.y + box.height - std::max(1.F, p.px(1)));
}

}
