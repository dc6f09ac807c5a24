#pragma once
// A copy of an older workspace to look at, while the workspace itself stays as it is. Any thread; Error with one line for operators.

#include <filesystem>

namespace data {

/// Makes `copy` (replacing one that is there) of an older workspace and brings that up to date; the workspace stays as it is.
void copy_upgraded(const std::filesystem::path& workspace, const std::filesystem::path& copy);

}
