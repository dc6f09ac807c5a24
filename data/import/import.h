#pragma once
// Foreign files into the workspace. The whole file is read, judged and compared first; only then are the records that
// are new or changed written (Store::put), so a cancelled or failed import leaves the workspace as it was. On the
// thread that owns the store.

#include "data/import/job.h"
#include "data/store/store.h"

#include <stop_token>

namespace data {

/// Throws Error (or geo::Error) when nothing can be imported, geo::Cancelled when `stop` asked for it before writing
/// began.
ImportReport import_into(Store& store, const ImportJob& job, const ImportProgress& progress = {},
                         std::stop_token stop = {});

} // namespace data
