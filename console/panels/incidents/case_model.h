#pragma once
// What stands beside the map for the selected incident: header, proof of place, reasons of cameras, log. Pure functions;
// tests/console/panels/incidents/case_model_test.cpp.

#include "console/seat/session.h"
#include "console/text/text.h"
#include "console/wall/near_cameras.h"
#include "data/records/world.h"

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

struct LogLine {
    std::string time, who, what;
};
std::vector<LogLine> make_log(const data::World& world, data::IncidentId incident, const Texts& text, const TimeText& clock);

}
