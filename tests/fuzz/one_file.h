#pragma once
// A file of this process's own, for readers that want a name. One thread.

#include <filesystem>
#include <string>
#include <string_view>

namespace fuzz {

/// A folder that is made at the first call and removed when the program ends in order.
const std::filesystem::path& own_folder();
/// The path of `name` in it, holding these bytes.
std::filesystem::path file_of(const std::string& name, std::string_view bytes);

}
