#pragma once
// A corrected edition of the boundaries into a draft. The file is read as any file of grids is; each row is recognised by its code (or
// job.match) or, where codes are missing, by the grid it covers most of; what is different becomes one entry of the draft's journal. On the
// thread that owns the store.

#include "data/import/job.h"
#include "data/store/store.h"

#include <stop_token>

namespace data {

struct DraftTarget {
    std::string name;       // made where there is none
    DraftHolder holder;     // this process
    std::string unlock;     // the reason with which outlines that would move are unlocked; empty: they are not, and nothing is imported
};

/// report.imported: grids that are new or different. missing: in the draft, not in the file; with MissingPolicy::close they are removed.
/// Throws Error, DraftHeld, OutOfDate, geo::Error, geo::Cancelled; the draft is then as it was.
ImportReport import_into_draft(Store& store, const ImportJob& job, const DraftTarget& target, const ImportProgress& progress = {},
                               std::stop_token stop = {});

} // namespace data
