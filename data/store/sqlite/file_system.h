#pragma once
// On what kind of file system a workspace lies. SQLite's log needs memory shared by all programs that have the file open, which no
// network file system gives to two computers: both would write, and the file would be damaged without a word.

#include <filesystem>
#include <string>
#include <string_view>

namespace data::store {

struct FileSystem {
    std::string type; // "ext2/ext3", "nfs", "fuse.sshfs"; "0x…" where the number has no name here
    bool is_network = false;
};

/// Of statfs's magic number and, for FUSE, which hides what lies behind, the type in /proc/self/mountinfo (may be empty).
FileSystem file_system_from(unsigned long magic, std::string_view mount_type);

/// Of an existing file or the folder a new one would get. Unknown (not a network one) where the system does not tell.
FileSystem file_system_of(const std::filesystem::path& path);

/// Throws Error that says why and what to do.
void require_local(const std::filesystem::path& path, const FileSystem& where);

}
