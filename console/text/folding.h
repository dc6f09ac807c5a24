#pragma once
// Words compared without regard to capitals. Pure; any thread.

#include <string>
#include <string_view>

namespace console {

/// ASCII letters small; other characters as they are.
std::string folded(std::string_view text);

}
