#include "console/seat/system_login.h"

#include <pwd.h>
#include <unistd.h>

#include <array>

namespace console {

std::string system_login()
{
    passwd entry{};
    passwd* found = nullptr;
    std::array<char, 4096> room{};
    return ::getpwuid_r(::geteuid(), &entry, room.data(), room.size(), &found) == 0 && found ? found->pw_name : "";
}

}
