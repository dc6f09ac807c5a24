#pragma once
// Tables of separated values before OGR reads them: separators it does not know, lines that are no table. Pure functions; any thread.

#include "geo/remark.h"

#include <string>
#include <vector>

namespace geo {

/// `text` (UTF-8) with one heading on its first line, separators that OGR tells by itself and LF or CR LF as line ends: bars become tabs, "sep=;" and
/// titles above the heading go, headings of two storeys become one. What was passed over is noted.
void mend_table(std::string& text, std::vector<Remark>& notes);

} // namespace geo
