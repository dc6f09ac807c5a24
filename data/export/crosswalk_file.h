#pragma once
// The crosswalk of an edition as a file: XLSX, CSV, or another format without shapes. Blocks; any thread.

#include "data/drafts/crosswalk.h"

#include <filesystem>

namespace data {

/// The ending of `path` chooses the format. Codes are texts in all of them, so that no spreadsheet rounds their digits. Throws geo::Error with
/// nothing written.
void save_crosswalk(std::span<const CrosswalkRow> rows, const std::filesystem::path& path);

} // namespace data
