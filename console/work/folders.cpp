#include "console/work/folders.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace console {
namespace {

std::string folder(const char* variable, const char* below_home)
{
    namespace fs = std::filesystem;
    fs::path base;
    if (const char* value = std::getenv(variable); value && *value)
        base = value;
    else if (const char* home = std::getenv("HOME"); home && *home)
        base = fs::path(home) / below_home;
    else
        return {};
    std::error_code failed;
    fs::create_directories(base / "gridwatch", failed);
    return failed ? std::string() : (base / "gridwatch").string();
}

}

std::string state_folder() { return folder("XDG_STATE_HOME", ".local/state"); }
std::string cache_folder() { return folder("XDG_CACHE_HOME", ".cache"); }
std::string data_folder() { return folder("XDG_DATA_HOME", ".local/share"); }

std::string home_folder()
{
    const char* home = std::getenv("HOME");
    return home ? home : "";
}

}
