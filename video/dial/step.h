#pragma once
// The way to a camera's first picture: the steps that an operator sees, and the marks that a diary notes between them. Values.

#include <array>
#include <functional>

namespace video {

/// How far the dialling has come.
enum class Step { name, connect, sign_in, describe, key_frame, picture };
/// Keys of the texts, and what --json prints.
inline constexpr std::array step_names{"name", "connect", "sign_in", "describe", "key_frame", "picture"};
static_assert(step_names.size() == static_cast<std::size_t>(Step::picture) + 1);

/// What has been reached: the first six by the dial, the others by who reads the stream.
enum class Mark { resolved, connected, secured, answered, signed_in, described, opened, packet, key_frame, picture, measured };
inline constexpr std::array mark_names{"resolved", "connected", "secured",   "answered", "signed_in", "described",
                                       "opened",   "packet",    "key_frame", "picture",  "measured"};
static_assert(mark_names.size() == static_cast<std::size_t>(Mark::measured) + 1);

inline const char* name_of(Step step) { return step_names[static_cast<std::size_t>(step)]; }
inline const char* name_of(Mark mark) { return mark_names[static_cast<std::size_t>(mark)]; }

/// Called as each step begins, and as each mark is reached.
using OnStep = std::function<void(Step)>;
using OnMark = std::function<void(Mark)>;

}
