#pragma once
// A coordinate system as people name it, the fits of a workspace among them. Blocks (files); any thread that may use the store.

#include "geo/crs/fit.h"

#include <string>

namespace data {

class Store;

/// "FITTED" becomes the newest fit of the workspace, "NAME.json" the fit in that file, "PAIRS:NAME" a similarity fit by the
/// table of that name; anything else stays. Throws Error.
std::string resolve_system(Store& store, const std::string& crs);

/// A table of point pairs (columns x, y and lon, lat; the latter in `goal_crs`, WGS 84 when empty) as a fitted system. Throws Error.
std::string fit_from_table(const std::string& path, geo::FitKind kind, const std::string& goal_crs = {});

} // namespace data
