#pragma once
// What can be said of a workspace file before SQLite opens it, each with a plain word. Pure look; changes nothing.

#include "data/store/open_mode.h"

#include <cstdint>
#include <filesystem>
#include <span>

namespace data::store {

struct FileCheck {
    bool can_write_file = false;
    bool can_write_folder = false; // SQLite keeps its log beside the file
    bool has_log = false;          // a write-ahead log with content lies beside it
    bool is_suspicious = false;    // sizes do not fit; worth a quick_check
};

/// Throws Error when the file is missing, a folder, unreadable, empty, no SQLite file, or cut short.
FileCheck check_file(const std::filesystem::path& path);

enum class Access;
/// How a connection opens it, as far as the rights of file and folder let it. Throws Error where it cannot be written and shall be.
Access access_for(const std::filesystem::path& path, const FileCheck& file, OpenMode mode);

} // namespace data::store
