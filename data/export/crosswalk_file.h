#pragma once
// The crosswalk of an edition as a file: XLSX, CSV, or another format without shapes. Blocks; any thread.

#include "data/drafts/crosswalk.h"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace data {

/// The ending of `path` chooses the format. Codes are texts in all of them, so that no spreadsheet rounds their digits. Throws geo::Error with
/// nothing written.
void save_crosswalk(std::span<const CrosswalkRow> rows, const std::filesystem::path& path);

struct CrosswalkFiles {
    std::vector<std::filesystem::path> written;
    std::vector<std::pair<std::filesystem::path, std::string>> failed; // and why: the edition keeps it in any case
};
/// "EDITION-crosswalk.csv" and ".xlsx" in the folder. The CSV is as the edition keeps it.
CrosswalkFiles save_crosswalks(std::span<const CrosswalkRow> rows, const std::filesystem::path& folder, const std::string& edition);
/// The same to these files.
CrosswalkFiles save_crosswalks(std::span<const CrosswalkRow> rows, std::span<const std::filesystem::path> files);

} // namespace data
