#pragma once
// How a workspace is made and opened: what the store asks of an engine before there is a connection. Each engine implements it in
// its own folder, which nobody includes; there is one engine, for workspaces that are files. Any thread, blocks.

#include "data/store/open_mode.h"
#include "data/store/tables/connection.h"
#include "data/store/upgrade.h"

#include <filesystem>
#include <memory>
#include <optional>

namespace data::store {

struct OpenedWorkspace {
    std::unique_ptr<Connection> connection;
    std::optional<UpgradePlan> upgraded; // what was changed on the way
    UpgradePlan older;                   // with steps: an older workspace, left as it is; the connection is good for nothing but closing
};

/// See Store::create.
void create_workspace(const std::filesystem::path& path);
/// See Store::open; without `may_upgrade` an older workspace is not changed.
OpenedWorkspace open_workspace(const std::filesystem::path& path, OpenMode mode, bool may_upgrade);

} // namespace data::store
