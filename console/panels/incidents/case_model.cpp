#include "console/panels/incidents/case_model.h"

#include "console/panels/incidents/queue_model.h"
#include "console/text/times.h"
#include "data/records/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace console {
namespace {

constexpr std::array source_keys{"source.grid_worker", "source.video_patrol", "source.hotline", "source.app", "source.superior",
                                 "source.letter", "source.device_alarm", "source.inspection", "source.other"};

}

CaseHeader make_case_header(const data::World& world, const data::Incident& incident, const data::Actor& actor, const Texts& text,
                            data::TimePoint now, const TimeText& clock)
{
    CaseHeader header;
    header.title = incident.title;
    header.number = "#" + incident.number;
    header.place = incident.place;
    header.severity = incident.severity;
    header.fill = incident.attention;
    header.attention = attention_text(world, incident, text);
    header.lateness = data::lateness(incident, now);
    header.spent = spent_of_limit(incident, now);
    header.time = signed_time(data::time_left(incident, now));
    if (incident.due && !header.time.empty())
        header.limit = text.format(header.lateness == data::Lateness::overdue ? "case.over" : "case.of", {limit_text(incident)});
    const std::string state = std::string("incident_state.") + data::incident_state_names[static_cast<std::size_t>(incident.state)];
    header.state = text(state);
    header.reported = text.format("case.reported", {clock(incident.reported), text(source_keys[static_cast<std::size_t>(incident.source)])});
    const bool is_open = data::is_open(incident);
    header.can_see = is_open && incident.attention == data::Attention::fresh;
    header.can_accept = is_open && !(incident.attention == data::Attention::in_hand && incident.post == actor.post);
    header.can_close = is_open;
    return header;
}

CaseProof make_case_proof(const data::World& world, const data::Incident& incident, const Texts& text, const TimeText& date)
{
    CaseProof proof;
    const data::Grid* grid = world.grids->find(incident.grid);
    if (!grid)
        return proof;
    proof.has_grid = true;
    proof.code = grid->code;
    proof.name = grid->name;
    for (const data::Grid* above : data::grid_path(world, incident.grid))
        if (above != grid)
            proof.path = above->name + (proof.path.empty() ? "" : " › ") + proof.path;
    proof.edition = grid->valid_from ? text.format("case.edition", {date(*grid->valid_from)}) : text("case.no_edition");
    if (incident.has_position && !grid->shape.empty())
        proof.edge = text.format("case.edge", {fmt::format("{:.0f}", geo::distance_to_edge_m(grid->shape, incident.position))});
    if (const data::Unit* unit = data::responsible_unit(world, incident.grid)) {
        proof.unit = unit->name;
        proof.phone = unit->duty_phone;
    }
    return proof;
}

std::string reason_text(const NearCamera& near, const Texts& text)
{
    static constexpr std::array keys{"near.sees", "near.can_turn", "near.near", "near.unknown", "near.hidden"};
    std::string words = text.format(keys[static_cast<std::size_t>(near.reason)], {fmt::format("{:.0f}", near.distance_m)});
    if (near.reason == NearReason::sees && near.pixels_per_m >= 1)
        words += fmt::format(" · {:.0f} px/m", near.pixels_per_m);
    return words;
}

namespace {

constexpr float stacked_of_width = 0.6F; // how high a picture is that has the column's width, with its caption

}

CaseParts part_case(float width, float height, bool has_record, bool has_pictures, bool is_enlarged, std::size_t listed)
{
    constexpr float header = 148, least_cameras = 120, of_width = 0.631F;
    constexpr float note = 56, least_log = 180, least_record = 300; // the note field among them
    constexpr float lowest_record = note + 36 + 76 + 44 + 28;       // the way back, what it is of, what can be done and a row
    constexpr float lowest_cameras = 56;                            // the key that opens them
    constexpr float readable = 270;                                 // two rows of pictures; for less the lines of the log go
    const float lowest = has_record ? lowest_record : note;
    const float proof = height - header - lowest >= 96 ? 96 : 0;
    // Upright screens have room for all four below each other, each as wide as the column.
    const float stacked = std::floor(width * stacked_of_width) * 4, room = height - header - proof - (has_record ? least_record : least_log);
    const float cameras = has_pictures && room >= stacked ? stacked : std::max(356.F, std::floor(width * of_width));
    constexpr float list_head = 28, list_row = 48, list_foot = 40, margins = 24;
    const float left = std::max(0.F, height - header - proof), rest = has_record ? least_record : least_log;
    // One that is drawn large takes what the log can give; a list beside a record no more than it needs.
    float most = cameras;
    if (has_pictures && is_enlarged)
        most = left;
    else if (!has_pictures && has_record)
        most = std::min(cameras, list_head + list_row * static_cast<float>(std::max<std::size_t>(listed, 1)) + list_foot + margins);
    CaseParts parts{.header = header, .proof = proof};
    parts.cameras = std::clamp(left - rest, std::min(least_cameras, most), most);
    if (has_pictures && !has_record)
        parts.cameras = std::max(parts.cameras, std::min({readable, left - note, most}));
    parts.cameras = std::clamp(parts.cameras, 0.F, std::max(0.F, left - lowest));
    if (parts.cameras < lowest_cameras)
        parts.cameras = 0;
    parts.rest = left - parts.cameras;
    return parts;
}

std::array<Rect, 4> place_case_pictures(Rect box, float gap, int enlarged)
{
    std::array<Rect, 4> places;
    if (enlarged < 0) {
        const std::size_t columns = box.height >= box.width * stacked_of_width * 3 ? 1 : 2, rows = places.size() / columns;
        const auto part = [gap](float size, std::size_t count) { return std::floor((size - gap * static_cast<float>(count - 1)) / static_cast<float>(count)); };
        const float wide = part(box.width, columns), high = part(box.height, rows);
        for (std::size_t i = 0; i < places.size(); ++i)
            places[i] = {box.x + static_cast<float>(i % columns) * (wide + gap), box.y + static_cast<float>(i / columns) * (high + gap), wide, high};
        return places;
    }
    const float wide = std::floor((box.width - 2 * gap) / 3), high = std::floor(std::min(wide * 0.75F, box.height * 0.3F));
    float x = box.x;
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (static_cast<int>(i) == enlarged) {
            places[i] = {box.x, box.y, box.width, box.height - high - gap};
            continue;
        }
        places[i] = {x, box.y + box.height - high, wide, high};
        x += wide + gap;
    }
    return places;
}

std::vector<LogLine> make_log(const data::World& world, data::IncidentId incident, const Texts& text, const TimeText& clock)
{
    std::vector<LogLine> lines;
    const auto at = world.histories.find(incident);
    if (at == world.histories.end())
        return lines;
    for (const data::IncidentEvent& event : at->second) {
        const std::string key = "event." + event.kind;
        const std::string word = text(key);
        const data::Post* post = world.posts->find(event.actor.post);
        std::string what = word == key ? event.kind : word;
        if (!event.text.empty())
            what += (what.empty() ? "" : text("case.log_separator")) + event.text;
        lines.push_back({clock(event.time), post ? text.format("case.log_post", {post->label}) : std::string(), what});
    }
    return lines;
}

}
