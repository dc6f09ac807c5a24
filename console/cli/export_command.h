#pragma once
// `gridwatch export`: records of a workspace as a file that other programs read (data/export/export.h). Any thread but the
// UI's.

#include <iosfwd>
#include <string>

namespace console {

struct ExportArguments {
    std::string workspace;
    std::string what;    // grids, cameras, incidents, places
    std::string out;     // the ending chooses the format: gpkg, geojson, shp, csv, xlsx, kml, fgb
    std::string level;   // grids only; empty: all levels
    std::string crs;     // empty: EPSG:4326
    std::string draft;   // grids only: those of this draft; not with edition
    std::string edition; // a name, "before" the first one, or a date: the grids valid on that day; empty: those valid now
    bool json = false;
    bool replace = false; // a file that is there
};

/// Writes beside the goal and renames at the end, so that the goal is either the old file or the whole new one. A file that is there is refused
/// unless it is to be replaced. Returns
/// the exit status as run_import does.
int run_export(const ExportArguments& arguments, std::ostream& out, std::ostream& err);

} // namespace console
