#pragma once
// What a thread of ours is called in top and gdb, and how much it yields. Any thread, for itself.

#include <string>

namespace video {

/// Pictures may come a little later than an answer to a key: what decodes yields to the interface, and what looks at pictures to both. None is
/// idle priority: on a machine that is always busy nothing would ever come.
inline constexpr int decoding_nice = 10, analysis_nice = 12;

/// Names the calling thread (15 bytes of it at most) and lowers its priority; 0 leaves that as it is.
void take_role(const std::string& name, int nice = 0);

}
