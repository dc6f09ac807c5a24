#pragma once
// In which coordinate system an import reads its numbers: what the operator says, what the file says, what was chosen for a file with
// the same columns before; else nobody guesses in silence. Part of the importer; one import is one thread's work.

#include "data/import/run.h"
#include "geo/formats/vector_file.h"

#include <optional>
#include <string>

namespace data {

/// For geo::VectorQuery::crs. Throws NeedsSystem when a choice is due.
std::string settle_system(Import& import, geo::VectorFile& file, const geo::VectorQuery& query, const geo::VectorLayer& layer);

/// What was imported last from a file with the same columns; used up by settle_system() and the mapping.
std::optional<ImportRecord> remembered(Import& import, const std::string& columns);

} // namespace data
