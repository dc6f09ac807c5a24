#pragma once
// Records of a workspace as files of other programs, and back in by data/import/import.h without loss. On the thread that owns
// the store.

#include "data/records/import_kind.h"
#include "data/store/store.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace data {

struct ExportJob {
    ImportKind kind = ImportKind::grids; // grids, cameras, incidents or places
    std::filesystem::path out;           // its ending chooses the format
    std::optional<Level> level;          // of grids; empty: all levels
    std::string crs;                     // empty: EPSG:4326; forms of geo::CrsTransform::make; "FITTED": the workspace's newest fit; FIT.json
    std::string edition_name;            // of grids: those of the edition of that name, where there is one; "before": those before the first one,
                                         // or in force while nothing was published;
                                         // else as `edition` says
    std::optional<TimePoint> edition;    // of grids: those valid then; empty: those in force now
    std::string draft;                   // of grids: those of the draft of that name, as it is now
    Actor actor;
    TimePoint now;
};

struct ExportReport {
    std::int64_t written = 0;
    std::vector<geo::Remark> notes; // what the format could not hold; words in data/i18n/error.json
    double seconds = 0;
};

/// Throws Error (or geo::Error) with nothing written; the file at `out` is replaced only when the new one is whole.
/// Adds "export" to the session log of a workspace that is open for writing. No credential is ever written.
ExportReport export_from(Store& store, const ExportJob& job);

std::string json_from(const ExportReport& report);

} // namespace data
