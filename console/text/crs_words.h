#pragma once
// Names of coordinate systems as PROJ and EPSG have them, in the operator's language: the usual ones of China, UTM and the areas that their
// parameters were made for. Codes (EPSG:4490) and what nobody worded stay as they are. Pure.

#include <functional>
#include <string>
#include <string_view>

namespace console {

/// The words of a key with its marks {0} and {1}.
using KeyWords = std::function<std::string(const char* key, const std::string& first, const std::string& second)>;

/// "CGCS2000 / 3-degree Gauss-Kruger CM 114E" in the words of `of_key`; also names within longer words, such as
/// "Beijing 1954 to WGS 84 (3)".
std::string worded_system(std::string_view name, const KeyWords& of_key);

}
