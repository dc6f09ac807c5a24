#pragma once
// What an import is asked to do, and what came of it. Values; any thread.

#include "data/import/date_order.h"
#include "data/records/import_kind.h"
#include "data/records/record_fields.h"
#include "data/records/records.h"
#include "geo/remark.h"

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace data {

enum class MissingPolicy { keep, close };

struct ImportJob {
    std::string source;
    ImportKind kind = ImportKind::grids;
    std::optional<Level> level; // of the areas; empty: the source's column "level", else grid
    std::string layer;          // by name; empty: all that suit alike
    std::vector<std::pair<std::string, std::string>> fields; // our field, the source's column
    std::string crs;   // forms of geo::CrsTransform::make; empty: as the file says
    std::string match; // a field of record_fields.h; empty: by code or number where there is one, else by name and place
    std::optional<DateOrder> dates; // of dates such as 05/01/2024; empty: as their column shows
    MissingPolicy missing = MissingPolicy::keep; // close: areas get valid_to, cameras become "removed"
    std::optional<TimePoint> closed_on;          // from when missing areas are no longer valid; empty: now
    bool dry_run = false;                        // judge and report, write nothing
    Actor actor;
    TimePoint now;
};

/// What there is to say about one row; the words are in data/import/remark_words.h and in the console's table.
struct ImportRefusal {
    std::int64_t row = 0; // counted from 1; the header does not count
    std::vector<geo::Remark> reasons;
};

/// A record that was there and is different now.
struct ImportUpdate {
    std::string name;
    std::vector<FieldChange> fields;
};

/// How a field of ours is filled.
struct FieldTaken {
    std::string field, column;
    std::string why;     // name: the column's name is known; said: by the operator; remembered: of the last such import; values: they identify the rows
    std::string example; // the first value
};

/// Values of a taken column that were not understood.
struct ValuesUnread {
    std::int64_t count = 0;
    std::string example;
    std::int64_t last_row = 0; // a row is counted once
};

struct LayerLeft {
    std::string name;
    std::int64_t rows = -1; // -1: nobody can tell
};

struct ImportReport {
    std::int64_t read = 0;     // rows of the source
    std::int64_t imported = 0; // of them, in the workspace afterwards: new, updated and unchanged
    std::int64_t updated = 0, unchanged = 0;
    std::int64_t missing = 0; // in the workspace but not in the source (areas: of the same level)
    std::int64_t repaired = 0;
    std::vector<ImportRefusal> rejected;
    std::vector<ImportRefusal> repairs;                       // what was mended, with areas
    std::vector<std::pair<std::string, std::string>> mapping; // our field, the source's column
    std::string layer, crs;                                   // what was read
    std::string columns; // of the source, joined by "|"; of areas with their level before them
    std::vector<FieldTaken> fields;                // in the order of our fields
    std::map<std::string, ValuesUnread> unread;    // by our field
    std::vector<std::string> columns_not_taken;
    std::vector<std::string> layers; // that were read
    std::vector<LayerLeft> layers_not_read;
    std::vector<geo::Remark> notes;
    std::vector<ImportUpdate> updates;                // the first 1,000
    std::map<std::string, std::int64_t> updated_fields; // in how many records each field changed
    double seconds = 0;
};

/// `share` in [0, 1], `stage` in English ("reading", "comparing", "writing"); called on the import's own thread.
using ImportProgress = std::function<void(double share, const char* stage)>;

} // namespace data
