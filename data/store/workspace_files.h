#pragma once
// The files that are one workspace.

#include <filesystem>

namespace data {

/// Takes away the file and what the engine keeps beside it, half-made ones included. For what nobody has open and nobody keeps; what cannot be
/// removed stays without a word.
void remove_workspace(const std::filesystem::path& path);

/// What a workspace that was deleted without it left beside its name: it would be played into the next one there.
void remove_logs(const std::filesystem::path& path);

}
