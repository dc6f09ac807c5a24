#pragma once
// Bytes of a file as GDAL's file system sees it ("/vsizip/…" too). Needs a GdalSession.

#include <cstddef>
#include <string>

namespace geo {

bool vsi_exists(const std::string& name);
/// The first `most` bytes. Throws Error where it cannot be read.
std::string vsi_bytes(const std::string& name, std::size_t most);

} // namespace geo
