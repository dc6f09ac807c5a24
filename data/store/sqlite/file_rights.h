#pragma once
// Who may read and write a file that is made. Any thread.

#include <filesystem>

namespace data::store {

/// Makes an empty file that only this user may read, unless there is one.
void make_private(const std::filesystem::path& file);
/// What stands for another file is as open or closed as that one: its mode, its group and, where this process may, its owner. Where the
/// group cannot be given, nobody of another one may read it.
void take_rights(const std::filesystem::path& of, const std::filesystem::path& file);

}
