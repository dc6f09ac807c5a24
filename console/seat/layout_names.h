#pragma once
// What the layouts of a window are called on the command line, in settings and in commands. Pure functions; any thread.

#include "console/seat/session.h"

#include <optional>
#include <string_view>

namespace console {

const char* layout_name(Layout layout);
/// Empty for a name that is none.
std::optional<Layout> layout_from_name(std::string_view name);

}
