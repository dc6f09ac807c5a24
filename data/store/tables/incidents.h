#pragma once
// The incidents and their history. Writers keep their prepared statements for many rows.

#include "data/records/records.h"
#include "data/store/tables/connection.h"

#include <memory>
#include <optional>
#include <vector>

namespace data::store {

std::vector<Incident> read_incidents(Connection& connection);
std::optional<Incident> read_incident(Connection& connection, IncidentId id);
std::vector<IncidentEvent> read_history(Connection& connection, IncidentId id);

/// Inside the caller's transaction.
class IncidentWriter {
public:
    explicit IncidentWriter(Connection& connection);
    ~IncidentWriter();
    /// Inserts, or updates the row of that id. The id is set.
    void write(const Incident& incident);
    /// Returns the event's id.
    EventId append(const IncidentEvent& event);

private:
    struct Statements;
    Connection& connection_;
    std::unique_ptr<Statements> statements_;
};

/// The next number people call an incident by: the last one given out plus one, skipping numbers that are taken. Inside
/// the caller's transaction.
std::string next_incident_number(Connection& connection);
/// Numbers given by others move the counter as far as they are short: a source's own ids of seven digits and more do
/// not.
void note_incident_numbers(Connection& connection, long long highest);
/// The value of a short all-digit number, else 0.
long long short_number(const std::string& text);

} // namespace data::store
