#pragma once
// Texts of drawings (DXF): in the code page that the header names, in UTF-8 from the versions of 2007 on whatever it names, or in bytes that nobody
// declared; characters beyond them stand as "\\U+5408". Needs a GdalSession.

#include <string>
#include <string_view>

namespace geo {

/// Whether GDAL must hand over the bytes as they are (option DXF_ENCODING=UTF-8): the header names no code page, the Western one that programs write
/// by default, or the file is of 2007 or later, where GDAL 3.6 still believes the header.
bool has_plain_bytes(const std::string& drawing);

/// A text of it in UTF-8: bytes that are none are decoded by what they look like.
std::string drawing_text(std::string_view bytes);

} // namespace geo
