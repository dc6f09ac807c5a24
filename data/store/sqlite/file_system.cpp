#include "data/store/sqlite/file_system.h"

#include "data/error.h"
#include "data/store/place_on_disk.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include <sys/statfs.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

namespace data::store {
namespace {

struct Kind {
    unsigned long magic;
    const char* type;
    bool is_network;
};

// linux/magic.h and the sources of the file systems that are not part of it. 9p is left out: containers and virtual machines of
// one computer use it for local folders.
constexpr unsigned long fuse_magic = 0x65735546;
constexpr Kind kinds[] = {
    {0x6969, "nfs", true},         {0x517B, "smb", true},        {0xFE534D42, "smb2", true},   {0xFF534D42, "cifs", true},
    {0x564C, "ncp", true},         {0x5346414F, "afs", true},    {0x6B414653, "afs", true},    {0x73757245, "coda", true},
    {0x00C36400, "ceph", true},    {0x0BD00BD0, "lustre", true}, {0x47504653, "gpfs", true},   {0x01161970, "gfs2", true},
    {0x7461636F, "ocfs2", true},   {0xAAD7AAEA, "panfs", true},  {0x19830326, "beegfs", true}, {fuse_magic, "fuse", false},
    {0xEF53, "ext2/ext3/ext4", false}, {0x58465342, "xfs", false}, {0x9123683E, "btrfs", false}, {0x01021994, "tmpfs", false},
    {0x794C7630, "overlay", false},
};

constexpr const char* network_fuse[] = {"fuse.sshfs", "fuse.glusterfs", "fuse.davfs", "fuse.davfs2", "fuse.s3fs", "fuse.rclone",
                                        "fuse.ceph",  "fuse.curlftpfs", "fuse.smbnetfs", "fuse.gvfsd-fuse", "fuse.juicefs"};

/// Column "major:minor" leads to the line; the type stands behind the lonely dash (proc(5), mountinfo).
std::string mount_type_of(dev_t device)
{
    const std::string wanted = fmt::format("{}:{}", major(device), minor(device));
    std::ifstream mounts("/proc/self/mountinfo");
    for (std::string line; std::getline(mounts, line);) {
        std::istringstream words(line);
        std::string id, parent, numbers, word;
        words >> id >> parent >> numbers;
        if (numbers != wanted)
            continue;
        while (words >> word)
            if (word == "-" && words >> word)
                return word;
    }
    return {};
}

}

FileSystem file_system_from(unsigned long magic, std::string_view mount_type)
{
    if (magic == fuse_magic && !mount_type.empty())
        return {std::string(mount_type), std::ranges::find(network_fuse, mount_type) != std::end(network_fuse)};
    const auto known = std::ranges::find(kinds, magic, &Kind::magic);
    return known != std::end(kinds) ? FileSystem{known->type, known->is_network} : FileSystem{fmt::format("{:#x}", magic), false};
}

FileSystem file_system_of(const std::filesystem::path& path)
{
    namespace fs = std::filesystem;
    std::error_code failed;
    const fs::path there = fs::exists(path, failed) ? path : path.has_parent_path() ? path.parent_path() : fs::path(".");
    struct statfs about {};
    struct stat file {};
    if (statfs(there.c_str(), &about) != 0 || stat(there.c_str(), &file) != 0)
        return {"unknown", false};
    // The kernel's field is signed on some machines: CIFS's number would come out negative.
    const auto magic = static_cast<unsigned long>(static_cast<unsigned>(about.f_type));
    return file_system_from(magic, magic == fuse_magic ? mount_type_of(file.st_dev) : "");
}

void require_local(const std::filesystem::path& path, const FileSystem& where)
{
    if (where.is_network)
        throw Error(geo::remark("network_file", path.string(), where.type));
}

}

namespace data {

PlaceOnDisk place_on_disk(const std::filesystem::path& path)
{
    const store::FileSystem found = store::file_system_of(path);
    return {found.type, found.is_network};
}

}
