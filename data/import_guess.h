#pragma once
// What a file that was dropped on the window holds, where nobody said so.

#include "data/columns.h"
#include "data/records.h"

#include <optional>
#include <string>

namespace data {

struct ImportGuess {
    ImportKind kind = ImportKind::grids;
    std::optional<Level> level; // of areas, where the name tells it
};

/// By the ending and the words in the file's name, else by its shapes and columns. Empty when neither tells. Opens the
/// file: not on a thread that must not wait.
std::optional<ImportGuess> guess_import(const std::string& path);

} // namespace data
