#pragma once
// Older workspaces: what an upgrade changes, and the way back. Store::open upgrades by itself, after a copy; these tell and undo.
// Any thread; Error with one line for operators.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace data {

struct UpgradeStep {
    int number = 0;
    std::string changes; // in words, from the step's first line
};

struct UpgradePlan {
    int from = 0, to = 0; // equal: nothing to do
    std::vector<UpgradeStep> steps;
    std::filesystem::path copy; // where the copy goes (or went)
    std::vector<std::string> kept; // keys of settings that could not be read, and stay settings; known once it is done
};

/// Reads only.
UpgradePlan plan_upgrade(const std::filesystem::path& workspace);

struct UndoneUpgrade {
    int from = 0, to = 0;                // schemas
    std::int64_t log_rows = 0;           // rows of the session log written since, carried over
    std::filesystem::path kept;          // where the upgraded file went
};

/// Puts the copy back that was made before the last upgrade. Refused once anything new was recorded since (an event, an import, a
/// changed record): it would be lost; and while another program has the workspace open.
UndoneUpgrade undo_upgrade(const std::filesystem::path& workspace);

}
