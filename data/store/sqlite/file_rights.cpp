#include "data/store/sqlite/file_rights.h"

#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace data::store {
namespace {

constexpr mode_t owner_only = S_IRUSR | S_IWUSR, rights = S_IRWXU | S_IRWXG | S_IRWXO;

}

void make_private(const std::filesystem::path& file)
{
    const int handle = open(file.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, owner_only);
    if (handle >= 0)
        close(handle);
}

void take_rights(const std::filesystem::path& of, const std::filesystem::path& file)
{
    struct stat model {}, made {};
    if (stat(of.c_str(), &model) != 0)
        return;
    constexpr auto as_it_is = static_cast<uid_t>(-1);
    if (chown(file.c_str(), model.st_uid, model.st_gid) != 0 && chown(file.c_str(), as_it_is, model.st_gid) != 0)
        errno = 0; // neither is this process's to give
    mode_t mode = model.st_mode & rights;
    if (stat(file.c_str(), &made) == 0 && made.st_gid != model.st_gid)
        mode &= ~static_cast<mode_t>(S_IRWXG);
    chmod(file.c_str(), mode);
}

}
