#pragma once
// A file that claims to hold pictures, opened, read and decoded as a stream does it.

#include <string>
#include <string_view>

namespace fuzz {

/// `name` says by its ending what it claims to be.
void play(const std::string& name, std::string_view bytes);

}
