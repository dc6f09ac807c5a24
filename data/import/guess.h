#pragma once
// What a foreign file holds, judged by its content first (kind of shapes, columns) and by the words of its name second, so that
// a file dropped on the console needs no questions. Reads the head of the file only; any thread.

#include "data/import/columns.h"

#include <optional>
#include <string>

namespace data {

struct ImportGuess {
    std::optional<ImportKind> kind;  // empty: the content fits nothing we know, or two things equally well
    std::optional<Level> level;      // of areas; empty with `needs_level`: ask
    bool needs_level = false;        // areas whose level nothing tells
};

/// `layer`: by name; empty: the one that says most of what we know. Throws Error or geo::Error when the file is missing, not readable or of no known
/// format.
ImportGuess guess_import(const std::string& path, const std::string& layer = {});

} // namespace data
