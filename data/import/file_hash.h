#pragma once
// The SHA-256 of a file, by which the record of imports knows what was read. Any thread.

#include <string>

namespace data {

/// In hexadecimal. Empty when the file cannot be read as one (a folder, a name that only GDAL knows).
std::string file_hash(const std::string& path);

} // namespace data
