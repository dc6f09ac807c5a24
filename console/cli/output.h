#pragma once
// Formatted text to a stream. fmt's own print for streams compiles its whole formatter into each source that names it.

#include <fmt/format.h>

#include <ostream>
#include <utility>

namespace console {

template <typename... Args>
void print(std::ostream& out, fmt::format_string<Args...> format, Args&&... args)
{
    out << fmt::format(format, std::forward<Args>(args)...);
}

}
