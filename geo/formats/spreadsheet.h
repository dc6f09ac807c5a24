#pragma once
// Workbooks of Office Open XML (.xlsx, .xlsm) as tables, each sheet one: GDAL's reader drops times of day, takes long codes for floating
// numbers and the first row for the heading, so cells are read by us (docs/decisions/0104). XML by libxml2, without entities, network or DTD.

#include "geo/formats/source_table.h"
#include "geo/remark.h"

#include <string>
#include <vector>

namespace geo {

/// Whether GDAL's file system shows a workbook at `path`.
bool is_workbook(const std::string& path);

/// All sheets in their order, hidden ones too; merged cells are filled with their value, rows without any are left out. What was passed over
/// above a heading is noted. Throws Error for a workbook that is locked, broken or larger than table_ceiling. Needs a GdalSession.
std::vector<SourceTable> tables_of_workbook(const std::string& path, std::vector<Remark>& notes);

} // namespace geo
