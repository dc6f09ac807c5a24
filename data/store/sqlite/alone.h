#pragma once
// Before a workspace's file is exchanged for another: nobody else may have it open.

#include <filesystem>

namespace data::store {

/// Folds the log into the file and takes it away. Throws Error while another program has the workspace open.
void require_alone(const std::filesystem::path& workspace);

/// A name beside `path` that nothing has yet: "city.sqlite.END", "city.sqlite.END.2", …
std::filesystem::path free_name(const std::filesystem::path& path, const char* end);

}
