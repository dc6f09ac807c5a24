#include "console/work/new_files.h"

#include <optional>

#include <sys/stat.h>

namespace console {
namespace {

std::optional<mode_t> meant; // the mask that the user's shell set

}

void keep_new_files_private()
{
    constexpr mode_t others = S_IRWXG | S_IRWXO;
    const mode_t before = umask(others);
    if (!meant)
        meant = before;
}

void as_new_files_are(const std::string& path)
{
    constexpr mode_t all = S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH;
    if (meant)
        chmod(path.c_str(), all & ~*meant);
}

}
