#pragma once
// What stands beside the map for the selected incident: header, proof of place, reasons of cameras, log. Pure functions;
// tests/console/panels/incidents/case_model_test.cpp.

#include "console/names.h"
#include "console/seat/session.h"
#include "console/text/text.h"
#include "console/wall/near_cameras.h"
#include "data/records/world.h"

#include <array>
#include <functional>
#include <string>
#include <vector>

namespace console {

/// Local time of the city in words.
using TimeText = std::function<std::string(data::TimePoint)>;

struct CaseHeader {
    std::string title, number, place, attention, time, limit, reported, state;
    data::Severity severity = data::Severity::ordinary;
    data::Attention fill = data::Attention::fresh;
    data::Lateness lateness = data::Lateness::on_time;
    float spent = 0;
    bool can_accept = false, can_see = false, can_close = false;
};
CaseHeader make_case_header(const data::World& world, const data::Incident& incident, const data::Actor& actor, const Texts& text, data::TimePoint now, const TimeText& clock);

/// Which grid holds the point, since when it has this outline, how near its edge is, and who answers for it.
struct CaseProof {
    bool has_grid = false;
    std::string code, name, path, edition, edge, unit, phone;
};
/// Costs a walk along the grid's outline: once per incident, not per frame.
CaseProof make_case_proof(const data::World& world, const data::Incident& incident, const Texts& text, const TimeText& date);

/// "38 m, faces it · 31 px/m"
std::string reason_text(const NearCamera& near, const Texts& text);

/// How the column is parted, in logical pixels: what is known of the case and its pictures stay where they are; a record that is read
/// beside it takes the place of the log. The note field stays below both.
struct CaseParts {
    float header = 0, proof = 0, cameras = 0, rest = 0;
};
/// `listed`: how many near cameras are offered, where the pictures are not open. Pictures are higher in a wide column. In a low one
/// the lines of the log give way first, then the pictures, then what proves the place; header and note field never.
CaseParts part_case(float width, float height, bool has_record, bool has_pictures, bool is_enlarged, std::size_t listed);

/// Where the four pictures lie in the box; `enlarged`: that one above, the others in a row under it, as live as before; −1: two rows of two,
/// in a high box four below each other.
std::array<Rect, 4> place_case_pictures(Rect box, float gap, int enlarged);

struct LogLine {
    std::string time, who, what;
};
std::vector<LogLine> make_log(const data::World& world, data::IncidentId incident, const Texts& text, const TimeText& clock);

}
