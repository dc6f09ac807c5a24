#pragma once
// `gridwatch import`: the importer of data/import/import.h without a window. Arguments come parsed from console/cli/arguments;
// the same job runs behind the import dialogue. Any thread but the UI's.

#include <iosfwd>
#include <string>
#include <utility>
#include <vector>

namespace console {

struct ImportArguments {
    std::string workspace, source;
    std::string as;      // grids, cameras, incidents, places, buildings, basemap, reference, units
    std::string level;   // district, street, community, grid; empty: what columns and file name say, else grid
    std::string layer;   // empty: the layers of the source that suit
    std::string crs;     // empty: the source's own; EPSG:N, GCJ-02, BD-09, WKT, a PROJ string or FIT.json
    std::string fit;     // table of point pairs; empty: none
    std::string match;   // one of our fields; empty: code or number where there is one, else the name
    std::string missing; // keep or close; empty: keep
    std::string draft;   // into this draft; empty: into the workspace
    std::string unlock;  // the reason with which outlines that would move are unlocked; with draft
    std::string closed_on; // the day from which missing areas are closed; empty: now
    std::string dates;     // day-first or month-first; empty: as the columns show
    std::vector<std::pair<std::string, std::string>> fields; // our name, the source's column
    bool dry_run = false, json = false, undo = false, affine = false, explain = false;
};

/// Imports and reports on `out` (with json: one JSON object and nothing else); progress goes to `err` when that is a
/// terminal. SIGINT cancels and leaves the workspace as it was. Returns the exit status: 0 done, 1 could not be done
/// (one line on `err`), 2 wrong usage.
int run_import(const ImportArguments& arguments, std::ostream& out, std::ostream& err);

} // namespace console
