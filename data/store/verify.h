#pragma once
// Is a workspace whole? The engine's own check, references, geometry and its index, the append-only history, and the partition. Blocks
// (seconds for a city); any thread; changes nothing.

#include "data/records/check.h"

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace data {

struct VerifyFinding {
    std::string kind; // "damage", "reference", "geometry", "index", "history", "guard"
    std::string text;
};

struct VerifyReport {
    int schema = 0;
    std::int64_t damage = 0, references = 0, geometries = 0, indexes = 0, history_gaps = 0, guards = 0;
    std::vector<VerifyFinding> findings; // at most 20 a kind
    CheckReport grids;                   // findings of the partition: work for the editor, not damage
    double seconds = 0;

    /// No finding but those of the partition.
    bool is_sound() const { return damage + references + geometries + indexes + history_gaps + guards == 0; }
};

/// Throws Error where the file cannot be opened at all; geo::Cancelled when asked to stop.
VerifyReport verify_workspace(const std::filesystem::path& workspace, TimePoint now, std::stop_token stop = {});

/// One JSON object for scripts.
std::string json_from(const VerifyReport& report);

}
