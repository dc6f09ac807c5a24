#include "data/error.h"
#include "data/import/kinds.h"
#include "data/import/source.h"
#include "data/records/assign.h"
#include "geo/cancelled.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <optional>
#include <tuple>
#include <unordered_map>

namespace data {
namespace {

struct NewIncident {
    Incident incident;
    bool known = false;
};

bool same(const Incident& a, const Incident& b)
{
    const auto fields = [](const Incident& i) {
        return std::tie(i.number, i.class_code, i.title, i.severity, i.source, i.place, i.has_position, i.reported,
                        i.due, i.closed, i.state, i.grid);
    };
    return fields(a) == fields(b) && (!a.has_position || a.position == b.position);
}

/// Of several reports of one class, time and place: the first, "#2", "#3" in the order of the file.
std::string numbered(const std::string& key, std::int64_t n) { return n == 1 ? key : fmt::format("{}#{}", key, n); }

/// By what a report without a number is recognised: its class, time and place.
std::string key_of_report(const Incident& i)
{
    return fmt::format("r|{}|{}|{}|{:.7f}|{:.7f}", i.title, i.place, micros_from_time(i.reported), i.position.lon,
                       i.position.lat);
}

std::string key_of(const Incident& i, const std::string& match)
{
    if (!match.empty())
        if (const std::string text = field_text(i, match); !text.empty())
            return match + "|" + text;
    return i.number.empty() ? key_of_report(i) : "n|" + i.number;
}

/// Numbers that the store gave out are not in the source: such incidents are found by their report.
std::unordered_map<std::string, const Incident*> known_incidents(const std::vector<Incident>& incidents, bool by_report,
                                                                 const std::string& match)
{
    std::unordered_map<std::string, const Incident*> known;
    known.reserve(incidents.size());
    std::unordered_map<std::string, std::int64_t> times;
    for (const Incident& incident : incidents) {
        const std::string key = by_report && match.empty() ? key_of_report(incident) : key_of(incident, match);
        known.emplace(numbered(key, ++times[key]), &incident);
    }
    return known;
}

/// Rows of one key that say different things: each is a report of its own.
class Repeats {
public:
    struct Place {
        std::int64_t n = 1;      // of the rows with this key
        std::int64_t same_as = 0; // the row that says the same in every column; 0: none
    };
    Place add(const std::string& key, const SourceRow& row)
    {
        std::vector<Seen>& rows = seen_[key];
        const std::size_t says = std::hash<std::string>{}(fmt::format("{}", fmt::join(row.values(), "\x1f")));
        for (const Seen& one : rows)
            if (one.says == says)
                return {0, one.row};
        rows.push_back({row.number(), says});
        return {std::int64_t(rows.size()), 0};
    }

private:
    struct Seen {
        std::int64_t row;
        std::size_t says;
    };
    std::unordered_map<std::string, std::vector<Seen>> seen_;
};

struct Unread {
    std::int64_t states = 0;
    std::string state_example;
    std::int64_t without_position = 0;
};

/// Only fields the source has replace those of an incident already known. Returns the reason why the row cannot be
/// taken.
geo::Remark fill(Incident& incident, const SourceRow& row, Import& import, const std::string& severities,
                 bool known, Unread& unread)
{
    if (row.has("number"))
        incident.number = row.text("number");
    if (row.has("class"))
        incident.class_code = row.text("class");
    if (row.has("title"))
        incident.title = row.text("title");
    if (incident.title.empty())
        incident.title = incident.class_code.empty() ? incident.number : incident.class_code;
    if (incident.class_code.empty() && !row.has("class"))
        incident.class_code = incident.title;
    if (row.has("place"))
        incident.place = row.text("place");
    if (const auto severity = word_of<Severity>(import, row, "severity", parse_severity))
        incident.severity = *severity;
    else if (!known)
        incident.severity = severity_of_class(incident.class_code + " " + incident.title, severities);
    if (const auto source = word_of<IncidentSource>(import, row, "source", parse_incident_source))
        incident.source = *source;
    if (const std::string text = row.text("reported"); !text.empty()) {
        const auto time = import.time_from("reported", text);
        if (!time)
            return {"no_time_text", {text}};
        incident.reported = *time;
    } else if (row.has("reported")) {
        return {"no_time"};
    } else if (!known) {
        incident.reported = import.job.now;
    }
    if (row.has("due"))
        incident.due = time_of(import, row, "due");
    if (row.has("closed"))
        incident.closed = time_of(import, row, "closed");
    const std::string state = row.text("state");
    if (const auto parsed = parse_incident_state(state)) {
        incident.state = *parsed;
    } else {
        if (!state.empty())
            ++unread.states, unread.state_example = state;
        if (!known || incident.closed)
            incident.state = incident.closed ? IncidentState::closed : IncidentState::reported;
    }
    if (!known)
        incident.attention = is_open(incident) ? Attention::fresh : Attention::seen;
    return {};
}

std::string setting(const Import& import, const std::string& key)
{
    const auto at = import.world.settings.find(key);
    return at == import.world.settings.end() ? std::string() : at->second;
}

/// A report without any position is still a report; one with a broken position is refused.
bool place_incident(Import& import, const SourceRow& row, Incident& incident, Unread& unread)
{
    const bool none =
        row.raw().defect.key == "no_geometry" || row.raw().defect.key == "no_position" || row.raw().defect.key == "empty_geometry";
    incident.has_position = !none;
    if (none) {
        ++unread.without_position;
        incident.position = {};
        return true;
    }
    const auto position = position_or_refuse(import, row);
    if (position)
        incident.position = *position;
    return position.has_value();
}

} // namespace

void import_incidents(Import& import)
{
    const std::vector<Incident>& before = *import.world.incidents;
    const std::string& match = import.job.match;
    check_match_field(match, fields_of(Incident{}));
    std::optional<std::unordered_map<std::string, const Incident*>>
        known; // made at the first row, which shows whether there are numbers
    const GridLocator locator(import.world.grids->rows, import.job.now);
    const std::string severities = setting(import, "import.severity");

    std::vector<NewIncident> found;
    std::unordered_map<std::string, std::int64_t> seen;
    Repeats repeats;
    Unread unread;
    bool has_time = false;
    read_source(import, geo::ShapeKind::point, [&](const SourceRow& row) {
        has_time = row.has("reported");
        NewIncident fresh;
        if (!place_incident(import, row, fresh.incident, unread))
            return;
        if (geo::Remark reason = fill(fresh.incident, row, import, severities, false, unread); !reason.empty())
            return import.refuse(row.number(), std::move(reason));
        if (!known)
            known = known_incidents(before, !row.has("number"), match);
        std::string key = key_of(fresh.incident, match);
        if (key.starts_with("r|")) { // without a number: rows that say the same in every column are one report
            const Repeats::Place place = repeats.add(key, row);
            if (place.same_as)
                return import.refuse(row.number(), {"report_twice", {std::to_string(place.same_as)}});
            key = numbered(key, place.n);
        } else if (const auto [at, added] = seen.emplace(key, row.number()); !added) {
            return import.refuse(row.number(), {"number_twice", {fresh.incident.number, std::to_string(at->second)}});
        }
        if (const auto at = known->find(key); at != known->end()) {
            const Incident placed = fresh.incident;
            Unread counted;
            fresh.incident = *at->second;
            fill(fresh.incident, row, import, severities, true, counted);
            fresh.incident.has_position = placed.has_position, fresh.incident.position = placed.position;
            fresh.known = true;
        }
        fresh.incident.grid = fresh.incident.has_position ? locator.find(fresh.incident.position) : GridId{};
        found.push_back(std::move(fresh));
    });
    if (import.stop.stop_requested())
        throw geo::Cancelled{};
    if (unread.without_position > 0 && unread.without_position == import.report.read)
        throw Error(geo::remark("no_row_position", fmt::format("{}", fmt::join(import.report.columns_not_taken, ", "))));

    std::unordered_map<IncidentId, const Incident*> by_id;
    for (const Incident& incident : before)
        by_id.emplace(incident.id, &incident);
    std::vector<Incident> batch;
    std::int64_t assigned = 0;
    for (const NewIncident& fresh : found) {
        assigned += bool(fresh.incident.grid);
        const bool unchanged = fresh.known && same(*by_id.at(fresh.incident.id), fresh.incident);
        if (fresh.known)
            count_found(import, unchanged, fresh.incident.number, *by_id.at(fresh.incident.id), fresh.incident);
        if (!unchanged)
            batch.push_back(fresh.incident);
    }
    import.report.imported = std::int64_t(found.size());
    import.report.missing = std::int64_t(before.size()) - import.report.updated - import.report.unchanged;
    import.say(0.7, "writing");
    if (!import.job.dry_run && !batch.empty())
        import.store.put(std::span<const Incident>(batch), import.job.actor);
    import.note({"in_grids", {std::to_string(assigned), std::to_string(found.size())}});
    if (unread.without_position > 0)
        import.note({"without_position", {std::to_string(unread.without_position)}});
    if (unread.states > 0)
        import.note({"states_unknown", {std::to_string(unread.states), unread.state_example}});
    if (!has_time && !found.empty())
        import.note({"no_times"});
    import.say(1, "done");
}

} // namespace data
