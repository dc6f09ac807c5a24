#pragma once
// In which coordinate system an import reads its numbers: what the operator says, what the file says, what was chosen for a file with
// the same columns before; else nobody guesses in silence. Part of the importer; one import is one thread's work.

#include "data/import/parts.h"
#include "geo/crs/fit.h"

namespace data {

/// "FITTED" becomes the newest fit of the workspace, "NAME.json" the fit in that file, "PAIRS:NAME" a similarity fit by the
/// table of that name; anything else stays. Throws Error.
std::string resolve_system(Store& store, const std::string& crs);

/// A table of point pairs (columns x, y and lon, lat; the latter in `goal_crs`, WGS 84 when empty) as a fitted system. Throws Error.
std::string fit_from_table(const std::string& path, geo::FitKind kind, const std::string& goal_crs = {});

/// For geo::VectorQuery::crs. Throws NeedsSystem when a choice is due.
std::string settle_system(Import& import, geo::VectorFile& file, const geo::VectorQuery& query, const geo::VectorLayer& layer);

/// What was imported last from a file with the same columns; used up by settle_system() and the mapping.
std::optional<ImportRecord> remembered(Import& import, const std::string& columns);

} // namespace data
