#pragma once
// What the queue shows, decided without drawing it. Pure functions; tests/console/panels/incidents/queue_model_test.cpp.

#include "console/seat/session.h"
#include "console/text/text.h"
#include "data/records/world.h"

#include <array>
#include <string>
#include <vector>

namespace console {

struct QueueCounts {
    int open = 0, fresh = 0, mine = 0, late = 0;
    std::array<int, 4> unseen{}; // by severity, 1 to 3
};
QueueCounts make_queue_counts(const data::World& world, const data::Actor& actor, data::TimePoint now);

/// Open incidents of the tab, in the order attention, lateness, severity, oldest first.
std::vector<data::IncidentId> make_queue_order(const data::World& world, const std::string& tab, const data::Actor& actor, data::TimePoint now);

/// What the list shows while the operator's hands may be on it: as long as `is_busy` the rows stay where they are, and what is
/// new is only counted.
struct ShownOrder {
    std::vector<data::IncidentId> rows;
    int waiting = 0; // new ones not yet among the rows
};
ShownOrder merge_order(const std::vector<data::IncidentId>& shown, const std::vector<data::IncidentId>& wanted, bool is_busy);

struct QueueRow {
    data::IncidentId id;
    data::Severity severity = data::Severity::ordinary;
    data::Attention attention = data::Attention::fresh;
    data::Lateness lateness = data::Lateness::on_time;
    float spent = 0;
    std::string title, place, time, attention_word;
};
QueueRow make_queue_row(const data::World& world, const data::Incident& incident, const Texts& text, data::TimePoint now);

/// "new", "seen", the post in whose hand it is, "waiting".
std::string attention_text(const data::World& world, const data::Incident& incident, const Texts& text);

}
