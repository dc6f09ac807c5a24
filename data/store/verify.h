#pragma once
// Is a workspace whole? The engine's own check, its tables and guards word for word, references, geometry and its index, the history by its
// chains of hashes, and the partition. What other programs keep in the file beside it is left alone. Blocks
// (seconds for a city); any thread; changes nothing.

#include "data/records/check.h"

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace data {

struct VerifyFinding {
    std::string kind; // "damage", "schema", "guard", "reference", "geometry", "index", "history"; "unfinished" is no damage
    std::string text;
};

struct VerifyReport {
    int schema = 0;
    std::int64_t damage = 0, schema_faults = 0, guards = 0, references = 0, geometries = 0, indexes = 0, history_gaps = 0;
    std::int64_t unfinished = 0;         // imports that were killed before their index was made: opening it once for writing makes good
    std::string changed_table;           // where history or log are not what was written: table and row of the first such; else empty
    std::int64_t changed_id = 0;
    std::int64_t history_rows = 0, taken_back = 0; // rows that were checked; those that went with imports that were taken back
    std::string history;                 // digest over all chains: backups and copies of one history have the same; empty: an older schema
    std::vector<VerifyFinding> findings; // at most 20 a kind
    CheckReport grids;                   // findings of the partition: work for the editor, not damage
    double seconds = 0;

    /// Nothing but what opening it makes good, and findings of the partition.
    bool is_sound() const { return damage + schema_faults + guards + references + geometries + indexes + history_gaps == 0; }
};

/// Throws Error where the file cannot be opened at all; geo::Cancelled when asked to stop.
VerifyReport verify_workspace(const std::filesystem::path& workspace, TimePoint now, std::stop_token stop = {});

/// One JSON object for scripts.
std::string json_from(const VerifyReport& report);

}
