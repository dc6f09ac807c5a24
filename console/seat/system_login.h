#pragma once

#include <string>

namespace console {

/// Name of the system's user who runs this program; empty: unknown.
std::string system_login();

}
