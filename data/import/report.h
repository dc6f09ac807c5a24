#pragma once
// The report of an import as JSON, and the mapping of its columns as the record of imports keeps it. Pure functions; any thread.

#include "data/import/job.h"

namespace data {

/// One JSON object for scripts: counts, refused rows, seconds.
std::string json_from(const ImportReport& report);
/// The same with what was mended, the layer, the columns and the notes, as the record of imports keeps it.
std::string json_of_record(const ImportReport& report);
/// Only the mapping: {"name": "NAME", …}; an empty column: none was to be taken.
std::string json_of_mapping(const ImportReport& report);
std::vector<std::pair<std::string, std::string>> mapping_from_json(const std::string& text);

} // namespace data
