#pragma once
// A whole copy of a workspace while consoles work on it, and the way back. A backup OUT is one file that opens as it is;
// files that belong to the workspace (WORKSPACE.files/ and maps named relative to it) stand beside it in OUT.files/.
// Any thread, blocks; Error with one line for operators.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace data {

struct BackupReport {
    std::filesystem::path out;
    int schema = 0;
    std::int64_t bytes = 0, incidents = 0, events = 0, log_rows = 0;
    std::int64_t files = 0, file_bytes = 0;  // attachments
    std::vector<std::string> left_out;       // maps named by an absolute path or outside the workspace's folder, and links: they stay where they are
    std::string history;                     // digest over its history and log, as verify tells it; empty: an older schema
    double seconds = 0;
};

/// Takes the engine's own backup (one consistent state, writers go on), opens the copy and checks it before it gets its name. Refuses
/// an existing target; leaves nothing behind where it fails.
BackupReport make_backup(const std::filesystem::path& workspace, const std::filesystem::path& out);

struct RestoreReport {
    std::filesystem::path workspace;
    int schema = 0;
    std::int64_t incidents = 0, events = 0, log_rows = 0, files = 0;
    std::filesystem::path kept; // the workspace that was there before; empty: none was
    double seconds = 0;
};

/// Makes a workspace of a backup. An existing one is refused, or with `replace` kept as NAME.before-restore-N (refused while
/// another program has it open).
RestoreReport restore_backup(const std::filesystem::path& backup, const std::filesystem::path& workspace, bool replace);

}
