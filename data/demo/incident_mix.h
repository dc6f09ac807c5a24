#pragma once
// What happens in a demo: kinds of incidents with their classes, how often they come and how they end. Two-digit classes:
// 01–05 city components, 11–16 events, 21–27 safety hazards, 31–37 disputes (docs/GLOSSARY.md); two digits of subclass.

#include "data/demo/contents.h"
#include "data/demo/random.h"

#include <chrono>

namespace data::demo {

struct IncidentKind {
    const char* code;
    const char* title;
    Severity severity;
    int weight;      // how often
    bool on_road;    // else in a courtyard or building
};
const IncidentKind& pick_kind(Random& random);
const IncidentKind& kind_of(const char* code);

/// Limits by severity: 2 h, 24 h, 72 h.
std::chrono::hours limit_of(Severity severity);

/// Sets kind, times, source and the state of an incident that is over by `now`, and writes its history. `id` is given already.
void finish_incident(Incident& incident, const IncidentKind& kind, TimePoint reported, TimePoint now, Random& random,
                     std::vector<IncidentEvent>& events);

/// Leaves an incident open: `minutes_ago` it was reported; its history fits its attention.
struct OpenCase {
    const char* code;
    int minutes_ago;
    Attention attention;
    IncidentState state;
    int minutes_left;  // to the limit, negative when overdue
};
void open_incident(Incident& incident, const OpenCase& open, TimePoint now, std::vector<IncidentEvent>& events);

/// The seventeen that are open in every demo street; the first is the gas smell.
extern const std::vector<OpenCase> open_cases;

/// A moment in the 30 days before `now`, more by day than at night, whole seconds, at least six hours ago.
TimePoint past_moment(TimePoint now, Random& random);

}
