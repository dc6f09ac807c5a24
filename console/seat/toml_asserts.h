#pragma once
// toml++ 3.3 asserts, and so ends the program, on some texts that are no TOML (found by FuzzSettings: a key that begins with a byte
// of another encoding). A file that somebody edited must not do that: its asserts throw here. Included before <toml++/toml.h>.

#include <stdexcept>

namespace console {

[[noreturn]] inline void refuse_toml() { throw std::runtime_error("a key or value cannot begin like that"); }

}

#define TOML_ASSERT(expr) ((expr) ? static_cast<void>(0) : console::refuse_toml())
