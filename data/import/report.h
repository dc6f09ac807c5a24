#pragma once
// The report of an import as JSON, and the mapping of its columns as the record of imports keeps it. Pure functions; any thread.

#include "data/import/job.h"

namespace data {

/// One JSON object for scripts: counts, refused rows, seconds.
std::string json_from(const ImportReport& report);
/// The same with how each field was filled and what was left: fields with column, why, an example and how many values were not understood; columns
/// not taken; layers not read, with their rows (-1: not known).
std::string json_explained(const ImportReport& report);
/// The same with what was mended, the layer, the columns and the notes, as the record of imports keeps it.
/// `settings` that came with it stand under "settings", so that undoing it takes them back.
std::string json_of_record(const ImportReport& report, const std::vector<std::pair<std::string, std::string>>& settings = {});
/// Only the mapping: {"name": "NAME", …}; an empty column: none was to be taken.
std::string json_of_mapping(const ImportReport& report);
std::vector<std::pair<std::string, std::string>> mapping_from_json(const std::string& text);

} // namespace data
